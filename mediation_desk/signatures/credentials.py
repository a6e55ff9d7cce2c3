"""A key in memory with its certificates: one that this office made, or one from an authority's PKCS #12 file."""

from __future__ import annotations

from dataclasses import dataclass

from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID
from pyhanko_certvalidator.registry import SimpleCertificateStore

from mediation_desk.terms.refusal import Refusal

from .canonical import canonical_signature
from .certificates import SM2_CURVE, chain_of, in_der, require_known_algorithm, same_key
from .providers import CmsProvider

PrivateKey = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class Credential:
    """A key with its certificate and the certificates above it."""

    key: PrivateKey
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        """The certificate alone, to hand out or to trust."""
        return in_der(self.certificate)

    @property
    def subject(self) -> str:
        """The common name of the certificate."""
        return str(self.certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)[0].value)

    @property
    def signer(self) -> KeySigner:
        """What signs PDFs with this key."""
        return KeySigner(self)

    def to_pkcs12(self, passphrase: bytes) -> bytes:
        """Key and certificates as one encrypted PKCS #12 file."""
        lock = serialization.BestAvailableEncryption(passphrase)
        return pkcs12.serialize_key_and_certificates(None, self.key, self.certificate, self.above or None, lock)

    @classmethod
    def from_pkcs12(cls, data: bytes, passphrase: bytes) -> Credential:
        """Read what `to_pkcs12` wrote."""
        key, certificate, above = _opened(data, passphrase)
        if certificate is None:
            raise Refusal("authority.key_missing", field="certificate_file")
        return cls(key, certificate, above)


def from_authority(data: bytes, passphrase: bytes, more: tuple[x509.Certificate, ...] = ()) -> Credential:
    """The key of a licensed authority's file with its whole chain; `more` are certificates that the file lacks."""
    key, certificate, above = _opened(data, passphrase)
    if certificate is None:
        raise Refusal("authority.key_missing", field="certificate_file")
    require_known_algorithm(certificate)
    if not same_key(certificate, key.public_key()):
        raise Refusal("certificate.of_another_key", field="certificate_file")
    return Credential(key, certificate, chain_of(certificate, (*above, *more)))


class KeySigner(CmsProvider):
    """pyHanko's signer over a key that is loaded once: loading an RSA key costs sixty times one signature."""

    def __init__(self, credential: Credential, endorsement: str | None = None) -> None:
        store = SimpleCertificateStore()
        store.register_multiple([for_pyhanko(certificate) for certificate in credential.above])
        super().__init__(signing_cert=for_pyhanko(credential.certificate), cert_registry=store)
        self._key, self.endorsement = credential.key, endorsement

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """PKCS #1 v1.5 or ECDSA over SHA-256, the only digest this desk uses."""
        if digest_algorithm != "sha256" or self.signing_cert is None:
            raise ValueError(f"unexpected digest {digest_algorithm}")
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        value = self._key.sign(data, ec.ECDSA(hashes.SHA256()))
        return canonical_signature(value, self.signing_cert.public_key)


def for_pyhanko(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The same certificate in the library that pyHanko reads with."""
    return asn1_x509.Certificate.load(in_der(certificate))


def _opened(data: bytes, passphrase: bytes) -> tuple[PrivateKey, x509.Certificate | None, tuple[x509.Certificate, ...]]:
    try:
        key, certificate, above = pkcs12.load_key_and_certificates(data, passphrase)
    except UnsupportedAlgorithm as unknown:
        if SM2_CURVE in str(unknown):
            raise Refusal("certificate.national_algorithm", field="certificate_file") from unknown
        raise Refusal("certificate.algorithm_unknown", field="certificate_file", algorithm=str(unknown)) from unknown
    except ValueError as wrong:
        raise Refusal("authority.file_unreadable", field="certificate_file") from wrong
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise Refusal("authority.key_missing", field="certificate_file")
    return key, certificate, tuple(above)
