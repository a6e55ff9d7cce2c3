"""A key and a certificate for one signing: made when the page opens its door, forgotten when it shuts."""

from __future__ import annotations

import hashlib
import os
import ssl
import tempfile
from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_LEEWAY = timedelta(days=2)
"""A phone whose clock is off by a day opens the page all the same."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The TLS side of one signing, with what people and tests compare."""

    context: ssl.SSLContext
    fingerprint: str
    """SHA-256 of the certificate in hex, as the phone's own certificate view shows it."""
    key_pin: str
    """SHA-256 of the public key, base64."""


def make_identity(address: str, now: datetime, random_bytes: Callable[[int], bytes]) -> Identity:
    """Fresh P-256, TLS 1.3 only. Nobody who asks under a name is answered: the page has none."""
    key = ec.generate_private_key(ec.SECP256R1())
    made = _certificate(key, address, now.astimezone(UTC))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.num_tickets = 0
    context.sni_callback = _no_name
    _load(context, key, made, random_bytes)
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    der = made.public_bytes(serialization.Encoding.DER)
    pin = b64encode(hashlib.sha256(public).digest()).decode()
    return Identity(context, hashlib.sha256(der).hexdigest(), pin)


def _certificate(key: ec.EllipticCurvePrivateKey, address: str, now: datetime) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, address)])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _LEEWAY)
        .not_valid_after(now + _LEEWAY)
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(address))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .sign(key, hashes.SHA256())
    )


def _load(
    context: ssl.SSLContext,
    key: ec.EllipticCurvePrivateKey,
    made: x509.Certificate,
    random_bytes: Callable[[int], bytes],
) -> None:
    """Python's TLS takes keys from files only: it lies there for a moment, encrypted under words nobody keeps."""
    words = random_bytes(32).hex().encode()
    sealed = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.BestAvailableEncryption(words),
    )
    handle, name = tempfile.mkstemp()
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(made.public_bytes(serialization.Encoding.PEM) + sealed)
        context.load_cert_chain(name, password=words)
    finally:
        Path(name).unlink()


def _no_name(_socket: object, name: str | None, _context: ssl.SSLContext) -> int | None:
    return None if name is None else ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME
