"""`python -m bench.openers.bare_qt --started T`: the least that Qt can do: a window, then a table of fifty rows."""

from __future__ import annotations

import argparse
import json
import time

from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

TIMES = 5


def main() -> None:
    """One JSON line: seconds from the start of the process to an empty window; seconds of each filled table."""
    reader = argparse.ArgumentParser()
    reader.add_argument("--started", type=float, required=True)
    asked = reader.parse_args()
    app = QApplication(["bench"])
    window = QMainWindow()
    window.resize(1366, 768)
    window.show()
    app.processEvents()
    cold, warm = time.time() - asked.started, []
    for _ in range(TIMES):
        before = time.perf_counter()
        window.setCentralWidget(_table())
        app.processEvents()
        warm.append(time.perf_counter() - before)
    print(json.dumps({"cold": cold, "warm": warm, "note": "no program at all"}))


def _table() -> QTableWidget:
    table = QTableWidget(50, 9)
    for row in range(50):
        for column in range(9):
            table.setItem(row, column, QTableWidgetItem(f"第{row}行{column}"))
    return table


if __name__ == "__main__":
    main()
