"""Signed revisions of a paper, made outside the transaction: a hand, the body's seal, a true copy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import select

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.signature import Signature
from mediation_desk.signatures.ink import bind
from mediation_desk.signatures.pades import confirm_by_seal, sign_with_ink
from mediation_desk.signatures.scan import seal_scan
from mediation_desk.signatures.timestamps import B_B, Attestation
from mediation_desk.terms.plain import to_plain
from mediation_desk.terms.refusal import Refusal

from .attesting import attestation_for_hand, attestation_for_seal
from .claiming import claim_of
from .keys import SEAL, WITNESS, SigningKey, signing_key
from .orders import SealOrder, SignatureOrder
from .paper_rules import SEALS
from .preparation import Preparation


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRevision:
    """The bytes after one more signature, and what the signature is made of."""

    base_sha256: str
    """Hash of the revision that was signed on; if another one came first, this one is refused."""
    blob: str
    sha256: str
    size: int
    ink: dict[str, Any] | None = None
    ink_seal: dict[str, Any] | None = None
    level: str = B_B
    key: str | None = None
    """The key that signed."""
    stamp_missing: str | None = None
    """Why there is no time stamp although the office has a service for it: the code."""
    frozen_sha256: str | None = None
    """Of a true copy: the bytes that its one signature is about."""


def signed_by_hand(preparation: Preparation, order: SignatureOrder) -> SignedRevision:
    """Add one person's strokes as a revision under the office's witness key."""
    paper = preparation.issued(order.paper)
    if order.ink is None:
        raise Refusal("ink.missing", field="ink")
    if order.shown_sha256 not in (None, paper.frozen_sha256):
        raise Refusal("signing.another_text_was_shown", title=paper.title)
    signer = next((s for s in paper.signers if s["key"] == order.signer), None)
    if signer is None:
        raise Refusal("signing.signer_unknown", field="signer", signer=order.signer, title=paper.title)
    _require_unsigned(preparation, paper, signer)
    nonce, at = preparation.random_bytes(16), preparation.moment()
    seal = bind(order.ink, paper.frozen_sha256, order.signer, nonce, at)
    claim = claim_of(paper, signer, _for_whom(preparation, signer), nonce, seal)
    current = preparation.stored(paper.current_blob, paper.current_sha256)
    witness, attested = _key(preparation, WITNESS), attestation_for_hand(preparation.session)
    signed = sign_with_ink(
        current, order.signer, order.ink, claim, witness.provider, at, preparation.lettering(), attested
    )
    made = _revision(preparation, paper, signed, witness, attested)
    return replace(made, ink=to_plain(order.ink), ink_seal={**asdict(seal)})


def sealed(preparation: Preparation, order: SealOrder) -> SignedRevision:
    """Add the conducting body's seal, which locks everything."""
    paper = preparation.issued(order.paper)
    box = next((s for s in paper.signers if s["role"] in SEALS), None)
    if box is None:
        raise Refusal("signing.no_seal_box", title=paper.title)
    _require_unsigned(preparation, paper, box)
    at, own = preparation.moment(), _key(preparation, SEAL, paper.context["body"]["id"])
    attested = attestation_for_seal(preparation.session, own, at)
    signed = confirm_by_seal(
        preparation.stored(paper.current_blob, paper.current_sha256),
        box["key"],
        box["name"],
        own.provider,
        at,
        preparation.lettering(),
        case_number=paper.context["paper"]["case_number"],
        version=paper.edition,
        attestation=attested,
    )
    return _revision(preparation, paper, signed, own, attested)


def true_copy(preparation: Preparation, order: SealOrder) -> SignedRevision:
    """The confirmed scan of a paper that was signed by hand, sealed by the body as agreeing with the original."""
    paper = preparation.issued(order.paper)
    scan = None if paper.scan_id is None else preparation.session.get(Attachment, paper.scan_id)
    if scan is None:
        raise Refusal("copy.no_scan", title=paper.title)
    at, own = preparation.moment(), _key(preparation, SEAL, paper.context["body"]["id"])
    attested = attestation_for_seal(preparation.session, own, at)
    copy = seal_scan(
        preparation.stored(scan.blob, scan.sha256),
        paper.context["body"]["name"],
        own.provider,
        at,
        preparation.lettering(),
        case_number=paper.context["paper"]["case_number"],
        version=paper.edition,
        attestation=attested,
    )
    made = _revision(preparation, paper, copy.pdf, own, attested)
    return replace(made, frozen_sha256=copy.frozen_sha256)


def _require_unsigned(preparation: Preparation, paper: Paper, signer: Mapping[str, Any]) -> None:
    given = select(Signature.id).filter_by(paper_id=paper.id, signer_key=signer["key"], void_reason=None)
    if preparation.session.scalar(given) is not None:
        raise Refusal("signing.signed_already", name=signer["name"])


def _for_whom(preparation: Preparation, signer: Mapping[str, Any]) -> str | None:
    if signer["role"] in ("party", "mediator", "recorder") or preparation.case_id is None:
        return None
    names = CaseBuilder(preparation.session, preparation.case_id, preparation.law, preparation.day).names()
    return "、".join(names[id] for id in signer["for_parties"]) or None


def _key(preparation: Preparation, purpose: str, organisation: str | None = None) -> SigningKey:
    return signing_key(
        preparation.session,
        purpose,
        organisation,
        now=preparation.now,
        rules=preparation.law.certificates,
        unrecorded=preparation.unrecorded,
    )


def _revision(
    preparation: Preparation, paper: Paper, signed: bytes, key: SigningKey, attested: Attestation
) -> SignedRevision:
    ref = preparation.blobs.put(preparation.case_id, signed)
    return SignedRevision(
        base_sha256=paper.current_sha256,
        blob=ref.name,
        sha256=ref.sha256,
        size=ref.size,
        level=attested.level,
        key=key.id,
        stamp_missing=None if attested.fault is None else attested.fault.code,
    )
