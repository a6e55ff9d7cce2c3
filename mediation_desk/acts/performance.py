"""After the agreement: payments, duties done, defaults, visits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mediation_desk.model.agreement import Duty, Instalment
from mediation_desk.model.paper import Attachment
from mediation_desk.model.performance import Payment, Visit
from mediation_desk.terms.ids import AttachmentId, DutyId, InstalmentId
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .lookups import paid, require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPerformance(TrackAct):
    """履行登记: a payment under an instalment, or a duty done. Exactly one of the two."""

    id: str
    instalment: InstalmentId | None = None
    duty: DutyId | None = None
    amount: Money | None = None
    payer: str = ""
    manner: str = ""
    voucher: AttachmentId | None = None

    def perform(self, work: Work) -> None:
        if (self.instalment is None) == (self.duty is None):
            raise Refusal("performance.one_of_two", field="instalment")
        if self.voucher is not None:
            work.find(Attachment, self.voucher, "attachment")
        track = work.track(self.track)
        if self.instalment is not None:
            self._pay(work, work.find(Instalment, self.instalment, "instalment"))
            work.emit("instalment_paid", track, subject=self.instalment)
        else:
            self._do(work, work.find(Duty, str(self.duty), "duty"))
            work.emit("duty_done", track, subject=self.duty)

    def _pay(self, work: Work, instalment: Instalment) -> None:
        if self.amount is None or self.amount.fen == 0:
            raise Refusal("field.empty", field="amount")
        left = instalment.amount - paid(work, instalment)
        if self.amount > left:
            raise Refusal("performance.more_than_due", field="amount", left=left.figures, given=self.amount.figures)
        work.add(
            Payment,
            id=self.id,
            instalment_id=instalment.id,
            track_id=self.track,
            amount=self.amount,
            on=work.happened_on,
            payer=self.payer,
            manner=self.manner,
            voucher_id=self.voucher,
        )

    def _do(self, work: Work, duty: Duty) -> None:
        if duty.total is not None:
            raise Refusal("performance.pay_by_instalment", field="duty", number=duty.number)
        if duty.done_on is not None:
            raise Refusal("performance.done_already", field="duty", on=duty.done_on)
        duty.done_on = work.happened_on


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetCondition(TrackAct):
    """条件成就: what a due day was waiting for has happened, and the day can be computed."""

    duty: DutyId
    note: str = ""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        duty = work.find(Duty, self.duty, "duty")
        waiting = [row for row in work.rows(Instalment, duty_id=duty.id) if row.due["kind"] == "after_condition"]
        if not waiting and (duty.due or {}).get("kind") != "after_condition":
            raise Refusal("performance.no_condition", field="duty", number=duty.number)
        work.emit("condition_met", track, subject=duty.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDefault(TrackAct):
    """逾期未履行. Lawful only after the due day; reopens the routes that the procedure names."""

    instalment: InstalmentId | None = None
    duty: DutyId | None = None
    note: str = ""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        if self.instalment is not None:
            row = work.find(Instalment, self.instalment, "instalment")
            _require_past(work, row.due_on)
            if paid(work, row) == row.amount:
                raise Refusal("performance.paid_already", field="instalment", number=row.number)
            row.defaulted_on = work.happened_on
        elif self.duty is not None:
            _require_past(work, work.find(Duty, self.duty, "duty").due_on)
        else:
            raise Refusal("performance.one_of_two", field="instalment")
        work.emit("defaulted", track, subject=self.instalment or self.duty)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVisit(TrackAct):
    """回访."""

    id: str
    visitor: str
    manner: str = "电话"
    performance: str
    satisfaction: int | None = None
    dispute: str = ""
    measures: str = ""

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        if self.satisfaction is not None and not 1 <= self.satisfaction <= 5:
            raise Refusal("visit.satisfaction_range", field="satisfaction", given=self.satisfaction)
        work.add(
            Visit,
            id=self.id,
            track_id=track.id,
            on=work.happened_on,
            visitor=self.visitor,
            manner=self.manner,
            performance=require_text(self.performance, "performance"),
            satisfaction=self.satisfaction,
            dispute=self.dispute,
            measures=self.measures,
        )
        work.emit("visited", track, subject=self.id)


def _require_past(work: Work, due: date | None) -> None:
    if due is None or work.happened_on <= due:
        raise Refusal("performance.not_due_yet", field="happened_on", due=due)
