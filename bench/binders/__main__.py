"""`python -m bench.binders MODULE FOLDER --started T`: bind what lies in FOLDER, and time it."""

from __future__ import annotations

import argparse
import importlib
import json
import time
from pathlib import Path

from bench.setters.__main__ import described

WARM = 2


def main() -> None:
    """The first volume counts from the start of the process, each later one by itself."""
    reader = argparse.ArgumentParser()
    reader.add_argument("module")
    reader.add_argument("folder", type=Path)
    reader.add_argument("--started", type=float, required=True)
    asked = reader.parse_args()
    bind = importlib.import_module(f"bench.binders.{asked.module}").binder(asked.folder)
    pdf = bind()
    cold, warm = time.time() - asked.started, []
    for _ in range(WARM):
        before = time.perf_counter()
        pdf = bind()
        warm.append(time.perf_counter() - before)
    asked.folder.with_name(f"volume-{asked.module}.pdf").write_bytes(pdf)
    print(json.dumps({"cold": cold, "warm": warm, "note": described(pdf)}))


if __name__ == "__main__":
    main()
