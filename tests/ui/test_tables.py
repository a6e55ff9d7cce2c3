"""Tables over records."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from mediation_desk.ui.models.columns import Column, Dots, Role
from mediation_desk.ui.models.row_table import FREE_COLUMN, RowTable
from mediation_desk.ui.models.rows import RowModel, TextFilter
from mediation_desk.ui.theme import look
from mediation_desk.ui.theme.marks import Tone, Urgency


@dataclass(frozen=True)
class Line:
    number: str
    title: str
    days: int
    initials: str = ""


LINES = (
    Line("2026-218", "周桂英 与 钱志远 相邻采光", 2, "zgy qzy"),
    Line("2026-217", "孙家铭 与 枫源建材 劳务报酬", -2, "sjm"),
    Line("2026-216", "李浩 与 王磊 殴打赔偿", 24, "lh wl"),
)
COLUMNS = (
    Column[Line](title="案号", text=lambda line: line.number, width=6),
    Column[Line](title="纠纷", text=lambda line: line.title),
    Column[Line](title="类型", text=lambda line: "人民", chip=lambda line: Tone.PEOPLE, width=5),
    Column[Line](title="强弱", text=lambda line: "3 / 5", dots=lambda line: Dots(3), width=6),
    Column[Line](
        title="期限",
        text=lambda line: f"还剩 {line.days} 天" if line.days >= 0 else f"超期 {-line.days} 天",
        order=lambda line: line.days,
        mark=lambda line: Urgency.OVERDUE if line.days < 0 else Urgency.FINE,
        tip=lambda line: "受理之日起",
        width=6,
    ),
    Column[Line](title="天数", text=lambda line: str(line.days), number=True, bold=True, width=4),
)


@pytest.fixture
def model() -> RowModel[Line]:
    return RowModel(COLUMNS, lambda line: line.number, lambda line: line.initials)


@pytest.fixture
def table(qtbot: QtBot) -> RowTable[Line]:
    made = RowTable(COLUMNS, lambda line: line.number, lambda line: line.initials, sortable=True)
    qtbot.addWidget(made)
    made.resize(900, 300)
    made.show_rows(LINES)
    made.show()
    qtbot.waitExposed(made)
    return made


def _numbers(table: RowTable[Line]) -> list[str]:
    model = table.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_that_the_model_keeps_qts_rules_through_resets_and_filters(model: RowModel[Line]) -> None:
    kept = TextFilter()
    kept.setSourceModel(model)
    mode = QAbstractItemModelTester.FailureReportingMode.Warning
    testers = [QAbstractItemModelTester(one, mode) for one in (model, kept)]
    model.show_rows(LINES)
    kept.set_text("与")
    kept.sort(4)
    model.show_rows(LINES[:1])
    model.show_rows(())
    assert len(testers) == 2
    assert kept.rowCount() == 0


def test_that_figures_stand_at_the_right_under_their_title(model: RowModel[Line]) -> None:
    model.show_rows(LINES)
    cell = model.index(0, 5)
    right = Qt.AlignmentFlag.AlignRight
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) & right
    assert model.headerData(5, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole) & right
    assert cell.data(Qt.ItemDataRole.FontRole).bold()


def test_that_a_deadline_is_read_aloud_with_its_word(model: RowModel[Line]) -> None:
    model.show_rows(LINES)
    assert model.index(1, 4).data(Qt.ItemDataRole.AccessibleTextRole) == "超期 超期 2 天"
    assert model.index(1, 4).data(Qt.ItemDataRole.ToolTipRole) == "受理之日起"


def test_that_a_cell_tells_the_record_behind_it(model: RowModel[Line]) -> None:
    model.show_rows(LINES)
    assert model.index(2, 0).data(Role.ROW) is LINES[2]
    assert model.row_at(0) is LINES[0]


def test_that_the_filter_finds_every_word_in_any_column(table: RowTable[Line]) -> None:
    table.set_text("采光 2026")
    assert _numbers(table) == ["2026-218"]
    table.set_text("")
    assert table.shown() == 3


def test_that_the_filter_finds_initials_that_are_not_shown(table: RowTable[Line]) -> None:
    table.set_text("SJM")
    assert _numbers(table) == ["2026-217"]


def test_that_a_pages_own_test_narrows_further(table: RowTable[Line]) -> None:
    table.set_test(lambda line: line.days >= 0)
    table.set_text("与")
    assert _numbers(table) == ["2026-218", "2026-216"]
    table.set_test(None)
    assert table.shown() == 3


def test_that_rows_come_as_they_were_given_until_a_column_is_sorted(table: RowTable[Line]) -> None:
    assert _numbers(table) == ["2026-218", "2026-217", "2026-216"]
    table.sortByColumn(4, Qt.SortOrder.AscendingOrder)
    assert _numbers(table) == ["2026-217", "2026-218", "2026-216"]


def test_that_a_refresh_keeps_the_chosen_row(table: RowTable[Line], qtbot: QtBot) -> None:
    table.choose("2026-216")
    with qtbot.assert_not_emitted(table.chosen):
        table.show_rows(LINES[::-1])
    assert table.current_key() == "2026-216"
    assert table.currentIndex().row() == 0


def test_that_a_chosen_row_that_went_away_is_told(table: RowTable[Line], qtbot: QtBot) -> None:
    table.choose("2026-216")
    with qtbot.wait_signal(table.chosen) as told:
        table.show_rows(LINES[:1])
    assert told.args == [""]


def test_that_arrows_choose_and_enter_opens(table: RowTable[Line], qtbot: QtBot) -> None:
    table.choose_first()
    with qtbot.wait_signal(table.chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == ["2026-217"]
    with qtbot.wait_signal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == ["2026-217"]
    assert table.current_row() is LINES[1]


def test_that_a_row_that_is_not_there_cannot_be_chosen(table: RowTable[Line]) -> None:
    assert not table.choose("2020-1")
    table.set_text("采光")
    assert not table.choose("2026-217")


def test_that_a_double_click_opens(table: RowTable[Line], qtbot: QtBot) -> None:
    place = table.visualRect(table.model().index(2, 1)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.wait_signal(table.opened) as opened:
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened.args == ["2026-216"]


def test_that_the_free_column_takes_what_is_left_but_stays_readable(table: RowTable[Line]) -> None:
    fixed = sum(table.columnWidth(place) for place in range(6) if place != 1)
    assert abs(table.columnWidth(1) - (table.viewport().width() - fixed)) <= 1
    table.resize(300, 300)
    assert table.columnWidth(1) >= FREE_COLUMN * table.fontMetrics().horizontalAdvance("字")


def test_that_chips_marks_and_dots_are_drawn_in_their_cells(table: RowTable[Line]) -> None:
    image = table.viewport().grab().toImage()

    def shades(column: int, row: int) -> set[str]:
        cell = table.visualRect(table.model().index(row, column))
        return {
            image.pixelColor(x, y).name()
            for x in range(cell.left(), cell.right())
            for y in range(cell.top(), cell.bottom())
        }

    assert look.colours().people_soft in shades(2, 0)
    assert look.colours().act in shades(3, 0)
    assert look.colours().red in shades(4, 1)
    assert look.colours().green in shades(4, 0)
