"""Names for files that are written for people, from words that may hold anything."""

from __future__ import annotations

import re
from typing import Final

_UNSAFE: Final = re.compile(r'[\x00-\x1f\u200e\u200f\u202a-\u202e\u2066-\u2069<>:"/\\|?*]+')
"""What some file system forbids, and marks that turn the direction of writing: they hide an ending."""
_DEVICES: Final = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
_ENDING: Final = re.compile(r"(.+)(\.\w{1,10})", re.ASCII | re.DOTALL)
_LONGEST: Final = 200
_NAMELESS: Final = "paper"


def file_name(*parts: str | None, ending: str = "") -> str:
    """A name every file system takes; `ending` is kept whole however long the rest is."""
    whole = "_".join(_UNSAFE.sub("-", part).strip(". ") for part in parts if part)
    whole = _DEVICES.sub(r"_\1\2", whole)
    return (whole.encode()[: _LONGEST - len(ending.encode())].decode(errors="ignore") or _NAMELESS) + ending


def original_name(before: str, given: str) -> str:
    """The name somebody gave a file, behind a mark of ours; the program that opens it is known by its ending."""
    found = _ENDING.fullmatch(given)
    stem, ending = found.groups() if found else (given, "")
    return file_name(f"{before}-{stem}", ending=ending)
