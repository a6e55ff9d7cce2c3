"""The rule book: all procedures and limits the office works by, with its local lengths."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .calendars import Calendar
from .limit_reading import check_examples, read_limit
from .limits import Limit
from .local_rules import (
    LocalLength,
    LocalText,
    LocalValue,
    SetAside,
    local_limit,
    local_values,
    localised,
    require_local,
)
from .procedure import Ending, Procedure
from .procedure_checks import check_procedure, check_validity
from .procedure_parts import check_parts, compose
from .procedure_reading import read_ending, read_procedure
from .reading import Fault, Section, refuse_if_faulty

Document = Mapping[str, object]
ENDINGS: Final = "codes/endings.toml"
GENERAL: Final = "rules/limits.toml"
PARTS: Final = "procedures/parts"
_MOST_NEAR: Final = 5
_ALIKE: Final = 0.6


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Procedures by id, and limits of the law that belong to no procedure."""

    procedures: Mapping[str, Procedure]
    general: tuple[Limit, ...]
    shipped: RuleBook | None = None
    """The book before the office's own values; None where it is the shipped one."""

    @classmethod
    def of(
        cls,
        procedures: Mapping[str, Document],
        *,
        parts: Mapping[str, Document],
        endings: Document,
        general: Document,
        known_acts: frozenset[str],
        calendar: Calendar | None,
    ) -> RuleBook:
        """Build from parsed files (name to content). Refuses with every mistake of every file at once.

        Without a calendar (its own files are faulty) everything but the examples is checked.
        """
        faults: list[Fault] = []
        shared = _endings(Section(ENDINGS, endings, faults))
        own = _general(Section(GENERAL, general, faults), calendar)
        homes = {limit.id: (GENERAL, tuple(one for one in own if one.id == limit.id)) for limit in own}
        found: dict[str, Procedure] = {}
        check_parts(parts, faults)
        for file, document in sorted(procedures.items()):
            section = Section(file, compose(file, document, parts, faults), faults)
            procedure, limits = read_procedure(section, known_acts, shared)
            check_procedure(section, procedure)
            for table, limit in limits:
                check_examples(table, limit, calendar)
            if procedure.id in found:
                section.fault("id", f"重复的程序：{procedure.id}")
            found[procedure.id] = procedure
            _check_homes(limits, homes)
        refuse_if_faulty(faults)
        return cls(found, own)

    @property
    def digest(self) -> str:
        """SHA-256 over all procedures: what a journal entry keeps."""
        return hashlib.sha256("".join(procedure.digest for procedure in self.procedures.values()).encode()).hexdigest()

    def procedure(self, id: str) -> Procedure:
        """The procedure with an id."""
        if id not in self.procedures:
            raise Refusal("procedure.unknown", procedure=id, field="procedure")
        return self.procedures[id]

    def of_kind(self, kind: str) -> tuple[Procedure, ...]:
        """The procedures of one of the four kinds."""
        return tuple(procedure for procedure in self.procedures.values() if procedure.kind == kind)

    def limits(self) -> tuple[Limit, ...]:
        """Every limit once, general ones first; procedures share some."""
        own = (limit for procedure in self.procedures.values() for limit in procedure.limits)
        return tuple(dict.fromkeys((*self.general, *own)))

    def limit(self, id: str, on: date | None = None) -> Limit:
        """A limit by id, in the wording in force on a day."""
        wordings = [limit for limit in self.limits() if limit.id == id]
        for limit in wordings:
            if on is None or limit.is_valid_on(on):
                return limit
        if wordings:
            periods = "；".join(limit.validity_words for limit in wordings)
            raise Refusal("limit.not_in_force", limit=id, name=wordings[0].name, on=on, periods=periods, field="limit")
        near = "、".join(self.near(id))
        raise Refusal("limit.unknown", limit=id, near=near and f"，相近的有：{near}", field="limit")

    def near(self, text: str) -> tuple[str, ...]:
        """The ids of limits that somebody may have meant, with their names: part of either, or nearly the id."""
        names = {limit.id: limit.name for limit in self.limits()}
        parts = [id for id, name in names.items() if text and (text in id or text in name)]
        close = get_close_matches(text, names, _MOST_NEAR, _ALIKE)
        return tuple(f"{id}（{names[id]}）" for id in tuple(dict.fromkeys((*close, *parts)))[:_MOST_NEAR])

    def with_local(self, lengths: Mapping[str, LocalLength], values: Mapping[str, LocalText] | None = None) -> RuleBook:
        """The shipped book with the office's own values; refuses the first one that the law does not leave to it."""
        base, texts = self.shipped or self, values or {}
        for id in lengths:
            base.limit(id)
        for key, value in texts.items():
            require_local(base.procedures, key, value)
        procedures = {id: localised(procedure, lengths, texts) for id, procedure in base.procedures.items()}
        return RuleBook(procedures, tuple(local_limit(limit, lengths) for limit in base.general), base)

    def with_sound_local(
        self, lengths: Mapping[str, LocalLength], values: Mapping[str, LocalText]
    ) -> tuple[RuleBook, tuple[SetAside, ...]]:
        """The same for stored values: one that no longer holds is set aside, and what was shipped is used."""
        aside = {id: refusal for id, own in lengths.items() if (refusal := self._against({id: own}, {}))}
        aside |= {key: refusal for key, own in values.items() if (refusal := self._against({}, {key: own}))}
        sound = {id: own for id, own in lengths.items() if id not in aside}
        texts = {key: own for key, own in values.items() if key not in aside}
        return self.with_local(sound, texts), tuple(SetAside(id, refusal) for id, refusal in aside.items())

    def local_values(self) -> tuple[LocalValue, ...]:
        """Everything an office may set, with what is shipped and what holds now."""
        base = self.shipped or self
        pairs = {limit.id: (limit, self.limit(limit.id)) for limit in base.limits()}
        return local_values(base.procedures, self.procedures, pairs)

    def _against(self, lengths: Mapping[str, LocalLength], values: Mapping[str, LocalText]) -> Refusal | None:
        try:
            self.with_local(lengths, values)
        except Refusal as refusal:
            return refusal
        return None


def _check_homes(limits: list[tuple[Section, Limit]], homes: dict[str, tuple[str, tuple[Limit, ...]]]) -> None:
    """Note every limit that another file words otherwise: a clock must find one rule under its name."""
    for id, tables in _by_id(limits).items():
        section, wordings = tables[0][0], tuple(limit for _, limit in tables)
        home, said = homes.setdefault(id, (section.file, wordings))
        if said != wordings:
            section.fault("id", f"重复的期限：{id}（已见于{home}）")


def _by_id(limits: list[tuple[Section, Limit]]) -> dict[str, list[tuple[Section, Limit]]]:
    found: dict[str, list[tuple[Section, Limit]]] = {}
    for table in limits:
        found.setdefault(table[1].id, []).append(table)
    return found


def _endings(section: Section) -> dict[str, Ending]:
    found = {ending.code: ending for ending in map(read_ending, section.tables("ending"))}
    section.finish()
    return found


def _general(section: Section, calendar: Calendar | None) -> tuple[Limit, ...]:
    limits = []
    for table in section.tables("limit"):
        limits.append(read_limit(table))
        check_examples(table, limits[-1], calendar)
    check_validity(section, tuple(limits))
    section.finish()
    return tuple(limits)
