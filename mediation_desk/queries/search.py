"""Finding anything from the bar at the top."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from mediation_desk.model.case import CaseFile
from mediation_desk.store import search
from mediation_desk.terms.compartments import COMMON, STAFF

from .query import Query, View

KINDS: Final = {"case": "案件", "person": "人员", "paper": "文书", "session": "调解记录"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """One thing that holds the words, and the case it belongs to."""

    case_id: str
    number: str
    title: str
    kind: str
    kind_words: str
    excerpt: str


@dataclass(frozen=True, slots=True)
class FindText(Query[tuple[Hit, ...]]):
    """Every word must occur; newest first, one hit a case."""

    text: str
    limit: int = 12

    def answer(self, view: View) -> tuple[Hit, ...]:
        allowed = [COMMON, *([STAFF] if view.may_read(STAFF) else [])]
        found = search.find(
            view.session, self.text, compartments=allowed, cases=view.visible_cases(), limit=self.limit * 4
        )
        firsts = {one.case_id: one for one in reversed(found) if one.case_id is not None}
        wanted = list(dict.fromkeys(one.case_id for one in found if one.case_id is not None))[: self.limit]
        cases = {row.id: row for row in view.session.scalars(select(CaseFile).where(CaseFile.id.in_(wanted)))}
        return tuple(_hit(cases[id], firsts[id]) for id in wanted)


def _hit(case: CaseFile, found: search.Found) -> Hit:
    return Hit(
        case_id=case.id,
        number=case.number,
        title=case.title,
        kind=found.kind,
        kind_words=KINDS.get(found.kind, "内容"),
        excerpt=found.excerpt,
    )
