"""The hole in the file that a signature cannot cover: it must hold one canonical signature and nothing else.

The signature container is built again from the parts that cryptography protects (certificates, signed attributes,
signature value); it must come out byte for byte. So nobody can change a byte there and keep the signature valid.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence

from asn1crypto import cms, parser
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from pyhanko.sign.signers import Signer
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator.registry import SimpleCertificateStore

from .canonical import canonical_signature, canonical_token, one_spelling
from .providers import stamped

_HEX = frozenset(b"0123456789ABCDEF")
_RANGES = re.compile(rb"/ByteRange \[0 (\d{1,9}) (\d{1,9}) \d{1,9}\s*\]")


def look_clean(pdf: bytes) -> bool:
    """Whether every hole that the bytes speak of is clean: found out without reading the file's structure."""
    return all(_is_clean(pdf[int(first) : int(second)]) for first, second in _RANGES.findall(pdf))


def has_clean_hole(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """Whether the signature covers the file from its start to within its end, apart from a clean hole."""
    start, first, second, rest = (int(number) for number in signature.byte_range)
    return start == 0 and second + rest <= len(pdf) and _is_clean(pdf[first:second])


def _is_clean(hole: bytes) -> bool:
    """Upper-case hex and zero padding, and nothing else."""
    if not (hole.startswith(b"<") and hole.endswith(b">")):
        return False
    digits = hole[1:-1]
    if len(digits) % 2 or not _HEX.issuperset(digits):
        return False
    padded = bytes.fromhex(digits.decode("ascii"))
    return not any(padded[len(_first_value(padded)) :])


def is_canonical(pdf: bytes, signature: EmbeddedPdfSignature) -> bool:
    """The one spelling of this signature, in a clean hole."""
    _, first, second, _ = (int(number) for number in signature.byte_range)
    written = _first_value(bytes.fromhex(pdf[first + 1 : second - 1].decode("ascii")))
    return written == _built_again(signature)


def covers_its_bytes(signature: EmbeddedPdfSignature) -> bool:
    """Whether the digest that was signed is that of the bytes around the hole."""
    attributes = signature.signer_info["signed_attrs"]
    signed = [bytes(one["values"][0].native) for one in attributes if one["type"].native == "message_digest"]
    return signed == [signature.compute_digest()]


def certificates_belong(signature: EmbeddedPdfSignature, roots: Sequence[asn1_x509.Certificate]) -> bool:
    """Whether every other certificate in the signature is properly signed by a known root or by one that is there."""
    others = [certificate.dump() for certificate in signature.other_embedded_certs]
    issuers = [x509.load_der_x509_certificate(der) for der in {*others, *(root.dump() for root in roots)}]
    return all(_issued_by_one(x509.load_der_x509_certificate(der), issuers) for der in others)


def time_stamp(signature: EmbeddedPdfSignature) -> cms.ContentInfo | None:
    """The time stamp over a signature. Raises ValueError where there is more than one."""
    attributes = signature.signer_info["unsigned_attrs"]
    found = [
        value
        for attribute in (attributes if len(attributes) else ())
        if attribute["type"].native == "signature_time_stamp_token"
        for value in attribute["values"]
    ]
    if len(found) > 1:
        raise ValueError("more than one time stamp")
    return found[0] if found else None


def _first_value(padded: bytes) -> bytes:
    """The one DER value at the beginning."""
    end = parser.peek(padded)
    return padded[:end]


class _Replay(Signer):
    """Puts a signature value that exists already into a container of its own making."""

    def __init__(self, signature: EmbeddedPdfSignature) -> None:
        store = SimpleCertificateStore()
        store.register_multiple(one_spelling(certificate) for certificate in signature.other_embedded_certs)
        super().__init__(signing_cert=one_spelling(signature.signer_cert), cert_registry=store)
        value = bytes(signature.signer_info["signature"].native)
        self._value = canonical_signature(value, signature.signer_cert.public_key)
        self._token = time_stamp(signature)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        return self._value

    async def unsigned_attrs(self, *_told: object, **_named: object) -> cms.CMSAttributes | None:
        """The time stamp in its one spelling, where there is one; whatever else stood there does not come back."""
        return None if self._token is None else stamped(canonical_token(self._token))


def _built_again(signature: EmbeddedPdfSignature) -> bytes:
    attributes = cms.CMSAttributes.load(signature.signer_info["signed_attrs"].untag().dump())
    again = _Replay(signature).async_sign_prescribed_attributes("sha256", attributes)
    return bytes(asyncio.run(again).dump())


def _issued_by_one(certificate: x509.Certificate, issuers: Sequence[x509.Certificate]) -> bool:
    for issuer in issuers:
        try:
            certificate.verify_directly_issued_by(issuer)
        except (ValueError, TypeError, InvalidSignature):
            continue
        return True
    return False
