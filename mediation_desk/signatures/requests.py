"""Certificate requests (PKCS #10): the key is made here and stays here, an authority answers with a certificate."""

from __future__ import annotations

from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from mediation_desk.terms.refusal import Refusal

from .certificates import chain_of, require_known_algorithm, same_key
from .credentials import Credential, PrivateKey

ALGORITHMS: Final = ("rsa", "p256", "p384")
_KEY_BITS: Final = 3072


def new_key(algorithm: str) -> PrivateKey:
    """A key pair of OpenSSL's own generator."""
    if algorithm == "rsa":
        return rsa.generate_private_key(65537, _KEY_BITS)
    if algorithm == "p256":
        return ec.generate_private_key(ec.SECP256R1())
    if algorithm == "p384":
        return ec.generate_private_key(ec.SECP384R1())
    raise Refusal("certificate.algorithm_unknown", field="algorithm", algorithm=algorithm)


def request_for(key: PrivateKey, organisation: str, *, unit: str = "", region: str = "") -> bytes:
    """The request in DER, signed by its own key, with the name of the body as it is registered."""
    named = ((NameOID.ORGANIZATION_NAME, organisation), (NameOID.ORGANIZATIONAL_UNIT_NAME, unit))
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "CN")]
    parts += [x509.NameAttribute(kind, value) for kind, value in named if value]
    parts += [x509.NameAttribute(NameOID.LOCALITY_NAME, region)] if region else []
    parts.append(x509.NameAttribute(NameOID.COMMON_NAME, organisation))
    try:
        request = x509.CertificateSigningRequestBuilder().subject_name(x509.Name(parts))
    except ValueError as long:
        raise Refusal("authority.name_too_long", field="organisation", limit=64, length=len(organisation)) from long
    return request.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def in_pem(request: bytes) -> str:
    """The request as authorities take it."""
    return x509.load_der_x509_csr(request).public_bytes(serialization.Encoding.PEM).decode("ascii")


def locked(key: PrivateKey, passphrase: bytes) -> bytes:
    """The key alone, until its certificate comes."""
    lock = serialization.BestAvailableEncryption(passphrase)
    return pkcs12.serialize_key_and_certificates(None, key, None, None, lock)


def paired(
    data: bytes, passphrase: bytes, answer: tuple[x509.Certificate, ...], more: tuple[x509.Certificate, ...] = ()
) -> Credential:
    """The waiting key with the certificate that came for it, out of those in the authority's answer."""
    key, _, _ = pkcs12.load_key_and_certificates(data, passphrase)
    assert isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey)
    for certificate in answer:
        require_known_algorithm(certificate)
    own = next((one for one in answer if same_key(one, key.public_key())), None)
    if own is None:
        raise Refusal("certificate.answers_another_request", field="certificate")
    return Credential(key, own, chain_of(own, (*answer, *more)))
