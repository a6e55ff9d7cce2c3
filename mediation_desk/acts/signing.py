"""Signing any paper, at any stage: on the screen or by hand, on different days, in the order the procedure asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mediation_desk.model.agreement import Agreement
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.signature import Signature
from mediation_desk.preparing.keys import forgive_wrong_pins
from mediation_desk.preparing.orders import SealOrder, SignatureOrder
from mediation_desk.preparing.phone_rules import require_phone
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.preparing.revisions import SignedRevision, sealed, signed_by_hand
from mediation_desk.terms.circumstances import DEVICES, PHONE, Circumstances
from mediation_desk.terms.ids import AttachmentId, PaperId, SigningSessionId
from mediation_desk.terms.ink import Ink
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .act import Act, TrackAct
from .books import keep_blob
from .lookups import open_session, require_text
from .reading_aloud import require_read_aloud
from .work import Work

SEAL = "body_seal"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSignature(Act):
    """签名. One signer signs the frozen bytes that were shown; the revision is made outside the transaction."""

    paper: PaperId
    signer: str
    """The key of the signature box."""
    method: str = "screen"  # screen | paper
    ink: Ink | None = None
    place: str | None = None
    shown_sha256: str | None = None
    """Hash of the frozen bytes the signer was shown; a script may leave it out."""
    circumstances: Circumstances | None = None
    """How it came about; only of a signature on a screen."""
    session: SigningSessionId | None = None
    """The session of the signing desk it was written in; one that was taken over elsewhere takes no signature."""
    revision: SignedRevision | None = None

    def prepare(self, preparation: Preparation) -> RecordSignature:
        if self.method != "screen" or self.revision is not None:
            return self
        order = SignatureOrder(paper=self.paper, signer=self.signer, ink=self.ink, shown_sha256=self.shown_sha256)
        return replace(self, revision=signed_by_hand(preparation, order))

    def perform(self, work: Work) -> None:
        paper, signer = open_box(work, self.paper, self.signer, self.method)
        if signer["role"] == SEAL:
            raise Refusal("signing.seal_is_another_act", signer=signer["label"])
        _require_told(self)
        if self.circumstances is not None and self.circumstances.device == PHONE:
            require_phone(work.session, work.law, paper, signer)
        if self.session is not None:
            _require_faced(work, self)
        if self.method == "screen":
            take_revision(work, paper, self.revision)
        _keep_signature(work, paper, signer, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class AffixSeal(Act):
    """盖章. The conducting body's seal comes last and locks the paper; some bodies seal on paper only."""

    paper: PaperId
    method: str = "screen"
    revision: SignedRevision | None = None

    def prepare(self, preparation: Preparation) -> AffixSeal:
        if self.method != "screen" or self.revision is not None:
            return self
        return replace(self, revision=sealed(preparation, SealOrder(paper=self.paper)))

    def perform(self, work: Work) -> None:
        paper, signer = open_box(work, self.paper, seal_key(work, self.paper), self.method)
        if self.method == "screen":
            take_revision(work, paper, self.revision)
        _keep_signature(work, paper, signer, self)


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseToSign(TrackAct):
    """拒绝签署. Recorded; nothing becomes effective, and the lawful next steps stay open."""

    paper: PaperId
    signer: str
    reason: str

    def perform(self, work: Work) -> None:
        track = work.track(self.track)
        _, signer = open_box(work, self.paper, self.signer, None)
        require_text(self.reason, "reason")
        work.emit("signing_refused", track, party=_only(signer["for_parties"]), subject=self.signer)


@dataclass(frozen=True, slots=True, kw_only=True)
class HandSigned:
    """One signature found on the scanned original, with the date written beside it."""

    signer: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmScan(Act):
    """确认纸质原件. A person has compared the scan with the issued text and found these signatures on it."""

    paper: PaperId
    scan: AttachmentId
    signatures: tuple[HandSigned, ...] = ()

    def perform(self, work: Work) -> None:
        paper = work.find(Paper, self.paper, "paper")
        if paper.route != "paper":
            raise Refusal("signing.route_is_screen", title=paper.title)
        if paper.state == "void":
            raise Refusal("signing.paper_is_void", title=paper.title)
        work.find(Attachment, self.scan, "attachment")
        for found in sorted(self.signatures, key=lambda s: (s.on, _rank(work, paper, s.signer))):
            self._take(work, paper, found)
        paper.scan_id = self.scan
        settle_paper(work, paper)

    def _take(self, work: Work, paper: Paper, found: HandSigned) -> None:
        _, signer = open_box(work, paper.id, found.signer, "paper")
        by_hand = RecordSignature(paper=self.paper, signer=found.signer, method="paper")
        _keep_signature(work, paper, signer, by_hand, found.on)


def open_box(work: Work, paper_id: str, key: str, method: str | None) -> tuple[Paper, dict[str, Any]]:
    """The paper and the signer whose turn it may be, or a refusal that says why not."""
    paper = work.find(Paper, paper_id, "paper")
    if paper.state == "void":
        raise Refusal("signing.paper_is_void", title=paper.title)
    if method is not None and method != paper.route:
        raise Refusal("signing.wrong_route", field="method", route=paper.route)
    _require_text_live(work, paper)
    signer = next((s for s in paper.signers if s["key"] == key), None)
    if signer is None:
        raise Refusal("signing.signer_unknown", field="signer", signer=key, title=paper.title)
    signed = {row.signer_key for row in work.rows(Signature, paper_id=paper.id, void_reason=None)}
    if key in signed:
        raise Refusal("signing.signed_already", name=signer["name"])
    _require_turn(work, paper, signer, signed)
    return paper, signer


def seal_key(work: Work, paper_id: str) -> str:
    """The key of the box for the conducting body's seal."""
    paper = work.find(Paper, paper_id, "paper")
    for signer in paper.signers:
        if signer["role"] == SEAL:
            return str(signer["key"])
    raise Refusal("signing.no_seal_box", title=paper.title)


def take_revision(work: Work, paper: Paper, revision: SignedRevision | None) -> None:
    """Make the signed bytes the current ones, if nobody has signed since they were made."""
    if revision is None:
        raise Refusal("paper.not_prepared", code=paper.code)
    if revision.base_sha256 != paper.current_sha256:
        raise Refusal("signing.paper_moved_on", title=paper.title)
    paper.current_sha256, paper.current_blob = revision.sha256, revision.blob
    if revision.stamp_missing is not None:
        work.notices.append("signing.without_time_stamp")
    forgive_wrong_pins(work.session, revision.key)
    keep_blob(work, revision.blob, revision.sha256, revision.size, "application/pdf")


def settle_paper(work: Work, paper: Paper) -> None:
    """Complete once everyone who has to sign it has signed, and on paper the scan is confirmed."""
    signed = {row.signer_key for row in work.rows(Signature, paper_id=paper.id, void_reason=None)}
    whole = all(signer["key"] in signed for signer in paper.signers)
    if whole and (paper.route == "screen" or paper.scan_id is not None):
        paper.state = "complete"
    if paper.track_id is not None:
        work.track(paper.track_id)


def _keep_signature(
    work: Work, paper: Paper, signer: Mapping[str, Any], act: RecordSignature | AffixSeal, on: date | None = None
) -> None:
    revision, day = act.revision, on or work.happened_on
    _require_day(work, paper, day)
    require_read_aloud(work, paper, str(signer["key"]), signer.get("person"), str(signer["name"]))
    work.add(
        Signature,
        id=work.new_row_id(f"signature:{paper.id}:{signer['key']}"),
        track_id=paper.track_id,
        paper_id=paper.id,
        signer_key=signer["key"],
        role=signer["role"],
        name=signer["name"],
        person_id=signer.get("person"),
        for_parties=signer["for_parties"],
        on=day,
        place=getattr(act, "place", None),
        method=act.method,
        frozen_sha256=paper.frozen_sha256,
        level=None if revision is None else revision.level,
        ink=None if revision is None else revision.ink,
        ink_seal=None if revision is None else revision.ink_seal,
        circumstances=_circumstances(act),
    )
    settle_paper(work, paper)


def _circumstances(act: RecordSignature | AffixSeal) -> Any:
    told = act.circumstances if isinstance(act, RecordSignature) else None
    return None if told is None else to_plain(told)


def _require_told(act: RecordSignature) -> None:
    """A paper signed by hand was signed away from every device of ours."""
    told = act.circumstances
    if told is None:
        return
    if act.method != "screen":
        raise Refusal("signing.circumstances_on_paper", field="circumstances")
    if told.device not in DEVICES:
        raise Refusal("signing.device_unknown", field="circumstances", device=told.device)


def _require_faced(work: Work, act: RecordSignature) -> None:
    """Only who has the screen before him signs on it."""
    session = open_session(work, act.session or "")
    if (session.paper_id, session.signer_key) != (act.paper, act.signer):
        raise Refusal("signing.another_is_faced", field="signer", signer=act.signer)


def _require_day(work: Work, paper: Paper, day: date) -> None:
    """Nobody signs before the paper was made, nor an agreement after its track has ended."""
    last = work.happened_on
    if paper.agreement_id is not None and paper.track_id is not None:
        last = min(last, work.track(paper.track_id).ended_on or last)
    if not paper.made_on <= day <= last:
        raise Refusal("signing.date_outside", field="on", on=day, first=paper.made_on, last=last)


def _require_text_live(work: Work, paper: Paper) -> None:
    if paper.agreement_id is None:
        return
    row = work.find(Agreement, paper.agreement_id, "agreement")
    if row.state in ("withdrawn", "superseded"):
        raise Refusal("signing.version_superseded", version=row.text_version)


def _require_turn(work: Work, paper: Paper, signer: Mapping[str, Any], signed: set[str]) -> None:
    """Everyone of an earlier group has signed; within a group any order holds."""
    earlier = [s for s in paper.signers if s["group"] < signer["group"] and s["key"] not in signed]
    if earlier:
        raise Refusal("signing.not_yet", name=signer["name"], first=earlier[0]["name"])


def _rank(work: Work, paper: Paper, key: str) -> int:
    return next((int(s["group"]) for s in paper.signers if s["key"] == key), 0)


def _only(parties: list[str]) -> str | None:
    return parties[0] if len(parties) == 1 else None
