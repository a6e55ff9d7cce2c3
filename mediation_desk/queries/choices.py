"""What forms offer to choose from: code lists, bodies, people and procedures; and the advice on triage."""

from __future__ import annotations

from dataclasses import dataclass
from os.path import commonprefix

from sqlalchemy import select

from mediation_desk.law.procedure import Procedure
from mediation_desk.law.triage import Advice, Reason
from mediation_desk.model.office import Office, Organisation, Staff
from mediation_desk.model.party import Party, Person
from mediation_desk.model.track import Track

from .open_tracks import OVER
from .people import PersonHint
from .query import Query, View
from .readings import NumberRules


@dataclass(frozen=True, slots=True)
class Choice:
    """A code with its words, as a form offers it."""

    code: str
    words: str
    flags: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyChoice:
    """A body that may conduct or receive."""

    id: str
    name: str
    short: str
    kind: str
    kind_words: str
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffChoice:
    """A person who works here."""

    id: str
    name: str
    roles: tuple[str, ...]
    body: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureChoice:
    """A procedure with the bodies of this office that may conduct it, and its variants where it has several."""

    id: str
    name: str
    kind: str
    bodies: tuple[BodyChoice, ...]
    variants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Everything forms offer."""

    region: str
    region_name: str
    lists: dict[str, tuple[Choice, ...]]
    powers: tuple[Choice, ...]
    bodies: tuple[BodyChoice, ...]
    staff: tuple[StaffChoice, ...]
    procedures: tuple[ProcedureChoice, ...]
    numbers: NumberRules


@dataclass(frozen=True, slots=True)
class Choices(Query[Offer]):
    """What any form of this office may offer."""

    def answer(self, view: View) -> Offer:
        office = view.session.scalars(select(Office)).one()
        bodies = _bodies(view)
        return Offer(
            region=office.region,
            region_name=office.region_name,
            lists={
                id: tuple(Choice(code.code, code.words, code.flags) for code in listed.codes)
                for id, listed in view.law.lists.items()
            },
            powers=tuple(
                Choice(code, power.words, frozenset({"special"} if power.special else ()))
                for code, power in view.law.powers.by_code.items()
            ),
            bodies=bodies,
            staff=_staff(view),
            procedures=_procedures(view, bodies),
            numbers=NumberRules.of(view.law),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageLine:
    """What is said of one procedure: why it suits, what speaks against it, who could conduct it."""

    procedure: str
    name: str
    kind: str
    standing: str  # suggested | possible | doubtful | closed
    suits: tuple[Reason, ...]
    doubts: tuple[Reason, ...]
    bodies: tuple[BodyChoice, ...]
    taken: tuple[str, ...]
    referred: bool
    variants: tuple[str, ...]
    certain: bool = True
    """Whether anybody has seen a law that the procedure stands on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageAdvice(Query[tuple[TriageLine, ...]]):
    """分流建议 for a quarrel as it is being taken down, the best first."""

    dispute_type: str
    source: str
    region: str = ""
    people: tuple[PersonHint, ...] = ()

    def answer(self, view: View) -> tuple[TriageLine, ...]:
        dispute = view.law.require("dispute_types", self.dispute_type, field="dispute_type")
        advice = view.law.triage.advise(view.law.rules.procedures.values(), dispute, self.source)
        bodies, taken = _bodies(view), _taken(view, self.people)
        first = next((one.procedure.id for one in advice if _is_free(one, bodies, taken)), None)
        lines = [self._line(one, one.procedure.id == first, bodies, taken) for one in advice]
        return tuple(sorted(lines, key=lambda line: _ORDER.index(line.standing)))

    def _line(
        self, advice: Advice, first: bool, bodies: tuple[BodyChoice, ...], taken: dict[str, list[str]]
    ) -> TriageLine:
        procedure = advice.procedure
        fitting = [body for body in bodies if body.kind in procedure.bodies]
        fitting.sort(key=lambda body: -_shared(body.region, self.region))
        busy = tuple(taken.get(procedure.forum, ()))
        closed = bool(advice.lacking) or not fitting
        standing = "closed" if closed else "doubtful" if advice.doubts or busy else "suggested" if first else "possible"
        return TriageLine(
            procedure=procedure.id,
            name=procedure.name,
            kind=procedure.kind,
            standing=standing,
            suits=advice.suits,
            doubts=advice.lacking or advice.doubts,
            bodies=tuple(fitting),
            taken=busy,
            referred=procedure.forum == COURT,
            variants=_variants(procedure),
            certain=any(basis.certainty != "memory" for basis in procedure.basis),
        )


COURT = "court"
"""The forum of procedures that only a court's referral opens."""
_ORDER = ("suggested", "possible", "doubtful", "closed")


def _is_free(advice: Advice, bodies: tuple[BodyChoice, ...], taken: dict[str, list[str]]) -> bool:
    conducted = any(body.kind in advice.procedure.bodies for body in bodies)
    return conducted and not (advice.lacking or advice.doubts or taken.get(advice.procedure.forum))


def _shared(one: str, other: str) -> int:
    """How many places two region codes share: the nearer body is offered first."""
    return len(commonprefix([one, other]))


def _taken(view: View, people: tuple[PersonHint, ...]) -> dict[str, list[str]]:
    """Forums in which somebody with one of these identity numbers is a party of an open track."""
    numbers = [hint.id_number for hint in people if hint.id_number]
    if not numbers:
        return {}
    same = (
        select(Track)
        .join(Party, Party.case_id == Track.case_id)
        .join(Person, Person.id == Party.person_id)
        .where(Person.id_number.in_(numbers), Track.stage.not_in(OVER), Track.case_id.in_(view.visible_cases()))
        .distinct()
    )
    found: dict[str, list[str]] = {}
    for track in view.session.scalars(same):
        procedure = view.law.procedure(track.procedure)
        found.setdefault(procedure.forum, []).append(track.docket or procedure.name)
    return found


def _bodies(view: View) -> tuple[BodyChoice, ...]:
    rows = view.session.scalars(select(Organisation).filter_by(active=True).order_by(Organisation.region.desc()))
    return tuple(
        BodyChoice(
            id=row.id,
            name=row.name,
            short=row.short,
            kind=row.kind,
            kind_words=view.law.words("organisation_kinds", row.kind),
            region=row.region,
        )
        for row in rows
    )


def _staff(view: View) -> tuple[StaffChoice, ...]:
    rows = view.session.scalars(select(Staff).filter_by(active=True).order_by(Staff.since, Staff.id))
    return tuple(
        StaffChoice(id=row.id, name=row.name, roles=tuple(row.roles), body=row.organisation_id) for row in rows
    )


def _procedures(view: View, bodies: tuple[BodyChoice, ...]) -> tuple[ProcedureChoice, ...]:
    return tuple(
        ProcedureChoice(
            id=procedure.id,
            name=procedure.name,
            kind=procedure.kind,
            bodies=tuple(body for body in bodies if body.kind in procedure.bodies),
            variants=_variants(procedure),
        )
        for procedure in view.law.rules.procedures.values()
    )


def _variants(procedure: Procedure) -> tuple[str, ...]:
    return tuple(sorted({subject for limit in procedure.limits for subject in limit.subjects if subject}))
