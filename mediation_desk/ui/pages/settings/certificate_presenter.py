"""证书: the list of keys and what is done to them. No Qt."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from mediation_desk.acts.act import Outcome
from mediation_desk.acts.authority import IssueSeal, LoadRevocationList, RenewCertificate, SetTimeService
from mediation_desk.acts.certificates import (
    ConnectToken,
    ImportKey,
    LoadCertificate,
    ReleasePin,
    RequestCertificate,
    RetireKey,
)
from mediation_desk.queries.certificates import (
    CertificateRequest,
    CertificateRow,
    Certificates,
    CertificateSheet,
    CertificateShown,
    KeyFileShown,
    Shown,
    TimeServiceRow,
    TokenRow,
    TokensPluggedIn,
)
from mediation_desk.queries.office import BodyRow, OfficeOverview
from mediation_desk.terms.ids import OrganisationId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.terms.unrecorded import Unrecorded
from mediation_desk.ui.session import Session
from mediation_desk.words.certificates import KINDS, USES

WITNESS: Final = "witness"
_IN_ENVELOPE: Final = bytes.fromhex("2a864886f70d010702")
"""How a file with a chain of certificates begins (PKCS #7, .p7b)."""
ALGORITHMS: Final = (("rsa", "RSA 3072"), ("p256", "EC P-256"), ("p384", "EC P-384"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What the tab shows."""

    sheet: CertificateSheet
    bodies: tuple[BodyRow, ...]
    office: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """Whom a key is for: a body that seals with it, or the office, which witnesses."""

    purpose: str
    organisation: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """What a person said after comparing the certificate with the body."""

    fingerprint: str
    because: str


class CertificatePresenter:
    """Everything here is called on a lane."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def load(self) -> Keys:
        """Every key, and the bodies that may have one."""
        desk = self._session.desk
        overview = desk.ask(OfficeOverview())
        bodies = tuple(body for body in overview.bodies if body.route == "screen")
        return Keys(sheet=desk.ask(Certificates()), bodies=bodies, office=overview.name)

    def look_into(self, file: str, passphrase: str, chain: str) -> Shown:
        """What is in a key file."""
        return self._session.desk.ask(KeyFileShown(_bytes(file), passphrase, _pem(chain)))

    def look_at(self, file: str) -> Shown:
        """What is in a certificate file."""
        return self._session.desk.ask(CertificateShown(_pem(file)))

    def plugged_in(self, library: str) -> tuple[TokenRow, ...]:
        """The keys in the tokens that are plugged in."""
        found = self._session.desk.ask(TokensPluggedIn(library))
        if not found:
            raise Refusal("token.none_plugged_in", field="library")
        return found

    def issue(self, body: str) -> Outcome:
        """A certificate of the office's own for a body."""
        return self._session.desk.perform(IssueSeal(id=self._session.new_id(), organisation=OrganisationId(body)))

    def import_file(self, whose: Whose, file: str, passphrase: str, chain: str, confirmed: Confirmed) -> Outcome:
        """Take the key of a file into the store."""
        act = ImportKey(
            id=self._session.new_id(),
            purpose=whose.purpose,
            organisation=_organisation(whose),
            fingerprint=confirmed.fingerprint,
            named_otherwise_because=confirmed.because or None,
            chain=_pem(chain),
        )
        return self._session.desk.perform(act, unrecorded=Unrecorded(file=_bytes(file), passphrase=passphrase))

    def connect(self, whose: Whose, library: str, row: TokenRow, pin: str, chain: str, because: str) -> Outcome:
        """Use the key of a token from now on."""
        act = ConnectToken(
            id=self._session.new_id(),
            purpose=whose.purpose,
            organisation=_organisation(whose),
            library=library,
            token=row.token,
            key=row.key,
            fingerprint=row.about.fingerprint,
            named_otherwise_because=because or None,
            chain=_pem(chain),
        )
        return self._session.desk.perform(act, unrecorded=Unrecorded(pin=pin))

    def ask_for(self, body: str, algorithm: str) -> tuple[Outcome, str]:
        """Make a key, and the request for its certificate."""
        id = self._session.new_id()
        done = self._session.desk.perform(
            RequestCertificate(id=id, organisation=OrganisationId(body), algorithm=algorithm)
        )
        return done, id

    def write_request(self, key: str, path: str) -> None:
        """The request as a file."""
        Path(path).write_text(self._session.desk.ask(CertificateRequest(key)), encoding="ascii")

    def take_answer(self, key: str, file: str, chain: str, confirmed: Confirmed) -> Outcome:
        """The certificate that came for a request."""
        act = LoadCertificate(
            key=key,
            certificate=_pem(file),
            fingerprint=confirmed.fingerprint,
            named_otherwise_because=confirmed.because or None,
            chain=_pem(chain),
        )
        return self._session.desk.perform(act)

    def renew(self, key: str) -> Outcome:
        """Another self-made certificate in the place of one."""
        return self._session.desk.perform(RenewCertificate(id=self._session.new_id(), key=key))

    def retire(self, key: str, reason: str, *, revoke: bool) -> Outcome:
        """Sign nothing with it any more."""
        return self._session.desk.perform(RetireKey(key=key, reason=reason, revoke=revoke))

    def release_pin(self, key: str, reason: str) -> Outcome:
        """Let the PIN be typed again."""
        return self._session.desk.perform(ReleasePin(key=key, reason=reason))

    def set_service(self, url: str, root: str, *, every: bool) -> Outcome:
        """The time stamp service, or none."""
        act = SetTimeService(url=url or None, root=_pem(root) if url else "", every=every and bool(url))
        return self._session.desk.perform(act)

    def load_list(self, file: str) -> Outcome:
        """A revocation list from a file."""
        text = _as_text(_bytes(file), "X509 CRL")
        return self._session.desk.perform(LoadRevocationList(id=self._session.new_id(), list=text))


def may_renew(row: CertificateRow | None) -> bool:
    """Only what the office made itself, while it is in use."""
    return row is not None and row.kind == "self_made" and row.state not in ("ended", "revoked", "waiting")


def may_retire(row: CertificateRow | None) -> bool:
    """The root stays, or nobody could check old papers. An old key of our own can still be stolen, and revoked."""
    if row is None or row.purpose == "authority" or row.state == "revoked":
        return False
    return row.state != "ended" or row.kind == "self_made"


def tip(row: CertificateRow) -> str:
    """Everything about it."""
    lines = [f"{row.whose}　{USES[row.purpose]}", f"种类：{KINDS[row.kind]}　{row.algorithm}"]
    if row.begins is not None:
        lines += [f"有效期：{row.begins} 至 {row.ends}", f"SHA-256 指纹：{row.fingerprint}"]
    if row.place:
        lines.append(f"介质：{row.place}")
    if row.why:
        lines.append(f"停用原因：{row.why}")
    return "\n".join(lines)


def service_words(service: TimeServiceRow | None) -> str:
    """The service, or that there is none and what that means."""
    if service is None:
        return "没有设定。签名时间以本机时钟为准（PAdES B-B），不需要网络。"
    which = "签章和每个手写签名" if service.every else "签章"
    return f"{which}加盖“{service.by}”的时间戳　{service.url}"


def lists_words(sheet: CertificateSheet) -> str:
    """The lists that were loaded."""
    told = [
        f"{row.issuer}（{row.made:%Y-%m-%d} 发布" + (f"，{row.next:%Y-%m-%d} 前更新" if row.next else "") + "）"
        for row in sheet.lists
    ]
    return "、".join(told) or "没有载入。外来证书的颁发机构提供 .crl 文件，可以离线载入。"


def group(fingerprint: str) -> str:
    """A fingerprint in groups of four, to be compared by eye."""
    return " ".join(fingerprint[at : at + 4] for at in range(0, len(fingerprint), 4)).upper()


def _organisation(whose: Whose) -> OrganisationId | None:
    return None if whose.organisation is None else OrganisationId(whose.organisation)


def _bytes(file: str) -> bytes:
    try:
        return Path(file).read_bytes()
    except OSError as wrong:
        raise Refusal("certificate.no_such_file", field="file", file=Path(file).name) from wrong


def _pem(file: str) -> str:
    return _as_text(_bytes(file), "CERTIFICATE") if file else ""


def _as_text(data: bytes, what: str) -> str:
    """Files come as text or as bytes; acts hold text. What is in it the act finds out."""
    if b"-----BEGIN" in data:
        return data.decode("ascii", errors="replace")
    what = "PKCS7" if _IN_ENVELOPE in data[:40] else what
    lines = base64.encodebytes(data).decode("ascii")
    return f"-----BEGIN {what}-----\n{lines}-----END {what}-----\n"
