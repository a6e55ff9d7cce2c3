"""证书 in the settings: what is shown of every key, and taking one from a file, a token and an authority's answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import serialize_certificates
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from mediation_desk.queries.certificates import CertificateRow, Certificates
from mediation_desk.signatures.fetching import forget_silence
from mediation_desk.ui.dialogs.form_dialog import FormDialog
from mediation_desk.ui.pages.settings.certificate_tab import CertificateTab
from mediation_desk.ui.pages.today.page import TodayPage
from mediation_desk.ui.session import Session
from tests.support.busy_office import session_of
from tests.support.licensed_authority import LicensedAuthority, StampServer, der, new_key, serving
from tests.support.seat import Seat
from tests.support.soft_token import PIN, SoftToken, library, new_token, set_up

pytestmark = pytest.mark.thorough

WORD = "口令 for the test"
BODY = "临溪县枫塘镇人民调解委员会"


@pytest.fixture
def seat(office_copy: Path, seat_of: Callable[[Session], Seat]) -> Seat:
    return seat_of(session_of(office_copy, "shen"))


@pytest.fixture
def tab(seat: Seat) -> CertificateTab:
    page = seat.settings()
    page.tabs.setCurrentWidget(page.certificates)
    seat.settle()
    return page.certificates


@pytest.fixture(scope="module")
def authority() -> LicensedAuthority:
    return LicensedAuthority(kind="p256")


def _dialog(tab: CertificateTab) -> FormDialog:
    assert tab.dialog is not None
    return tab.dialog


def _fill(tab: CertificateTab, **texts: str) -> FormDialog:
    dialog = _dialog(tab)
    for name, text in texts.items():
        edit = dialog.fields[name]
        assert isinstance(edit, QLineEdit)
        edit.setText(text)
    return dialog


def _send(seat: Seat, tab: CertificateTab, **texts: str) -> None:
    _fill(tab, **texts).go.click()
    seat.settle()


def _shown(tab: CertificateTab, name: str) -> str:
    label = _dialog(tab).fields[name]
    assert isinstance(label, QLabel)
    return label.text()


def _refusal(tab: CertificateTab) -> str:
    notice = _dialog(tab).notices.notice()
    return "" if notice is None else notice.text


def _seal(seat: Seat) -> CertificateRow:
    """The key that one of the bodies has in use."""
    return next(
        row
        for row in seat.session.desk.ask(Certificates()).rows
        if row.whose == BODY and row.state not in ("ended", "waiting")
    )


def _choose(tab: CertificateTab, seat: Seat) -> CertificateRow:
    row = _seal(seat)
    tab.table.choose(row.id)
    return row


def test_that_every_key_is_labelled_as_what_it_is(seat: Seat, tab: CertificateTab) -> None:
    rows = seat.session.desk.ask(Certificates()).rows
    assert {row.kind for row in rows} == {"self_made"}
    shown = [
        [tab.table.model().index(at, column).data() for column in range(tab.table.model().columnCount())]
        for at in range(tab.table.model().rowCount())
    ]
    assert len(shown) == len(rows)
    assert all("自建" in line for line in shown)
    root = next(row for row in rows if row.purpose == "authority")
    tab.table.choose(root.id)
    assert tab.renew.isEnabled() and not tab.retire.isEnabled() and not tab.answer.isEnabled()


def test_that_a_file_is_compared_before_it_is_taken(
    seat: Seat, tab: CertificateTab, tmp_path: Path, authority: LicensedAuthority
) -> None:
    row = _choose(tab, seat)
    data, certificate = authority.file("另一家机构", WORD.encode())
    file = tmp_path / "seal.p12"
    file.write_bytes(data)
    tab.bring.click()
    _send(seat, tab, certificate_file=str(file), passphrase="wrong")
    assert "口令" in _refusal(tab)
    _send(seat, tab, passphrase=WORD)
    assert (_shown(tab, "body"), _shown(tab, "subject")) == (row.whose, "另一家机构")
    assert "某省电子认证有限公司" in _shown(tab, "issuer")
    _send(seat, tab)
    assert "另一家机构" in _refusal(tab), "another name needs a reason"
    _send(seat, tab, named_otherwise_because="机构更名前的证书")
    assert "签署" in seat.said()
    assert (_seal(seat).kind, _seal(seat).subject) == ("file", "另一家机构")
    assert certificate.subject is not None


def test_that_a_token_is_chosen_from_what_is_plugged_in(
    seat: Seat, tab: CertificateTab, tmp_path: Path, authority: LicensedAuthority
) -> None:
    row, key = _choose(tab, seat), new_key("p256")
    tokens = set_up(tmp_path / "softhsm")
    new_token(tokens, "UKey", "seal", key, authority.issue(row.whose, key), *authority.chain)
    tab.connect_token.click()
    _send(seat, tab, library="/nowhere.so")
    assert "驱动" in _refusal(tab)
    _send(seat, tab, library=library())
    assert (_shown(tab, "body"), _shown(tab, "subject")) == (row.whose, row.whose)
    _send(seat, tab, pin="000000")
    assert "PIN" in _refusal(tab)
    _send(seat, tab, pin=PIN)
    assert (_seal(seat).kind, _seal(seat).place) == ("token", "UKey / seal")
    SoftToken(tokens, "", "").pull()
    tab.connect_token.click()
    _send(seat, tab)
    assert "没有找到" in _refusal(tab)


def test_that_a_request_is_saved_and_its_answer_taken(
    seat: Seat, tab: CertificateTab, tmp_path: Path, authority: LicensedAuthority
) -> None:
    _choose(tab, seat)
    tab.request.click()
    _send(seat, tab)
    assert "申请文件" in seat.said()
    waiting = next(row for row in seat.session.desk.ask(Certificates()).rows if row.state == "waiting")
    tab.table.choose(waiting.id)
    assert tab.answer.isEnabled() and tab.export.isEnabled()
    tab.save_request(waiting.id, str(tmp_path / "ask.csr"))
    seat.settle()
    asked = x509.load_pem_x509_csr((tmp_path / "ask.csr").read_bytes())
    (tmp_path / "answer.cer").write_bytes(der(authority.answer(asked)))
    (tmp_path / "chain.p7b").write_bytes(serialize_certificates(list(authority.chain), Encoding.DER))
    tab.answer.click()
    _send(seat, tab, certificate=str(tmp_path / "answer.cer"), chain=str(tmp_path / "chain.p7b"))
    _send(seat, tab)
    assert next(row for row in seat.session.desk.ask(Certificates()).rows if row.id == waiting.id).state == "active"


def test_that_keys_are_renewed_retired_and_issued(seat: Seat, tab: CertificateTab) -> None:
    row = _choose(tab, seat)
    tab.renew.click()
    seat.settle()
    renewed = _seal(seat)
    assert renewed.id != row.id and renewed.whose == row.whose
    tab.table.choose(renewed.id)
    tab.retire.click()
    _send(seat, tab)
    assert "理由" in _refusal(tab)
    _send(seat, tab, reason="改用纸质盖章")
    assert "已停用" in seat.said()
    tab.table.choose(renewed.id)
    tab.retire.click()
    _send(seat, tab, reason="电脑失窃")
    states = {one.id: one.state for one in seat.session.desk.ask(Certificates()).rows}
    assert states[renewed.id] == "revoked", "a key that is out of use can still be taken back"
    tab.table.choose(renewed.id)
    assert not tab.retire.isEnabled()
    tab.issue.click()
    _send(seat, tab)
    assert row.whose in seat.said()


def test_that_a_service_and_a_list_are_loaded(
    seat: Seat, tab: CertificateTab, tmp_path: Path, authority: LicensedAuthority
) -> None:
    assert "没有设定" in tab.service_words.text()
    forget_silence()
    tab.service.click()
    _send(seat, tab, url="http://127.0.0.1:9/")
    assert "没有回应" in _refusal(tab)
    with serving(StampServer(authority)) as server:
        _send(seat, tab, url=server.url)
    assert "某省时间戳服务" in tab.service_words.text()
    (tmp_path / "list.crl").write_bytes(authority.revocation_list())
    tab.load_list(str(tmp_path / "list.crl"))
    seat.settle()
    assert "某省电子认证有限公司一级" in tab.lists_words.text()
    tab.service.click()
    _send(seat, tab, url="")
    assert "没有设定" in tab.service_words.text()
    assert x509.load_der_x509_crl((tmp_path / "list.crl").read_bytes()).public_bytes(Encoding.PEM)


def test_that_a_certificate_that_ends_is_a_line_on_the_first_page(
    seat: Seat, tab: CertificateTab, tmp_path: Path, authority: LicensedAuthority
) -> None:
    row = _choose(tab, seat)
    soon = seat.session.desk.surroundings.now() + timedelta(days=9)
    data, certificate = authority.file(row.whose, WORD.encode(), ends=soon)
    (tmp_path / "seal.p12").write_bytes(data)
    tab.bring.click()
    _send(seat, tab, certificate_file=str(tmp_path / "seal.p12"), passphrase=WORD)
    _send(seat, tab)
    page = seat.window.go("today")
    seat.settle()
    assert isinstance(page, TodayPage)
    assert page.certificates.isVisible() and row.whose in page.certificates.text()
    page.certificates.click()
    seat.settle()
    assert tab.isVisible()
    assert certificate.not_valid_after_utc.date() <= soon.date()


def test_that_who_does_not_run_the_office_has_no_such_tab(
    office_copy: Path, seat_of: Callable[[Session], Seat], qtbot: QtBot
) -> None:
    seat = seat_of(session_of(office_copy, "guo"))
    page = seat.settings()
    assert page.tabs.indexOf(page.certificates) == -1
