"""What a command answers, and how it is shown: one JSON document, or lines and tables for people."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Final, TextIO

from mediation_desk.terms.plain import to_plain

DONE, REFUSED, USAGE, FAULT = 0, 1, 2, 3
"""Exit codes. Scripts and release checks rely on them."""

_GAP: Final = "  "


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer of one command: `document` for machines, `lines` for people."""

    document: Any
    lines: Sequence[str] = ()
    code: int = DONE


def show(answer: Answer, stream: TextIO, *, as_json: bool) -> None:
    """Print one JSON document, or the lines."""
    if as_json:
        print(json.dumps(complete(answer.document), ensure_ascii=False, indent=2), file=stream)
        return
    for line in answer.lines:
        print(line, file=stream)


def complete(value: Any) -> Any:
    """JSON values with every field, those at their default included, so that a reader need not know the defaults."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: complete(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: complete(item) for key, item in value.items()}
    if isinstance(value, (tuple, list)):
        return [complete(item) for item in value]
    return to_plain(value)


def table(head: Sequence[str], rows: Sequence[Sequence[object]]) -> list[str]:
    """Lines in columns, aligned where a Chinese character is as wide as two letters."""
    cells = [[_cell(value) for value in row] for row in (head, *rows)]
    widths = [max(map(width, column)) for column in zip(*cells, strict=True)]
    return [_GAP.join(padded(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in cells]


def padded(text: str, wide: int) -> str:
    """The text with blanks up to a width."""
    return text + " " * (wide - width(text))


def width(text: str) -> int:
    """How many columns a terminal needs for the text."""
    return sum(_columns(sign) for sign in text)


def _columns(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Mn", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(sign) in ("W", "F") else 1


def _cell(value: object) -> str:
    """One line for each row, whatever a text holds."""
    return "" if value is None else " ".join(str(value).split())
