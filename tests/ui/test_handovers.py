"""Handing over at the window, and who stands behind a party: what fits is offered and fills the form."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.acts.people import AddPerson, AddRelation, PersonDraft, RelationDraft
from mediation_desk.acts.recorded import RecordOutside
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.terms.ids import PersonId
from mediation_desk.ui.editors.duty_editor import DutyEditor
from mediation_desk.ui.jobs import Jobs
from tests.support.clerk import Clerk, sit_down
from tests.support.kept_offices import practice_office
from tests.support.practice_desk import DAY, Case

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    office = practice_office(tmp_path_factory.mktemp("village"))
    yield office
    office.desk.close()


@pytest.fixture
def case(village: PracticeOffice) -> Case:
    return Case(village).register(2, source="police_110").open(body="shiqiao").accept()


@pytest.fixture
def clerk(qtbot: QtBot, case: Case, jobs: Jobs) -> Clerk:
    seat = sit_down(qtbot, case.office, jobs)
    seat.move_to(_after(3))
    seat.open(case.case)
    return seat


def _after(days: int) -> date:
    return DAY + timedelta(days=days)


def test_that_a_transfer_is_chosen_declined_and_taken_up_again(clerk: Clerk, case: Case) -> None:
    dialog = clerk.begin("transfer")
    dialog.editors["rule"].set_value("village_to_town")
    assert dialog.editors["documents"].value() == ("受理登记表", "已调解情况")
    said = dialog.editors["rule"].note.text()  # type: ignore[attr-defined]
    for part in (
        "不需要当事人同意",
        "有则附调查记录、证据目录",
        "宁波市人民调解条例 18",
        "依据待核",
        "2026-03-12前应有答复",
        "上交不重新计算",
    ):
        assert part in said
    clerk.fill(dialog, {"to": "枫塘镇人民调解委员会", "reason": "两次调解不成"})
    clerk.send(dialog)
    page = clerk.page()
    page.tabs.setCurrentWidget(page.handovers)
    tab = page.handovers
    assert tab.words["record_handover_declined"].isVisible()
    assert not tab.words["feed_back"].isVisible()
    dialog = clerk.press(tab.words["record_handover_declined"])
    clerk.fill(dialog, {"reason": "材料不全，退回补充"})  # type: ignore[arg-type]
    clerk.send(dialog)  # type: ignore[arg-type]
    assert case.track().handovers[0].state == "declined"
    assert not tab.words["record_handover_declined"].isVisible()
    clerk.do("reopen_track", {"reason": "镇里退回"})
    assert case.track().stage == "mediating"


def test_that_another_choice_leaves_what_a_person_wrote(clerk: Clerk) -> None:
    dialog = clerk.begin("refer_aside")
    papers = dialog.editors["documents"]
    dialog.editors["rule"].set_value("legal_aid")
    assert papers.value()
    dialog.editors["rule"].set_value("")
    assert papers.value() == ()
    papers.set_value(("36户名册",))
    dialog.editors["rule"].set_value("legal_aid")
    assert papers.value() == ("36户名册",)
    dialog.reject()


def test_that_what_comes_in_is_received_and_fed_back(clerk: Clerk, case: Case) -> None:
    dialog = clerk.begin("receive_referral")
    assert dialog.editors["rule"].value() == "police_in"  # the case came from the police, so their way stands first
    letter = {"organ": "枫塘派出所", "number": "枫公调〔2026〕3号"}
    clerk.fill(dialog, letter)
    assert "期限" in clerk.refusal(dialog)
    dialog.reject()
    dialog = clerk.begin("receive_referral")
    clerk.fill(dialog, {**letter, "limit": "referral.police_complex"})
    clerk.send(dialog)
    page = clerk.page()
    page.tabs.setCurrentWidget(page.handovers)
    dialog = clerk.press(page.handovers.words["feed_back"])
    clerk.fill(dialog, {"words": "已达成协议，当场付清"})  # type: ignore[arg-type]
    clerk.send(dialog)  # type: ignore[arg-type]
    assert case.facts().referrals[0].state_words == "已反馈"


def test_that_whoever_was_sent_here_is_not_asked_to_apply(clerk: Clerk, village: PracticeOffice) -> None:
    sent = Case(village, "sent").register(2, source="police_110")
    clerk.open(sent.case)
    letter = {"organ": "枫塘派出所", "number": "枫公调〔2026〕4号", "limit": "referral.police_complex"}
    clerk.do("receive_referral", letter)
    sent.open(body="shiqiao")
    clerk.page().refresh()
    clerk.until(lambda: clerk.page().track() is not None)
    assert "receive_application" not in clerk.page().steps.keys()  # noqa: SIM118 - a method of the widget
    assert "accept_case" in clerk.page().steps.keys()  # noqa: SIM118 - a method of the widget
    clerk.do("accept_case")
    assert sent.track().docket


def test_that_a_guardian_body_may_owe_and_its_head_may_sit_at_the_table(clerk: Clerk, case: Case) -> None:
    body = PersonDraft(
        id=PersonId(case.id("body")), kind="village", name="石桥村村民委员会", legal_representative="许茂林"
    )
    guardian = RelationDraft(id=case.id("g"), kind="guardian", person=body.id, party=case.id("p2"), since=DAY)
    for act in (AddPerson(person=body), AddRelation(relation=guardian)):
        case.do(act, _after(3))
    page = clerk.page()
    page.refresh()
    clerk.until(lambda: any(party.relations for party in page.sheet.facts.parties))  # type: ignore[union-attr]
    form = clerk.begin("record_session")
    assert "许茂林" in form.editors["attending"].boxes  # type: ignore[attr-defined]
    form.reject()
    page.tabs.setCurrentWidget(page.agreement)
    duty = clerk.press(page.agreement.editor.add)
    assert isinstance(duty, DutyEditor)
    ward = page.sheet.facts.parties[1].person.name  # type: ignore[union-attr]
    assert duty.debtors.boxes[body.id].text() == f"石桥村村民委员会（{ward}的监护人）"
    duty.reject()


def test_that_representatives_are_elected_before_any_procedure_is_opened(clerk: Clerk, village: PracticeOffice) -> None:
    page = clerk.open(Case(village, "group").register(3).case)
    assert page.track() is None
    form = clerk.begin("elect_representatives")
    listed = form.editors["representatives"].boxes  # type: ignore[attr-defined]
    assert set(listed) == {party.id for party in page.sheet.facts.parties}  # type: ignore[union-attr]
    form.reject()


def test_that_consent_for_a_hand_over_is_recorded_with_it(clerk: Clerk, case: Case) -> None:
    dialog = clerk.begin("refer_aside")
    aid = {"rule": "legal_aid", "to": "临溪县法律援助中心", "reason": "低保户"}
    clerk.fill(dialog, aid)
    assert "同意" in clerk.refusal(dialog)
    dialog.reject()
    dialog = clerk.begin("refer_aside")
    clerk.fill(dialog, {**aid, "consenting": (case.id("p1"),)})
    clerk.send(dialog)
    assert [sent.rule for sent in case.track().handovers] == ["legal_aid"]


def test_that_a_track_that_must_end_says_so_first(clerk: Clerk, case: Case) -> None:
    outside = RecordOutside(track=case.id("t"), id=case.id("court"), kind="court", organ="临溪县人民法院")
    case.do(outside, _after(3))
    page = clerk.page()
    page.refresh()
    clerk.until(lambda: bool(page.track() and page.track().facts.must_end))  # type: ignore[union-attr]
    assert page.overview.must_end.text().startswith("须终止：临溪县人民法院")
    assert page.steps.keys()[0] == "end_track"
