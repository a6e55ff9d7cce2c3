"""证书: every key of the office, until when it holds, and what a person has to see before taking a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from cryptography import x509
from sqlalchemy import select

from mediation_desk.model.office import OfficeKey, Organisation, RevocationListFile
from mediation_desk.preparing.attesting import own_lists, time_setting
from mediation_desk.preparing.keys import AUTHORITY, SEAL, WITNESS, chain_of_row, loaded_lists
from mediation_desk.signatures.certificates import (
    Described,
    describe,
    in_der,
    is_authority,
    read_certificates,
    require_fit,
)
from mediation_desk.signatures.credentials import from_authority
from mediation_desk.signatures.moments import with_zone
from mediation_desk.signatures.requests import in_pem as request_in_pem
from mediation_desk.signatures.revocation import describe_list, revoked_at
from mediation_desk.signatures.tokens import tokens_at
from mediation_desk.terms.refusal import Refusal

from .query import Query, View

_OWN = (AUTHORITY, WITNESS, SEAL)
TO_SEE_TO: Final = {
    "soon": "{ends}到期，请在“设置—证书”中续期或者更换",
    "expired": "已于{ends}到期，不能签署，请在“设置—证书”中续期或者更换",
    "early": "还没有到生效的日子，请核对电脑时间",
    "revoked": "已被吊销，不能签署，请在“设置—证书”中更换",
    "stopped": "所在介质的 PIN 码已停止输入，请管理员核对后恢复",
}
"""States in which somebody has to do something."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateRow:
    """One key. `state`: active, soon, expired, early, revoked, stopped (its PIN), waiting, ended."""

    id: str
    purpose: str
    whose: str
    organisation: str | None
    kind: str
    state: str
    subject: str
    issuer: str
    algorithm: str
    begins: date | None
    ends: date | None
    fingerprint: str
    place: str
    wrong_pins: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRow:
    """A revocation list that was loaded."""

    issuer: str
    made: datetime
    next: datetime | None
    entries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeServiceRow:
    """The time stamp service, its roots by name and fingerprint."""

    url: str
    by: str
    roots: tuple[Described, ...]
    every: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSheet:
    """Everything about the office's certificates."""

    rows: tuple[CertificateRow, ...]
    service: TimeServiceRow | None
    lists: tuple[ListRow, ...]
    warn_days: int


@dataclass(frozen=True, slots=True)
class Certificates(Query[CertificateSheet]):
    """Every key, the ones in use first."""

    def answer(self, view: View) -> CertificateSheet:
        rows = sorted(certificate_rows(view), key=lambda row: (row.state == "ended", _OWN.index(row.purpose)))
        lists = view.session.scalars(select(RevocationListFile).order_by(RevocationListFile.issuer))
        return CertificateSheet(
            rows=tuple(rows),
            service=_service(view),
            lists=tuple(_list(row.data) for row in lists),
            warn_days=view.law.certificates.warn_days,
        )


@dataclass(frozen=True, slots=True)
class CertificateRequest(Query[str]):
    """The request to be taken to an authority, in PEM."""

    key: str

    def answer(self, view: View) -> str:
        row = view.session.get(OfficeKey, self.key)
        if row is None or row.request is None:
            raise Refusal("certificate.nothing_waits", field="key")
        return request_in_pem(row.request)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A certificate before it is taken: what stands in it, and why it would be refused, if it would."""

    about: Described
    above: tuple[str, ...]
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class KeyFileShown(Query[Shown]):
    """What is in a key file. Nothing of it is kept."""

    file: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    chain: str = ""

    def answer(self, view: View) -> Shown:
        more = read_certificates(self.chain.encode()) if self.chain.strip() else ()
        found = from_authority(self.file, self.passphrase.encode(), more)
        return _shown(found.certificate, found.above, view.now)


@dataclass(frozen=True, slots=True)
class CertificateShown(Query[Shown]):
    """What is in a certificate file: its first certificate that is no authority's."""

    text: str

    def answer(self, view: View) -> Shown:
        own, *others = read_certificates(self.text.encode())
        return _shown(own, tuple(others), view.now)


@dataclass(frozen=True, slots=True, kw_only=True)
class TokenRow:
    """A key that a token shows. `pin`: fine, low, final, locked."""

    token: str
    serial: str
    pin: str
    key: str
    about: Described
    refusal: Refusal | None


@dataclass(frozen=True, slots=True)
class TokensPluggedIn(Query[tuple[TokenRow, ...]]):
    """The keys in the tokens that are plugged in, found without a PIN."""

    library: str

    def answer(self, view: View) -> tuple[TokenRow, ...]:
        return tuple(
            TokenRow(
                token=found.label,
                serial=found.serial,
                pin=found.pin,
                key=label,
                about=describe(der),
                refusal=_refusal(x509.load_der_x509_certificate(der), view.now),
            )
            for found in tokens_at(self.library)
            for label, der in found.certificates
            if not is_authority(x509.load_der_x509_certificate(der))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowing:
    """What verification may know besides roots: roots of time stamps and revocation lists, in DER."""

    time_roots: tuple[bytes, ...]
    lists: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class TimeKnowledge(Query[Knowing]):
    """The time stamp service's roots, the lists that were loaded, and the office's own list."""

    def answer(self, view: View) -> Knowing:
        setting, session = time_setting(view.session), view.session
        roots = session.scalars(select(OfficeKey).where(OfficeKey.purpose == AUTHORITY))
        own = [one for row in roots for one in own_lists(session, chain_of_row(row), view.now)]
        return Knowing(time_roots=() if setting is None else setting.trusted, lists=(*loaded_lists(session), *own))


def certificate_rows(view: View) -> Iterator[CertificateRow]:
    """Every key of this office as a row."""
    bodies = {row.id: row.name for row in view.session.scalars(select(Organisation))}
    lists = loaded_lists(view.session)
    for row in view.session.scalars(select(OfficeKey).order_by(OfficeKey.made_at)):
        if row.purpose in _OWN:
            yield _row(view, row, bodies.get(row.organisation_id or "", "本单位"), lists)


def ending_certificates(view: View) -> tuple[CertificateRow, ...]:
    """The keys in use that somebody has to see to: they end soon, have ended, are revoked, or their PIN is stopped."""
    return tuple(row for row in certificate_rows(view) if row.state in TO_SEE_TO and not row.why)


def certificate_words(row: CertificateRow) -> str:
    """What is the matter with it, and where to see to it."""
    whose = {AUTHORITY: "本单位自建根证书", WITNESS: "本单位见证证书"}.get(row.purpose, f"{row.whose}的签章证书")
    return f"{whose}{TO_SEE_TO[row.state].format(ends=row.ends)}"


def _row(view: View, row: OfficeKey, whose: str, lists: tuple[bytes, ...]) -> CertificateRow:
    about = describe(row.certificate) if row.certificate else None
    return CertificateRow(
        id=row.id,
        purpose=row.purpose,
        whose=whose,
        organisation=row.organisation_id,
        kind=row.kind,
        state=_state(view, row, about, lists),
        subject=about.common_name if about else "",
        issuer=about.issuer if about else "",
        algorithm=about.algorithm if about else "",
        begins=about.begins.date() if about else None,
        ends=about.ends.date() if about else None,
        fingerprint=about.fingerprint if about else "",
        place="" if row.token is None else f"{row.token['token']} / {row.token['key']}",
        wrong_pins=row.wrong_pins,
        why=row.ended_why or "",
    )


def _state(view: View, row: OfficeKey, about: Described | None, lists: tuple[bytes, ...]) -> str:
    elsewhere = row.kind != "self_made" and about is not None
    if row.revoked_at is not None or (lists and elsewhere and _taken_back(row, lists)):
        return "revoked"
    if row.ended_at is not None:
        return "ended"
    if about is None:
        return "waiting"
    if row.kind == "token" and row.wrong_pins >= view.law.certificates.wrong_pins:
        return "stopped"
    now = with_zone(view.now)
    if now > about.ends or now < about.begins:
        return "expired" if now > about.ends else "early"
    return "soon" if view.law.certificates.ends_soon(about.ends.date(), view.today) else "active"


def _taken_back(row: OfficeKey, lists: tuple[bytes, ...]) -> bool:
    chain = chain_of_row(row)
    return any(revoked_at(one, issuer, lists) is not None for one, issuer in zip(chain, chain[1:], strict=False))


def _shown(certificate: x509.Certificate, above: tuple[x509.Certificate, ...], now: datetime) -> Shown:
    names = tuple(describe(in_der(one)).common_name for one in above)
    return Shown(about=describe(in_der(certificate)), above=names, refusal=_refusal(certificate, now))


def _refusal(certificate: x509.Certificate, now: datetime) -> Refusal | None:
    try:
        require_fit(certificate, now)
    except Refusal as refusal:
        return refusal
    return None


def _service(view: View) -> TimeServiceRow | None:
    setting = time_setting(view.session)
    if setting is None:
        return None
    by = describe(in_der(read_certificates(setting.chain[0].encode())[0])).common_name
    roots = tuple(describe(in_der(one)) for text in setting.roots for one in read_certificates(text.encode()))
    return TimeServiceRow(url=setting.url, by=by, roots=roots, every=setting.every)


def _list(der: bytes) -> ListRow:
    about = describe_list(der)
    return ListRow(issuer=about.issuer, made=about.made, next=about.next, entries=about.entries)
