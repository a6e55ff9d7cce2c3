"""What a query is, and what it may look at."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Generic, TypeVar

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session

from mediation_desk.law.in_force import LawInForce
from mediation_desk.model.case import CaseFile
from mediation_desk.model.evaluation import Evaluator
from mediation_desk.model.office import Staff
from mediation_desk.model.track import TrackMediator
from mediation_desk.papers import catalogue
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.terms import compartments
from mediation_desk.terms.actor import Actor
from mediation_desk.terms.refusal import Refusal

Answer = TypeVar("Answer", covariant=True)
_HUMP = re.compile(r"(?<!^)(?=[A-Z])")
_WHOLE_OFFICE = frozenset({"registrar", "mediator", "director"})
_TALKS = frozenset({"mediator", "director"})


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A read of the store by one person on one day. Everything case-bound is filtered by what that person may see."""

    session: Session
    law: LawInForce
    actor: Actor
    now: datetime
    preparation: Preparation
    before_party: bool = False
    """Whether a party may look at the screen: then nothing that is kept from parties is read at all."""

    @property
    def today(self) -> date:
        """The office's day."""
        return self.now.date()

    def visible_cases(self) -> Select[str]:
        """Ids of the cases this person may see: all, his villages' and his own, or those he evaluates."""
        if self.actor.roles & _WHOLE_OFFICE:
            return select(CaseFile.id)
        staff = self.session.get_one(Staff, self.actor.staff)
        mediated = select(TrackMediator.case_id).where(TrackMediator.staff_id == staff.id)
        evaluated = select(Evaluator.case_id).where(Evaluator.staff_id == staff.id, Evaluator.removed_on.is_(None))
        own = [CaseFile.id.in_(mediated), CaseFile.registrar_id == staff.id]
        if "village_lawyer" in self.actor.roles:
            own.append(CaseFile.region.in_(list(staff.villages)))
        if "evaluator" in self.actor.roles:
            own.append(CaseFile.id.in_(evaluated))
        return select(CaseFile.id).where(or_(*own))

    def require_case(self, case_id: str) -> CaseFile:
        """The case header, or a refusal that does not tell whether such a case exists."""
        visible = self.visible_cases().where(CaseFile.id == case_id)
        if self.session.scalar(visible) is None:
            raise Refusal("case.unknown", case=case_id)
        return self.session.get_one(CaseFile, case_id)

    @property
    def may_see_risk(self) -> bool:
        """Whether this person may see how dangerous a case is; why it is, lies in the staff's compartment."""
        return bool(self.actor.roles & _WHOLE_OFFICE) and not self.before_party

    def may_show(self, paper: str) -> bool:
        """Whether a paper of this code may be listed: before a party, none that goes to somebody else."""
        return not (self.before_party and catalogue.paper(paper).masks_minors)

    def may_read(self, compartment: str) -> bool:
        """Whether this person may read what lies in a compartment of a case he may see."""
        if self.before_party and compartment != compartments.COMMON:
            return False
        if compartments.is_opinion(compartment):
            return self._is_own_opinion(compartment)
        if compartments.is_private_talk(compartment) or compartment == compartments.STAFF:
            return bool(self.actor.roles & _TALKS)
        return True

    def _is_own_opinion(self, compartment: str) -> bool:
        query = select(Evaluator.id).where(Evaluator.staff_id == self.actor.staff)
        return any(compartments.opinion(id) == compartment for id in self.session.scalars(query))


class Query(ABC, Generic[Answer]):
    """A question about the office or a case. Subclasses are frozen dataclasses."""

    query_name: ClassVar[str]

    def __init_subclass__(cls, **_: Any) -> None:
        """The name under which the permission table lists the query."""
        cls.query_name = _HUMP.sub("_", cls.__name__).lower()

    @abstractmethod
    def answer(self, view: View) -> Answer:
        """The answer as frozen plain data."""
