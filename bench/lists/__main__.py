"""`python -m bench.lists FOLDER --started T`: perform the list in a copy of the office, and time each agreement."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path

from bench.households import PASSWORD, QUICK, at_nine, deeds, mediator
from mediation_desk.acts.many import Tally
from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.practice import PRACTICE, FollowingClock
from mediation_desk.desk.surroundings import system


def main() -> None:
    """One JSON line: seconds from the start of the process to the first agreement; seconds of each next one."""
    reader = argparse.ArgumentParser()
    reader.add_argument("folder", type=Path)
    reader.add_argument("--started", type=float, required=True)
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "office"
        shutil.copytree(asked.folder, folder)
        door = OfficeDoor(folder, system().at(FollowingClock(at_nine())), QUICK)
        desk = mediator(door.sign_in(PRACTICE.founder.account, PASSWORD))
        moments: list[float] = []
        tally = desk.perform_each(deeds(), lambda _tally: moments.append(time.time()))
        desk.close()
    print(json.dumps({"cold": moments[1] - asked.started, "warm": _between(moments[1:]), "note": _said(tally)}))


def _between(moments: list[float]) -> list[float]:
    return [after - before for before, after in zip(moments, moments[1:], strict=False)]


def _said(tally: Tally) -> str:
    return f"{tally.count('done')} of {tally.total} made"


if __name__ == "__main__":
    main()
