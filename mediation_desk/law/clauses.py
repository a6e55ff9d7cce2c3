"""Clauses that agreements use again and again: their text with places to fill, their risk, what the check asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

from .deadlines import chinese_date
from .reading import Fault, Section, refuse_if_faulty, sourced
from .rmb import in_words

KINDS: Final = ("money", "date", "number", "party", "text")
"""What goes into a place: an amount, a day, a whole number, somebody's name, words."""
_PLACE: Final = re.compile(r"\{([^{}]+)\}")
_BRACES: Final = re.compile(r"[{}]")


@dataclass(frozen=True, slots=True)
class Blank:
    """One place to fill in."""

    name: str
    kind: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One clause. Without `disputes` it suits every quarrel; `duty` says that it is a duty's text."""

    id: str
    name: str
    text: str
    blanks: tuple[Blank, ...]
    disputes: tuple[str, ...] = ()
    duty: bool = False
    risk: str = ""
    satisfies: tuple[str, ...] = ()
    """Codes of the check before signing that this clause sees to."""
    source: str = ""
    certainty: str = "memory"

    def filled(self, values: Mapping[str, str]) -> str:
        """The clause with every place filled; refuses an empty place and what does not belong there."""
        said = {blank.name: _said(blank, values.get(blank.name, "").strip()) for blank in self.blanks}
        return _PLACE.sub(lambda found: said[found[1]], self.text)


def places(text: str) -> tuple[str, ...]:
    """The names of the places in a text, in order; refuses braces that belong to none."""
    names = tuple(dict.fromkeys(_PLACE.findall(text)))
    if _BRACES.search(_PLACE.sub("", text)) or any(not name.strip() for name in names):
        raise Refusal("clause.braces", field="text")
    return names


def read_clauses(
    documents: Mapping[str, Mapping[str, object]], disputes: Collection[str], findings: Collection[str]
) -> tuple[Clause, ...]:
    """The clauses of all files, in their order; refuses with every mistake at once."""
    faults: list[Fault] = []
    found: list[Clause] = []
    for file, document in documents.items():
        section = Section(file, document, faults)
        common = section.known("disputes", disputes, "纠纷类型") if section.has("disputes") else ()
        for table in section.tables("clause"):
            found.append(_clause(table, common, disputes, findings))
        section.finish()
    _refuse_twins(found, faults)
    refuse_if_faulty(faults)
    return tuple(found)


def _clause(table: Section, common: tuple[str, ...], disputes: Collection[str], findings: Collection[str]) -> Clause:
    text, blanks = table.text("text"), tuple(_blanks(table))
    if set(_PLACE.findall(text)) != {blank.name for blank in blanks}:
        table.fault("blanks", "与条款中的空格不一致")
    source, certainty = sourced(table)
    clause = Clause(
        id=table.text("id"),
        name=table.text("name"),
        text=text,
        blanks=blanks,
        disputes=table.known("disputes", disputes, "纠纷类型") if table.has("disputes") else common,
        duty=table.flag("duty"),
        risk=table.text("risk"),
        satisfies=table.known("satisfies", findings, "检查项") if table.has("satisfies") else (),
        source=source,
        certainty=certainty,
    )
    table.finish()
    return clause


def _blanks(table: Section) -> Iterator[Blank]:
    """payer = "party 付款人": the kind of what goes there, and what the form calls it."""
    held = table.table("blanks")
    for name, said in ({} if held is None else held.words()).items():
        kind, _, words = said.partition(" ")
        if kind not in KINDS or not words:
            table.fault(f"blanks.{name}", "应写明种类和名称")
        yield Blank(name, kind, words)


def _refuse_twins(found: list[Clause], faults: list[Fault]) -> None:
    known: set[str] = set()
    for clause in found:
        if clause.id in known:
            faults.append(Fault("clauses", clause.id, "编号重复"))
        known.add(clause.id)


def _said(blank: Blank, value: str) -> str:
    if not value:
        raise Refusal("clause.blank_empty", field=blank.name, blank=blank.words)
    if "\n" in value or _BRACES.search(value):
        raise Refusal("clause.blank_impossible", field=blank.name, blank=blank.words, value=value)
    try:
        return _SAYERS[blank.kind](value)
    except (ValueError, Refusal) as fault:
        raise Refusal("clause.blank_impossible", field=blank.name, blank=blank.words, value=value) from fault


def _money(value: str) -> str:
    amount = Money.parse(value)
    if not amount.fen:
        raise ValueError("nothing")
    return f"{in_words(amount)}（¥{amount.figures}）"


def _number(value: str) -> str:
    if not value.isascii() or not value.isdigit() or not int(value):
        raise ValueError("no whole number")
    return str(int(value))


_SAYERS: Final[Mapping[str, Callable[[str], str]]] = {
    "money": _money,
    "date": lambda value: chinese_date(date.fromisoformat(value)),
    "number": _number,
    "party": str,
    "text": str,
}
