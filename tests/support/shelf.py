"""Where this run keeps the offices that it makes once; every process of the run says the same folder."""

from __future__ import annotations

from pathlib import Path

FOLDERS: list[Path] = []
