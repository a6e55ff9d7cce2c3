"""Sealing with a token in the window: its PIN is asked for, a wrong one again, and leaving it leaves the paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.acts.certificates import ConnectToken
from mediation_desk.queries.certificates import TokensPluggedIn
from mediation_desk.terms.unrecorded import Unrecorded
from mediation_desk.ui.dialogs.token_pin_dialog import TokenPinDialog
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.pages.signing.screen import SigningScreen
from tests.support.clerk import Clerk, sit_down
from tests.support.kept_offices import practice_office
from tests.support.licensed_authority import LicensedAuthority, new_key
from tests.support.practice_desk import Case, staff
from tests.support.signing_desk import handed
from tests.support.soft_token import PIN, library, new_token, set_up

BODY = "临溪县枫塘镇人民调解委员会"


@pytest.fixture
def case(tmp_path: Path) -> Case:
    """Signed by everybody but the body, whose key is in a token."""
    case = Case(practice_office(tmp_path / "office")).mediating().consent_to_screen()
    case.finalise(route="screen")
    for key in ("p1", "p2", "m1"):
        case.sign(key)
    authority, key = LicensedAuthority(kind="p256"), new_key("p256")
    new_token(set_up(tmp_path / "softhsm"), "UKey", "seal", key, authority.issue(BODY, key), *authority.chain)
    desk = case.office.desk
    (row,) = desk.ask(TokensPluggedIn(library()))
    act = ConnectToken(
        id=case.id("token"),
        organisation=staff("fengtang"),
        library=library(),
        token="UKey",
        key="seal",
        fingerprint=row.about.fingerprint,
    )
    desk.perform(act, unrecorded=Unrecorded(pin=PIN))
    return case


@pytest.fixture
def clerk(qtbot: QtBot, case: Case, jobs: Jobs, faults: list[Exception]) -> Iterator[Clerk]:
    yield sit_down(qtbot, case.office, jobs)
    assert faults == []


@pytest.fixture
def screen(clerk: Clerk, case: Case) -> SigningScreen:
    """The screen with nothing left but the seal, in the hands of the staff."""
    page = clerk.window.go("signing", f"{case.case}|{case.id('paper')}")
    assert isinstance(page, SigningPage)
    found = handed(clerk, page)
    assert found.face.end.seal.isVisible()
    return found


def _asked(clerk: Clerk, screen: SigningScreen) -> TokenPinDialog:
    """The dialog that asks, once it is there."""
    clerk.until(lambda: any(one.isVisible() for one in screen.findChildren(TokenPinDialog)))
    return next(one for one in screen.findChildren(TokenPinDialog) if one.isVisible())


def _said(screen: SigningScreen) -> str:
    notice = screen.face.notices.notice()
    return "" if notice is None else notice.text


def test_that_the_pin_is_asked_for_and_a_wrong_one_again(clerk: Clerk, case: Case, screen: SigningScreen) -> None:
    screen.face.end.seal.click()
    first = _asked(clerk, screen)
    assert "UKey" in first.words.text() and not first.go.isEnabled()
    first.pin.setText("000000")
    first.go.click()
    assert first.pin.text() == ""
    second = _asked(clerk, screen)
    assert "不对" in second.words.text()
    second.pin.setText(PIN)
    second.go.click()
    clerk.until(lambda: case.paper().state == "complete")
    clerk.until(lambda: "印章已经加盖" in _said(screen))


def test_that_leaving_the_pin_leaves_the_paper_as_it_was(clerk: Clerk, case: Case, screen: SigningScreen) -> None:
    before = case.paper().current_sha256
    screen.face.end.seal.click()
    _asked(clerk, screen).leave.click()
    clerk.until(lambda: "PIN" in _said(screen))
    assert screen.face.end.seal.isEnabled()
    assert case.paper().current_sha256 == before
