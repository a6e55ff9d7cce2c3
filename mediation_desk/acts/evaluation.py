"""Neutral evaluation: ordered by all parties in writing, worked on alone, locked before talks, released together."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from mediation_desk.law.evaluation import check_opinion
from mediation_desk.model.consent import Consent
from mediation_desk.model.evaluation import (
    Evaluation,
    EvaluationMaterial,
    Evaluator,
    EvaluatorObjection,
    HearingChoice,
    Opinion,
)
from mediation_desk.model.track import Track, TrackMediator
from mediation_desk.terms import compartments
from mediation_desk.terms.evaluation import CHOICES, OpinionDraft
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
        _require_self(work, evaluator)
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


@dataclass(frozen=True, slots=True, kw_only=True)
class LockOpinion(TrackAct):
    """锁定评估意见. Alone, before any talk; afterwards only a dated supplement."""

    evaluation: EvaluationId
    evaluator: str
    opinion: str
    content: OpinionDraft

    @property
    def compartment(self) -> str:
        """An opinion is closed to everyone else, in the journal too."""
        return compartments.opinion(self.evaluator)

    def perform(self, work: Work) -> None:
        track, row = open_evaluation(work, self.track, self.evaluation)
        evaluator = evaluator_of(work, row, self.evaluator)
        _require_self(work, evaluator)
        self._require_ready(work, track, evaluator)
        check_opinion(self.content)
        content = to_plain(self.content)
        digest = hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
        work.add(
            Opinion,
            id=self.opinion,
            compartment=compartments.opinion(evaluator.id),
            evaluation_id=row.id,
            evaluator_id=evaluator.id,
            content=content,
            digest=digest,
            locked_on=work.happened_on,
            version=1,
        )

    def _require_ready(self, work: Work, track: Track, evaluator: Evaluator) -> None:
        if evaluator.chosen_on is None:
            raise Refusal("evaluator.not_chosen", name=evaluator.name)
        answered = {row.party_id for row in work.rows(EvaluatorObjection, evaluator_id=evaluator.id)}
        silent = track_parties(work, track) - answered
        if silent:
            raise Refusal("evaluator.objection_open", party=party_name(work, min(silent)))
        if work.rows(Opinion, evaluator_id=evaluator.id):
            raise Refusal("evaluation.locked_already", name=evaluator.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseToHear(TrackAct):
    """当事人选择: hear now, negotiate first, or decline. A later choice replaces an earlier one."""

    evaluation: EvaluationId
    id: str
    party: str
    choice: str

    def perform(self, work: Work) -> None:
        track, row = open_evaluation(work, self.track, self.evaluation)
        require_in_track(work, track, self.party)
        if self.choice not in CHOICES:
            raise Refusal("code.unknown", list="choice", field="choice", code=self.choice)
        if waiting := unlocked(work, row):
            raise Refusal("evaluation.not_locked", name=waiting[0].name)
        work.add(
            HearingChoice,
            id=self.id,
            evaluation_id=row.id,
            party_id=self.party,
            choice=self.choice,
            on=work.happened_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseEvaluation(TrackAct):
    """同时发布. To all parties at once, and only when every party has chosen to hear it."""

    evaluation: EvaluationId

    def perform(self, work: Work) -> None:
        track, row = open_evaluation(work, self.track, self.evaluation)
        if waiting := unlocked(work, row):
            raise Refusal("evaluation.not_locked", name=waiting[0].name)
        for party in sorted(track_parties(work, track)):
            if last_choice(work, row, party) != "hear":
                raise Refusal("evaluation.party_waits", party=party_name(work, party))
        work.for_change(row).released_on = work.happened_on
        work.emit("evaluation_ended", track, subject=row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLaterUse(TrackAct):
    """后续使用意见. Per party; where nobody said anything the answer is no."""

    evaluation: EvaluationId
    consent: ConsentId
    party: str
    answer: str  # given | refused
    scope: str = ""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        row = work.find(Evaluation, self.evaluation, "evaluation")
        require_in_track(work, track, self.party)
        work.law.require("consent_answers", self.answer, field="answer")
        work.add(
            Consent,
            id=self.consent,
            track_id=track.id,
            party_id=self.party,
            subject="evaluation_use",
            subject_ref=row.id,
            answer=self.answer,
            on=work.happened_on,
            how="书面",
            scope=self.scope,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseEvaluation(TrackAct):
    """评估结束 without a release: a party declined, or the quarrel settled first."""

    evaluation: EvaluationId
    result: str

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        row = work.for_change(work.find(Evaluation, self.evaluation, "evaluation"))
        if row.closed_on is not None:
            raise Refusal("evaluation.over", number=row.number or "")
        row.closed_on, row.result = work.happened_on, require_text(self.result, "result")
        if row.number is not None and row.released_on is None:
            work.emit("evaluation_ended", track, subject=row.id)


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


def unlocked(work: Work, row: Evaluation) -> list[Evaluator]:
    """Chosen evaluators whose opinion is not locked yet; a refusal where nobody was chosen."""
    chosen = [e for e in evaluators(work, row) if e.chosen_on is not None]
    if not chosen:
        raise Refusal("evaluation.no_evaluator", number=row.number or "")
    return [e for e in chosen if not work.rows(Opinion, evaluator_id=e.id)]


def missing_mandates(work: Work, track: Track, row: Evaluation) -> list[str]:
    """Parties whose written mandate is still missing."""
    given = {c.party_id for c in consents(work, track, "evaluation", row.id)}
    return sorted(track_parties(work, track) - given)


def last_choice(work: Work, row: Evaluation, party: str) -> str | None:
    """What the party chose last."""
    choices = work.rows(HearingChoice, evaluation_id=row.id, party_id=party)
    return max(choices, key=lambda c: (c.on, c.recorded_at)).choice if choices else None


def _require_self(work: Work, evaluator: Evaluator) -> None:
    """An evaluator works alone: nobody else writes in his name, at the desk or by script."""
    if work.actor.staff != evaluator.staff_id:
        raise Refusal("evaluator.only_himself", name=evaluator.name)


def _require_neutral(work: Work, staff: str, name: str) -> None:
    if any(row.staff_id == staff for row in work.rows(TrackMediator)):
        raise Refusal("evaluator.is_mediator", name=name)
    if name in names_of_agents_and_witnesses(work):
        raise Refusal("evaluator.is_agent_or_witness", name=name)
