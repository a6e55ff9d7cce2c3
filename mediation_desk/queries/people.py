"""Whom the office knows already: the same number, telephone or name in earlier cases and enquiries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import or_, select

from mediation_desk.model.case import CaseFile
from mediation_desk.model.party import Person

from .open_tracks import TrackLine, track_lines
from .query import Query, View

MOST: Final = 8
"""Earlier cases shown; more would not be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonHint:
    """What is known so far of somebody who is being taken down."""

    name: str = ""
    id_number: str | None = None
    credit_code: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownCase:
    """An earlier case with some of the same people. `strength` counts how sure it is, `people` how many they are."""

    id: str
    number: str
    title: str
    enquiry: bool
    received_on: date
    dispute: str
    state: str
    why: tuple[str, ...]
    people: int
    strength: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleKnown(Query[tuple[KnownCase, ...]]):
    """可能是同一纠纷: what speaks most for it first."""

    hints: tuple[PersonHint, ...]

    def answer(self, view: View) -> tuple[KnownCase, ...]:
        found: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
        for hint in self.hints:
            for person in _alike(view, hint):
                best = found[person.case_id].get(person.id, (0, ""))
                found[person.case_id][person.id] = max(best, _why(hint, person))
        cases = [_known(view, case, marks) for case, marks in found.items()]
        cases.sort(key=lambda case: (case.people, case.strength, case.received_on), reverse=True)
        return tuple(cases[:MOST])


def masked_phone(phone: str | None) -> str:
    """138****2207."""
    if not phone:
        return ""
    return f"{phone[:3]}****{phone[-4:]}" if len(phone) > 7 else "****"


def _alike(view: View, hint: PersonHint) -> Iterable[Person]:
    same = [
        column == value
        for column, value in (
            (Person.id_number, hint.id_number),
            (Person.credit_code, hint.credit_code),
            (Person.phone, hint.phone),
            (Person.name, hint.name.strip()),
        )
        if value
    ]
    if not same:
        return ()
    return view.session.scalars(select(Person).where(or_(*same), Person.case_id.in_(view.visible_cases())))


def _why(hint: PersonHint, person: Person) -> tuple[int, str]:
    """How sure, and in words. The same name alone may be somebody else."""
    if hint.id_number and hint.id_number == person.id_number:
        return 3, f"{person.name}：同一证件号"
    if hint.credit_code and hint.credit_code == person.credit_code:
        return 3, f"{person.name}：同一信用代码"
    if hint.phone and hint.phone == person.phone:
        return 2, f"{person.name}：同一电话"
    return 1, f"{person.name}：同名"


def _known(view: View, case_id: str, marks: dict[str, tuple[int, str]]) -> KnownCase:
    case = view.session.get_one(CaseFile, case_id)
    why = sorted(set(marks.values()), reverse=True)
    return KnownCase(
        id=case.id,
        number=case.number,
        title=case.title,
        enquiry=case.enquiry,
        received_on=case.received_at.date(),
        dispute=view.law.words("dispute_types", case.dispute_type),
        state=_state(case, track_lines(view, case_id).get(case_id, ())),
        why=tuple(words for _, words in why),
        people=len(marks),
        strength=sum(strength for strength, _ in why),
    )


def _state(case: CaseFile, lines: tuple[TrackLine, ...]) -> str:
    if case.enquiry:
        return "咨询"
    if not lines:
        return "待分流"
    return "、".join(dict.fromkeys(line.ending_words or line.stage_name for line in lines))
