"""Numbers: from one that a person typed to its case, and the books they are drawn from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Organisation
from mediation_desk.model.track import Track
from mediation_desk.store import counters
from mediation_desk.terms.refusal import Refusal

from .query import Query, View

_BRACKETS = str.maketrans("()[]", "（）〔〕")


@dataclass(frozen=True, slots=True)
class CaseNumber(Query[str]):
    """The id of the case with this case number, or with this docket number on one of its tracks."""

    number: str

    def answer(self, view: View) -> str:
        typed = self.number.strip()
        for number in dict.fromkeys((typed, typed.translate(_BRACKETS))):
            found = sorted(self._cases(view, number))
            if len(found) == 1:
                return found[0]
            if found:
                raise Refusal("case.number_ambiguous", field="number", number=number, count=len(found))
        raise Refusal("case.number_unknown", field="number", number=typed)

    def _cases(self, view: View, number: str) -> set[str]:
        """Two bodies may use the same words in their docket numbers; the case number is unique."""
        visible = view.visible_cases()
        own = select(CaseFile.id).where(CaseFile.number == number, CaseFile.id.in_(visible))
        docket = select(Track.case_id).where(Track.docket == number, Track.case_id.in_(visible))
        return set(view.session.scalars(own)) or set(view.session.scalars(docket))


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberRow:
    """A number that was given out. `voided` is the reason for which it stands for nothing any more."""

    body: str
    series: str
    year: int
    seq: int
    number: str
    voided: str | None


@dataclass(frozen=True, slots=True)
class NumberBooks(Query[tuple[NumberRow, ...]]):
    """编号簿: every number of a year, body by body, voided ones with their reason."""

    year: int

    def answer(self, view: View) -> tuple[NumberRow, ...]:
        bodies = {row.id: row.name for row in view.session.scalars(select(Organisation))}
        return tuple(
            NumberRow(
                body=bodies.get(one.organisation_id, "本单位"),
                series=one.series,
                year=one.year,
                seq=one.seq,
                number=one.text,
                voided=one.voided_reason,
            )
            for one in counters.drawn_in(view.session, self.year)
        )
