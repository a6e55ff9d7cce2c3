"""The rule book: all procedures and limits the office works by, with its local lengths."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mediation_desk.terms.refusal import Refusal

from .calendars import Calendar
from .limit_reading import check_examples, read_limit
from .limits import Limit
from .local_rules import LocalLength, LocalText, LocalValue, local_limit, local_values, localised, require_local
from .procedure import Ending, Procedure
from .procedure_checks import check_procedure
from .procedure_parts import check_parts, compose
from .procedure_reading import read_ending, read_procedure
from .reading import Fault, Section, refuse_if_faulty

Document = Mapping[str, object]


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

    def with_local(self, lengths: Mapping[str, LocalLength], values: Mapping[str, LocalText] | None = None) -> RuleBook:
        """The shipped book with the office's own values; refuses the first one that the law does not leave to it."""
        base, texts = self.shipped or self, values or {}
        for id in lengths:
            base.limit(id)
        for key, value in texts.items():
            require_local(base.procedures, key, value)
        procedures = {id: localised(procedure, lengths, texts) for id, procedure in base.procedures.items()}
        return RuleBook(procedures, tuple(local_limit(limit, lengths) for limit in base.general), base)

    def local_values(self) -> tuple[LocalValue, ...]:
        """Everything an office may set, with what is shipped and what holds now."""
        base = self.shipped or self
        pairs = {limit.id: (limit, self.limit(limit.id)) for limit in base.limits()}
        return local_values(base.procedures, self.procedures, pairs)


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
