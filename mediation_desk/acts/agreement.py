"""Agreeing: reached is one fact, a final text another, and an oral agreement is recorded, not signed into effect."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import func, select

from mediation_desk.facts.agreement import lay_out_duties, terms_of
from mediation_desk.model.agreement import Agreement, Duty, Instalment
from mediation_desk.model.paper import Paper
from mediation_desk.model.signature import Signature
from mediation_desk.model.track import Track
from mediation_desk.preparing.orders import AgreementOrder
from mediation_desk.preparing.preparation import Preparation, PreparedPaper
from mediation_desk.terms.agreement import LIVE, AgreementDraft
from mediation_desk.terms.ids import AgreementId, PaperId
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import TrackAct
from .beginning import require_mediators
from .forums import require_not_excluded
from .lookups import consents, names, party_name, require_form, require_text, track_parties
from .papers import keep_paper
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordReached(TrackAct):
    """达成协议. The day on which the parties agreed, apart from signing and from effect."""

    form: str = "written"  # written | oral

    def perform(self, work: Work) -> None:
        work.emit("reached", work.track(self.track), subject=self.form)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOralAgreement(TrackAct):
    """口头协议登记. Effective the day it is reached (人民调解法 30)."""

    agreement: AgreementId
    content: AgreementDraft

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        require_no_live_text(work, track)
        require_form(work, track, "oral")
        require_not_excluded(work, track)
        row = add_agreement(work, track, self.agreement, self.content, form="oral", route="paper")
        row.number = track.docket
        work.emit("oral_agreement_recorded", track, subject=row.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Overruled:
    """A finding of the check that a person lets stand, with the reason.

    Where the same thing is found in several clauses, each needs its own: `clause` says which one is meant.
    """

    code: str
    reason: str
    clause: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FinaliseAgreement(TrackAct):
    """协议定稿. Freezes the text and its hash; a later edit is a new version and voids the signatures."""

    agreement: AgreementId
    paper: PaperId
    content: AgreementDraft
    route: str = "paper"  # screen | paper
    carried_by: str | None = None
    """Code of the paper that carries the text, where the procedure offers several; its usual one when none is named."""
    overruled: tuple[Overruled, ...] = ()
    large: bool = False
    """In large type, for who signs it."""
    prepared: PreparedPaper | None = None

    def prepare(self, preparation: Preparation) -> FinaliseAgreement:
        if self.prepared is not None:
            return self
        order = AgreementOrder(
            id=self.paper,
            track=self.track,
            agreement=self.agreement,
            content=self.content,
            route=self.route,
            carried_by=self.carried_by,
            large=self.large,
        )
        return replace(self, prepared=preparation.agreement(order))

    def perform(self, work: Work) -> None:
        if self.prepared is None:
            raise Refusal("paper.not_prepared", code="RM-AGR")
        track = work.track(self.track)
        require_no_live_text(work, track)
        require_form(work, track, "written")
        require_mediators(work, track)
        require_not_excluded(work, track)
        self._require_route(work, track)
        row = add_agreement(work, track, self.agreement, self.content, form="written", route=self.route)
        row.findings = settled_findings(work, self.prepared, self.overruled)
        row.paper_id, row.copies, row.number = self.paper, self.prepared.copies, self.prepared.number
        keep_paper(work, self.paper, self.prepared, track=track.id, route=self.route, agreement=row.id)
        work.for_change(track)
        work.emit("text_finalised", track, subject=row.id)

    def _require_route(self, work: Work, track: Track) -> None:
        """Screen signing needs a law that allows it and a consent of every party to the electronic form."""
        dispute = work.law.require("dispute_types", work.case.dispute_type, field="dispute_type")
        work.law.electronic.check_route(self.route, dispute, terms_of(self.content))
        if self.route != "screen":
            return
        given = {c.party_id for c in consents(work, track, "electronic_form")}
        for party in sorted(track_parties(work, track) - given):
            raise Refusal("agreement.electronic_consent_missing", field="route", party=party_name(work, party))


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawText(TrackAct):
    """撤回定稿. Signatures already given are void; the next text is a new version."""

    agreement: AgreementId
    reason: str

    def perform(self, work: Work) -> None:
        track = work.track_for_change(self.track)
        row = work.find(Agreement, self.agreement, "agreement")
        if row.state != "finalised":
            raise Refusal("agreement.not_withdrawable", state=row.state)
        withdraw(work, track, row, require_text(self.reason, "reason"))


def add_agreement(work: Work, track: Track, id: str, content: AgreementDraft, *, form: str, route: str) -> Agreement:
    """Store one version of a text and the duties it lays down."""
    laid_out = lay_out_duties(content, names(work))
    row = work.add(
        Agreement,
        id=id,
        track_id=track.id,
        text_version=_next_version(work, track),
        form=form,
        state="finalised",
        content=to_plain(content),
        findings=[],
        copies=0,
        route=route,
        finalised_on=work.happened_on,
        version=1,
    )
    for duty in laid_out:
        work.add(
            Duty,
            id=duty.id,
            agreement_id=id,
            track_id=track.id,
            number=duty.number,
            kind=duty.kind,
            sentence=duty.sentence,
            total=duty.total,
            due=to_plain(duty.due),
            done_on=work.happened_on if duty.done_on_the_spot and not duty.instalments else None,
        )
        for instalment in duty.instalments:
            work.add(
                Instalment,
                id=instalment.id,
                duty_id=duty.id,
                track_id=track.id,
                number=instalment.number,
                amount=instalment.amount,
                due=to_plain(instalment.due),
                due_words=instalment.due_words,
            )
    return row


def withdraw(work: Work, track: Track, row: Agreement, reason: str) -> None:
    """Take a final text back; what was signed on it counts no more."""
    row.state, row.withdrawn_reason = "withdrawn", reason
    if row.paper_id is not None:
        void_paper(work, row.paper_id, reason)
    work.emit("text_withdrawn", track, subject=row.id)


def require_no_live_text(work: Work, track: Track) -> None:
    """One live text per track: the earlier one is withdrawn first."""
    for row in work.rows(Agreement, track_id=track.id):
        if row.state in LIVE:
            raise Refusal("agreement.text_is_live", version=row.text_version)


def settled_findings(work: Work, prepared: PreparedPaper, overruled: Sequence[Overruled]) -> list[dict[str, Any]]:
    """Every finding that blocks is mended or overruled with a reason before the text is frozen."""
    settled = []
    for finding in prepared.findings:
        reason = _reason(finding, prepared.findings, overruled)
        if finding["severity"] == "block" and not reason:
            raise Refusal("agreement.finding_open", field=finding.get("clause") or "content", **_said(finding))
        settled.append({**finding, "overruled": reason, "overruled_by": work.actor.staff if reason else ""})
    return settled


def _reason(finding: dict[str, Any], found: Sequence[dict[str, Any]], overruled: Sequence[Overruled]) -> str:
    """Why a finding is let stand. One reason never answers for two clauses."""
    own = [item for item in overruled if item.code == finding["code"] and item.reason.strip()]
    for item in own:
        if item.clause == finding["clause"]:
            return item.reason.strip()
    general = [item.reason.strip() for item in own if item.clause is None]
    clauses = {other["clause"] for other in found if other["code"] == finding["code"]}
    if general and len(clauses) > 1:
        numbers = "、".join(str(number) for number in sorted(clauses - {None}))
        raise Refusal("agreement.overruled_for_several", field="overruled", clauses=numbers)
    return general[0] if general else ""


def _next_version(work: Work, track: Track) -> int:
    count = select(func.count()).select_from(Agreement).where(Agreement.track_id == track.id)
    return 1 + int(work.session.scalar(count) or 0)


def void_paper(work: Work, paper_id: str, reason: str) -> None:
    """A text that is taken back takes its paper and the signatures on it along."""
    paper = work.find(Paper, paper_id, "paper")
    paper.state, paper.void_reason = "void", reason
    for signature in work.rows(Signature, paper_id=paper_id, void_reason=None):
        signature.void_reason = reason


def _said(finding: dict[str, Any]) -> dict[str, Any]:
    return {"finding": finding["text"], "suggestion": finding["suggestion"]}
