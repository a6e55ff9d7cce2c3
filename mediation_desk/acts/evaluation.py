"""Neutral evaluation: ordered by all parties in writing, worked on alone, locked before talks, released together."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.model.consent import Consent
from mediation_desk.model.evaluation import (
    Evaluation,
    EvaluationMaterial,
    Evaluator,
    EvaluatorObjection,
    Opinion,
)
from mediation_desk.model.track import Track, TrackMediator
from mediation_desk.terms.ids import ConsentId, EvaluationId, StaffId
from mediation_desk.terms.money import Money
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .acceptance import DisclosedItem
from .act import TrackAct
from .books import draw_evaluation_number
from .lookups import consents, names_of_agents_and_witnesses, party_name, require_in_track, require_text, track_parties
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AskEvaluation(TrackAct):
    """申请中立评估: the questions, the fee and who bears it."""

    evaluation: EvaluationId
    kind: str = "professional"
    questions: tuple[str, ...]
    fee: Money | None = None
    fee_borne_by: str = ""
    asked_by: str

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        if not [question for question in self.questions if question.strip()]:
            raise Refusal("field.empty", field="questions")
        work.law.require("evaluation_kinds", self.kind, field="kind")
        work.add(
            Evaluation,
            id=self.evaluation,
            track_id=track.id,
            kind=self.kind,
            questions=list(self.questions),
            fee=self.fee,
            fee_borne_by=self.fee_borne_by,
            asked_on=work.happened_on,
            asked_by=self.asked_by,
            version=1,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SignMandate(TrackAct):
    """评估同意及委托. One party's written mandate; the evaluation begins when every party has given it."""

    evaluation: EvaluationId
    consent: ConsentId
    party: str

    def perform(self, work: Work) -> None:
        track, row = open_evaluation(work, self.track, self.evaluation)
        require_in_track(work, track, self.party)
        work.add(
            Consent,
            id=self.consent,
            track_id=track.id,
            party_id=self.party,
            subject="evaluation",
            subject_ref=row.id,
            answer="given",
            on=work.happened_on,
            how="书面委托",
        )
        if not missing_mandates(work, track, row):
            work.for_change(row).number = draw_evaluation_number(work, track)
            work.emit("evaluation_started", track, subject=row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeEvaluator(TrackAct):
    """提名评估员. Never the case's mediator, agent or witness."""

    evaluation: EvaluationId
    evaluator: str
    staff: StaffId
    field: str

    def perform(self, work: Work) -> None:
        track, row = open_evaluation(work, self.track, self.evaluation)
        member = work.staff(self.staff)
        _require_neutral(work, member.id, member.name)
        if any(e.staff_id == member.id for e in evaluators(work, row)):
            raise Refusal("evaluator.proposed_already", name=member.name)
        work.add(
            Evaluator,
            id=self.evaluator,
            evaluation_id=row.id,
            staff_id=member.id,
            name=member.name,
            field=require_text(self.field, "field"),
            chosen_by=[],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseEvaluator(TrackAct):
    """选定评估员. Any number of evaluators, each chosen by all parties."""

    evaluation: EvaluationId
    evaluator: str
    parties: tuple[str, ...]

    def perform(self, work: Work) -> None:
        track, row = open_evaluation(work, self.track, self.evaluation)
        if missing := missing_mandates(work, track, row):
            raise Refusal("evaluation.mandate_missing", field="parties", party=party_name(work, missing[0]))
        evaluator = evaluator_of(work, row, self.evaluator)
        _require_neutral(work, evaluator.staff_id, evaluator.name)
        for party in self.parties:
            require_in_track(work, track, party)
        evaluator.chosen_by = sorted({*evaluator.chosen_by, *self.parties})
        if set(evaluator.chosen_by) >= track_parties(work, track):
            evaluator.chosen_on = work.happened_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DiscloseAsEvaluator(TrackAct):
    """评估员披露. Every question of the list is answered."""

    evaluation: EvaluationId
    evaluator: str
    items: tuple[DisclosedItem, ...]

    def perform(self, work: Work) -> None:
        _, row = open_evaluation(work, self.track, self.evaluation)
        evaluator = evaluator_of(work, row, self.evaluator)
        require_himself(work, evaluator)
        answered = {item.code for item in self.items}
        missing = [asked for asked in work.law.codes("evaluator_disclosures") if asked.code not in answered]
        if missing:
            raise Refusal("evaluator.disclosure_incomplete", field="items", item=missing[0].words)
        evaluator.disclosure, evaluator.disclosed_on = to_plain(self.items), work.happened_on


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectToEvaluator(TrackAct):
    """对披露的意见: no objection (`objects` false), or an objection, which removes the evaluator."""

    evaluation: EvaluationId
    evaluator: str
    id: str
    party: str
    objects: bool
    reason: str = ""

    def perform(self, work: Work) -> None:
        track, row = open_evaluation(work, self.track, self.evaluation)
        require_in_track(work, track, self.party)
        evaluator = evaluator_of(work, row, self.evaluator)
        if evaluator.disclosed_on is None:
            raise Refusal("evaluator.not_disclosed", name=evaluator.name)
        if self.objects:
            require_text(self.reason, "reason")
            evaluator.removed_on, evaluator.removed_reason = work.happened_on, self.reason
        work.add(
            EvaluatorObjection,
            id=self.id,
            evaluator_id=evaluator.id,
            party_id=self.party,
            objects=self.objects,
            reason=self.reason,
            on=work.happened_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMaterial(TrackAct):
    """评估材料清单. What the evaluators work on, fixed by hash, and what was asked for but not provided."""

    evaluation: EvaluationId
    id: str
    name: str
    pages: int = 0
    provider: str
    sha256: str | None = None
    provided: bool = True

    def perform(self, work: Work) -> None:
        _, row = open_evaluation(work, self.track, self.evaluation)
        if work.rows(Opinion, evaluation_id=row.id):
            raise Refusal("evaluation.locked_material", name=self.name)
        work.add(
            EvaluationMaterial,
            id=self.id,
            evaluation_id=row.id,
            name=require_text(self.name, "name"),
            pages=self.pages,
            provider=self.provider,
            sha256=self.sha256,
            provided=self.provided,
            on=work.happened_on,
        )


def open_evaluation(work: Work, track_id: str, evaluation_id: str) -> tuple[Track, Evaluation]:
    """The evaluation while it is neither released nor closed."""
    track = work.track(track_id)
    row = work.find(Evaluation, evaluation_id, "evaluation")
    if row.released_on is not None or row.closed_on is not None:
        raise Refusal("evaluation.over", number=row.number or "")
    return track, row


def evaluators(work: Work, row: Evaluation) -> list[Evaluator]:
    """The evaluators who have not been removed."""
    return work.rows(Evaluator, evaluation_id=row.id, removed_on=None)


def evaluator_of(work: Work, row: Evaluation, id: str) -> Evaluator:
    """One evaluator of this evaluation who has not been removed."""
    found = work.find(Evaluator, id, "evaluator")
    if found.evaluation_id != row.id or found.removed_on is not None:
        raise Refusal("evaluator.removed", name=found.name)
    return found


def missing_mandates(work: Work, track: Track, row: Evaluation) -> list[str]:
    """Parties whose written mandate is still missing."""
    given = {c.party_id for c in consents(work, track, "evaluation", row.id)}
    return sorted(track_parties(work, track) - given)


def require_himself(work: Work, evaluator: Evaluator) -> None:
    """An evaluator works alone: nobody else writes in his name, at the desk or by script."""
    if work.actor.staff != evaluator.staff_id:
        raise Refusal("evaluator.only_himself", name=evaluator.name)


def _require_neutral(work: Work, staff: str, name: str) -> None:
    if any(row.staff_id == staff for row in work.rows(TrackMediator)):
        raise Refusal("evaluator.is_mediator", name=name)
    if name in names_of_agents_and_witnesses(work):
        raise Refusal("evaluator.is_agent_or_witness", name=name)
