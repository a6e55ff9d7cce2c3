"""Keys from elsewhere in the office: taken, refused, renewed, revoked, counted PINs, and what is kept of secrets."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from sqlalchemy import select

from mediation_desk.acts.act import Act, Outcome
from mediation_desk.acts.authority import IssueSeal, LoadRevocationList, RenewCertificate, SetTimeService
from mediation_desk.acts.certificates import (
    ConnectToken,
    ImportKey,
    LoadCertificate,
    ReleasePin,
    RequestCertificate,
    RetireKey,
)
from mediation_desk.acts.signing import AffixSeal
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.desk.verification import judge
from mediation_desk.model.audit import AuditEntry
from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.office import OfficeKey
from mediation_desk.model.signature import Signature
from mediation_desk.queries.certificates import (
    CertificateRequest,
    CertificateRow,
    Certificates,
    KeyFileShown,
    TokensPluggedIn,
)
from mediation_desk.queries.office import SelfCheck
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.queries.today import Today
from mediation_desk.signatures.certificates import describe
from mediation_desk.signatures.fetching import forget_silence
from mediation_desk.signatures.verdict import Verdict
from mediation_desk.terms.refusal import Refusal
from mediation_desk.terms.unrecorded import NOTHING, Unrecorded
from tests.support.kept_offices import practice_office
from tests.support.licensed_authority import LicensedAuthority, StampServer, der, new_key, pem, serving
from tests.support.practice_desk import DAY, Case, refused, staff, stored
from tests.support.soft_token import PIN, SoftToken, new_token, set_up

pytestmark = pytest.mark.thorough

WORD = "口令 only for the test"
BODY = "临溪县枫塘镇人民调解委员会"
ID = "00000000-0000-4000-8000-00000000000{}"


@pytest.fixture
def office(tmp_path: Path) -> PracticeOffice:
    """An office of its own for each test: keys belong to the whole of it."""
    return practice_office(tmp_path / "office")


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    """Signed by everybody but the body."""
    case = Case(office).mediating().consent_to_screen()
    case.finalise(route="screen")
    for key, by in (("p1", "guo"), ("p2", "guo"), ("m1", "guo")):
        case.sign(key, by=by)
    assert case.paper().context["body"]["name"] == BODY
    return case


@pytest.fixture(scope="module")
def authority() -> LicensedAuthority:
    return LicensedAuthority(kind="p256")


@pytest.fixture(scope="module")
def token_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_up(tmp_path_factory.mktemp("softhsm"))


@pytest.fixture
def token(token_folder: Path, authority: LicensedAuthority) -> SoftToken:
    SoftToken(token_folder, "", "").pull()
    key = new_key("p256")
    return new_token(token_folder, "UKey", "seal", key, authority.issue(BODY, key), *authority.chain)


def _do(case: Case, act: Act, unrecorded: Unrecorded = NOTHING, on: date | None = None) -> Outcome:
    if on is not None:
        case._move_clock(on)
    return case.office.desk.perform(act, unrecorded=unrecorded)


def _refused(case: Case, code: str, act: Act, unrecorded: Unrecorded = NOTHING) -> Refusal:
    before = stored(case.office.desk)
    refusal = refused(code, lambda: _do(case, act, unrecorded))
    assert stored(case.office.desk) == before
    return refusal


def _import(certificate: x509.Certificate, **changes: object) -> ImportKey:
    given = {"id": ID.format(1), "organisation": staff("fengtang"), "fingerprint": _print(certificate)}
    return ImportKey(**{**given, **changes})  # type: ignore[arg-type]


def _print(certificate: x509.Certificate) -> str:
    return describe(der(certificate)).fingerprint


def _connect(soft: SoftToken, **changes: object) -> ConnectToken:
    (found,) = (row for row in _plugged(soft) if row.key == "seal")
    given = {
        "id": ID.format(2),
        "organisation": staff("fengtang"),
        "library": soft.library,
        "token": "UKey",
        "key": "seal",
        "fingerprint": found.about.fingerprint,
    }
    return ConnectToken(**{**given, **changes})  # type: ignore[arg-type]


def _plugged(token: SoftToken) -> tuple[object, ...]:
    return TokensPluggedIn(token.library).answer(_Now())  # type: ignore[arg-type]


class _Now:
    now = datetime(2026, 3, 2, 9, 0)


def _seal(case: Case, pin: str | None = None, on: date = DAY) -> Outcome:
    case._move_clock(on)
    act = AffixSeal(paper=case.id("paper"))
    return case.office.desk.perform(act, case=case.case, on=on, unrecorded=Unrecorded(pin=pin))


def _rows(case: Case) -> dict[str, CertificateRow]:
    return {row.id: row for row in case.office.desk.ask(Certificates()).rows}


def _in_use(case: Case) -> CertificateRow:
    (row,) = (
        row
        for row in case.office.desk.ask(Certificates()).rows
        if row.organisation == staff("fengtang") and row.state not in ("ended", "waiting", "revoked")
    )
    return row


def _verdict(case: Case) -> Verdict:
    return judge(case.office.desk.ask(PaperBytes(paper=case.id("paper"))), (), case.office.desk)


def _level(case: Case) -> str | None:
    with case.office.desk.store.reading() as session:
        return session.scalars(select(Signature.level).filter_by(paper_id=case.id("paper"), role="body_seal")).one()


# -- files


@pytest.mark.parametrize("kind", ["rsa", "p256", "p384"])
def test_that_a_body_seals_with_a_key_from_a_file(case: Case, authority: LicensedAuthority, kind: str) -> None:
    file, certificate = authority.file(BODY, WORD.encode(), kind)
    shown = case.office.desk.ask(KeyFileShown(file, WORD))
    assert (shown.about.organisation, shown.refusal, len(shown.above)) == (BODY, None, 2)
    _do(case, _import(certificate), Unrecorded(file=file, passphrase=WORD))
    row = _in_use(case)
    assert (row.kind, row.state, row.issuer) == ("file", "active", "某省电子认证有限公司一级")
    _seal(case)
    verdict = _verdict(case)
    assert verdict.intact, verdict.findings
    assert verdict.signatures[-1].certificate == BODY
    assert _level(case) == "B-B"


def test_that_a_wrong_file_is_refused_and_nothing_is_kept(case: Case, authority: LicensedAuthority) -> None:
    file, certificate = authority.file(BODY, WORD.encode())
    right = Unrecorded(file=file, passphrase=WORD)
    _refused(case, "authority.file_unreadable", _import(certificate), Unrecorded(file=file, passphrase="x"))
    _refused(case, "certificate.file_missing", _import(certificate))
    _refused(case, "certificate.another_was_shown", _import(authority.issuing), right)
    _refused(case, "organisation.unknown", _import(certificate, organisation="nobody"), right)
    _refused(case, "field.empty", _import(certificate, organisation=None), right)
    _refused(case, "code.unknown", _import(certificate, purpose="authority"), right)
    bare, lonely = authority.file(BODY, WORD.encode(), chain=False)
    half = Unrecorded(file=bare, passphrase=WORD)
    _refused(case, "certificate.chain_incomplete", _import(lonely), half)
    _do(case, _import(lonely, chain=pem(*authority.chain)), half)


@pytest.mark.parametrize(
    ("how", "code"),
    [
        ({"ends": datetime(2026, 2, 1, tzinfo=UTC)}, "certificate.expired"),
        ({"begins": datetime(2026, 6, 1, tzinfo=UTC)}, "certificate.not_yet_valid"),
        ({"usage": "secrecy"}, "certificate.not_for_signing"),
    ],
)
def test_that_a_certificate_that_may_not_sign_today_is_not_taken(
    case: Case, authority: LicensedAuthority, how: dict[str, object], code: str
) -> None:
    file, certificate = authority.file(BODY, WORD.encode(), **how)
    given = Unrecorded(file=file, passphrase=WORD)
    shown = case.office.desk.ask(KeyFileShown(file, WORD))
    assert shown.refusal is not None and shown.refusal.code == code
    _refused(case, code, _import(certificate), given)


def test_that_another_s_name_needs_a_reason(case: Case, authority: LicensedAuthority) -> None:
    file, certificate = authority.file("枫塘镇调委会", WORD.encode())
    given = Unrecorded(file=file, passphrase=WORD)
    refusal = _refused(case, "certificate.names_another", _import(certificate), given)
    assert (refusal.facts["name"], refusal.facts["named"]) == (BODY, "枫塘镇调委会")
    _do(case, _import(certificate, named_otherwise_because="机构更名前的证书"), given)


def test_that_a_body_that_seals_on_paper_takes_no_key(case: Case, authority: LicensedAuthority) -> None:
    with case.office.desk.store.writing() as session:
        from mediation_desk.model.office import Organisation

        session.get_one(Organisation, staff("fengtang")).route = "paper"
    file, certificate = authority.file(BODY, WORD.encode())
    _refused(case, "seal.on_paper_only", _import(certificate), Unrecorded(file=file, passphrase=WORD))
    _refused(case, "seal.on_paper_only", RequestCertificate(id=ID.format(3), organisation=staff("fengtang")))


def test_that_the_witness_key_can_come_from_elsewhere_too(office: PracticeOffice, authority: LicensedAuthority) -> None:
    case = Case(office).mediating().consent_to_screen()
    case.finalise(route="screen")
    file, certificate = authority.file(case.office.desk.ask(Today()).office, WORD.encode(), "rsa")
    _do(
        case,
        _import(certificate, purpose="witness", organisation=None),
        Unrecorded(file=file, passphrase=WORD),
    )
    for key in ("p1", "p2", "m1"):
        case.sign(key)
    _seal(case)
    verdict = _verdict(case)
    assert verdict.intact, verdict.findings
    assert judge(case.office.desk.ask(PaperBytes(paper=case.id("paper")))).intact, "also without register and root"


def test_that_a_key_that_expires_later_signs_no_more_and_what_it_signed_stays(
    case: Case, authority: LicensedAuthority
) -> None:
    file, certificate = authority.file(BODY, WORD.encode(), ends=datetime(2026, 4, 1, tzinfo=UTC))
    _do(case, _import(certificate), Unrecorded(file=file, passphrase=WORD))
    assert _in_use(case).state == "soon"
    _seal(case)
    later = Case(case.office, last=case.last).mediating().consent_to_screen()
    later.finalise(route="screen")
    for key in ("p1", "p2", "m1"):
        later.sign(key)
    later._move_clock(date(2026, 4, 2))
    refusal = refused("certificate.expired", lambda: _seal(later, on=date(2026, 4, 2)))
    assert str(refusal.facts["ends"]) == "2026-04-01"
    assert _in_use(later).state == "expired"
    assert _verdict(case).intact


# -- what is kept of secrets


def test_that_no_secret_is_in_the_journal_the_audit_or_the_acts(
    case: Case, authority: LicensedAuthority, token: SoftToken
) -> None:
    file, certificate = authority.file(BODY, WORD.encode())
    given = Unrecorded(file=file, passphrase=WORD, pin=PIN)
    assert WORD not in repr(given) and PIN not in repr(given)
    _do(case, _import(certificate), given)
    _do(case, _connect(token), given)
    _seal(case, PIN)
    with case.office.desk.store.reading() as session:
        journal = json.dumps([row.fields for row in session.scalars(select(JournalEntry))], ensure_ascii=False)
        keys = [[row.token, row.endorsement] for row in session.scalars(select(OfficeKey))]
        audit = [[row.details, row.reason] for row in session.scalars(select(AuditEntry))]
    for text in (journal, json.dumps(keys, ensure_ascii=False), json.dumps(audit, ensure_ascii=False)):
        assert WORD not in text and PIN not in text and file.hex() not in text
    assert "connect_token" in _names(case)


def _names(case: Case) -> list[str]:
    with case.office.desk.store.reading() as session:
        return list(session.scalars(select(JournalEntry.name)))


# -- tokens


def test_that_a_token_seals_with_its_pin_and_is_asked_each_time(case: Case, token: SoftToken) -> None:
    _refused(case, "token.pin_needed", _connect(token))
    _do(case, _connect(token), Unrecorded(pin=PIN))
    assert (_in_use(case).kind, _in_use(case).place) == ("token", "UKey / seal")
    refused("token.pin_needed", lambda: _seal(case))
    _seal(case, PIN)
    assert _verdict(case).intact


def test_that_three_wrong_pins_stop_before_the_token_locks_itself(case: Case, token: SoftToken) -> None:
    _do(case, _connect(token), Unrecorded(pin=PIN))
    key = _in_use(case).id
    for tried in range(1, 4):
        refused("token.pin_wrong", lambda: _seal(case, "000000"))
        assert _in_use(case).wrong_pins == tried
    assert _in_use(case).state == "stopped"
    assert refused("token.pin_stopped", lambda: _seal(case, PIN)).facts["times"] == 3
    assert any("PIN" in words for words in case.office.desk.ask(Today()).certificates)
    _refused(case, "field.empty", ReleasePin(key=key, reason=" "))
    _do(case, ReleasePin(key=key, reason="用厂商工具核对过"))
    _refused(case, "token.pin_not_stopped", ReleasePin(key=key, reason="再来"))
    _seal(case, PIN)
    assert (_in_use(case).wrong_pins, _verdict(case).intact) == (0, True)


def test_that_a_right_pin_begins_the_count_anew(case: Case, token: SoftToken) -> None:
    _do(case, _connect(token), Unrecorded(pin=PIN))
    for _ in range(2):
        refused("token.pin_wrong", lambda: _seal(case, "000000"))
    _seal(case, PIN)
    assert _in_use(case).wrong_pins == 0


def test_that_a_token_pulled_out_leaves_the_paper_as_it_was(case: Case, token: SoftToken) -> None:
    _do(case, _connect(token), Unrecorded(pin=PIN))
    before, paper = stored(case.office.desk), case.paper().current_sha256
    token.pull()
    refused("token.absent", lambda: _seal(case, PIN))
    assert (stored(case.office.desk), case.paper().current_sha256) == (before, paper)
    assert _in_use(case).wrong_pins == 0


def test_that_a_wrong_pin_at_connecting_counts_for_nothing_that_is_kept(case: Case, token: SoftToken) -> None:
    _refused(case, "token.pin_wrong", _connect(token), Unrecorded(pin="000000"))
    _refused(case, "token.absent", _connect(token, token="无"), Unrecorded(pin=PIN))
    _refused(case, "token.library_unusable", _connect(token, library="/nowhere.so"), Unrecorded(pin=PIN))


# -- requests


@pytest.mark.parametrize("algorithm", ["rsa", "p256"])
def test_that_a_request_waits_for_its_certificate(case: Case, authority: LicensedAuthority, algorithm: str) -> None:
    _do(case, RequestCertificate(id=ID.format(4), organisation=staff("fengtang"), algorithm=algorithm))
    assert _rows(case)[ID.format(4)].state == "waiting"
    assert _in_use(case).kind == "self_made", "until the answer comes the body seals as before"
    asked = x509.load_pem_x509_csr(case.office.desk.ask(CertificateRequest(ID.format(4))).encode())
    answer, other = authority.answer(asked), authority.file(BODY, b"x")[1]
    chain = pem(*authority.chain)

    def load(certificate: x509.Certificate, **changes: object) -> LoadCertificate:
        given = {
            "key": ID.format(4),
            "certificate": pem(certificate),
            "fingerprint": _print(certificate),
            "chain": chain,
        }
        return LoadCertificate(**{**given, **changes})  # type: ignore[arg-type]

    _refused(case, "certificate.answers_another_request", load(other))
    _refused(case, "certificate.chain_incomplete", load(answer, chain=""))
    _refused(case, "certificate.another_was_shown", load(answer, fingerprint="00"))
    _refused(case, "certificate.unknown", load(answer, key="nothing"))
    _do(case, load(answer))
    assert (_in_use(case).id, _in_use(case).kind) == (ID.format(4), "file")
    _refused(case, "certificate.nothing_waits", load(answer))
    _seal(case)
    assert _verdict(case).intact


# -- self-made ones


def test_that_a_renewed_certificate_takes_the_place_and_old_papers_stay(case: Case) -> None:
    _seal(case)
    old = {row.purpose: row for row in _rows(case).values() if row.state == "active"}
    own = _in_use(case)
    for number, row in enumerate((own, old["witness"], old["authority"]), 5):
        _do(case, RenewCertificate(id=ID.format(number), key=row.id))
    assert _in_use(case).id == ID.format(5)
    assert {row.purpose for row in _rows(case).values() if row.state == "active"} == {"authority", "witness", "seal"}
    _refused(case, "certificate.ended_already", RenewCertificate(id=ID.format(9), key=own.id))
    assert _verdict(case).intact
    later = Case(case.office, last=case.last).mediating().consent_to_screen()
    later.finalise(route="screen")
    for key in ("p1", "p2", "m1"):
        later.sign(key)
    _seal(later)
    assert _verdict(later).intact and _verdict(case).intact


def test_that_a_new_root_gives_its_word_for_keys_from_elsewhere(case: Case, authority: LicensedAuthority) -> None:
    file, certificate = authority.file(BODY, WORD.encode())
    _do(case, _import(certificate), Unrecorded(file=file, passphrase=WORD))
    root = next(row for row in _rows(case).values() if row.purpose == "authority")
    _do(case, RenewCertificate(id=ID.format(6), key=root.id))
    _refused(case, "certificate.renewed_by_its_issuer", RenewCertificate(id=ID.format(7), key=_in_use(case).id))
    _seal(case)
    assert _verdict(case).intact


def test_that_a_key_put_out_of_use_signs_nothing(case: Case) -> None:
    key = _in_use(case).id
    _refused(case, "field.empty", RetireKey(key=key, reason=""))
    _do(case, RetireKey(key=key, reason="不再使用"))
    refused("seal.no_certificate", lambda: _seal(case))
    _refused(case, "certificate.ended_already", RetireKey(key=key, reason="再停一次"))
    root = next(row for row in _rows(case).values() if row.purpose == "authority")
    _refused(case, "certificate.root_stays", RetireKey(key=root.id, reason="x"))
    _do(case, IssueSeal(id=ID.format(8), organisation=staff("fengtang")))
    _seal(case)


def test_that_a_revoked_certificate_of_our_own_is_told_with_its_date(case: Case) -> None:
    _seal(case)
    key = _in_use(case).id
    _do(case, RetireKey(key=key, reason="电脑失窃", revoke=True), on=date(2026, 3, 10))
    assert _rows(case)[key].state == "revoked"
    (finding,) = (one for one in _verdict(case).findings if one.code.startswith("verify.revoked"))
    assert (finding.code, finding.facts["on"]) == ("verify.revoked_later", date(2026, 3, 10))
    assert _verdict(case).intact, "it was signed before"


# -- lists of an authority


def test_that_a_list_loaded_from_a_file_stops_a_revoked_certificate(case: Case, authority: LicensedAuthority) -> None:
    file, certificate = authority.file(BODY, WORD.encode())
    given = Unrecorded(file=file, passphrase=WORD)
    since = datetime(2026, 3, 1, tzinfo=UTC)

    def load(data: bytes, number: int = 1) -> LoadRevocationList:
        return LoadRevocationList(id=ID.format(number), list=_crl_pem(data))

    _refused(case, "certificate.list_of_a_stranger", load(authority.revocation_list()))
    _refused(case, "certificate.list_unreadable", LoadRevocationList(id=ID.format(1), list="nothing"))
    _do(case, _import(certificate), given)
    _do(case, load(authority.revocation_list(at=since), 2))
    _refused(case, "certificate.list_older", load(authority.revocation_list(at=since - timedelta(days=1)), 3))
    assert _in_use(case).state == "active"
    _do(case, load(authority.revocation_list((certificate, since), at=since), 4))
    assert len(case.office.desk.ask(Certificates()).lists) == 1
    assert refused("certificate.revoked", lambda: _seal(case)).facts["on"] == date(2026, 3, 1)
    assert _rows(case)[ID.format(1)].state == "revoked"
    again = _import(certificate, id=ID.format(7))
    _refused(case, "certificate.revoked", again, given)
    assert any("吊销" in words for words in case.office.desk.ask(Today()).certificates)
    (finding,) = (one for one in case.office.desk.ask(SelfCheck()) if one.name == "证书")
    assert not finding.sound and "已被吊销" in finding.words


def _crl_pem(data: bytes) -> str:
    from cryptography.hazmat.primitives.serialization import Encoding

    return x509.load_der_x509_crl(data).public_bytes(Encoding.PEM).decode()


# -- time stamps


@pytest.fixture
def served() -> Callable[[], StampServer]:
    forget_silence()
    return lambda: StampServer(
        LicensedAuthority(name="国家授时", kind="p256"), at=datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
    )


def test_that_a_service_stamps_the_seal_and_the_file_keeps_the_proof(
    case: Case, served: Callable[[], StampServer]
) -> None:
    with serving(served()) as server:
        _do(case, SetTimeService(url=server.url))
        stamps = server.authority
        for number, data in enumerate((stamps.revocation_list(), stamps.root_list()), 1):
            _do(case, LoadRevocationList(id=ID.format(number), list=_crl_pem(data)))
        outcome = _seal(case)
    assert (outcome.notices, _level(case)) == ((), "B-LT")
    verdict = _verdict(case)
    assert verdict.intact, verdict.findings
    stamp = verdict.signatures[-1].stamp
    assert stamp is not None and stamp.trusted and stamp.sound
    assert all(one.stamp is None for one in verdict.signatures[:-1])


def test_that_without_lists_it_is_only_stamped_and_hands_may_be_too(
    office: PracticeOffice, served: Callable[[], StampServer]
) -> None:
    case = Case(office).mediating().consent_to_screen()
    case.finalise(route="screen")
    with serving(served()) as server:
        _do(case, SetTimeService(url=server.url, every=True))
        for key in ("p1", "p2", "m1"):
            case.sign(key)
        _seal(case)
    assert _level(case) == "B-T"
    verdict = _verdict(case)
    assert verdict.intact and all(one.stamp is not None for one in verdict.signatures)


def test_that_sealing_goes_on_when_the_service_is_gone_and_says_so(
    case: Case, served: Callable[[], StampServer]
) -> None:
    with serving(served()) as server:
        _do(case, SetTimeService(url=server.url))
    outcome = _seal(case)
    assert (outcome.notices, _level(case)) == (("signing.without_time_stamp",), "B-B")
    assert _verdict(case).intact


def test_that_a_service_is_tried_before_it_is_taken_and_can_be_given_up(
    case: Case, served: Callable[[], StampServer]
) -> None:
    _refused(case, "stamp.address_unusable", SetTimeService(url="tsa.example"))
    _refused(case, "stamp.no_answer", SetTimeService(url="http://127.0.0.1:9/"))
    with serving(served()) as server:
        server.spoil = "garbage"
        _refused(case, "stamp.answer_wrong", SetTimeService(url=server.url))
        server.spoil = ""
        _do(case, SetTimeService(url=server.url))
        service = case.office.desk.ask(Certificates()).service
        assert service is not None
        assert (service.url, service.by, service.every) == (server.url, "某省时间戳服务", False)
        _do(case, SetTimeService())
        assert case.office.desk.ask(Certificates()).service is None
        asked = server.asked
        _seal(case)
        assert server.asked == asked, "off means that nobody is asked"
    assert _level(case) == "B-B"


# -- what is told ahead of time


def test_that_the_end_of_a_certificate_is_told_ahead(case: Case, authority: LicensedAuthority) -> None:
    assert case.office.desk.ask(Today()).certificates == ()
    file, certificate = authority.file(BODY, WORD.encode(), ends=datetime(2026, 5, 3, tzinfo=UTC))
    _do(case, _import(certificate), Unrecorded(file=file, passphrase=WORD))
    assert case.office.desk.ask(Today()).certificates == ()
    case._move_clock(date(2026, 3, 4))
    (words,) = case.office.desk.ask(Today()).certificates
    assert words.startswith(BODY) and "2026-05-03到期" in words
