"""A no-objection plan from its terms to confirmed silence, and an owner who objects, with the window's own forms."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.exchange.scripts import SHARED
from mediation_desk.queries.case_shapes import TrackSheet
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.undisputed import UndisputedFact
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.jobs import Jobs
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.kept_offices import practice_office
from tests.ui.test_whole_cases import add_duty, register

pytestmark = pytest.mark.thorough

DAY = date(2026, 3, 2)


@pytest.fixture(scope="module")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    office = practice_office(tmp_path_factory.mktemp("plans"))
    yield office
    office.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, practice: PracticeOffice, jobs: Jobs, faults: list[Exception]) -> Iterator[Clerk]:
    seat = sit_down(qtbot, practice, jobs)
    seat.move_to(DAY)
    yield seat
    assert faults == []


def track(clerk: Clerk) -> TrackSheet:
    found = clerk.page().track()
    assert found is not None
    return found


def propose(clerk: Clerk) -> None:
    """A referral is mediated without an agreement; both sides consent; the plan is written and frozen."""
    clerk.open(register(clerk, "property_management", "judicial.before_filing", "@invited", court="临溪县人民法院"))
    clerk.do("sign_file_receipt", {"documents": ("起诉状",), "handed_over_by": "吴敏"})
    clerk.do("record_consent", {"subject": "mediation"})
    clerk.do("accept_case")
    clerk.do("choose_mediator", {"staff": named_id(SHARED, "lin"), "role": "presiding"})
    clerk.do("record_session", {"result": "未谈妥", "undisputed": ("2025年度物业费未交",)})
    clerk.do("record_consent", {"subject": "plan"})
    page = clerk.page()
    page.tabs.setCurrentWidget(page.agreement)
    add_duty(clerk, "pay", "4343.50", "物业费", debtor=1, creditor=0)
    clerk.until(lambda: "肆仟叁佰肆拾叁元" in page.agreement.findings.text())
    clerk.qtbot.mouseClick(page.agreement.plan, LEFT)
    dialog = page.findChild(ActDialog, "act:propose_plan")
    assert isinstance(dialog, ActDialog)
    blocking = dialog.editors["overruled"].lines  # type: ignore[attr-defined]
    for line in blocking.values():
        line.setText("已当面核对")
    clerk.fill(dialog, {"reasons": "服务瑕疵酌减", "objections_to": "特邀调解中心林远", "route": "screen"})
    clerk.send(dialog)
    clerk.rest()


def serve(clerk: Clerk) -> None:
    """The mediator signs, the seal is set, and the plan is handed to everyone."""
    clerk.sign_all(track(clerk).facts.plans[-1].paper)
    page = clerk.page()
    page.tabs.setCurrentWidget(page.agreement)
    dialog = clerk.press(page.agreement.plan_box.buttons["record_service"])
    assert isinstance(dialog, ActDialog)
    everyone = tuple(choice.code for choice in track(clerk).choices["parties"])
    assert dialog.editors["paper"].value() == track(clerk).facts.plans[-1].paper
    clerk.fill(dialog, {"parties": everyone, "manner": "direct"})
    clerk.send(dialog)
    clerk.rest()


def said(clerk: Clerk) -> str:
    return "\n".join(value for _, value in clerk.page().agreement.plan_box.lines.lines())


def test_that_silence_is_waited_for_and_confirmed_in_the_window(clerk: Clerk) -> None:
    propose(clerk)
    assert "未送达" in said(clerk)
    serve(clerk)
    assert "2026-03-02送达，2026-03-09届满" in said(clerk)
    assert "2026-03-10起可以确认无异议" in said(clerk)
    assert not clerk.offers("confirm_silence")
    clerk.do("record_objection", {"party": track(clerk).facts.parties[1], "written": False, "text": "觉得多了"})
    assert "口头异议（不算书面异议）" in said(clerk)
    clerk.move_to(date(2026, 3, 10))
    clerk.page().refresh()
    clerk.rest()
    clerk.do("confirm_silence")
    shown = track(clerk)
    assert (shown.facts.stage, shown.facts.agreements[-1].effective_on) == ("performing", date(2026, 3, 9))
    assert "协议自2026-03-09生效" in said(clerk)
    assert any(need.code == "SF-PLAN-RES" and need.must == "必须" for need in shown.needs)


def test_that_an_objection_fails_the_plan_and_undisputed_facts_are_recorded(clerk: Clerk, tmp_path: Path) -> None:
    propose(clerk)
    serve(clerk)
    letter = tmp_path / "异议书.txt"
    letter.write_text("不同意数额", "utf-8")
    clerk.do("attach_file", {"file": str(letter), "name": "异议书", "kind": "letter"})
    (kept,) = clerk.page().sheet.attachments  # type: ignore[union-attr]
    said_in = {"party": track(clerk).facts.parties[1], "text": "不同意数额", "file": kept.id}
    clerk.do("record_objection", said_in)
    assert "有书面异议，不成立" in said(clerk)
    clerk.do("end_track", {"reason": "deadlock"})
    clerk.do("record_consent", {"subject": "undisputed_facts"})
    fact = UndisputedFact(time="2025年度", place="绿苑小区", conduct="未交物业费", evidence="收费明细表")
    clerk.do("record_undisputed_facts", {"facts": (fact,), "no_concession": True, "route": "screen"})
    record = track(clerk).facts.undisputed
    assert record is not None and record.effective_on is None
    assert "签齐后无需举证" in said(clerk)
    clerk.sign_all(record.paper)
    assert "在诉讼中无需举证" in said(clerk)
