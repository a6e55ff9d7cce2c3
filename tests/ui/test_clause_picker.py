"""条款库 at the agreement: find a clause, fill it, put it in; a payment becomes a payment; the office keeps its own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.ui.dialogs.clause_keeper import ClauseKeeper
from mediation_desk.ui.dialogs.clause_picker import ClausePicker
from mediation_desk.ui.editors.duty_editor import DutyEditor
from mediation_desk.ui.jobs import Jobs
from tests.support.clerk import Clerk, sit_down
from tests.support.kept_offices import mediating_office


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[PracticeOffice, str]]:
    """A practice office in which the first worked case is being mediated."""
    office, case = mediating_office(tmp_path_factory.mktemp("village"))
    yield office, case
    office.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, village: tuple[PracticeOffice, str], jobs: Jobs) -> Clerk:
    seat = sit_down(qtbot, village[0], jobs)
    page = seat.open(village[1])
    page.tabs.setCurrentWidget(page.agreement)
    return seat


def library(clerk: Clerk) -> ClausePicker:
    picker = clerk.press(clerk.page().agreement.editor.library)
    assert isinstance(picker, ClausePicker)
    clerk.until(lambda: picker.table.shown() > 0)
    return picker


def fill(picker: ClausePicker, **said: str) -> None:
    for name, value in said.items():
        field = picker.fields[name]
        if isinstance(field, QComboBox):
            field.setCurrentText(value)
        else:
            assert isinstance(field, QLineEdit)
            field.setText(value)


def test_that_a_clause_is_found_filled_and_put_in(clerk: Clerk) -> None:
    editor, picker = clerk.page().agreement.editor, library(clerk)
    suited = picker.table.shown()
    picker.search.setText("全部到期")
    assert 0 < picker.table.shown() < suited
    picker.table.choose("default.acceleration")
    assert "【宽限天数】" in picker.words.text() and "注意" in picker.risk.text() and "依据待核" in picker.risk.text()
    payer, payee = (picker.fields["payer"].itemText(n) for n in (1, 0))  # type: ignore[attr-defined]
    fill(picker, payer=payer, payee=payee)
    picker.put.click()
    clerk.until(lambda: picker.notices.notice() is not None)
    assert picker.isVisible() and "宽限天数" in picker.notices.notice().text  # type: ignore[union-attr]
    fill(picker, days="15")
    picker.put.click()
    clerk.until(lambda: not picker.isVisible())
    assert editor.draft().other_clauses[-1].startswith(f"{payer}任何一期付款逾期超过15日的")


def test_that_a_payment_begins_as_a_payment(clerk: Clerk) -> None:
    editor, picker = clerk.page().agreement.editor, library(clerk)
    before = len(editor.draft().duties)
    picker.table.choose("pay.by_day")
    payer, payee = (picker.fields["payer"].itemText(n) for n in (1, 0))  # type: ignore[attr-defined]
    fill(picker, payer=payer, payee=payee, amount="3000", day="20991231", account="6222")
    duty = clerk.press(picker.begin)
    assert isinstance(duty, DutyEditor)
    duty.accept()
    made = editor.draft().duties[-1]
    assert len(editor.draft().duties) == before + 1 and made.kind == "pay"
    assert made.amount is not None and made.amount.figures == "3,000.00"
    assert made.due is not None and str(made.due.on) == "2099-12-31"
    assert len(made.debtors) == len(made.beneficiaries) == 1 and made.debtors != made.beneficiaries


def test_that_the_office_keeps_a_changed_clause_and_drops_it(clerk: Clerk) -> None:
    picker = library(clerk)
    shipped = picker.table.shown()
    picker.table.choose("pay.receipt")
    keeper = clerk.press(picker.keep)
    assert isinstance(keeper, ClauseKeeper)
    keeper.name.setText("本所的付款凭证")
    keeper.text.setPlainText("{收款人}收到{金额}后当日出具收条")
    assert {name: box.currentData() for name, box in keeper.kinds.items()} == {"收款人": "party", "金额": "money"}
    keeper.go.click()
    clerk.until(lambda: picker.table.shown() == shipped + 1)
    own = next(row for row in range(shipped + 1) if picker.table.model().index(row, 2).data() == "本单位")
    picker.table.setCurrentIndex(picker.table.model().index(own, 0))
    assert picker.drop.isVisible()
    picker.drop.click()
    clerk.until(lambda: picker.table.shown() == shipped)
    picker.reject()
