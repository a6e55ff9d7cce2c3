"""A neutral evaluation as each may see it: its progress for everyone, its findings only for those who may read them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.model.consent import Consent
from mediation_desk.model.evaluation import (
    Evaluation,
    EvaluationMaterial,
    Evaluator,
    EvaluatorObjection,
    HearingChoice,
    Opinion,
)
from mediation_desk.model.office import Staff
from mediation_desk.model.track import Track, TrackParty
from mediation_desk.terms import compartments
from mediation_desk.terms.evaluation import OpinionDraft
from mediation_desk.terms.money import Money
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.refusal import Refusal

from .query import Query, View

_CHOICE_WORDS = {"hear": "同意听取", "negotiate_first": "先自行协商", "decline": "不听取"}


@dataclass(frozen=True, slots=True)
class Answered:
    """One question of the disclosure list with its answer."""

    question: str
    answer: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluatorRow:
    """One evaluator. `opinion` is None until this viewer may read it."""

    id: str
    staff: str
    name: str
    field: str
    qualification: str
    chosen_by: tuple[str, ...]
    chosen_on: date | None
    disclosed_on: date | None
    disclosed: tuple[Answered, ...]
    answers: tuple[tuple[str, bool, str], ...]
    """(party's name, objects, reason)."""
    waiting_for: tuple[str, ...]
    """Parties who have not answered the disclosure."""
    removed_on: date | None
    removed_reason: str
    locked_on: date | None
    is_viewer: bool
    opinion: OpinionDraft | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow:
    """One item of the material list."""

    id: str
    name: str
    pages: int
    provider: str
    fixed: bool
    provided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyRow:
    """What one party has said about the evaluation: mandate, choice to hear, later use."""

    id: str
    name: str
    side_words: str
    mandate_on: date | None
    choice: str | None
    choice_words: str
    later_use: bool | None
    later_scope: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationView:
    """One evaluation as this viewer may see it."""

    id: str
    track: str
    case: str
    case_title: str
    number: str | None
    kind_words: str
    questions: tuple[str, ...]
    fee: Money | None
    fee_borne_by: str
    asked_on: date
    released_on: date | None
    closed_on: date | None
    result: str
    evaluators: tuple[EvaluatorRow, ...]
    materials: tuple[MaterialRow, ...]
    parties: tuple[PartyRow, ...]
    acts: tuple[str, ...]

    @property
    def chosen(self) -> tuple[EvaluatorRow, ...]:
        """The evaluators whom all parties have chosen."""
        return tuple(row for row in self.evaluators if row.chosen_on is not None and row.removed_on is None)

    @property
    def own(self) -> EvaluatorRow | None:
        """The viewer's own place among the evaluators."""
        return next((row for row in self.evaluators if row.is_viewer and row.removed_on is None), None)

    @property
    def over(self) -> bool:
        """Whether it is released or closed."""
        return self.released_on is not None or self.closed_on is not None

    @property
    def all_locked(self) -> bool:
        """Whether every chosen evaluator has locked."""
        return bool(self.chosen) and all(row.locked_on is not None for row in self.chosen)

    @property
    def waiting_to_hear(self) -> tuple[str, ...]:
        """Names of the parties who have not chosen to hear it."""
        return tuple(row.name for row in self.parties if row.choice != "hear")


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationSheet(Query[EvaluationView]):
    """The sheet of one evaluation."""

    evaluation: str

    def answer(self, view: View) -> EvaluationView:
        """Read it; an opinion stays closed to everyone but its author until the release."""
        return _Reader(view, self.evaluation).sheet()


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One line of the list of evaluations."""

    id: str
    case: str
    title: str
    number: str | None
    asked_on: date
    evaluators: str
    stage_words: str
    mine: bool


@dataclass(frozen=True, slots=True)
class Evaluations(Query[tuple[EvaluationRow, ...]]):
    """Every evaluation this person may see: those of his cases, and those he evaluates."""

    def answer(self, view: View) -> tuple[EvaluationRow, ...]:
        """The newest first, what is still open before what is over."""
        found = view.session.scalars(select(Evaluation).where(Evaluation.case_id.in_(view.visible_cases()))).all()
        sheets = [_Reader(view, row.id).sheet() for row in sorted(found, key=lambda row: row.asked_on, reverse=True)]
        return tuple(_line(sheet) for sheet in sorted(sheets, key=lambda sheet: sheet.over))


def progress_words(sheet: EvaluationView) -> str:
    """How far it is, in words that tell no finding."""
    if sheet.released_on is not None:
        return f"已发布 {sheet.released_on:%m-%d}"
    if sheet.closed_on is not None:
        return f"已结束 {sheet.closed_on:%m-%d}"
    if sheet.number is None:
        return "等待各方签署委托"
    if not sheet.chosen:
        return "等待选定评估员"
    if not sheet.all_locked:
        done = sum(1 for row in sheet.chosen if row.locked_on is not None)
        return f"评估中，{done}/{len(sheet.chosen)} 已锁定"
    waiting = len(sheet.waiting_to_hear)
    return f"已锁定，等 {waiting} 方选择" if waiting else "可以发布"


def _line(sheet: EvaluationView) -> EvaluationRow:
    names = "、".join(row.name for row in sheet.evaluators if row.removed_on is None)
    return EvaluationRow(
        sheet.id,
        sheet.case,
        sheet.case_title,
        sheet.number,
        sheet.asked_on,
        names,
        progress_words(sheet),
        sheet.own is not None,
    )


class _Reader:
    """Reads one evaluation for one viewer."""

    def __init__(self, view: View, evaluation: str) -> None:
        row = view.session.get(Evaluation, evaluation)
        if row is None:
            raise Refusal("evaluation.unknown", field="evaluation", id=evaluation)
        self.view, self.row = view, row
        header = view.require_case(row.case_id)
        self.builder = CaseBuilder(view.session, header.id, view.law, view.today)
        self.names = self.builder.names()
        self.title = header.title

    def sheet(self) -> EvaluationView:
        """Everything the viewer may see of it."""
        row, law = self.row, self.view.law
        track = self.view.session.get_one(Track, row.track_id)
        procedure = law.procedure(track.procedure)
        history = procedure.history(self.builder.events(track))
        return EvaluationView(
            id=row.id,
            track=row.track_id,
            case=row.case_id,
            case_title=self.title,
            number=row.number,
            kind_words=law.words("evaluation_kinds", row.kind),
            questions=tuple(row.questions),
            fee=row.fee,
            fee_borne_by=row.fee_borne_by,
            asked_on=row.asked_on,
            released_on=row.released_on,
            closed_on=row.closed_on,
            result=row.result or "",
            evaluators=tuple(self._evaluators()),
            materials=tuple(self._materials()),
            parties=tuple(self._parties()),
            acts=procedure.open_acts_on(history, self.view.today),
        )

    def _party_ids(self) -> list[str]:
        rows = self.builder.rows(TrackParty, track_id=self.row.track_id, until=None)
        held = {row.party_id for row in rows}
        return [party.id for party in self.builder.parties() if party.id in held]

    def _evaluators(self) -> Iterable[EvaluatorRow]:
        for row in self.builder.rows(Evaluator, evaluation_id=self.row.id):
            yield self._evaluator(row)

    def _evaluator(self, row: Evaluator) -> EvaluatorRow:
        answers = self.builder.rows(EvaluatorObjection, evaluator_id=row.id)
        answered = {answer.party_id for answer in answers}
        opinion = next(iter(self.builder.rows(Opinion, evaluator_id=row.id)), None)
        staff = self.view.session.get(Staff, row.staff_id)
        return EvaluatorRow(
            id=row.id,
            staff=row.staff_id,
            name=row.name,
            field=row.field,
            qualification="" if staff is None else staff.qualification or "",
            chosen_by=tuple(self.names[id] for id in row.chosen_by),
            chosen_on=row.chosen_on,
            disclosed_on=row.disclosed_on,
            disclosed=tuple(self._answered(row.disclosure or [])),
            answers=tuple((self.names[a.party_id], a.objects, a.reason) for a in answers),
            waiting_for=tuple(self.names[id] for id in self._party_ids() if id not in answered),
            removed_on=row.removed_on,
            removed_reason=row.removed_reason or "",
            locked_on=None if opinion is None else opinion.locked_on,
            is_viewer=row.staff_id == self.view.actor.staff,
            opinion=self._opinion(row, opinion),
        )

    def _opinion(self, evaluator: Evaluator, row: Opinion | None) -> OpinionDraft | None:
        """Released to all at once; before that only its author may look at it again."""
        if row is None:
            return None
        released = self.row.released_on is not None
        if not released and not self.view.may_read(compartments.opinion(evaluator.id)):
            return None
        return from_plain(OpinionDraft, row.content)

    def _answered(self, items: list[Any]) -> Iterable[Answered]:
        for item in items:
            question = self.view.law.words("evaluator_disclosures", item["code"])
            yield Answered(question, item["answer"], item.get("note", ""))

    def _materials(self) -> Iterable[MaterialRow]:
        for row in self.builder.rows(EvaluationMaterial, evaluation_id=self.row.id):
            yield MaterialRow(
                id=row.id,
                name=row.name,
                pages=row.pages,
                provider=self.names.get(row.provider, row.provider),
                fixed=row.sha256 is not None,
                provided=row.provided,
            )

    def _parties(self) -> Iterable[PartyRow]:
        sides = {party.id: party.side_words for party in self.builder.parties()}
        mandates, uses = self._consents("evaluation"), self._consents("evaluation_use")
        choices = sorted(
            self.builder.rows(HearingChoice, evaluation_id=self.row.id), key=lambda c: (c.on, c.recorded_at)
        )
        last = {choice.party_id: choice.choice for choice in choices}
        for id in self._party_ids():
            mandate, use, choice = mandates.get(id), uses.get(id), last.get(id)
            yield PartyRow(
                id=id,
                name=self.names[id],
                side_words=sides[id],
                mandate_on=mandate.on if mandate is not None and mandate.answer == "given" else None,
                choice=choice,
                choice_words="" if choice is None else _CHOICE_WORDS[choice],
                later_use=None if use is None else use.answer == "given",
                later_scope="" if use is None else use.scope or "",
            )

    def _consents(self, subject: str) -> dict[str | None, Consent]:
        rows = self.builder.rows(Consent, subject=subject, subject_ref=self.row.id, reversed_by=None)
        return {row.party_id: row for row in sorted(rows, key=lambda row: row.on)}


HEARING_CHOICES = tuple(_CHOICE_WORDS.items())
"""What a party may choose once every opinion is locked."""
