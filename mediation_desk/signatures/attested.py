"""What verification says of the certificate behind a signature: its time stamp, validity, revocation."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.settings import KeyUsageConstraints
from pyhanko_certvalidator import ValidationContext

from mediation_desk.terms.refusal import Refusal

from .authority import is_endorsed
from .certificates import chain_of
from .claims import RecordedClaim
from .container import time_stamp
from .moments import with_zone
from .revocation import revoked_at
from .timestamps import is_sound, stamped_at, token_certificates
from .verdict import Finding, Stamp

MAY_SIGN: Final = KeyUsageConstraints(key_usage={"digital_signature", "non_repudiation"})
"""Authorities write either into a certificate for signing."""
_CLOCKS_DIFFER: Final = timedelta(minutes=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What else is known to whoever verifies: roots of time stamp services, revocation lists (all DER)."""

    time_roots: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()


NOTHING_KNOWN: Final = Knowledge()


def stamp_of(signature: EmbeddedPdfSignature, known: Knowledge) -> Stamp | None:
    """The time stamp over a signature, or None where it has none."""
    token = time_stamp(signature)
    if token is None:
        return None
    certificates = token_certificates(token)
    digest = hashlib.sha256(signature.signer_info["signature"].native).digest()
    by = certificates[0].subject.native
    return Stamp(
        at=with_zone(stamped_at(token)),
        by=str(by.get("common_name") or by.get("organization_name") or certificates[0].subject.human_friendly),
        sound=is_sound(token, digest),
        trusted=_leads_to(certificates, known.time_roots) if known.time_roots else None,
    )


def stamp_context(signature: EmbeddedPdfSignature) -> ValidationContext | None:
    """Lets pyHanko judge the stamp by itself: by whom it is made is judged here, not there."""
    token = time_stamp(signature)
    if token is None:
        return None
    certificates = token_certificates(token)
    moment = stamped_at(token)
    return ValidationContext(
        trust_roots=[certificates[-1]], other_certs=certificates, moment=moment, allow_fetching=False
    )


def endorsers(
    signature: EmbeddedPdfSignature, claim: RecordedClaim | None, roots: Sequence[asn1_x509.Certificate]
) -> list[asn1_x509.Certificate]:
    """The roots that gave their word for the signature's certificate."""
    if claim is None or claim.endorsement is None:
        return []
    own = x509.load_der_x509_certificate(signature.signer_cert.dump())
    word = claim.endorsement
    return [root for root in roots if is_endorsed(own, word, x509.load_der_x509_certificate(root.dump()))]


def findings_on(
    signature: EmbeddedPdfSignature, stated: datetime | None, stamp: Stamp | None, lists: Sequence[bytes]
) -> Iterator[Finding]:
    """Time stamp, validity and revocation, judged at the time of signing."""
    field = signature.field_name
    yield from _about_stamp(field, stated, stamp)
    moment = stamp.at if stamp is not None and stamp.sound and stamp.trusted else stated
    if moment is None:
        return
    own = x509.load_der_x509_certificate(signature.signer_cert.dump())
    if not own.not_valid_before_utc <= moment <= own.not_valid_after_utc:
        ends = with_zone(own.not_valid_after_utc).date()
        yield Finding("verify.certificate_out_of_time", {"field": field, "ends": ends})
    since = _revoked(own, signature.other_embedded_certs, lists)
    if since is not None:
        at_the_time = since <= moment
        code = "verify.revoked" if at_the_time else "verify.revoked_later"
        yield Finding(code, {"field": field, "on": since.date()}, breaks=at_the_time)


def _about_stamp(field: str, stated: datetime | None, stamp: Stamp | None) -> Iterator[Finding]:
    if stamp is None:
        return
    if not stamp.sound:
        yield Finding("verify.stamp_broken", {"field": field})
    elif stamp.trusted is None:
        yield Finding("verify.stamp_not_checked", {"field": field, "by": stamp.by}, breaks=False)
    elif not stamp.trusted:
        yield Finding("verify.stamp_untrusted", {"field": field, "by": stamp.by}, breaks=False)
    if stamp.sound and stated is not None and abs(stamp.at - stated) > _CLOCKS_DIFFER:
        facts = {"field": field, "stated": stated.replace(tzinfo=None), "stamped": stamp.at.replace(tzinfo=None)}
        yield Finding("verify.stamp_contradicts", facts, breaks=False)


def _revoked(own: x509.Certificate, others: Sequence[asn1_x509.Certificate], lists: Sequence[bytes]) -> datetime | None:
    known = [x509.load_der_x509_certificate(one.dump()) for one in others]
    try:
        above = (own, *chain_of(own, known))
    except Refusal:
        return None
    found = [revoked_at(one, issuer, lists) for one, issuer in zip(above, above[1:], strict=False)]
    return min((since for since in found if since is not None), default=None)


def _leads_to(certificates: Sequence[asn1_x509.Certificate], roots: Sequence[bytes]) -> bool:
    trusted = [x509.load_der_x509_certificate(root) for root in roots]
    own, *others = [x509.load_der_x509_certificate(one.dump()) for one in certificates]
    try:
        return own in trusted or chain_of(own, (*others, *trusted))[-1] in trusted
    except Refusal:
        return False
