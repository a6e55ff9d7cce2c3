"""Opening: from the command to a window that can be worked in, then one case; beside an empty window of the same Qt."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Final

from bench.turns import Comparison
from mediation_desk.desk.practice import demo_scripts, found_practice
from mediation_desk.desk.surroundings import system

PASSWORD: Final = "测速-2026-临溪"
CASE: Final = "C03"


def comparison() -> Comparison:
    """Ours on the office of the worked cases, the password included; and the limit that Qt itself sets."""
    folder = Path(tempfile.mkdtemp(prefix="bench-office-")) / "office"
    world = system()
    office = found_practice(folder, world, PASSWORD)
    for name, script in demo_scripts(world.resources):
        office.play(script, name)
    office.desk.close()
    programs = {
        "mediation desk": [sys.executable, "-m", "bench.openers.ours", str(folder)],
        "an empty Qt window": [sys.executable, "-m", "bench.openers.bare_qt"],
    }
    return Comparison("Start to a usable window (cold), showing a case or a filled table (warm)", programs)
