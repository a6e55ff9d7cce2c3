"""What stands in a certificate, read for people, and whether one may sign with it today."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID, ObjectIdentifier

from mediation_desk.terms.refusal import Refusal

from .moments import with_zone

PublicKey = rsa.RSAPublicKey | ec.EllipticCurvePublicKey
SM2_CURVE: Final = "1.2.156.10197.1.301"
SM2_SIGNATURE: Final = "1.2.156.10197.1.501"
_CURVES: Final = ("secp256r1", "secp384r1")
_FEWEST_BITS: Final = 2048
_MOST_BITS: Final = 4096
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", re.DOTALL)
_PURPOSES: Final = frozenset(
    ObjectIdentifier(dotted)
    for dotted in (
        "2.5.29.37.0",  # any
        "1.3.6.1.5.5.7.3.36",  # signing of documents, RFC 9336
        "1.3.6.1.4.1.311.10.3.12",  # the same, Microsoft's number
        "1.2.840.113583.1.1.5",  # the same, Adobe's
        "1.3.6.1.5.5.7.3.4",  # mail; what most authorities put into a certificate of an organisation
        "1.3.6.1.5.5.7.3.2",  # signing in, put there likewise
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A certificate as people compare it."""

    subject: str
    organisation: str
    common_name: str
    issuer: str
    serial: str
    begins: datetime
    ends: datetime
    algorithm: str
    fingerprint: str
    """SHA-256 of the certificate in lower-case hex."""


def describe(der: bytes) -> Described:
    """What stands in the certificate."""
    certificate = x509.load_der_x509_certificate(der)
    return Described(
        subject=certificate.subject.rfc4514_string(),
        organisation=_named(certificate.subject, NameOID.ORGANIZATION_NAME),
        common_name=_named(certificate.subject, NameOID.COMMON_NAME),
        issuer=_named(certificate.issuer, NameOID.COMMON_NAME) or _named(certificate.issuer, NameOID.ORGANIZATION_NAME),
        serial=f"{certificate.serial_number:X}",
        begins=with_zone(certificate.not_valid_before_utc),
        ends=with_zone(certificate.not_valid_after_utc),
        algorithm=_algorithm_words(certificate),
        fingerprint=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def read_certificates(data: bytes) -> tuple[x509.Certificate, ...]:
    """Every certificate of a file: PEM, one or many, or one in DER."""
    parts = _PEM.findall(data)
    try:
        if parts:
            return tuple(x509.load_pem_x509_certificate(part) for part in parts)
        return _in_envelope(data) or (x509.load_der_x509_certificate(data),)
    except ValueError as wrong:
        raise Refusal("certificate.unreadable", field="certificate") from wrong


def _in_envelope(data: bytes) -> tuple[x509.Certificate, ...]:
    """Authorities like to hand out a chain as PKCS #7 (.p7b)."""
    try:
        read = pkcs7.load_pem_pkcs7_certificates if b"-----BEGIN PKCS7" in data else pkcs7.load_der_pkcs7_certificates
        return tuple(read(data))
    except (ValueError, UnsupportedAlgorithm):
        return ()


def in_der(certificate: x509.Certificate) -> bytes:
    """The certificate alone, to hand out or to trust."""
    return certificate.public_bytes(serialization.Encoding.DER)


def in_pem(certificate: x509.Certificate) -> str:
    """The certificate as text."""
    return certificate.public_bytes(serialization.Encoding.PEM).decode("ascii")


def is_root(certificate: x509.Certificate) -> bool:
    """Whether it is signed by itself."""
    return _issued(certificate, certificate)


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether it is a certificate that issues others."""
    basic = _extension(certificate, x509.BasicConstraints)
    return isinstance(basic, x509.BasicConstraints) and basic.ca


def require_fit(certificate: x509.Certificate, now: datetime) -> None:
    """A certificate to sign papers with: of a kind this desk can use, for that purpose, and valid now."""
    require_known_algorithm(certificate)
    _require_purpose(certificate)
    require_valid(certificate, now)


def require_valid(certificate: x509.Certificate, now: datetime) -> None:
    """Not before its first day and not after its last."""
    about, at = describe(in_der(certificate)), with_zone(now)
    name = about.common_name or about.organisation
    if at > about.ends:
        raise Refusal("certificate.expired", field="certificate", name=name, ends=about.ends.date())
    if at < about.begins:
        raise Refusal("certificate.not_yet_valid", field="certificate", name=name, begins=about.begins.date())


def require_known_algorithm(certificate: x509.Certificate) -> None:
    """RSA or the two usual curves. A certificate of the national algorithms is refused with the reason, not misread."""
    if _is_national(certificate):
        raise Refusal("certificate.national_algorithm", field="certificate")
    key = public_key(certificate)
    fits = (
        _FEWEST_BITS <= key.key_size <= _MOST_BITS if isinstance(key, rsa.RSAPublicKey) else key.curve.name in _CURVES
    )
    if not fits:
        raise Refusal("certificate.algorithm_unknown", field="certificate", algorithm=_algorithm_words(certificate))


def public_key(certificate: x509.Certificate) -> PublicKey:
    """The key of a certificate this desk can sign with."""
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        key = None
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey):
        raise Refusal("certificate.algorithm_unknown", field="certificate", algorithm=_algorithm_words(certificate))
    return key


def chain_of(certificate: x509.Certificate, known: Iterable[x509.Certificate]) -> tuple[x509.Certificate, ...]:
    """The certificates above this one up to a root, out of those that are there; refuses where one is missing."""
    pool, above = list(known), [certificate]
    while not _issued(above[-1], above[-1]):
        issuer = next((one for one in pool if one not in above and _issued(one, above[-1])), None)
        if issuer is None:
            missing = above[-1].issuer
            name = _named(missing, NameOID.COMMON_NAME) or missing.rfc4514_string()
            raise Refusal("certificate.chain_incomplete", field="chain", issuer=name)
        above.append(issuer)
    return tuple(above[1:])


def hangs_together(chain: Sequence[x509.Certificate]) -> bool:
    """Whether each is signed by the next, and the last, where it is a root, by itself. One alone is a chain."""
    last = chain[-1]
    ends = len(chain) == 1 or _issued(last, last)
    return ends and all(_issued(issuer, below) for below, issuer in pairwise(chain))


def same_key(first: x509.Certificate, second: PublicKey) -> bool:
    """Whether the certificate is about this key."""
    return _bare(public_key(first)) == _bare(second)


def _bare(key: PublicKey) -> bytes:
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def _issued(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(issuer)
    except (ValueError, TypeError, InvalidSignature, UnsupportedAlgorithm):
        return False
    return True


def _require_purpose(certificate: x509.Certificate) -> None:
    """Licensed authorities issue two certificates to one body: one to sign with, one to be written to in secret."""
    name = _named(certificate.subject, NameOID.COMMON_NAME)
    if is_authority(certificate):
        raise Refusal("certificate.of_an_authority", field="certificate", name=name)
    usage = _extension(certificate, x509.KeyUsage)
    if isinstance(usage, x509.KeyUsage) and not (usage.digital_signature or usage.content_commitment):
        raise Refusal("certificate.not_for_signing", field="certificate", name=name)
    purposes = _extension(certificate, x509.ExtendedKeyUsage)
    if isinstance(purposes, x509.ExtendedKeyUsage) and _PURPOSES.isdisjoint(purposes):
        raise Refusal("certificate.not_for_signing", field="certificate", name=name)


def _extension(certificate: x509.Certificate, kind: type[x509.ExtensionType]) -> x509.ExtensionType | None:
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except (x509.ExtensionNotFound, ValueError):
        return None


def _is_national(certificate: x509.Certificate) -> bool:
    if certificate.signature_algorithm_oid.dotted_string == SM2_SIGNATURE:
        return True
    try:
        certificate.public_key()
    except UnsupportedAlgorithm as unknown:
        return SM2_CURVE in str(unknown)
    except ValueError:
        return False
    return False


def _algorithm_words(certificate: x509.Certificate) -> str:
    if _is_national(certificate):
        return "SM2"
    try:
        key = certificate.public_key()
    except (UnsupportedAlgorithm, ValueError):
        return str(certificate.public_key_algorithm_oid.dotted_string)
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return {"secp256r1": "EC P-256", "secp384r1": "EC P-384"}.get(key.curve.name, key.curve.name)
    return type(key).__name__


def _named(name: x509.Name, kind: ObjectIdentifier) -> str:
    found: Sequence[x509.NameAttribute[str | bytes]] = name.get_attributes_for_oid(kind)
    return str(found[0].value) if found else ""
