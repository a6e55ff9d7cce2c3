"""A case of each kind from the counter to the closed volume, through the window's own widgets; one is evaluated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.exchange.scripts import SHARED
from mediation_desk.queries.case_shapes import TrackSheet
from mediation_desk.terms.ids import named_id
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.finalise import FinaliseDialog
from mediation_desk.ui.editors.duty_editor import DutyEditor
from mediation_desk.ui.editors.finding_editor import FindingEditor
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.evaluation.page import EvaluationPage
from mediation_desk.ui.pages.intake.page import IntakePage
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.hands import write
from tests.support.kept_offices import practice_office
from tests.support.typing_in import quarrel

pytestmark = pytest.mark.thorough

DAY = date(2026, 3, 2)


def of_office(name: str) -> str:
    """The id of a body or a person of the practice office."""
    return named_id(SHARED, name.removeprefix("@"))


@pytest.fixture(scope="session")
def practice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeOffice]:
    """One practice office for all: every test registers a case of its own."""
    office = practice_office(tmp_path_factory.mktemp("office"))
    yield office
    office.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, practice: PracticeOffice, jobs: Jobs, faults: list[Exception]) -> Iterator[Clerk]:
    seat = sit_down(qtbot, practice, jobs)
    seat.move_to(DAY)
    yield seat
    assert faults == []


def register(clerk: Clerk, dispute: str, procedure: str, body: str, court: str = "") -> str:
    """A quarrel of two people typed at the counter, triaged on the page to one procedure at one body."""
    page = clerk.window.go("intake")
    assert isinstance(page, IntakePage)
    clerk.until(lambda: page.entry is not None)
    assert page.entry is not None
    page.entry.show_form(
        replace(quarrel(page.entry.form()), dispute_type=dispute, source="court_pre" if court else "self")
    )
    page.entry.request.setFocus()
    write(page.entry.request, "，给付欠款")
    clerk.until(lambda: page.triage.offers(procedure))
    page.triage.choose(procedure)
    page.triage.body_box.setCurrentIndex(page.triage.body_box.findData(of_office(body)))
    page.triage.organ.setText(court)
    clerk.qtbot.mouseClick(page.send, LEFT)
    clerk.until(lambda: page.registered.case() != "")
    case = page.registered.case()
    clerk.rest()
    return case


def track(clerk: Clerk) -> TrackSheet:
    """The track that the page shows."""
    found = clerk.page().track()
    assert found is not None
    return found


def mediate(clerk: Clerk, mediator: str) -> None:
    """Mediator and recorder chosen, rights told, a session held, agreement reached."""
    clerk.do("choose_mediator", {"staff": of_office(mediator), "role": "presiding"})
    clerk.do("choose_mediator", {"staff": of_office("@lu"), "role": "recorder"})
    clerk.do("tell_rights")
    clerk.do("record_session", {"course": "各方陈述后，调解员讲明道理和法律。", "result": "各方同意分期付清。"})
    clerk.do("record_reached", {"form": "written"})


def write_agreement(clerk: Clerk, screen: bool) -> None:
    """A payment and a forbearance are written on the agreement tab; the preview shows them; the text is frozen."""
    page = clerk.page()
    page.tabs.setCurrentWidget(page.agreement)
    tab = page.agreement
    add_duty(clerk, "pay", "9000", "欠款", debtor=1, creditor=0)
    clerk.until(lambda: "玖仟元" in tab.findings.text())
    assert tab.paper.data() is not None
    dialog = clerk.press(tab.finalise)
    assert isinstance(dialog, FinaliseDialog)
    dialog.on_screen.setChecked(screen)
    for reason in dialog.reasons.values():
        reason.setText("已当面核对，双方确认保留")
    clerk.send(dialog)


def add_duty(clerk: Clerk, kind: str, amount: str, text: str, debtor: int, creditor: int) -> None:
    editor = clerk.press(clerk.page().agreement.editor.add)
    assert isinstance(editor, DutyEditor)
    editor.kind.setCurrentIndex(editor.kind.findData(kind))
    list(editor.debtors.boxes.values())[debtor].setChecked(True)
    list(editor.beneficiaries.boxes.values())[creditor].setChecked(True)
    editor.text.setText(text)
    editor.amount.setText(amount)
    editor.manner.setText("银行转账")
    editor.due.day.setText("20260320")
    clerk.qtbot.mouseClick(editor.take, LEFT)
    clerk.rest()


def bring_back_scan(clerk: Clerk, scan: Path) -> None:
    """The printed text comes back signed by everyone; the scan is compared and confirmed."""
    paper = next(paper for paper in track(clerk).papers if paper.agreement)
    dialog = clerk.press(clerk.page().agreement.live.scan)
    assert isinstance(dialog, ActDialog)
    assert set(dialog.editors["signatures"].days) == {signer.key for signer in paper.missing}  # type: ignore[attr-defined]
    dialog.editors["file"].set_value(str(scan))
    clerk.send(dialog)


def perform_and_close(clerk: Clerk) -> None:
    """The debt is paid, a visit is made, the papers are made, the volume is closed."""
    clerk.move_to(date(2026, 3, 20))
    clerk.page().refresh()
    clerk.rest()
    clerk.do("record_performance", {"payer": "钱志远"})
    clerk.do("record_visit", {"performance": "已全部履行，双方无争议"})
    while any(need.must == "必须" for need in track(clerk).needs):
        clerk.do("issue_paper")
    clerk.do("close_volume", {"retention": "10"})
    assert track(clerk).facts.stage == "archived"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "scan.pdf"
    path.write_bytes(b"%PDF-1.4\n% the signed original\n")
    return path


def test_that_a_people_s_mediation_is_signed_on_the_screen_and_archived(clerk: Clerk) -> None:
    page = clerk.open(register(clerk, "contract", "people.general", "@fengtang"))
    clerk.do("receive_application", {"form": "oral"})
    clerk.do("accept_case")
    assert track(clerk).facts.docket is not None
    mediate(clerk, "@guo")
    clerk.do("record_consent", {"subject": "electronic_form"})
    write_agreement(clerk, screen=True)
    paper = next(paper for paper in track(clerk).papers if paper.agreement)
    clerk.sign_all(paper.id)
    assert track(clerk).facts.agreements[-1].state == "effective"
    assert page.tabs.currentWidget() is page.agreement
    perform_and_close(clerk)


def test_that_an_administrative_mediation_is_signed_on_paper_and_archived(clerk: Clerk, scan: Path) -> None:
    clerk.open(register(clerk, "contract", "administrative.general", "@ecology"))
    clerk.do("receive_application", {"form": "written"})
    clerk.do("record_consent", {"subject": "mediation"})
    clerk.do("accept_case")
    mediate(clerk, "@zhao")
    write_agreement(clerk, screen=False)
    bring_back_scan(clerk, scan)
    assert track(clerk).facts.agreements[-1].state == "effective"
    perform_and_close(clerk)


def test_that_a_court_s_referral_is_receipted_mediated_and_archived(clerk: Clerk, scan: Path) -> None:
    clerk.open(register(clerk, "contract", "judicial.before_filing", "@invited", court="临溪县人民法院"))
    clerk.do("sign_file_receipt", {"documents": ("起诉状", "证据清单"), "handed_over_by": "王法官"})
    clerk.do("record_consent", {"subject": "mediation"})
    clerk.do("accept_case")
    mediate(clerk, "@lin")
    write_agreement(clerk, screen=False)
    bring_back_scan(clerk, scan)
    assert track(clerk).facts.agreements[-1].state == "effective"
    perform_and_close(clerk)


def test_that_a_labour_mediation_is_evaluated_signed_and_archived(
    clerk: Clerk, qtbot: QtBot, practice: PracticeOffice, jobs: Jobs, scan: Path
) -> None:
    case = register(clerk, "labour", "professional.labour", "@labour")
    clerk.open(case)
    clerk.do("receive_application", {"form": "written"})
    clerk.do("accept_case")
    clerk.do("choose_mediator", {"staff": of_office("@xu"), "role": "presiding"})
    evaluate(clerk, sit_down(qtbot, practice, jobs, of_office("@zheng")))
    clerk.open(case)
    clerk.do("choose_mediator", {"staff": of_office("@lu"), "role": "recorder"})
    clerk.do("tell_rights")
    clerk.do("record_session", {"result": "参考评估意见，同意付清"})
    clerk.do("record_reached", {"form": "written"})
    write_agreement(clerk, screen=False)
    bring_back_scan(clerk, scan)
    perform_and_close(clerk)


def evaluate(clerk: Clerk, evaluator: Clerk) -> None:
    """Mandate, choice, disclosure, an opinion locked alone, the parties' choice, and the release."""
    clerk.do("ask_evaluation", {"questions": ("工资差额是多少",)})
    evaluation = track(clerk).evaluations[0].id
    page = see(clerk, evaluation)
    on_evaluation(clerk, page, "sign_mandate")
    on_evaluation(clerk, page, "propose_evaluator", {"staff": of_office("@zheng"), "field": "工资核算"})
    on_evaluation(clerk, page, "choose_evaluator")
    own = see(evaluator, evaluation)
    on_evaluation(evaluator, own, "disclose_as_evaluator")
    page.refresh()
    clerk.rest()
    on_evaluation(clerk, page, "object_to_evaluator")
    on_evaluation(clerk, page, "list_material", {"name": "考勤表", "provider": "周桂英"})
    lock(evaluator, own)
    page.refresh()
    clerk.rest()
    assert page.sheet is not None and page.sheet.evaluators[0].opinion is None
    on_evaluation(clerk, page, "choose_to_hear", {"choice": "hear"})
    on_evaluation(clerk, page, "release_evaluation")
    assert page.sheet.evaluators[0].opinion is not None
    on_evaluation(clerk, page, "state_later_use", {"allowed": True, "scope": "用于仲裁"})


def see(clerk: Clerk, evaluation: str) -> EvaluationPage:
    page = clerk.window.go("evaluation", evaluation)
    assert isinstance(page, EvaluationPage)
    clerk.until(lambda: page.sheet is not None)
    clerk.rest()
    return page


def on_evaluation(clerk: Clerk, page: EvaluationPage, act: str, answers: dict[str, object] | None = None) -> None:
    dialog = clerk.press(page.acts[act])
    assert isinstance(dialog, ActDialog)
    clerk.fill(dialog, answers or {})
    clerk.send(dialog)


def lock(clerk: Clerk, page: EvaluationPage) -> None:
    """The evaluator writes one issue and one amount, and locks."""
    page.refresh()
    clerk.rest()
    editor = clerk.press(page.editor.add_issue)
    assert isinstance(editor, FindingEditor)
    editor.issue.setText("工资差额")
    editor.view.setPlainText("差额在八千至一万元之间")
    editor.reason.setPlainText("按考勤和约定工资计算")
    clerk.qtbot.mouseClick(editor.take, LEFT)
    for edit, text in zip(page.editor.amounts[0], ("工资差额", "8000", "9000", "10000"), strict=True):
        edit.setText(text)
    page.lock_opinion()
    clerk.until(lambda: page.sheet is not None and page.sheet.own is not None and page.sheet.own.locked_on is not None)
    clerk.rest()
