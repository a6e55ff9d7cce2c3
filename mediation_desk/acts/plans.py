"""The no-objection plan: proposed with everyone's consent, served, objected to, or confirmed after silence.

Silence takes effect when a person confirms it, on the last party's last day; a timely objection found later takes it
away again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from mediation_desk.facts.plans import plan_standing
from mediation_desk.law.plans import PLAN_FORM, PlanSide, PlanStanding
from mediation_desk.model.agreement import Agreement
from mediation_desk.model.consent import Consent
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.plan import Plan, PlanObjection
from mediation_desk.model.session import Session
from mediation_desk.model.signature import Signature
from mediation_desk.model.track import Track
from mediation_desk.preparing.orders import PlanOrder
from mediation_desk.preparing.preparation import Preparation, PreparedPaper
from mediation_desk.terms.agreement import PROPOSED, AgreementDraft
from mediation_desk.terms.events import Event
from mediation_desk.terms.ids import AgreementId, AttachmentId, PaperId
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .agreement import Overruled, add_agreement, require_no_live_text, settled_findings, void_paper
from .lookups import party_name, require_form, require_text
from .papers import keep_paper
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposePlan(TrackAct):
    """提出无异议调解方案. Facts are not in dispute, everyone has consented before; freezes the text that is served."""

    agreement: AgreementId
    paper: PaperId
    content: AgreementDraft
    reasons: str
    objections_to: str
    """Where and to whom an objection is handed in."""
    facts_agreed: str = ""
    """The mediator's own word that the facts are not in dispute, where no session has recorded it."""
    route: str = "paper"  # screen | paper: how mediator and body sign
    overruled: tuple[Overruled, ...] = ()
    large: bool = False
    """In large type, for whom it is served on."""
    prepared: PreparedPaper | None = None

    def prepare(self, preparation: Preparation) -> ProposePlan:
        if self.prepared is not None:
            return self
        order = PlanOrder(
            id=self.paper,
            track=self.track,
            agreement=self.agreement,
            content=self.content,
            route=self.route,
            reasons=self.reasons,
            objections_to=self.objections_to,
            facts_agreed=self.facts_agreed,
            large=self.large,
        )
        return replace(self, prepared=preparation.plan(order))

    def perform(self, work: Work) -> None:
        if self.prepared is None:
            raise Refusal("paper.not_prepared", code="SF-PLAN")
        track = work.track(self.track)
        require_form(work, track, PLAN_FORM)
        require_no_live_text(work, track)
        _require_no_other_plan(work, track)
        parties = [str(party["id"]) for party in self.prepared.context["parties"]]
        _require_consents(work, track, parties)
        self._require_agreed_facts(work, track)
        row = add_agreement(work, track, self.agreement, self.content, form=PLAN_FORM, route=self.route)
        row.state, row.findings = PROPOSED, settled_findings(work, self.prepared, self.overruled)
        row.paper_id, row.copies, row.number = self.paper, self.prepared.copies, self.prepared.number
        self._keep(work, track, parties)
        keep_paper(work, self.paper, self.prepared, track=track.id, route=self.route, agreement=row.id)
        work.for_change(track)
        work.emit("plan_proposed", track, subject=row.id)

    def _keep(self, work: Work, track: Track, parties: list[str]) -> None:
        work.add(
            Plan,
            id=self.agreement,
            track_id=track.id,
            on=work.happened_on,
            parties=parties,
            paper_id=self.paper,
            facts_agreed=self.facts_agreed.strip(),
            reasons=require_text(self.reasons, "reasons"),
            objections_to=require_text(self.objections_to, "objections_to"),
        )

    def _require_agreed_facts(self, work: Work, track: Track) -> None:
        """A session has recorded what is undisputed, or the mediator says so in words of his own."""
        held = {e.subject for e in work.events(track) if e.name == "session_held" and e.on <= work.happened_on}
        said = any(row.undisputed for row in work.rows(Session, reversed_by=None) if row.id in held)
        if not said and not self.facts_agreed.strip():
            raise Refusal("plan.facts_in_dispute", field="facts_agreed")


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawPlan(TrackAct):
    """撤回调解方案. Before it has become an agreement; a mended plan is a new one, with new days for everyone."""

    plan: AgreementId
    reason: str

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        plan, text = _plan(work, track, self.plan)
        if text.state != PROPOSED:
            raise Refusal("plan.not_withdrawable", state=text.state)
        text.state, text.withdrawn_reason = "withdrawn", require_text(self.reason, "reason")
        void_paper(work, plan.paper_id, self.reason)
        work.emit("plan_withdrawn", track, subject=plan.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordObjection(TrackAct):
    """对调解方案的异议. With the day and time it came in; what is only said is kept and does not count."""

    id: str
    plan: AgreementId
    party: str
    written: bool = True
    text: str = ""
    receiver: str = ""
    file: AttachmentId | None = None

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        plan, text = _plan(work, track, self.plan)
        if text.state == "withdrawn":
            raise Refusal("plan.withdrawn", on=plan.on)
        if self.party not in plan.parties:
            raise Refusal("plan.not_addressed", field="party", name=party_name(work, self.party))
        if work.happened_on < plan.on:
            raise Refusal("plan.objection_before_plan", field="happened_on", on=plan.on)
        if self.file is not None:
            work.find(Attachment, self.file, "attachment")
        work.add(
            PlanObjection,
            id=self.id,
            track_id=track.id,
            plan_id=plan.id,
            party_id=self.party,
            written=self.written,
            received_at=work.moment,
            receiver=self.receiver.strip() or work.actor.name,
            text=require_text(self.text, "text"),
            file_id=self.file,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmSilence(TrackAct):
    """确认方案无异议. After the last party's last day; the agreement is effective on that day, not on this one."""

    plan: AgreementId

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        plan, text = _plan(work, track, self.plan)
        if text.state == "withdrawn":
            raise Refusal("plan.withdrawn", on=plan.on)
        if text.state == "effective":
            raise Refusal("plan.confirmed_already", on=text.effective_on)
        stands = plan_standing(work.rows, work.law, work.procedure(track), plan)
        _require_silence(work, stands)
        _require_consents(work, track, plan.parties, plan)
        _require_signed(work, plan)
        require_no_live_text(work, track)
        work.emit("no_objection_confirmed", track, subject=plan.id)


def plan_events(work: Work, track: Track) -> Iterable[Event]:
    """What follows from services, objections and confirmations, whatever was recorded first."""
    said = [e for e in work.events(track) if e.name == "no_objection_confirmed"]
    for plan in work.rows(Plan, track_id=track.id):
        if work.find(Agreement, plan.id, "agreement").state == "withdrawn":
            continue
        stands = plan_standing(work.rows, work.law, work.procedure(track), plan)
        for side in stands.sides:
            yield from _side_events(side, stands, plan.id)
        if stands.failed_on is not None:
            yield Event("plan_failed", stands.failed_on, None, plan.id)
        elif stands.unopposed_on is not None and stands.is_silent(e.on for e in said if e.subject == plan.id):
            yield Event("plan_unopposed", stands.unopposed_on, None, plan.id)


def _side_events(side: PlanSide, stands: PlanStanding, plan: str) -> Iterable[Event]:
    """A plan that has failed starts no more days for those whom it reaches later."""
    failed = stands.failed_on
    if side.proven and side.served_on is not None and (failed is None or side.served_on <= failed):
        yield Event("plan_served", side.served_on, side.party, plan)
    if side.objected_on is not None:
        yield Event("plan_objected", side.objected_on, side.party, plan)


def _plan(work: Work, track: Track, id: str) -> tuple[Plan, Agreement]:
    plan = work.find(Plan, id, "plan")
    if plan.track_id != track.id:
        raise Refusal("plan.unknown", field="plan", id=id)
    return plan, work.find(Agreement, id, "agreement")


def _require_no_other_plan(work: Work, track: Track) -> None:
    for row in work.rows(Agreement, track_id=track.id, form=PLAN_FORM, state=PROPOSED):
        raise Refusal("plan.is_running", on=row.finalised_on)


def _require_consents(work: Work, track: Track, parties: Iterable[str], plan: Plan | None = None) -> None:
    """Every party has consented to this way on or before the plan's own day, and has not taken it back by then."""
    day = work.happened_on if plan is None else plan.on
    rows = work.rows(Consent, track_id=track.id, subject="plan", reversed_by=None)
    last = {row.party_id: row.answer for row in sorted(rows, key=lambda row: row.on) if row.on <= day}
    for party in parties:
        if last.get(party) != "given":
            raise Refusal("plan.consent_missing", field="party", name=party_name(work, party), day=day)


def _require_silence(work: Work, stands: PlanStanding) -> None:
    for side in stands.sides:
        state = side.state(work.happened_on)
        if state in ("unserved", "unproven"):
            raise Refusal(f"plan.{state}", name=party_name(work, side.party))
        if state == "objected":
            raise Refusal("plan.objected", name=party_name(work, side.party), on=side.objected_on)
    first = stands.confirmable_from
    if first is None or work.happened_on < first:
        waiting = [s for s in stands.sides if s.state(work.happened_on) == "running"]
        names = "、".join(party_name(work, side.party) for side in waiting)
        raise Refusal("plan.still_running", field="happened_on", names=names, last_day=stands.last_day, first=first)


def _require_signed(work: Work, plan: Plan) -> None:
    """The plan that was served is the one that the mediator signed and the body sealed."""
    paper = work.find(Paper, plan.paper_id, "paper")
    signed = {row.signer_key for row in work.rows(Signature, paper_id=paper.id, void_reason=None)}
    missing = paper.unsigned_by(signed)
    if missing:
        raise Refusal("plan.unsigned", names="、".join(missing), title=paper.title)
