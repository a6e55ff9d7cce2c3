"""The table of households as people paste it: who, how much, and whatever else differs from one to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

from .household_texts import NAME, TOTAL

CLAUSE: Final = "另加条款"
"""A column of this name is a clause of that household alone; any other column fills 【…】 of its own name."""
_GAP: Final = re.compile(r"[\s;；]+|(?<!\d)[,，]|[,，](?!\d{3}(?!\d))")
"""A comma between thousands is no gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdLine:
    """One line: whose it is as it stands there (a name, or the number of the track), and what is its own."""

    whose: str
    total: Money
    entries: Mapping[str, str] = field(default_factory=dict)
    clauses: tuple[str, ...] = ()


def cells(line: str) -> list[str]:
    """The cells of a pasted line: between tabs where there are any, else between gaps."""
    found = line.split("\t") if "\t" in line else _GAP.split(line.strip())
    return [cell.strip() for cell in found]


def household_lines(lines: Sequence[str], field: str) -> tuple[HouseholdLine, ...]:
    """The table; its first line may name the columns, else they are the household and its sum."""
    rows = [cells(line) for line in lines if line.strip()]
    head = [NAME, TOTAL]
    if rows and rows[0][0] == NAME:
        head = rows.pop(0)
    if TOTAL not in head:
        raise Refusal("households.no_sums", field=field)
    return tuple(_line(head, row, field) for row in rows)


def one_each(
    whose: Sequence[str],
    names: Sequence[str],
    numbers: Sequence[str],
    field: str,
    done: Collection[str] = (),
) -> list[int]:
    """For each track the place of its line: by the household's name, or by the track's number where names are alike.

    A line that is nobody's, a household without a line and one with two are refused; lines of those that were `done`
    before (their names and numbers) may stand there.
    """
    _require_single(whose, field)
    alike = {name for name, count in Counter(names).items() if count > 1}
    keys = [
        number if number and (number in whose or name in alike) else name
        for name, number in zip(names, numbers, strict=True)
    ]
    for entry in whose:
        if entry in alike:
            raise Refusal("households.names_alike", field=field, name=entry)
        if entry not in keys and entry not in done:
            raise Refusal("households.name_unknown", field=field, name=entry)
    places = {entry: place for place, entry in enumerate(whose)}
    missing = [name for name, key in zip(names, keys, strict=True) if key not in places]
    if missing:
        raise Refusal("households.line_missing", field=field, names="、".join(missing))
    return [places[key] for key in keys]


def _require_single(whose: Sequence[str], field: str) -> None:
    for entry, count in Counter(whose).items():
        if count > 1:
            raise Refusal("households.line_twice", field=field, name=entry)


def _line(head: Sequence[str], row: Sequence[str], field: str) -> HouseholdLine:
    if len(row) > len(head):
        raise Refusal("households.cells_over", field=field, name=row[0], cells=len(row), columns=len(head))
    named = list(zip_longest(head, row, fillvalue=""))
    own = dict(named)
    return HouseholdLine(
        whose=own[NAME],
        total=_sum(own[TOTAL], own[NAME], field),
        entries={name: text for name, text in own.items() if name not in (NAME, TOTAL, CLAUSE)},
        clauses=tuple(text for name, text in named if name == CLAUSE and text),
    )


def _sum(text: str, whose: str, field: str) -> Money:
    try:
        return Money.parse(text)
    except Refusal as refusal:
        raise Refusal("households.sum_unreadable", field=field, name=whose, text=text) from refusal
