"""The rule book: all procedures and limits the office works by, with its local lengths."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from mediation_desk.terms.refusal import Refusal

from .calendars import Calendar
from .limit_reading import check_examples, read_limit
from .limits import Limit
from .procedure import Ending, Procedure
from .procedure_checks import check_procedure
from .procedure_parts import check_parts, compose
from .procedure_reading import read_ending, read_procedure
from .reading import Fault, Section, refuse_if_faulty

Document = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class LocalLength:
    """An office's own length for a local limit, and the local rule it stands on."""

    length: int
    source: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Procedures by id, and limits of the law that belong to no procedure."""

    procedures: Mapping[str, Procedure]
    general: tuple[Limit, ...]

    @classmethod
    def of(
        cls,
        procedures: Mapping[str, Document],
        *,
        parts: Mapping[str, Document],
        endings: Document,
        general: Document,
        known_acts: frozenset[str],
        calendar: Calendar,
    ) -> RuleBook:
        """Build from parsed files (name to content). Refuses with every mistake of every file at once."""
        faults: list[Fault] = []
        shared = _endings(Section("endings", endings, faults))
        own = _general(Section("limits", general, faults), calendar)
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
        for limit in self.limits():
            if limit.id == id and (on is None or limit.is_valid_on(on)):
                return limit
        raise Refusal("limit.unknown", limit=id, field="limit")

    def with_local(self, lengths: Mapping[str, LocalLength]) -> RuleBook:
        """The rule book with the office's own lengths; refuses the first one that the law does not leave to it."""
        for id in lengths:
            self.limit(id)
        procedures = {
            id: replace(procedure, limits=tuple(_local(limit, lengths) for limit in procedure.limits))
            for id, procedure in self.procedures.items()
        }
        return RuleBook(procedures, tuple(_local(limit, lengths) for limit in self.general))


def _local(limit: Limit, lengths: Mapping[str, LocalLength]) -> Limit:
    own = lengths.get(limit.id)
    return limit.overridden(own.length, own.source) if own else limit


def _endings(section: Section) -> dict[str, Ending]:
    found = {ending.code: ending for ending in map(read_ending, section.tables("ending"))}
    section.finish()
    return found


def _general(section: Section, calendar: Calendar) -> tuple[Limit, ...]:
    limits = []
    for table in section.tables("limit"):
        limits.append(read_limit(table))
        check_examples(table, limits[-1], calendar)
    section.finish()
    return tuple(limits)
