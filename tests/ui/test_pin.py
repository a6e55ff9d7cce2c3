"""Sealing with a token in the window: its PIN is asked for, a wrong one again, and leaving it leaves the paper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.acts.certificates import ConnectToken
from mediation_desk.queries.certificates import TokensPluggedIn
from mediation_desk.terms.unrecorded import Unrecorded
from mediation_desk.ui.change_feed import ChangeFeed
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.dialogs.token_pin_dialog import TokenPinDialog
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.messages import Notice
from mediation_desk.ui.pages.signing.screen import SigningScreen
from mediation_desk.words.refusals import sentence
from tests.support.kept_offices import practice_office
from tests.support.licensed_authority import LicensedAuthority, new_key
from tests.support.practice_desk import Case, staff
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
def screen(case: Case, qtbot: QtBot) -> Iterator[SigningScreen]:
    faults: list[Exception] = []
    jobs, told = Jobs(faults.append), list[Notice]()
    door = ActDoor(
        desk=case.office.desk,
        jobs=jobs,
        feed=ChangeFeed(),
        sentence=sentence,
        go=lambda _page, _subject: None,
        tell=told.append,
        face=lambda _widget: None,
        leave=lambda: None,
    )
    screen = SigningScreen(door, case.id("paper"))
    qtbot.addWidget(screen)
    screen.show()
    qtbot.waitUntil(lambda: not jobs.busy and screen.seal.isVisible(), timeout=30000)
    yield screen
    jobs.close()
    assert faults == []


def _asked(screen: SigningScreen, qtbot: QtBot) -> TokenPinDialog:
    """The dialog that asks, once it is there."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in screen.findChildren(TokenPinDialog)), timeout=30000)
    return next(one for one in screen.findChildren(TokenPinDialog) if one.isVisible())


def _said(screen: SigningScreen) -> str:
    notice = screen.notices.notice()
    return "" if notice is None else notice.text


def test_that_the_pin_is_asked_for_and_a_wrong_one_again(case: Case, screen: SigningScreen, qtbot: QtBot) -> None:
    screen.seal.click()
    first = _asked(screen, qtbot)
    assert "UKey" in first.words.text() and not first.go.isEnabled()
    first.pin.setText("000000")
    first.go.click()
    assert first.pin.text() == ""
    second = _asked(screen, qtbot)
    assert "不对" in second.words.text()
    second.pin.setText(PIN)
    second.go.click()
    qtbot.waitUntil(lambda: case.paper().state == "complete", timeout=30000)
    qtbot.waitUntil(lambda: "印章已经加盖" in _said(screen), timeout=30000)


def test_that_leaving_the_pin_leaves_the_paper_as_it_was(case: Case, screen: SigningScreen, qtbot: QtBot) -> None:
    before = case.paper().current_sha256
    screen.seal.click()
    _asked(screen, qtbot).leave.click()
    qtbot.waitUntil(lambda: "PIN" in _said(screen), timeout=30000)
    assert screen.seal.isEnabled()
    assert case.paper().current_sha256 == before
