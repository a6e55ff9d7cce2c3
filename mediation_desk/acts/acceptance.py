"""From the application to the chosen mediator: receiving, accepting or refusing, telling rights, disclosing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from mediation_desk.model.evaluation import Evaluation, Evaluator
from mediation_desk.model.track import Track, TrackMediator
from mediation_desk.terms.ids import StaffId
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .beginning import require_may_begin, was_referred
from .books import draw_docket, index_case
from .forums import require_not_excluded
from .lookups import mediator, require_in_track, require_text, track_parties
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveApplication(TrackAct):
    """收到申请. Labour mediation counts from this day, not from acceptance; it also interrupts limitation."""

    form: str = "written"  # written | oral | own_motion | referral

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        work.law.require("application_forms", self.form, field="form")
        track.application_form = self.form
        work.emit("application_received", track)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFileReceipt(TrackAct):
    """签收材料. The day on which the body signs for the court's file starts the court's limit."""

    documents: tuple[str, ...]
    handed_over_by: str
    received_by: str

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        if not self.documents:
            raise Refusal("field.empty", field="documents")
        track.referral = {**(track.referral or {}), "receipt": to_plain(self)}
        work.emit("file_received", track, subject=track.variant)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordTurningPoint(TrackAct):
    """登记起算事由. A day that only people know and a limit starts on: the loss is settled, the platform accepted."""

    what: str
    note: str = ""

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        event = work.law.require("turning_points", self.what, field="what").group
        assert event is not None, "every turning point names its event"
        work.emit(event, track, subject=track.variant or self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptCase(TrackAct):
    """受理. Draws the docket number from the body's own series; a refused case never takes one."""

    own_motion: bool = False

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        if track.docket is not None:
            raise Refusal("track.accepted_already", docket=track.docket)
        if any(event.name == "refused" for event in work.events(track)):
            raise Refusal("track.refused_already", reason=track.ending_words)
        require_not_excluded(work, track)
        if self.own_motion:
            track.application_form = "own_motion"
        if track.application_form is None and not was_referred(work, track):
            raise Refusal("track.no_application", field="application_form")
        require_may_begin(work, track)
        track.docket = draw_docket(work, track)
        work.emit("accepted", track)
        index_case(work)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseCase(TrackAct):
    """不予受理. Names the ground from the procedure and the routes that stay open; takes no number."""

    ground: str
    note: str = ""

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        if track.docket is not None:
            raise Refusal("track.accepted_already", docket=track.docket)
        ground = work.procedure(track).refuse_reason(self.ground)
        track.ending, track.ending_words, track.ending_note = ground.code, ground.words, self.note
        track.ended_on = work.happened_on
        work.emit("refused", track, subject=ground.code)
        self._count_as_enquiry(work)

    def _count_as_enquiry(self, work: Work) -> None:
        """What nobody has taken up is counted as an enquiry, not as a case; it keeps its number for life."""
        if not any(other.docket or other.ended_on is None for other in work.rows(Track)):
            work.case_for_change().enquiry = True


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseMediator(TrackAct):
    """选定或指定调解员. An evaluator of the case, a party or an agent cannot mediate it."""

    staff: StaffId
    role: str = "presiding"  # presiding | mediator | recorder
    how: str = "appointed"  # appointed | chosen

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        member = work.staff(self.staff)
        if self.role not in ("presiding", "mediator", "recorder"):
            raise Refusal("code.unknown", list="role", field="role", code=self.role)
        self._require_how(work, track)
        _require_not_evaluator(work, member.id, member.name)
        self._end_earlier(work, track)
        work.add(
            TrackMediator,
            id=work.new_row_id("mediator"),
            track_id=track.id,
            staff_id=member.id,
            name=member.name,
            role=self.role,
            how=self.how,
            since=work.happened_on,
        )
        work.emit("mediator_chosen", track, subject=member.id)

    def _require_how(self, work: Work, track: Track) -> None:
        rule = work.procedure(track).mediators
        if rule is not None and self.role != "recorder":
            rule.check_how(self.how)

    def _end_earlier(self, work: Work, track: Track) -> None:
        """One person presides and one records; further mediators stand beside them."""
        for row in work.rows(TrackMediator, track_id=track.id, until=None):
            if row.staff_id == self.staff and row.role == self.role:
                raise Refusal("mediator.chosen_already", name=row.name)
            if row.role == self.role != "mediator":
                row.until = work.happened_on


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosedItem:
    """One question of the disclosure list, answered."""

    code: str
    answer: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disclose(TrackAct):
    """披露. The mediator says what could make a party doubt his impartiality."""

    staff: StaffId
    items: tuple[DisclosedItem, ...] = ()

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        mediator(work, track, self.staff).disclosure = {
            "on": work.happened_on.isoformat(),
            "items": to_plain(self.items),
        }
        work.emit("disclosed", track, subject=self.staff)


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideRecusal(TrackAct):
    """回避决定. A recused mediator leaves the track; another must be chosen."""

    staff: StaffId
    recused: bool
    reason: str
    asked_by: str | None = None

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        require_text(self.reason, "reason")
        row = mediator(work, track, self.staff)
        if self.recused:
            row.until = work.happened_on
            work.emit("mediator_recused", track, subject=self.staff)


@dataclass(frozen=True, slots=True, kw_only=True)
class TellRights(TrackAct):
    """告知权利义务. To every party of the track where no party is named."""

    parties: tuple[str, ...] = ()
    told_on: date | None = None

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        for party in self.parties or sorted(track_parties(work, track)):
            require_in_track(work, track, party)
            work.emit("rights_told", track, party=party, on=self.told_on)


def _require_not_evaluator(work: Work, staff: str, name: str) -> None:
    evaluations = {row.id for row in work.rows(Evaluation)}
    rows: list[Any] = [row for row in work.rows(Evaluator, staff_id=staff) if row.evaluation_id in evaluations]
    if any(row.removed_on is None and row.chosen_on is not None for row in rows):
        raise Refusal("mediator.is_evaluator", name=name)
