"""What belongs to this workstation and not to the office: a small file beside it, and nothing of any case in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

_FILE: Final = "workstation.json"
_SCANS: Final = "scan_folder"


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
        kept = {**self._kept(), _SCANS: "" if folder is None else str(folder)}
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")

    def _kept(self) -> dict[str, Any]:
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}
