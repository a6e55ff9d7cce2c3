"""What belongs to this workstation and not to the office: a small file beside it, and nothing of any case in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from mediation_desk.terms.printing import MOST_COPIES, ONE_SIDE, SIDES

_FILE: Final = "workstation.json"
_SCANS: Final = "scan_folder"
_PRINTING: Final = "printing"
_LAST: Final = "last"
_MORE, _ONLY = "more", "only"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintHabit:
    """How papers of a procedure were printed last. `copies` says by paper code what differs from the counted ones:
    ("more", n) is n above them, ("only", n) is n whatever they are."""

    printer: str = ""
    sides: str = ONE_SIDE
    collated: bool = True
    grey: bool = False
    copies: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def copies_of(self, code: str, counted: int) -> int:
        """How many to offer where this many were counted: a case of many parties needs more than the last one."""
        way, number = self.copies.get(code, (_MORE, 0))
        return max(1, min(MOST_COPIES, number if way == _ONLY else counted + number))

    def with_copies(self, code: str, counted: int, wanted: int) -> dict[str, tuple[str, int]]:
        """The habit of copies after somebody has printed so many: fewer than counted is a number of his own."""
        way = (_ONLY, wanted) if wanted < counted else (_MORE, wanted - counted)
        return {**self.copies, code: way}


class Workstation:
    """Read and written at once; a file that cannot be read counts as empty."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / _FILE

    @property
    def scan_folder(self) -> Path | None:
        """Where the scanner of this workstation puts its files."""
        named = self._kept().get(_SCANS)
        return Path(named) if isinstance(named, str) and named else None

    @scan_folder.setter
    def scan_folder(self, folder: Path | None) -> None:
        self._keep(_SCANS, "" if folder is None else str(folder))

    def print_habit(self, procedure: str) -> PrintHabit:
        """How papers of this procedure were printed last; of another one, only the printer and the sheets."""
        kept = self._kept().get(_PRINTING)
        habits = kept if isinstance(kept, dict) else {}
        if procedure in habits:
            return _habit(habits[procedure])
        last = _habit(habits.get(_LAST))
        return PrintHabit(printer=last.printer, sides=last.sides, collated=last.collated, grey=last.grey)

    def keep_print_habit(self, procedure: str, habit: PrintHabit) -> None:
        """Remember it; a workstation that cannot write prints all the same."""
        kept = self._kept().get(_PRINTING)
        habits = kept if isinstance(kept, dict) else {}
        try:
            self._keep(_PRINTING, {**habits, procedure: asdict(habit), _LAST: asdict(habit)})
        except OSError:
            return

    def _keep(self, name: str, value: object) -> None:
        kept = {**self._kept(), name: value}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}


def _habit(kept: object) -> PrintHabit:
    """What was kept, as far as it can be read."""
    given = kept if isinstance(kept, dict) else {}
    copies, sides = given.get("copies"), str(given.get("sides"))
    return PrintHabit(
        printer=str(given.get("printer") or ""),
        sides=sides if sides in SIDES else ONE_SIDE,
        collated=given.get("collated") is not False,
        grey=given.get("grey") is True,
        copies=dict(_copies(copies if isinstance(copies, dict) else {})),
    )


def _copies(kept: Mapping[str, Any]) -> list[tuple[str, tuple[str, int]]]:
    found = []
    for code, said in kept.items():
        if isinstance(said, list) and len(said) == 2 and said[0] in (_MORE, _ONLY) and type(said[1]) is int:
            found.append((code, (said[0], said[1])))
    return found
