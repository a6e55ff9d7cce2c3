"""What the case page offers, says and keeps to itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from mediation_desk.acts.known import BY_NAME
from mediation_desk.desk.permissions import ACTS
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.papers.proof import extracted
from mediation_desk.terms.agreement import Due, DutyDraft
from mediation_desk.terms.money import Money
from mediation_desk.ui.dialogs.act_forms import FORMS
from mediation_desk.ui.editors.agreement_pieces import LAST_DAY, SAME_DAY, duty_row, equal_instalments
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.case.presenter import GROUPS
from mediation_desk.ui.pages.signing.page import SigningPage
from mediation_desk.words.acts import ACTS as ACT_WORDS
from mediation_desk.words.case import clock_words
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.kept_offices import mediating_office

ELSEWHERE = {
    "register_case", "finalise_agreement", "record_oral_agreement", "record_signature", "lock_opinion", "add_party",
    "add_person", "correct_person", "add_organisation", "issue_seal", "appoint_staff", "dismiss_staff",
    "change_settings", "adopt_rules", "recount_clocks", "file_scan", "start_printing", "start_signing",
    "face_signer", "end_signing", "accept_clock",
    "connect_token", "renew_certificate", "load_certificate", "import_key", "set_time_service", "retire_key",
    "release_pin", "request_certificate", "load_revocation_list",
    "end_printing", "propose_template", "activate_template", "withdraw_template", "keep_clause", "drop_clause",
    "load_review_sheet", "use_shipped_review", "propose_drawing", "confirm_drawing", "withdraw_drawing",
}  # fmt: skip
"""Acts whose screens are pages, tabs or dialogs of their own."""


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PracticeOffice, str]]:
    """A practice office in which the first worked case is being mediated."""
    office, case = mediating_office(tmp_path_factory.mktemp("village"))
    yield office, case
    office.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, village: tuple[PracticeOffice, str], jobs: Jobs) -> Clerk:
    seat = sit_down(qtbot, village[0], jobs)
    seat.open(village[1])
    return seat


def test_that_every_act_has_a_form_or_a_place_of_its_own() -> None:
    assert set(BY_NAME) - set(FORMS) == ELSEWHERE
    assert set(FORMS) - set(BY_NAME) == set()


def test_that_every_act_of_the_menu_has_words_and_a_permission() -> None:
    shown = {act for _, group in GROUPS for act in group}
    assert shown - set(ACT_WORDS) == set()
    assert shown - set(ACTS) == set()


def test_that_a_field_left_empty_is_named_and_nothing_is_sent(clerk: Clerk) -> None:
    dialog = clerk.begin("record_session")
    assert "结果" in clerk.refusal(dialog)
    assert dialog.isVisible()
    dialog.reject()


def test_that_a_refusal_of_the_desk_stands_in_the_dialog(clerk: Clerk) -> None:
    dialog = clerk.begin("extend_limit")
    consenting = dialog.editors["consenting"]
    consenting.set_value((consenting.boxes and next(iter(consenting.boxes)),))  # type: ignore[attr-defined]
    assert "同意" in clerk.refusal(dialog)
    dialog.reject()


def test_that_a_day_to_come_is_refused_at_once(clerk: Clerk) -> None:
    dialog = clerk.begin("record_consent")
    dialog.day.setText("20990101")
    assert "不能晚于" in clerk.refusal(dialog)
    dialog.reject()


def test_that_control_and_enter_send_the_form(clerk: Clerk, qtbot: QtBot) -> None:
    dialog = clerk.begin("suggest")
    clerk.fill(dialog, {"text": "各让一步"})
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    qtbot.keyClick(dialog.editors["text"].widget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    clerk.until(lambda: bool(closed))
    clerk.rest()
    track = clerk.page().track()
    assert track is not None
    assert any(row.detail == "各让一步" for row in track.facts_recorded)


def test_that_a_private_talk_shows_to_the_mediator_and_to_no_evaluator(
    clerk: Clerk, village: tuple[PracticeOffice, str], qtbot: QtBot, jobs: Jobs
) -> None:
    clerk.do("record_private_talk", {"text": "底线是二百元"})
    sheet = clerk.page().sheet
    assert sheet is not None
    assert [note.text for note in sheet.notes] == ["底线是二百元"]
    assert all("底线" not in row.detail for row in sheet.timeline)
    registrar = sit_down(qtbot, village[0], jobs, next(c.code for c in sheet.choices["staff"] if c.words == "周敏"))
    assert registrar.open(village[1]).sheet.notes == ()  # type: ignore[union-attr]
    assert not registrar.offers("record_private_talk")


def test_that_a_mistake_is_taken_back_from_the_timeline(clerk: Clerk) -> None:
    clerk.do("record_consent", {"subject": "openness"})
    page = clerk.page()
    page.tabs.setCurrentWidget(page.timeline)
    assert page.sheet is not None
    wrong = next(row for row in page.sheet.timeline if row.act == "record_consent" and row.reversible)
    page.timeline.table.choose(wrong.act_id)
    dialog = clerk.press(page.timeline.reverse)
    dialog.editors["reason"].set_value("记错了事项")  # type: ignore[attr-defined]
    clerk.send(dialog)  # type: ignore[arg-type]
    again = {row.act_id: row for row in page.sheet.timeline}
    assert again[wrong.act_id].reversed


def test_that_a_draft_is_kept_and_found_again(clerk: Clerk, village: tuple[PracticeOffice, str], jobs: Jobs) -> None:
    page = clerk.page()
    page.tabs.setCurrentWidget(page.agreement)
    page.agreement.editor.responsibility.setPlainText("双方各有责任")
    clerk.until(lambda: "待补" in page.agreement.findings.text() or "处" in page.agreement.findings.text())
    clerk.qtbot.wait(page.agreement._calm.interval())
    clerk.rest()
    other = sit_down(clerk.qtbot, village[0], jobs)
    found = other.open(village[1])
    other.until(lambda: found.agreement.editor.draft().responsibility == "双方各有责任")


def test_that_the_menu_leads_to_the_form(clerk: Clerk) -> None:
    dialog = clerk.begin("report_danger")
    assert dialog.hour.isVisibleTo(dialog)
    dialog.reject()


def test_that_papers_show_their_stored_bytes(clerk: Clerk) -> None:
    page = clerk.page()
    page.tabs.setCurrentWidget(page.materials)
    clerk.until(lambda: page.materials.paper.data() is not None)
    data = page.materials.paper.data()
    assert data is not None and data.startswith(b"%PDF-")


def test_that_a_paper_is_shown_in_large_type_and_back(clerk: Clerk) -> None:
    page = clerk.page()
    page.tabs.setCurrentWidget(page.materials)
    shown = page.materials.paper
    clerk.until(lambda: shown.data() is not None)
    stored = shown.data()
    page.materials.large.click()
    clerk.until(lambda: shown.data() != stored)
    assert "供阅读" in extracted(shown.data() or b"")
    page.materials.large.click()
    clerk.until(lambda: shown.data() == stored)


def test_that_the_track_of_a_case_is_shown_with_its_clock(clerk: Clerk) -> None:
    header = clerk.page().header
    assert header.chip.words() == "人民调解"
    assert "还剩" in header.badge.words()
    assert "依据待核" in header.reason.text()


def test_that_alt_and_a_figure_turn_to_a_tab(clerk: Clerk, qtbot: QtBot) -> None:
    page = clerk.page()
    with qtbot.waitActive(clerk.window):
        clerk.window.activateWindow()
    qtbot.keyClick(page, Qt.Key.Key_8, Qt.KeyboardModifier.AltModifier)
    assert page.tabs.currentWidget() is page.handovers
    qtbot.keyClick(page, Qt.Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert page.tabs.currentWidget() is page.timeline


@pytest.mark.parametrize(
    ("state", "left", "words"),
    [("running", 2, "还剩 2 天"), ("running", 0, "今天到期"), ("expired", -3, "超期 3 天"), ("paused", 9, "中止")],
)
def test_that_a_clock_is_told_in_words(state: str, left: int, words: str) -> None:
    assert clock_words(state, left) == words


def test_that_equal_instalments_make_the_total_and_keep_the_month_s_end() -> None:
    made = equal_instalments(Money.parse("100"), 3, date(2026, 1, 31), LAST_DAY)
    assert [amount.figures for amount, _ in made] == ["33.33", "33.33", "33.34"]
    assert [day for _, day in made] == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)]
    assert equal_instalments(Money.parse("9"), 2, date(2026, 1, 30), SAME_DAY)[1][1] == date(2026, 2, 28)


def test_that_a_duty_is_a_line_of_its_table() -> None:
    duty = DutyDraft(id="d", kind="pay", debtors=("b",), beneficiaries=("a",), amount=Money.parse("8000"), text="补偿",
                     manner="转账", due=Due(kind="after_effect", days=10))  # fmt: skip
    row = duty_row(2, duty, {"a": "周桂英", "b": "钱志远"})
    assert (row.debtors, row.beneficiaries, row.amount, row.due) == ("钱志远", "周桂英", "8,000.00", "生效后 10 日")


def test_that_the_signing_list_names_who_is_waited_for(clerk: Clerk) -> None:
    page = clerk.window.go("signing")
    assert isinstance(page, SigningPage)
    clerk.until(lambda: page.table.shown() > 0)
    row = page.table.current_row()
    assert row is not None
    assert "王有田" in row.waiting
    clerk.qtbot.mouseClick(page.case, LEFT)
    assert clerk.window.current() == "case"
