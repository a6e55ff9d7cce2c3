"""A licensed authority as the tests need one: certificates of every kind, revocation lists, time stamps."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey
BEGINS = datetime(2026, 1, 1, tzinfo=UTC)
ENDS = datetime(2029, 1, 1, tzinfo=UTC)
KINDS = {"rsa": None, "p256": ec.SECP256R1(), "p384": ec.SECP384R1()}


def new_key(kind: str = "p256") -> Key:
    """A key of one of the kinds that authorities sell."""
    curve = KINDS[kind]
    return rsa.generate_private_key(65537, 2048) if curve is None else ec.generate_private_key(curve)


@dataclass
class LicensedAuthority:
    """An authority with a certificate of its own below its root."""

    name: str = "某省电子认证有限公司"
    kind: str = "rsa"
    root_key: Key = field(init=False)
    root: x509.Certificate = field(init=False)
    issuing_key: Key = field(init=False)
    issuing: x509.Certificate = field(init=False)

    def __post_init__(self) -> None:
        self.root_key, self.issuing_key = new_key(self.kind), new_key(self.kind)
        self.root = self._made(self.root_key, f"{self.name}根", self.root_key, None, ca=True)
        self.issuing = self._made(self.issuing_key, f"{self.name}一级", self.root_key, self.root, ca=True)

    @property
    def chain(self) -> tuple[x509.Certificate, ...]:
        return (self.issuing, self.root)

    def issue(
        self,
        body: str,
        key: Key,
        *,
        begins: datetime = BEGINS,
        ends: datetime = ENDS,
        usage: str = "signing",
        purposes: tuple[x509.ObjectIdentifier, ...] = (),
        lists_at: str = "",
    ) -> x509.Certificate:
        """A certificate for a body; `usage` is signing, secrecy, or none at all."""
        return self._made(
            key, body, self.issuing_key, self.issuing, (begins, ends), usage=usage, purposes=purposes, lists_at=lists_at
        )

    def answer(self, request: x509.CertificateSigningRequest) -> x509.Certificate:
        """The certificate that somebody asked for."""
        organisation = request.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value
        key = request.public_key()
        return self._made(key, str(organisation), self.issuing_key, self.issuing)

    def file(
        self, body: str, passphrase: bytes, kind: str = "p256", *, chain: bool = True, **how: object
    ) -> tuple[bytes, x509.Certificate]:
        """A PKCS #12 file as it is sold, and the certificate in it."""
        key = new_key(kind)
        certificate = self.issue(body, key, **how)  # type: ignore[arg-type]
        lock = serialization.BestAvailableEncryption(passphrase)
        above = self.chain if chain else None
        return pkcs12.serialize_key_and_certificates(b"seal", key, certificate, above, lock), certificate

    def revocation_list(self, *revoked: tuple[x509.Certificate, datetime], at: datetime = BEGINS) -> bytes:
        """The issuing authority's list."""
        return _list(self.issuing, self.issuing_key, revoked, at)

    def root_list(self, *revoked: tuple[x509.Certificate, datetime], at: datetime = BEGINS) -> bytes:
        """The root's list."""
        return _list(self.root, self.root_key, revoked, at)

    def _made(
        self,
        key: object,
        name: str,
        signing: Key,
        issuer: x509.Certificate | None,
        valid: tuple[datetime, datetime] = (BEGINS, ENDS),
        *,
        ca: bool = False,
        usage: str = "signing",
        purposes: tuple[x509.ObjectIdentifier, ...] = (),
        lists_at: str = "",
    ) -> x509.Certificate:
        public = key.public_key() if hasattr(key, "public_key") else key
        subject = _name(name)
        draft = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if issuer is None else issuer.subject)
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(valid[0])
            .not_valid_after(valid[1])
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
        )
        if usage != "none":
            draft = draft.add_extension(_usage(ca=ca, signs=usage == "signing"), critical=True)
        if purposes:
            draft = draft.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
        if lists_at:
            place = x509.DistributionPoint([x509.UniformResourceIdentifier(lists_at)], None, None, None)
            draft = draft.add_extension(x509.CRLDistributionPoints([place]), critical=False)
        return draft.sign(signing, hashes.SHA256())


def _list(
    issuer: x509.Certificate, key: Key, revoked: tuple[tuple[x509.Certificate, datetime], ...], at: datetime
) -> bytes:
    draft = (
        x509.CertificateRevocationListBuilder()
        .issuer_name(issuer.subject)
        .last_update(at)
        .next_update(at + timedelta(days=3650))
    )
    for certificate, since in revoked:
        entry = x509.RevokedCertificateBuilder().serial_number(certificate.serial_number).revocation_date(since)
        draft = draft.add_revoked_certificate(entry.build())
    return draft.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER)


def _name(name: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )


def _usage(*, ca: bool, signs: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=signs and not ca,
        content_commitment=False,
        key_encipherment=not signs,
        data_encipherment=not signs,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def der(certificate: x509.Certificate) -> bytes:
    """The certificate alone."""
    return certificate.public_bytes(serialization.Encoding.DER)


def pem(*certificates: x509.Certificate) -> str:
    """Certificates as a text file."""
    return "".join(one.public_bytes(serialization.Encoding.PEM).decode() for one in certificates)


@dataclass
class StampServer:
    """A running RFC 3161 responder: pyHanko's own over a local HTTP server. `answers` may be spoiled by a test."""

    authority: LicensedAuthority
    at: datetime | None = None
    asked: int = 0
    spoil: str = ""
    extra: tuple[x509.Certificate, ...] = ()
    url: str = ""
    lists: dict[str, bytes] = field(default_factory=dict)
    certificate: x509.Certificate = field(init=False)

    def __post_init__(self) -> None:
        self._key = new_key("rsa")
        self.certificate = self.authority.issue(
            "某省时间戳服务", self._key, purposes=(ExtendedKeyUsageOID.TIME_STAMPING,)
        )

    def answer(self, question: bytes) -> bytes:
        """One reply."""
        self.asked += 1
        if self.spoil == "garbage":
            return b"<html>404</html>"
        request = tsp.TimeStampReq.load(question)
        if self.spoil == "other_hash":
            request["message_imprint"]["hashed_message"] = bytes(32)
        store = SimpleCertificateStore()
        store.register_multiple([asn1_x509.Certificate.load(der(one)) for one in (*self.authority.chain, *self.extra)])
        private = self._key.private_bytes(
            serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        stamper = DummyTimeStamper(
            asn1_x509.Certificate.load(der(self.certificate)),
            asn1_keys.PrivateKeyInfo.load(private),
            certs_to_embed=store,
            fixed_dt=self.at,
        )
        return bytes(stamper.request_tsa_response(request).dump())


@contextmanager
def serving(server: StampServer) -> Iterator[StampServer]:
    """The responder on a free local port; it also hands out the lists it is given."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = self.rfile.read(int(self.headers["Content-Length"]))
            self._send(server.answer(question), "application/timestamp-reply")

        def do_GET(self) -> None:
            self._send(server.lists.get(self.path, b""), "application/pkix-crl")

        def _send(self, data: bytes, kind: str) -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_told: object) -> None:
            """Nothing on the tests' standard error."""

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.url = f"http://127.0.0.1:{http.server_port}/tsa"
    thread = Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        http.shutdown()
        http.server_close()
        thread.join()
