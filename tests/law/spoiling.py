"""Spoiling a parsed rule file in one place."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any, Final

GONE: Final = object()
"""Stands for an entry that is taken out."""
Place = tuple[str | int, ...]


def spoiled(file: Mapping[str, Any], place: Place, key: str, value: object) -> dict[str, Any]:
    """A copy in which one entry of the table at a place is another one, or gone."""
    copy = deepcopy(dict(file))
    table: Any = copy
    for step in place:
        table = table[step]
    if value is GONE:
        del table[key]
    else:
        table[key] = value
    return copy
