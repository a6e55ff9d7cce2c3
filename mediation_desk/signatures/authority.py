"""A certificate authority of its own for an office that has none, and says so in every certificate.

RSA with 3072 bits: every viewer and pdfsig verify it, its PKCS #1 v1.5 signatures carry no randomness, and one
signature costs 2 ms. The key pairs come from OpenSSL's own generator, which takes no randomness from outside.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID

from mediation_desk.terms.refusal import Refusal

from .credentials import Credential
from .moments import with_zone
from .rare_names import allow_rare_names

RandomBytes = Callable[[int], bytes]

ROOT_UNIT: Final = "自建根证书，只签发本办公室的证书"
WITNESS_UNIT: Final = "自建证书，见证用"
SEAL_UNIT: Final = "自建证书，单位电子签章用"
WITNESS_NAME: Final = "办公室见证密钥（自建证书）"
_OWN_MADE = "（自建）"
_KEY_BITS = 3072
_ROOT_YEARS, _LEAF_YEARS = 30, 10
_LONGEST_NAME = 64  # X.520 upper bound of an organisation name, in characters
_LONGEST_COMMON_NAME = 64  # the same bound, but the library counts bytes of UTF-8
_LIST_HOLDS = timedelta(days=30)
_ENDORSEMENT = b"mediation-desk-endorsement-1\0"
_EARLIER = timedelta(days=1)  # a neighbour's clock may be behind

allow_rare_names()


@dataclass(frozen=True, slots=True)
class Authority:
    """An office's own root and its witness key. The root signs certificates and lists, never a document."""

    office_name: str
    root: Credential
    witness: Credential

    def issue_seal_certificate(self, body_name: str, now: datetime, random_bytes: RandomBytes) -> Credential:
        """A certificate for a body that confirms agreements at this office."""
        return issue_seal(self.root, body_name, now, random_bytes)

    def to_pkcs12(self, passphrase: bytes) -> tuple[bytes, bytes]:
        """The root's file and the witness's file."""
        return self.root.to_pkcs12(passphrase), self.witness.to_pkcs12(passphrase)

    @classmethod
    def from_pkcs12(cls, root: bytes, witness: bytes, passphrase: bytes) -> Authority:
        """Read both files again."""
        highest = Credential.from_pkcs12(root, passphrase)
        office = highest.certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
        return cls(str(office), highest, Credential.from_pkcs12(witness, passphrase))


def create_authority(office_name: str, now: datetime, random_bytes: RandomBytes) -> Authority:
    """A root and a witness key for an office. `random_bytes` gives the serial numbers."""
    key = rsa.generate_private_key(65537, _KEY_BITS)
    name = _name(office_name, ROOT_UNIT, _shortened(office_name) + _OWN_MADE, field="office_name")
    root = Credential(key, _root_certificate(key, name, now, random_bytes))
    return Authority(office_name, root, issue_witness(root, office_name, now, random_bytes))


def issue_seal(root: Credential, body_name: str, now: datetime, random_bytes: RandomBytes) -> Credential:
    """A certificate for a body that confirms agreements at this office."""
    name = _name(body_name, SEAL_UNIT, _shortened(body_name) + _OWN_MADE, field="body_name")
    return _issue(root, name, now, random_bytes)


def issue_witness(root: Credential, office_name: str, now: datetime, random_bytes: RandomBytes) -> Credential:
    """Another witness key under the same root; what the old one fixed stays fixed."""
    return _issue(root, _name(office_name, WITNESS_UNIT, WITNESS_NAME, field="office_name"), now, random_bytes)


def endorsement(root: Credential, certificate: x509.Certificate) -> str:
    """The root's word that a key from elsewhere signs for this office: who trusts the root need not know its issuer."""
    assert isinstance(root.key, rsa.RSAPrivateKey)
    return root.key.sign(_endorsed(certificate), padding.PKCS1v15(), hashes.SHA256()).hex()


def is_endorsed(certificate: x509.Certificate, word: str, root: x509.Certificate) -> bool:
    """Whether the root gave its word for just this certificate."""
    key = root.public_key()
    try:
        assert isinstance(key, rsa.RSAPublicKey)
        key.verify(bytes.fromhex(word), _endorsed(certificate), padding.PKCS1v15(), hashes.SHA256())
    except (AssertionError, InvalidSignature, ValueError):
        return False
    return word == word.lower()


def revocation_list(root: Credential, revoked: Mapping[int, datetime], now: datetime) -> bytes:
    """The office's own list: serial numbers of certificates it took back, and since when. It may be empty."""
    at = with_zone(now)
    draft = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(root.certificate.subject)
        .last_update(at)
        .next_update(at + _LIST_HOLDS)
        .add_extension(x509.CRLNumber(int(at.timestamp())), critical=False)
    )
    for serial, since in sorted(revoked.items()):
        entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(with_zone(since))
        draft = draft.add_revoked_certificate(entry.build())
    return draft.sign(root.key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _endorsed(certificate: x509.Certificate) -> bytes:
    return _ENDORSEMENT + certificate.fingerprint(hashes.SHA256())


def _issue(root: Credential, name: x509.Name, now: datetime, random_bytes: RandomBytes) -> Credential:
    key = rsa.generate_private_key(65537, _KEY_BITS)
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    certificate = (
        _draft(key, name, root.certificate.subject, now, _LEAF_YEARS, random_bytes)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_documents=True), critical=True)
        .add_extension(above, critical=False)
        .sign(root.key, hashes.SHA256())
    )
    return Credential(key, certificate, (root.certificate,))


def _root_certificate(
    key: rsa.RSAPrivateKey, name: x509.Name, now: datetime, random_bytes: RandomBytes
) -> x509.Certificate:
    return (
        _draft(key, name, name, now, _ROOT_YEARS, random_bytes)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_documents=False), critical=True)
        .sign(key, hashes.SHA256())
    )


def _draft(
    key: rsa.RSAPrivateKey, subject: x509.Name, issuer: x509.Name, now: datetime, years: int, random_bytes: RandomBytes
) -> x509.CertificateBuilder:
    start = with_zone(now)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(int.from_bytes(random_bytes(16), "big") | 1)
        .not_valid_before(start - _EARLIER)
        .not_valid_after(start + timedelta(days=365 * years))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, signs_documents: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs_documents,
        content_commitment=signs_documents,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=not signs_documents,
        crl_sign=not signs_documents,
        encipher_only=False,
        decipher_only=False,
    )


def _name(organisation: str, unit: str, common_name: str, *, field: str) -> x509.Name:
    if not organisation.strip():
        raise Refusal("authority.name_missing", field=field)
    if len(organisation) > _LONGEST_NAME:
        raise Refusal("authority.name_too_long", field=field, limit=_LONGEST_NAME, length=len(organisation))
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.ORGANIZATIONAL_UNIT_NAME, unit),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _shortened(name: str) -> str:
    """As much of the name as a common name holds; the whole name stands in the organisation."""
    room = _LONGEST_COMMON_NAME - len(_OWN_MADE.encode())
    if len(name.encode()) <= room:
        return name
    return name.encode()[: room - len("…".encode())].decode(errors="ignore") + "…"
