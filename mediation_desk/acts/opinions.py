"""Opinions of a neutral evaluation: locked alone, heard when every party chooses to, released together."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from mediation_desk.law.evaluation import check_opinion
from mediation_desk.model.consent import Consent
from mediation_desk.model.evaluation import Evaluation, Evaluator, EvaluatorObjection, HearingChoice, Opinion
from mediation_desk.model.track import Track
from mediation_desk.terms import compartments
from mediation_desk.terms.evaluation import CHOICES, OpinionDraft
from mediation_desk.terms.ids import ConsentId, EvaluationId
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .evaluation import evaluator_of, evaluators, open_evaluation, require_himself
from .lookups import party_name, require_in_track, require_text, track_parties
from .work import Work


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
        require_himself(work, evaluator)
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


def unlocked(work: Work, row: Evaluation) -> list[Evaluator]:
    """Chosen evaluators whose opinion is not locked yet; a refusal where nobody was chosen."""
    chosen = [e for e in evaluators(work, row) if e.chosen_on is not None]
    if not chosen:
        raise Refusal("evaluation.no_evaluator", number=row.number or "")
    return [e for e in chosen if not work.rows(Opinion, evaluator_id=e.id)]


def last_choice(work: Work, row: Evaluation, party: str) -> str | None:
    """What the party chose last."""
    choices = work.rows(HearingChoice, evaluation_id=row.id, party_id=party)
    return max(choices, key=lambda c: (c.on, c.recorded_at)).choice if choices else None
