"""Which procedures suit a quarrel at the counter, and why. Advice only: a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .codes import Code
from .procedure import Procedure
from .reading import Fault, Section, refuse_if_faulty, sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Types of dispute, their flags, and sources a rule turns on; an empty list asks nothing."""

    disputes: tuple[str, ...]
    flags: tuple[str, ...]
    sources: tuple[str, ...]

    def fits(self, dispute: Code, source: str) -> bool:
        """Whether the quarrel is one the rule speaks of."""
        by_type = not self.disputes or dispute.code in self.disputes
        by_flag = not self.flags or bool(dispute.flags.intersection(self.flags))
        return by_type and by_flag and (not self.sources or source in self.sources)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """Why a procedure suits or does not, with its article."""

    words: str
    source: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Suit:
    """That a procedure suits some quarrels; the heavier, the better."""

    procedure: str
    match: Match
    weight: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """That a procedure takes no other quarrels."""

    procedure: str
    match: Match
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """That a reason to refuse may be at hand."""

    procedure: str
    match: Match
    refuse: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What is said of one procedure. `lacking` closes it; doubts are for a person to weigh."""

    procedure: Procedure
    weight: int
    suits: tuple[Reason, ...]
    doubts: tuple[Reason, ...]
    lacking: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class TriageRules:
    """The rules of triage, as their file lays them out."""

    suits: tuple[Suit, ...]
    needs: tuple[Need, ...]
    doubts: tuple[Doubt, ...]

    @classmethod
    def of(cls, document: Mapping[str, object], procedures: Mapping[str, Procedure] | None) -> TriageRules:
        """Build from a parsed file; refuses with every mistake at once.

        Without the procedures (their own files are faulty) it is not judged whether those that are named exist.
        """
        faults: list[Fault] = []
        section = Section("rules/triage.toml", document, faults)
        rules = cls(
            tuple(_suit(table, procedures) for table in section.tables("suit")),
            tuple(_need(table, procedures) for table in section.tables("need")),
            tuple(_doubt(table, procedures) for table in section.tables("doubt")),
        )
        section.finish()
        refuse_if_faulty(faults)
        return rules

    def advise(self, procedures: Iterable[Procedure], dispute: Code, source: str) -> tuple[Advice, ...]:
        """What is said of every procedure: what suits best first, what is closed last."""
        found = [self._of(procedure, dispute, source) for procedure in procedures]
        return tuple(sorted(found, key=lambda advice: (bool(advice.lacking), -advice.weight, advice.procedure.id)))

    def _of(self, procedure: Procedure, dispute: Code, source: str) -> Advice:
        suits = [one for one in self.suits if one.procedure == procedure.id and one.match.fits(dispute, source)]
        doubts = [one for one in self.doubts if one.procedure == procedure.id and one.match.fits(dispute, source)]
        needs = [one for one in self.needs if one.procedure == procedure.id and not one.match.fits(dispute, source)]
        return Advice(
            procedure=procedure,
            weight=max((one.weight for one in suits), default=0),
            suits=tuple(one.reason for one in suits),
            lacking=tuple(one.reason for one in needs),
            doubts=tuple(_refusal(procedure, one.refuse) for one in doubts),
        )


def _refusal(procedure: Procedure, code: str) -> Reason:
    known = procedure.refuse_reason(code)
    words = f"{known.words}（{known.unless}的除外）" if known.unless else known.words
    return Reason(words=words, source=known.source, certain=known.certainty != "memory")


Known = Mapping[str, Procedure] | None


def _procedure(section: Section, known: Known) -> str:
    """The id of a procedure; one that does not exist would be silent at the counter for ever."""
    id = section.text("procedure")
    if id and known is not None and id not in known:
        section.fault("procedure", f"未知的程序：{id}")
    return id


def _suit(section: Section, known: Known) -> Suit:
    found = Suit(
        procedure=_procedure(section, known),
        match=_match(section),
        weight=section.number("weight"),
        reason=_reason(section, "why"),
    )
    section.finish()
    return found


def _need(section: Section, known: Known) -> Need:
    found = Need(procedure=_procedure(section, known), match=_match(section), reason=_reason(section, "words"))
    section.finish()
    return found


def _doubt(section: Section, known: Known) -> Doubt:
    found = Doubt(procedure=_procedure(section, known), match=_match(section), refuse=section.text("refuse"))
    procedure = (known or {}).get(found.procedure)
    if found.refuse and procedure and found.refuse not in {reason.code for reason in procedure.refuse_reasons}:
        section.fault("refuse", f"{found.procedure}没有这一不予受理的理由：{found.refuse}")
    section.finish()
    return found


def _match(section: Section) -> Match:
    return Match(disputes=section.texts("disputes"), flags=section.texts("flags"), sources=section.texts("sources"))


def _reason(section: Section, key: str) -> Reason:
    source, certainty = sourced(section)
    return Reason(words=section.text(key), source=source, certain=certainty != "memory")
