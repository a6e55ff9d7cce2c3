"""Time stamps of a third party (RFC 3161): asked for over the network where an office has named a service.

Without one, or when it does not answer, a signature is PAdES B-B and its time the office's own statement. With one it
is B-T; with the certificates and revocation lists of everybody involved in the file it is B-LT.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from asn1crypto import cms, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.timestamps import TimeStamper
from pyhanko.sign.timestamps.common_utils import handle_tsp_response
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko_certvalidator import ValidationContext

from mediation_desk.terms.refusal import Refusal

from .canonical import canonical_token, chain
from .certificates import hangs_together
from .evidence import NO_EVIDENCE, Evidence
from .fetching import fetch

B_B: Final = "B-B"
B_T: Final = "B-T"
B_LT: Final = "B-LT"
ROOM: Final = 10 * 1024
"""Bytes kept free for a time stamp with its certificates; the usual ones take four to seven thousand."""
_QUESTION: Final = "application/timestamp-query"
_PROBE: Final = hashlib.sha256(b"mediation-desk").digest()


@dataclass(frozen=True, slots=True)
class TimeService:
    """A time stamp service by its address."""

    url: str

    def token(self, digest: bytes) -> cms.ContentInfo:
        """A time stamp over a SHA-256 hash, in its one spelling. Refuses an answer that is none, or a wrong one."""
        nonce, question = TimeStamper().request_cms(digest, "sha256")
        try:
            answer = fetch(self.url, question.dump(), _QUESTION)
        except OSError as silent:
            raise Refusal("stamp.no_answer", field="url", url=self.url) from silent
        try:
            given = handle_tsp_response(tsp.TimeStampResp.load(answer, strict=True), nonce)
            token = cms.ContentInfo.load(canonical_token(given).dump(), strict=True)
            sound = is_sound(token, digest)
        except Exception as wrong:  # a stranger's answer can raise anything, and all of it means the same
            raise Refusal("stamp.answer_wrong", field="url", url=self.url) from wrong
        if not sound:
            raise Refusal("stamp.answer_wrong", field="url", url=self.url)
        return token

    def certificates(self) -> tuple[bytes, ...]:
        """Whose time stamps these are: the service's certificate and those above it, from a trial stamp."""
        certs = token_certificates(self.token(_PROBE))
        return tuple(one.dump() for one in certs)


@dataclass(slots=True)
class Attestation:
    """What is to attest the time of one signature; afterwards it says what came of it."""

    service: TimeService | None = None
    evidence: Evidence = NO_EVIDENCE
    """What goes into the file beside the signature, so that it can be checked when everybody is gone."""
    level: str = B_B
    fault: Refusal | None = None
    """Why there is no time stamp although there should be one."""

    @property
    def room(self) -> int:
        """Bytes to keep free for the time stamp."""
        return 0 if self.service is None else ROOM

    def stamp(self, digest: bytes) -> cms.ContentInfo | None:
        """The time stamp; None where the signature has to do without."""
        if self.service is None:
            return None
        try:
            token = self.service.token(digest)
            if len(token.dump()) > ROOM - 64:
                raise Refusal("stamp.too_large", field="url", url=self.service.url)
        except Refusal as fault:
            self.fault = fault
            return None
        self.level = B_LT if self.evidence.complete else B_T
        return token


def token_certificates(token: cms.ContentInfo) -> list[asn1_x509.Certificate]:
    """The stamp's own certificate first, then those above it as far as they are there."""
    parts = extract_certificate_info(token["content"])
    return chain(parts.signer_cert, parts.other_certs)


def is_sound(token: cms.ContentInfo, digest: bytes) -> bool:
    """Whether the stamp is over this hash and signed by the certificate in it, one that may stamp. Not: by whom."""
    certificates = token_certificates(token)
    purposes = certificates[0].extended_key_usage_value
    if purposes is None or "time_stamping" not in purposes.native or not hangs_together(_in_cryptography(certificates)):
        return False
    context = ValidationContext(trust_roots=[certificates[-1]], other_certs=certificates, allow_fetching=False)
    try:
        status = asyncio.run(validate_tst_signed_data(token["content"], context, lambda _algorithm: digest))
    except (SignatureValidationError, PdfError, ValueError):
        return False
    return bool(status["intact"] and status["valid"])


def stamped_at(token: cms.ContentInfo) -> datetime:
    """The time that the stamp names."""
    moment: datetime = token["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    return moment


def _in_cryptography(certificates: list[asn1_x509.Certificate]) -> list[x509.Certificate]:
    return [x509.load_der_x509_certificate(one.dump()) for one in certificates]
