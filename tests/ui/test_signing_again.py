"""Coming back to a signing: what broke off comes first; the PIN is set; agents and companies sign."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.acts.people import AddPerson, AddRelation, PersonDraft, RelationDraft
from mediation_desk.acts.signing_session import FaceSigner, StartSigning
from mediation_desk.desk.practice import PRACTICE
from mediation_desk.desk.signing_pins import SigningPins
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.ui.session import Session
from tests.support import signing_desk
from tests.support.clerk import LEFT, sit_down
from tests.support.kept_offices import PASSWORD, practice_office
from tests.support.practice_desk import Case
from tests.support.seat import Seat

pytestmark = pytest.mark.thorough


def waiting(folder: Path) -> Case:
    case = Case(practice_office(folder)).mediating().consent_to_screen()
    case.finalise(route="screen")
    return case


def session_of(case: Case) -> Session:
    """The founder's own sign-in, as after a restart."""
    door = case.office.door
    return Session(door.sign_in(PRACTICE.founder.account, PASSWORD), door, PRACTICE.founder.account)


def test_that_a_signing_that_broke_off_is_the_first_thing_shown(
    tmp_path: Path, seat_of: Callable[[Session], Seat]
) -> None:
    case = waiting(tmp_path)
    machine = case.office.desk.surroundings.machine
    start = StartSigning(id=case.id("s1"), paper=case.id("paper"), workstation=machine)
    case.do(start, by="shen")
    case.do(FaceSigner(session=case.id("s1"), signer="p1"), by="shen")
    seat = seat_of(session_of(case))
    assert seat.window.current() == "signing" and "没有正常结束" in seat.said()
    page = seat.window.go("signing")
    seat.settle()
    assert isinstance(page, SigningPage) and list(page.broken.lines) == [case.id("s1")]


def test_that_another_workstation_s_signing_does_not_come_first(
    tmp_path: Path, seat_of: Callable[[Session], Seat]
) -> None:
    case = waiting(tmp_path)
    case.do(StartSigning(id=case.id("s1"), paper=case.id("paper"), workstation="二号窗口"), by="shen")
    seat = seat_of(session_of(case))
    assert seat.window.current() == "today"


def test_that_the_settings_set_the_pin(tmp_path: Path, seat_of: Callable[[Session], Seat], qtbot: QtBot) -> None:
    seat = seat_of(session_of(waiting(tmp_path)))
    page = seat.settings()
    page.tabs.setCurrentWidget(page.password)
    qtbot.mouseClick(page.password.set_pin, LEFT)
    dialog = page.password.dialog
    assert dialog is not None
    said = []
    for password, pin, again in (
        (PASSWORD, "824671", "824670"),
        (PASSWORD, "123456", "123456"),
        ("错的密码吧", "824671", "824671"),
    ):
        dialog.password.setText(password)
        dialog.pin.setText(pin)
        dialog.again.setText(again)
        qtbot.mouseClick(dialog.go, LEFT)
        seat.settle()
        notice = dialog.notices.notice()
        assert notice is not None and dialog.isVisible()
        said.append(notice.text)
    assert ["不一样" in said[0], "连号" in said[1], "密码" in said[2]] == [True, True, True]
    for field, text in ((dialog.password, PASSWORD), (dialog.pin, "824671"), (dialog.again, "824671")):
        field.setText(text)
    qtbot.mouseClick(dialog.go, LEFT)
    seat.settle()
    assert not dialog.isVisible() and seat.said() == "签署PIN已设置"
    SigningPins(seat.session.desk).check("824671")


def test_that_an_agent_signs_for_his_party_and_a_company_by_its_representative(
    tmp_path: Path, qtbot: QtBot, jobs: Jobs
) -> None:
    case = Case(practice_office(tmp_path))
    company = PersonDraft(id=case.id("n2"), kind="company", name="清风物业有限公司", legal_representative="吴天明")
    natural = PersonDraft(id=case.id("n1"), name="王有田", sex="男", birth=date(1970, 1, 2))
    case.register(people=(natural, company)).open().accept()
    agent = PersonDraft(id=case.id("agent"), name="郑律师", sex="男", birth=date(1980, 5, 6))
    case.do(AddPerson(person=agent))
    special = ("admit", "waive", "settle", "sign")
    powers = tuple(p for p in special if p in case.office.desk.law.powers.by_code)
    relation = RelationDraft(
        id=case.id("relation"), kind="agent", person=case.id("agent"), party=case.id("p1"), powers=powers
    )
    case.do(AddRelation(relation=relation))
    case.consent_to_screen()
    case.finalise(route="screen")
    clerk = sit_down(qtbot, case.office, jobs)
    page = clerk.window.go("signing", f"{case.case}|{case.id('paper')}")
    assert isinstance(page, SigningPage)
    screen = signing_desk.handed(clerk, page)
    offered = {button.accessibleName() for button in screen.face.choose.buttons.values()}
    assert any(name.startswith("郑律师") and "代 王有田" in name for name in offered), offered
    assert any(name.startswith("吴天明") and "代 清风物业有限公司" in name for name in offered), offered
    for key in list(screen.face.choose.buttons):
        signing_desk.sign_as(clerk, screen, key)
    assert screen.sheet is not None and [one.role for one in screen.sheet.paper.missing][0] == "mediator"
    signing_desk.give_back(clerk, page)
