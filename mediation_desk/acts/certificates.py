"""The keys a body seals with: from an authority's file, in a token, asked for, renewed, put out of use."""

from __future__ import annotations

from dataclasses import dataclass, replace

from cryptography import x509

from mediation_desk.model.office import OfficeKey, Organisation
from mediation_desk.preparing.keys import AUTHORITY, SEAL, WITNESS, credential, key_row, loaded_lists, waiting_row
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.signatures import requests
from mediation_desk.signatures.authority import endorsement
from mediation_desk.signatures.certificates import chain_of, describe, in_der, in_pem, read_certificates, require_fit
from mediation_desk.signatures.credentials import from_authority
from mediation_desk.signatures.providers import FILE, TOKEN
from mediation_desk.signatures.revocation import require_unrevoked
from mediation_desk.signatures.tokens import TokenPlace, TokenSigner, certificates_on, serial_of
from mediation_desk.terms.ids import OrganisationId
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import require_text
from .work import Work

PURPOSES = (SEAL, WITNESS)
_NONCE_BYTES = 32
_PASSPHRASE_BYTES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenKey:
    """What a token showed of a key: certificates in PEM, and the token's own number."""

    certificate: str
    above: tuple[str, ...]
    serial: str


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFromElsewhere(Act):
    """What every key from elsewhere is asked: whose it is, and that a person has compared the certificate with it."""

    purpose: str = SEAL  # seal | witness
    organisation: OrganisationId | None = None
    """The body that seals with it; none for the witness key."""
    fingerprint: str
    """SHA-256 of the certificate that was shown and confirmed."""
    named_otherwise_because: str | None = None
    """Why the certificate names another body than the one it is for; needed where it does."""
    chain: str = ""
    """Certificates of the authority in PEM, where the file or the token lacks them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportKey(KeyFromElsewhere):
    """导入证书文件. The file and its passphrase come beside the act; the key is kept under a passphrase of its own."""

    id: str

    def perform(self, work: Work) -> None:
        file = work.unrecorded.file
        if file is None:
            raise Refusal("certificate.file_missing", field="certificate_file")
        made = from_authority(file, work.unrecorded.passphrase.encode(), _read(self.chain))
        _require_acceptable(work, self, (made.certificate, *made.above))
        row = key_row(self.id, self.purpose, self.organisation, made, work.now, work.random_bytes, FILE)
        put_in_use(work, row, made.certificate)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectToken(KeyFromElsewhere):
    """接入签章介质. The token signs a trial outside the transaction; what it showed is kept, its PIN is not."""

    id: str
    library: str
    token: str
    key: str
    found: TokenKey | None = None

    def prepare(self, preparation: Preparation) -> ConnectToken:
        if self.found is not None:
            return self
        place = TokenPlace(library=self.library, token=self.token, key=self.key)
        own, others = certificates_on(place)
        (certificate,) = read_certificates(own)
        known = (*(read_certificates(one)[0] for one in others), *_read(self.chain))
        require_fit(certificate, preparation.now)
        above = chain_of(certificate, known)
        signer = TokenSigner(place, preparation.unrecorded.pin, own, tuple(map(in_der, above)))
        signer.prove(preparation.random_bytes(_NONCE_BYTES))
        shown = TokenKey(certificate=in_pem(certificate), above=tuple(map(in_pem, above)), serial=serial_of(place))
        return replace(self, found=shown)

    def perform(self, work: Work) -> None:
        if self.found is None:
            raise Refusal("token.absent", field="token", token=self.token)
        certificate, *above = _read("".join((self.found.certificate, *self.found.above)))
        _require_acceptable(work, self, (certificate, *above))
        row = OfficeKey(
            id=self.id,
            purpose=self.purpose,
            organisation_id=self.organisation,
            kind=TOKEN,
            pkcs12=b"",
            passphrase="",
            certificate=in_der(certificate),
            above=list(self.found.above),
            token={"library": self.library, "token": self.token, "key": self.key, "serial": self.found.serial},
            made_at=work.now,
            ready_at=work.now,
        )
        put_in_use(work, row, certificate)


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestCertificate(Act):
    """申请证书. The key is made here and stays; only the request goes to the authority."""

    id: str
    organisation: OrganisationId
    algorithm: str = "rsa"  # rsa | p256 | p384

    def perform(self, work: Work) -> None:
        body = work.organisation(self.organisation)
        _require_seals_on_screen(body)
        key = requests.new_key(self.algorithm)
        request = requests.request_for(key, body.name, region=work.office().region_name)
        passphrase = work.random_bytes(_PASSPHRASE_BYTES)
        row = waiting_row(self.id, body.id, lambda word: requests.locked(key, word), request, work.now, passphrase)
        work.add_to_office(row)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadCertificate(Act):
    """载入证书. The authority's answer to a request of ours, paired with the key that waits for it."""

    key: str
    certificate: str
    """The answer in PEM; it may hold the certificates above."""
    fingerprint: str
    named_otherwise_because: str | None = None
    chain: str = ""

    def perform(self, work: Work) -> None:
        row = find_key(work, self.key)
        if row.request is None or row.ready_at is not None or row.ended_at is not None:
            raise Refusal("certificate.nothing_waits", field="key")
        made = requests.paired(row.pkcs12, row.passphrase.encode(), _read(self.certificate), _read(self.chain))
        asked = ImportKey(
            id=self.key,
            organisation=None if row.organisation_id is None else OrganisationId(row.organisation_id),
            fingerprint=self.fingerprint,
            named_otherwise_because=self.named_otherwise_because,
        )
        _require_acceptable(work, asked, (made.certificate, *made.above))
        row.pkcs12, row.certificate = made.to_pkcs12(row.passphrase.encode()), made.der
        row.ready_at = work.now
        put_in_use(work, row, made.certificate)


@dataclass(frozen=True, slots=True, kw_only=True)
class RetireKey(Act):
    """停用证书. Nothing is signed with it any more; what it signed stays. One of our own can be revoked at once."""

    key: str
    reason: str
    revoke: bool = False

    def perform(self, work: Work) -> None:
        row = find_key(work, self.key)
        if row.purpose == AUTHORITY:
            raise Refusal("certificate.root_stays", field="key")
        if row.ended_at is not None and not (self.revoke and row.revoked_at is None):
            raise Refusal("certificate.ended_already", field="key")
        if self.revoke and row.kind != "self_made":
            raise Refusal("certificate.revoked_by_its_issuer", field="revoke")
        why = require_text(self.reason, "reason")
        if row.ended_at is None:
            row.ended_at, row.ended_why = work.now, why
        if self.revoke:
            row.revoked_at, row.ended_why = work.now, why


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleasePin(Act):
    """恢复输入 PIN 码. After wrong ones, once somebody has made sure of the right one with the issuer's tool."""

    key: str
    reason: str

    def perform(self, work: Work) -> None:
        row = find_key(work, self.key)
        if row.kind != TOKEN or row.wrong_pins == 0:
            raise Refusal("token.pin_not_stopped", field="key")
        require_text(self.reason, "reason")
        row.wrong_pins = 0


def find_key(work: Work, id: str) -> OfficeKey:
    """A key of this office by its id."""
    row = work.session.get(OfficeKey, id)
    if row is None or row.purpose not in (*PURPOSES, AUTHORITY):
        raise Refusal("certificate.unknown", field="key", id=id)
    return row


def put_in_use(work: Work, row: OfficeKey, certificate: x509.Certificate) -> None:
    """The key signs from now on, with the word of our root where another issued it; the one before it ends."""
    if row.kind != "self_made":
        row.endorsement = endorsement(credential(work.session, AUTHORITY), certificate)
    before = work.session.query(OfficeKey).filter_by(
        purpose=row.purpose, organisation_id=row.organisation_id, ended_at=None
    )
    for old in before:
        if old.id != row.id and old.ready_at is not None:
            old.ended_at, old.ended_why = work.now, "换用新证书"
    if row not in work.session:
        work.add_to_office(row)


def _require_acceptable(work: Work, act: KeyFromElsewhere, chain: tuple[x509.Certificate, ...]) -> None:
    certificate = chain[0]
    require_fit(certificate, work.now)
    require_unrevoked(chain, loaded_lists(work.session), work.now)
    about = describe(in_der(certificate))
    if act.fingerprint.lower() != about.fingerprint:
        raise Refusal("certificate.another_was_shown", field="fingerprint", name=about.common_name)
    name = _whose(work, act)
    if name not in (about.organisation, about.common_name) and not (act.named_otherwise_because or "").strip():
        named = about.organisation or about.common_name
        raise Refusal("certificate.names_another", field="named_otherwise_because", name=name, named=named)


def _whose(work: Work, act: KeyFromElsewhere) -> str:
    if act.purpose not in PURPOSES:
        raise Refusal("code.unknown", list="purpose", field="purpose", code=act.purpose)
    if act.purpose == WITNESS:
        return work.office().name
    if act.organisation is None:
        raise Refusal("field.empty", field="organisation")
    body = work.organisation(act.organisation)
    _require_seals_on_screen(body)
    return body.name


def _require_seals_on_screen(body: Organisation) -> None:
    if body.route == "paper":
        raise Refusal("seal.on_paper_only", field="organisation", name=body.name)


def _read(text: str) -> tuple[x509.Certificate, ...]:
    return read_certificates(text.encode()) if text.strip() else ()
