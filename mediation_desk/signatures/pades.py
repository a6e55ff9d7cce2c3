"""Signing: one incremental revision for each signature; the body's seal comes last and locks everything.

PAdES B-B; with a time stamp service B-T, and with what a later reader needs in the same revision B-LT.

Ink is signed under the office's witness key, and the signature says so: it proves that these strokes were given
for these bytes and that nothing changed since. It is not the signer's own certificate signature.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import BuildProps, SignatureObject

from mediation_desk.terms.ink import Ink
from mediation_desk.terms.refusal import Refusal

from .appearance import ink_appearance, words_appearance
from .claims import BODY_SEAL, WITNESSED_INK, RecordedClaim, SignatureClaim
from .evidence import put_evidence
from .fields import LOCK_ALL
from .ink import check, require_signature
from .lettering import Lettering
from .moments import day_words, with_zone
from .providers import SignatureProvider
from .revisions import Revision, frozen_part, open_revision, sha256
from .timestamps import Attestation

CLAIM_KEY: Final = "/XXMediationClaim"


@dataclass(slots=True)
class _Open:
    """A revision that waits for its signature, with the field it fills."""

    revision: Revision
    field: str
    widget: generic.DictionaryObject
    size: tuple[float, float]
    document_hash: str

    def show(self, appearance: generic.IndirectObject) -> None:
        self.widget[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): appearance})


def sign_with_ink(
    current: bytes,
    field: str,
    ink: Ink,
    claim: SignatureClaim,
    witness: SignatureProvider,
    signed_at: datetime,
    lettering: Lettering | None = None,
    attestation: Attestation | None = None,
) -> bytes:
    """Add one person's strokes in their box. With `lettering` the day stands below them where there is room."""
    require_signature(ink)
    waiting = _open(current, field)
    if waiting.document_hash != claim.document_hash:
        raise Refusal("signing.other_document", field="document_hash")
    _require_bound(ink, field, claim, signed_at)
    waiting.show(ink_appearance(waiting.revision, waiting.size, ink, day_words(signed_at), lettering))
    record = _ink_record(field, claim, signed_at)
    return _signed(waiting, record, witness, signed_at, attestation or Attestation(), locks=False)


def confirm_by_seal(
    current: bytes,
    field: str,
    body_name: str,
    seal_signer: SignatureProvider,
    signed_at: datetime,
    lettering: Lettering,
    *,
    case_number: str = "",
    version: int | None = None,
    attestation: Attestation | None = None,
) -> bytes:
    """The body's own confirmation, last of all: nothing may change after it."""
    waiting = _open(current, field)
    words = f"（电子签章：{body_name}\n{day_words(signed_at)}）"
    waiting.show(words_appearance(waiting.revision, waiting.size, words, lettering, field=field))
    record = RecordedClaim(
        kind=BODY_SEAL,
        field=field,
        name=body_name,
        signed_at=with_zone(signed_at).isoformat(),
        document_hash=waiting.document_hash,
        case_number=case_number,
        version=version,
    )
    return _signed(waiting, record, seal_signer, signed_at, attestation or Attestation(), locks=True)


def seal_copy(
    frozen: bytes,
    field: str,
    words: str,
    record: RecordedClaim,
    seal_signer: SignatureProvider,
    signed_at: datetime,
    lettering: Lettering,
    attestation: Attestation | None = None,
) -> bytes:
    """The only signature of a true copy; it locks everything too."""
    waiting = _open(frozen, field)
    waiting.show(words_appearance(waiting.revision, waiting.size, words, lettering, field=field))
    return _signed(waiting, record, seal_signer, signed_at, attestation or Attestation(), locks=True)


def _open(current: bytes, field: str) -> _Open:
    try:
        revision = open_revision(current)
        found = {name: (value, ref) for name, value, ref in enumerate_sig_fields(revision)}
    except (PdfError, ValueError, KeyError, TypeError) as wrong:
        raise Refusal("signing.unreadable") from wrong
    if any(value is not None and "/Reference" in value.get_object() for value, _ in found.values()):
        raise Refusal("signing.sealed", field=field)  # only the seal and a true copy carry a lock
    if field not in found:
        raise Refusal("signing.no_such_box", field=field)
    value, reference = found[field]
    if value is not None:
        raise Refusal("signing.already_signed", field=field)
    widget = reference.get_object()
    left, bottom, right, top = (float(edge) for edge in widget["/Rect"])
    frozen = sha256(frozen_part(current, revision.prev))
    return _Open(revision, field, widget, (right - left, top - bottom), frozen)


def _signed(
    waiting: _Open,
    record: RecordedClaim,
    signer: SignatureProvider,
    signed_at: datetime,
    attestation: Attestation,
    *,
    locks: bool,
) -> bytes:
    record = replace(record, endorsement=signer.endorsement)
    put_evidence(waiting.revision, attestation.evidence)
    steps = PdfCMSEmbedder().write_cms(waiting.field, waiting.revision, existing_fields_only=True)
    next(steps)
    mdp = SigMDPSetup(signer.digest, field_lock=LOCK_ALL if locks else None)
    room = signer.room + attestation.room
    steps.send(SigObjSetup(_dictionary(record, signer, signed_at, room), mdp_setup=mdp))
    prepared, out = steps.send(SigIOSetup(signer.digest))
    steps.send(signer.container(prepared.document_digest, attestation))
    return bytes(out.getvalue())


def _dictionary(record: RecordedClaim, signer: SignatureProvider, signed_at: datetime, room: int) -> SignatureObject:
    dictionary = SignatureObject(
        timestamp=with_zone(signed_at),
        subfilter=signer.sub_filter,
        name=signer.subject_name,
        reason=record.reason,
        app_build_props=BuildProps("Mediation_Desk"),
        bytes_reserved=2 * room,
    )
    dictionary[pdf_name(CLAIM_KEY)] = generic.TextStringObject(record.to_json())
    return dictionary


def _require_bound(ink: Ink, field: str, claim: SignatureClaim, signed_at: datetime) -> None:
    tied = check(
        claim.ink_seal,
        ink,
        document_hash=claim.document_hash,
        signer_key=field,
        nonce=claim.nonce,
        signed_at=signed_at,
    )
    if not tied:
        raise Refusal("signing.ink_not_bound", field=field)


def _ink_record(field: str, claim: SignatureClaim, signed_at: datetime) -> RecordedClaim:
    return RecordedClaim(
        kind=WITNESSED_INK,
        field=field,
        name=claim.name,
        signed_at=with_zone(signed_at).isoformat(),
        document_hash=claim.document_hash,
        capacity=claim.capacity,
        for_whom=claim.for_whom,
        case_number=claim.case_number,
        version=claim.version,
        nonce=claim.nonce.hex(),
        ink_digest=claim.ink_seal.digest,
        ink_method=claim.ink_seal.method,
    )
