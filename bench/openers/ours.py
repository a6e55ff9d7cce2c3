"""`python -m bench.openers.ours FOLDER --started T`: sign in, show today with its answers, then open one case."""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from bench.opening import CASE, PASSWORD
from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.surroundings import system
from mediation_desk.terms.ids import named_id
from mediation_desk.ui.app import make_application, make_window
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.session import Session

TIMES = 5


def main() -> None:
    """One JSON line: seconds from the start of the process to a window with its answers; seconds of each opening."""
    reader = argparse.ArgumentParser()
    reader.add_argument("folder", type=Path)
    reader.add_argument("--started", type=float, required=True)
    asked = reader.parse_args()
    world = system()
    app = make_application(["bench"], {}, world.resources, bundled_font=True)
    door = OfficeDoor(asked.folder, world)
    jobs = Jobs(_fault)
    window = make_window(Session(door.sign_in("shen", PASSWORD), door, "shen"), jobs)
    window.show()
    _settle(app, jobs)
    cold, warm = time.time() - asked.started, []
    for _ in range(TIMES):
        window.go("today")
        _settle(app, jobs)
        before = time.perf_counter()
        window.go("case", named_id(CASE, "case"))
        _settle(app, jobs)
        warm.append(time.perf_counter() - before)
    print(json.dumps({"cold": cold, "warm": warm, "note": "password (Argon2id), encrypted office, today's answers"}))
    jobs.close()


def _settle(app: QApplication, jobs: Jobs) -> None:
    app.processEvents()
    while jobs.busy:
        app.processEvents()
    app.processEvents()


def _fault(fault: BaseException) -> None:
    raise fault


if __name__ == "__main__":
    main()
