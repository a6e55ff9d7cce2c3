"""Who must sign for a party on the day of signing: itself, its guardians, its representative."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .identity import age_on
from .reading import Fault, Section, refuse_if_faulty, sourced

AGES: Final = ("limited", "privacy", "wages", "full")
ROLES: Final = {"party": "当事人", "guardian": "法定代理人", "representative": "代表人", "agent": "委托代理人"}


@dataclass(frozen=True, slots=True)
class Age:
    """An age that the law attaches something to."""

    years: int
    words: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Ages:
    """From which age a person has limited and full capacity, full capacity by own wages, and own say over data."""

    limited: Age
    privacy: Age
    wages: Age
    full: Age

    @classmethod
    def of(cls, document: Mapping[str, object]) -> Ages:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/capacity.toml", document, faults)
        ages = {name: _age(section.needed(name)) for name in AGES}
        section.finish()
        refuse_if_faulty(faults)
        return cls(**ages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Principal:
    """The party someone may have to sign for. A natural person without a birth date is taken for an adult."""

    id: str
    name: str
    natural: bool = True
    birth: date | None = None
    own_wages: bool = False
    cannot_discern: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class StandIn:
    """A guardian or representative. `statement` says that the other parent agreed in writing."""

    id: str
    name: str
    parent: bool = False
    statement: bool = False
    since: date | None = None
    until: date | None = None

    def stands_on(self, day: date) -> bool:
        """Whether the relation holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class RequiredSigner:
    """One person whose signature the party needs, and in which capacity."""

    person: str
    name: str
    role: str
    for_party: str

    @property
    def role_words(self) -> str:
        """法定代理人."""
        return ROLES[self.role]


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs for a party, its capacity, and codes of what should be seen to besides."""

    signers: tuple[RequiredSigner, ...]
    capacity: str  # none | limited | full
    notes: tuple[str, ...] = ()


def capacity_on(principal: Principal, day: date, ages: Ages) -> str:
    """none, limited or full, by the age on that very day (民法典 17 to 21)."""
    if principal.cannot_discern:
        return "none"
    if not principal.natural or principal.birth is None:
        return "full"
    age = age_on(principal.birth, day)
    if age >= ages.full.years or (age >= ages.wages.years and principal.own_wages):
        return "full"
    return "limited" if age >= ages.limited.years else "none"


def who_signs(
    principal: Principal, stand_ins: Sequence[StandIn], day: date, ages: Ages, opposing: Set[str] = frozenset()
) -> Signing:
    """The signatures a party needs on a day. `opposing` are the persons on the other sides."""
    capacity = capacity_on(principal, day, ages)
    standing = [stand_in for stand_in in stand_ins if stand_in.stands_on(day)]
    if not principal.natural:
        return Signing(_representatives(principal, standing), capacity)
    if capacity == "full":
        notes = ("capacity.birth_unknown",) if principal.birth is None else ()
        return Signing((RequiredSigner(principal.id, principal.name, "party", principal.id),), capacity, notes)
    _check_guardians(principal, standing, opposing)
    signers = tuple(RequiredSigner(one.id, one.name, "guardian", principal.id) for one in standing)
    return Signing(signers, capacity, _notes(principal, standing, day, ages, capacity))


def _age(section: Section) -> Age:
    source, certainty = sourced(section)
    age = Age(section.number("years"), section.text("words"), source, certainty)
    section.finish()
    return age


def _representatives(principal: Principal, standing: Sequence[StandIn]) -> tuple[RequiredSigner, ...]:
    if not standing:
        raise Refusal("party.representative_missing", party=principal.name, field="representative")
    return tuple(RequiredSigner(one.id, one.name, "representative", principal.id) for one in standing)


def _check_guardians(principal: Principal, standing: Sequence[StandIn], opposing: Set[str]) -> None:
    if not standing:
        code = "party.ward_without_guardian" if principal.cannot_discern else "party.minor_without_guardian"
        raise Refusal(code, party=principal.name, field="guardian")
    for one in standing:
        if one.id in opposing:
            raise Refusal("party.guardian_in_conflict", party=principal.name, guardian=one.name, field="guardian")


def _notes(principal: Principal, standing: Sequence[StandIn], day: date, ages: Ages, capacity: str) -> tuple[str, ...]:
    """Both parents sign, or one with a statement; a child of eight is heard; under fourteen data needs consent."""
    notes = []
    if len(standing) == 1 and standing[0].parent and not standing[0].statement:
        notes.append("capacity.one_parent_only")
    if capacity == "limited":
        notes.append("capacity.hear_the_child")
    if principal.birth is not None and age_on(principal.birth, day) < ages.privacy.years:
        notes.append("capacity.guardian_consent_to_data")
    return tuple(notes)
