"""Judging how dangerous a case is. One person may raise a grade; to lower it takes a second one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from mediation_desk.law.risk import Grade
from mediation_desk.law.risk import Sign as Sign
from mediation_desk.law.risk_course import Graded, current
from mediation_desk.model.office import Staff
from mediation_desk.model.risk import ASKED, ASSESSED, LOWERED, RiskGrade
from mediation_desk.model.track import Track
from mediation_desk.terms.compartments import STAFF
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .apart import cancel_plans, grades
from .lookups import require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAct(Act):
    """What the acts on risk have in common: their fields are for staff only, in the journal too."""

    id: str

    @property
    def compartment(self) -> str:
        """Never where a party or its paper may see it."""
        return STAFF

    def keep(self, work: Work, kind: str, grade: dict[str, Any], reason: str, request: str | None = None) -> RiskGrade:
        """Store the grade with who, when and why."""
        return work.add(
            RiskGrade,
            id=self.id,
            compartment=STAFF,
            kind=kind,
            at=work.moment,
            staff_id=work.actor.staff,
            reason=reason,
            grade=grade,
            request_id=request,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessRisk(RiskAct):
    """风险评估: the signals that are there now, and why. A grade that asks for less care needs a second person."""

    signals: tuple[Sign, ...] = ()
    reason: str

    def perform(self, work: Work) -> None:
        reason, grade = require_text(self.reason, "reason"), work.law.risk.grade(self.signals)
        before = current(grades(work), work.moment)
        if before is not None and grade.loosens(before.grade):
            raise Refusal("risk.lowering_needs_second", field="signals", now=before.grade.words, new=grade.words)
        self.keep(work, ASSESSED, to_plain(grade), reason)
        if grade.no_joint_session:
            cancel_plans(work, work.moment)
        _tell_tracks(work, "risk_assessed", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class AskLowerRisk(RiskAct):
    """申请风险降级: the signals that are still there, and why the others are gone. Changes nothing by itself."""

    signals: tuple[Sign, ...] = ()
    reason: str

    def perform(self, work: Work) -> None:
        reason, grade = require_text(self.reason, "reason"), work.law.risk.grade(self.signals)
        _require_lower(work, grade)
        self.keep(work, ASKED, to_plain(grade), reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class LowerRisk(RiskAct):
    """确认风险降级: by somebody else than who asked, with a role that the rules name."""

    request: str

    def perform(self, work: Work) -> None:
        request = work.find(RiskGrade, self.request, "request")
        _require_open(work, request)
        _require_second(work, request)
        self.keep(work, LOWERED, request.grade, request.reason, request.id)
        _tell_tracks(work, "risk_lowered", self.id)


def _require_lower(work: Work, grade: Grade) -> Graded:
    before = current(grades(work), work.moment)
    if before is None:
        raise Refusal("risk.not_assessed", field="signals")
    if not grade.loosens(before.grade):
        raise Refusal("risk.not_lower", field="signals", now=before.grade.words, new=grade.words)
    return before


def _require_open(work: Work, request: RiskGrade) -> None:
    """A request stands until it is confirmed, or until somebody judges the case anew."""
    if request.kind != ASKED:
        raise Refusal("request.unknown", field="request", id=request.id)
    if work.rows(RiskGrade, request_id=request.id):
        raise Refusal("risk.lowered_already", field="request")
    if work.moment < request.at:
        raise Refusal("period.reversed", field="happened_on", start=request.at, end=work.moment)
    later = [one for one in grades(work) if one.at > request.at]
    if later:
        raise Refusal("risk.request_outdated", field="request", on=max(one.at for one in later).date())


def _require_second(work: Work, request: RiskGrade) -> None:
    if request.staff_id == work.actor.staff:
        asker = work.session.get_one(Staff, request.staff_id).name
        raise Refusal("risk.same_person", field="request", name=asker)
    roles = work.law.risk.lowering_roles
    if not work.actor.roles & frozenset(roles):
        words = "、".join(work.law.words("roles", role) for role in roles)
        raise Refusal("risk.lowering_role", field="request", roles=words)


def _tell_tracks(work: Work, event: str, grade: str) -> None:
    """Every track that had been opened by then knows of it."""
    for track in work.rows(Track):
        if track.opened_on <= work.happened_on:
            work.emit(event, track, subject=grade)
