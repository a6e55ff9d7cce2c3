"""Revocation lists: loaded from a file where there is no network, fetched where there is one, and asked about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtensionOID, NameOID

from mediation_desk.terms.refusal import Refusal

from .certificates import in_der, public_key
from .evidence import Evidence
from .fetching import fetch
from .moments import with_zone

_PEM = re.compile(rb"-----BEGIN X509 CRL-----.*?-----END X509 CRL-----", re.DOTALL)
_LARGEST_KEPT = 192 * 1024
"""Bytes of a list that goes into every sealed file; larger ones stay in the office."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationList:
    """A list as people see it."""

    issuer: str
    number: str
    made: datetime
    next: datetime | None
    entries: int


def read_list(data: bytes) -> bytes:
    """A revocation list from a PEM or DER file, as DER."""
    part = _PEM.search(data)
    try:
        found = x509.load_pem_x509_crl(part.group(0)) if part else x509.load_der_x509_crl(data)
        return found.public_bytes(Encoding.DER)
    except ValueError as wrong:
        raise Refusal("certificate.list_unreadable", field="file") from wrong


def describe_list(der: bytes) -> RevocationList:
    """Whose list it is, and from when."""
    found = x509.load_der_x509_crl(der)
    names = found.issuer.get_attributes_for_oid(NameOID.COMMON_NAME)
    return RevocationList(
        issuer=str(names[0].value) if names else found.issuer.rfc4514_string(),
        number=_number(found),
        made=with_zone(found.last_update_utc),
        next=None if found.next_update_utc is None else with_zone(found.next_update_utc),
        entries=len(found),
    )


def require_issued_by(der: bytes, known: Iterable[x509.Certificate]) -> x509.Certificate:
    """The authority that signed the list, out of those that this office knows; a list of anybody else is refused."""
    found = x509.load_der_x509_crl(der)
    for issuer in known:
        if _signed_by(found, issuer):
            return issuer
    raise Refusal("certificate.list_of_a_stranger", field="file", issuer=describe_list(der).issuer)


def revoked_at(certificate: x509.Certificate, issuer: x509.Certificate, lists: Iterable[bytes]) -> datetime | None:
    """Since when the certificate is revoked, by those lists that its own issuer signed; None where it is not."""
    found: list[datetime] = []
    for der in lists:
        held = x509.load_der_x509_crl(der)
        if held.issuer != certificate.issuer or not _signed_by(held, issuer):
            continue
        entry = held.get_revoked_certificate_by_serial_number(certificate.serial_number)
        if entry is not None:
            found.append(with_zone(entry.revocation_date_utc))
    return min(found, default=None)


def require_unrevoked(certificates: Iterable[x509.Certificate], lists: Iterable[bytes], now: datetime) -> None:
    """Nobody signs with a certificate that was taken back, nor under an authority that was."""
    chain, kept = list(certificates), list(lists)
    for certificate, issuer in pairwise(chain):
        since = revoked_at(certificate, issuer, kept)
        if since is not None and since <= with_zone(now):
            names = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
            name = str(names[0].value) if names else ""
            raise Refusal("certificate.revoked", field="certificate", name=name, on=since.date())


def gather(chains: Iterable[tuple[x509.Certificate, ...]], lists: Iterable[bytes], now: datetime) -> Evidence:
    """What B-LT keeps in the file: every certificate, and for each that can be revoked a list that is not stale."""
    kept, at, reachable = list(lists), with_zone(now), True
    certificates: dict[bytes, None] = {}
    used: dict[bytes | None, None] = {}
    for chain in chains:
        certificates |= dict.fromkeys(map(in_der, chain))
        for certificate, issuer in pairwise(chain):
            found = _fresh(certificate, issuer, kept, at)
            if found is None and reachable:
                found = _fetched(certificate, issuer, at)
                reachable = found is not None  # nobody waits for a second one that may be silent too
            used[found] = None
    complete = bool(certificates) and None not in used
    return Evidence(
        certificates=tuple(certificates), lists=tuple(one for one in used if one is not None), complete=complete
    )


def _fresh(
    certificate: x509.Certificate, issuer: x509.Certificate, lists: Iterable[bytes], at: datetime
) -> bytes | None:
    for der in lists:
        held = x509.load_der_x509_crl(der)
        stale = held.next_update_utc is not None and with_zone(held.next_update_utc) < at
        if not stale and held.issuer == certificate.issuer and len(der) <= _LARGEST_KEPT and _signed_by(held, issuer):
            return der
    return None


def _fetched(certificate: x509.Certificate, issuer: x509.Certificate, at: datetime) -> bytes | None:
    for address in _addresses(certificate):
        try:
            der = read_list(fetch(address))
        except (OSError, Refusal):
            continue
        found = _fresh(certificate, issuer, (der,), at)
        if found is not None:
            return found
    return None


def _addresses(certificate: x509.Certificate) -> list[str]:
    try:
        extension = certificate.extensions.get_extension_for_oid(ExtensionOID.CRL_DISTRIBUTION_POINTS).value
    except (x509.ExtensionNotFound, ValueError):
        return []
    assert isinstance(extension, x509.CRLDistributionPoints)
    names = (name for point in extension for name in point.full_name or ())
    return [name.value for name in names if isinstance(name, x509.UniformResourceIdentifier)]


def _signed_by(found: x509.CertificateRevocationList, issuer: x509.Certificate) -> bool:
    return found.issuer == issuer.subject and found.is_signature_valid(public_key(issuer))


def _number(found: x509.CertificateRevocationList) -> str:
    try:
        return str(found.extensions.get_extension_for_class(x509.CRLNumber).value.crl_number)
    except x509.ExtensionNotFound:
        return ""
