"""Printing in the window: shown exactly as it comes out, once, by keyboard; what fails is said and can be repeated."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from mediation_desk.acts.papers import IssuePaper
from mediation_desk.acts.printing import StartPrinting
from mediation_desk.model.paper import Paper
from mediation_desk.model.printing import Printing
from mediation_desk.store.case_rows import recorded_rows
from mediation_desk.terms.printing import LONG_EDGE, ONE_SIDE
from mediation_desk.ui.dialogs.print_dialog import PrintDialog
from mediation_desk.ui.dialogs.print_run import PrintRun
from mediation_desk.ui.entrance.blank_matters import BlankMatters
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.printing.printers import SpoolJob, SystemPrinters
from mediation_desk.ui.workstation import PrintHabit, Workstation
from tests.papers.test_printing import book
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.practice_desk import Case, refused, shared_office, stored
from tests.support.printers import FilePrinters, HeldPrinters, JammedPrinters

pytestmark = pytest.mark.thorough

CTRL = Qt.KeyboardModifier.ControlModifier
MATERIALS, AGREEMENT = 6, 3
ARM_S_LENGTH = (496, 702)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[object]:
    made = shared_office(tmp_path_factory.mktemp("printing"))
    yield made
    made.desk.close()


@pytest.fixture
def case(office: object) -> Case:
    """An agreement of two pages or more and a notice of rights, both to be signed on paper."""
    made = Case(office).mediating()  # type: ignore[arg-type]
    made.do(IssuePaper(id=made.id("rights"), code="RM-RIGHTS", track=made.id("t")))
    made.finalise()
    return made


@pytest.fixture
def printers(tmp_path: Path) -> FilePrinters:
    return FilePrinters(tmp_path)


@pytest.fixture
def clerk(qtbot: QtBot, case: Case, jobs: Jobs, printers: FilePrinters, tmp_path: Path) -> Clerk:
    return seated(qtbot, case, jobs, printers, tmp_path)


def seated(qtbot: QtBot, case: Case, jobs: Jobs, printers: FilePrinters, folder: Path) -> Clerk:
    seat = sit_down(qtbot, case.office, jobs)
    page = seat.open(case.case)
    page.printers, page.workstation = printers, Workstation(folder)
    page.tabs.setCurrentIndex(MATERIALS)
    page.materials.table.choose(f"paper:{case.id('paper')}")
    seat.rest()
    return seat


def opened(clerk: Clerk) -> PrintDialog:
    """Ctrl+P over the list, and everything laid out."""
    clerk.qtbot.keyClick(clerk.page().materials.table, Qt.Key.Key_P, CTRL)
    dialog = clerk.window.findChildren(PrintDialog)[-1]
    laid_out(clerk, dialog)
    return dialog


def laid_out(clerk: Clerk, dialog: PrintDialog) -> None:
    clerk.until(dialog.parts.go.isEnabled)
    clerk.until(lambda: dialog.parts.view.page_count() > 0)


def press(clerk: Clerk, dialog: PrintDialog) -> None:
    """Print, and wait until it is told what came of it."""
    clerk.qtbot.keyClick(dialog.parts.table, Qt.Key.Key_Return)
    assert dialog.run is not None
    ended(clerk, dialog)


def ended(clerk: Clerk, dialog: PrintDialog) -> None:
    clerk.until(lambda: dialog.run is None)
    clerk.rest()


def said(dialog: PrintDialog) -> str:
    notice = dialog.parts.notices.notice()
    return "" if notice is None else notice.text


def rows(case: Case) -> list[Printing]:
    with case.office.desk.store.reading() as session:
        return recorded_rows(session, case.case, Printing)


def number(case: Case) -> tuple[object, ...]:
    row: Paper = case.paper()
    return row.number, row.edition, row.frozen_sha256, row.current_sha256


def pictures(pdf: bytes) -> list[Image.Image]:
    """At the printer's dots, then at arm's length: not where each dot falls is compared, but what the page shows."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [
            page.render(scale=300 / 72).to_pil().convert("L").resize(ARM_S_LENGTH, Image.Resampling.BOX)
            for page in document
        ]


def differ(first: Image.Image, second: Image.Image) -> float:
    """How much of the page differs visibly, from 0 to 1."""
    changed = ImageChops.difference(first, second).point(lambda dot: 255 * (dot > 64))
    return changed.histogram()[255] / (first.width * first.height)


def ticked(dialog: PrintDialog) -> list[str]:
    return [line.title for line, _ in dialog.parts.table.chosen()]


def test_that_what_comes_out_is_what_was_shown(clerk: Clerk, case: Case, printers: FilePrinters) -> None:
    dialog = opened(clerk)
    assert ticked(dialog) == ["人民调解协议书"]
    dialog.parts.sides.setCurrentIndex(dialog.parts.sides.findData(LONG_EDGE))
    laid_out(clerk, dialog)
    assert dialog._sheet is not None
    shown = pictures(dialog._sheet.pdf)
    assert len(shown) == dialog.parts.view.page_count() == 2 * dialog._sheet.sheets
    assert f"共 {dialog._sheet.sheets} 张纸" in dialog.parts.total.text()
    press(clerk, dialog)
    out = pictures(printers.file(1).read_bytes())
    assert len(out) == len(shown)
    off = max(differ(one, other) for one, other in zip(shown, out, strict=True))
    assert off < 0.0002, off
    assert max(differ(out[0], other) for other in out) > 0.01
    (row,) = rows(case)
    assert (row.outcome, row.pages_sent, row.sides) == ("sent", len(shown), LONG_EDGE)
    assert row.copies == case.paper().copies
    dialog.reject()


def test_that_black_and_white_is_shown_and_printed(clerk: Clerk, printers: FilePrinters) -> None:
    dialog = opened(clerk)
    dialog.parts.grey.setChecked(True)
    laid_out(clerk, dialog)
    press(clerk, dialog)
    assert printers.jobs[0].grey
    dialog.reject()


def test_that_enter_twice_prints_once_and_a_reprint_is_asked_for(
    clerk: Clerk, case: Case, printers: FilePrinters
) -> None:
    dialog = opened(clerk)
    for _ in range(3):
        clerk.qtbot.keyClick(dialog.parts.table, Qt.Key.Key_Return)
    ended(clerk, dialog)
    assert ticked(dialog) == [] and not dialog.parts.go.isEnabled()
    for _ in range(2):
        clerk.qtbot.keyClick(dialog.parts.table, Qt.Key.Key_Return)
    assert [row.turn for row in rows(case)] == [1]
    clerk.qtbot.keyClick(dialog.parts.table, Qt.Key.Key_Space)
    laid_out(clerk, dialog)
    assert dialog.parts.reason.isVisible()
    clerk.qtbot.keyClick(dialog.parts.table, Qt.Key.Key_Return)
    assert dialog.run is None and "补打原因" in said(dialog)
    dialog.parts.reason.setCurrentText("份数不够")
    press(clerk, dialog)
    assert [(row.turn, row.reason) for row in rows(case)] == [(1, None), (2, "份数不够")]
    plain, marked = (pictures(printers.file(turn).read_bytes()) for turn in (1, 2))
    assert all(ImageChops.difference(one, two).getbbox() for one, two in zip(plain, marked, strict=True))
    dialog.reject()


@pytest.mark.parametrize("way", ["jam", "unwritable"])
@pytest.mark.qt_log_ignore("QPainter", "QPrinter", extend=True)
def test_that_a_job_that_fails_loses_and_doubles_no_number(
    qtbot: QtBot, case: Case, jobs: Jobs, tmp_path: Path, way: str
) -> None:
    printers = JammedPrinters(tmp_path) if way == "jam" else FilePrinters(tmp_path / "not there")
    clerk, before = seated(qtbot, case, jobs, printers, tmp_path), number(case)
    dialog = opened(clerk)
    press(clerk, dialog)
    assert "《人民调解协议书》" in said(dialog) and "文号不变" in said(dialog) and "按“打印”" in said(dialog)
    (row,) = rows(case)
    code = {"jam": "printing.stopped", "unwritable": "printing.no_start"}[way]
    assert (row.outcome, row.problem, row.pages_sent) == ("failed", code, 1 if way == "jam" else 0)
    assert number(case) == before
    assert ticked(dialog) == ["人民调解协议书"]
    printers.folder = tmp_path
    laid_out(clerk, dialog)
    assert not dialog.parts.reason.isVisible()
    press(clerk, dialog)
    assert [(one.outcome, one.turn) for one in rows(case)] == [("failed", 1), ("sent", 1)]
    assert number(case) == before
    dialog.reject()


def test_that_papers_before_the_fault_are_done_and_those_after_it_wait(
    qtbot: QtBot, case: Case, jobs: Jobs, tmp_path: Path
) -> None:
    class SecondJams(JammedPrinters):
        def made(self, job):  # type: ignore[no-untyped-def]
            self.jams = 2 if len(self.jobs) == 2 else 0
            return super().made(job)

    clerk = seated(qtbot, case, jobs, SecondJams(tmp_path), tmp_path)
    dialog = opened(clerk)
    table = dialog.parts.table
    for row, line in enumerate(table.lines()):
        table.set_copies(row, 2)
        table.tick(row, True)
        assert line.title
    laid_out(clerk, dialog)
    titles = ticked(dialog)
    assert len(titles) == 2
    press(clerk, dialog)
    assert [row.outcome for row in rows(case)] == ["sent", "failed"]
    assert ticked(dialog) == titles[1:]
    assert "另有1份文书已经送出" in said(dialog)
    dialog.reject()


def test_that_a_long_job_is_cancelled_between_pages_and_says_how_many_went_out(
    qtbot: QtBot, case: Case, jobs: Jobs, tmp_path: Path
) -> None:
    printers = HeldPrinters(tmp_path)
    clerk = seated(qtbot, case, jobs, printers, tmp_path)
    dialog = opened(clerk)
    clerk.qtbot.keyClick(dialog.parts.table, Qt.Key.Key_Return)
    clerk.until(printers.at_page.is_set)
    clerk.until(lambda: dialog.parts.progress.value() > 0)
    assert dialog.parts.stop.isVisible() and "第 1 份" in dialog.parts.doing.text()
    qtbot.mouseClick(dialog.parts.stop, LEFT)
    assert dialog.isVisible()
    printers.go_on.set()
    ended(clerk, dialog)
    (row,) = rows(case)
    assert (row.outcome, row.pages_sent) == ("cancelled", 2)
    assert "已取消打印" in said(dialog)
    assert ticked(dialog) == ["人民调解协议书"]
    dialog.reject()


def test_that_closing_waits_until_it_is_recorded(qtbot: QtBot, case: Case, jobs: Jobs, tmp_path: Path) -> None:
    printers = HeldPrinters(tmp_path)
    clerk = seated(qtbot, case, jobs, printers, tmp_path)
    dialog = opened(clerk)
    gone: list[int] = []
    dialog.finished.connect(gone.append)
    clerk.qtbot.keyClick(dialog.parts.table, Qt.Key.Key_Return)
    clerk.until(printers.at_page.is_set)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not gone
    printers.go_on.set()
    clerk.until(lambda: bool(gone))
    assert [row.outcome for row in rows(case)] == ["cancelled"]
    assert clerk.window.notices.notice() is not None


def test_that_a_printer_that_never_answers_is_given_up(
    qtbot: QtBot, case: Case, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PrintRun.__init__, "__defaults__", (150,))
    printers = HeldPrinters(tmp_path)
    clerk = seated(qtbot, case, jobs, printers, tmp_path)
    dialog = opened(clerk)
    clerk.qtbot.keyClick(dialog.parts.table, Qt.Key.Key_Return)
    clerk.until(lambda: dialog.run is None)
    assert "没有回应" in said(dialog)
    assert [(row.outcome, row.problem) for row in rows(case)] == [("failed", "printing.no_answer")]
    printers.go_on.set()
    dialog.reject()


def test_that_a_printing_without_an_end_is_asked_about(clerk: Clerk, case: Case) -> None:
    start = StartPrinting(
        id=case.id("lost"), paper=case.id("paper"), copies=1, pages=2, sides=ONE_SIDE, printer="文印室"
    )
    case.do(start)
    dialog = opened(clerk)
    clerk.until(dialog.parts.question.isVisible)
    assert "《人民调解协议书》" in dialog.parts.question_words.text()
    press(clerk, dialog)
    assert "还没有结果" in said(dialog)
    clerk.qtbot.keyClick(dialog.parts.came_out, Qt.Key.Key_Space)
    clerk.until(lambda: not dialog.parts.question.isVisible())
    clerk.rest()
    assert [(row.outcome, row.problem) for row in rows(case)] == [("sent", "told")]
    clerk.until(dialog.parts.reason.isVisible)
    dialog.reject()


def test_that_each_procedure_remembers_how_it_was_printed(
    qtbot: QtBot, case: Case, jobs: Jobs, printers: FilePrinters, tmp_path: Path
) -> None:
    clerk = seated(qtbot, case, jobs, printers, tmp_path)
    dialog, counted = opened(clerk), case.paper().copies
    parts = dialog.parts
    parts.printer.setCurrentIndex(parts.printer.findText("前台"))
    parts.sides.setCurrentIndex(parts.sides.findData(LONG_EDGE))
    parts.collated.setChecked(False)
    row = [line.key for line in parts.table.lines()].index(f"paper:{case.id('paper')}")
    parts.table.set_copies(row, counted + 1)
    laid_out(clerk, dialog)
    press(clerk, dialog)
    dialog.reject()
    clerk.window.close()
    again = opened(seated(qtbot, case, jobs, printers, tmp_path))
    how = again.parts.how()
    assert (how.printer, how.sides, how.collated) == ("前台", LONG_EDGE, False)
    assert again.parts.table.copies(row) == counted + 1
    other = Workstation(tmp_path).print_habit("judicial.online")
    assert (other.printer, other.sides, dict(other.copies)) == ("前台", LONG_EDGE, {})
    again.reject()


def test_that_the_keyboard_alone_prints(clerk: Clerk, case: Case) -> None:
    dialog, qtbot = opened(clerk), clerk.qtbot
    table = dialog.parts.table
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert len(ticked(dialog)) == table.rowCount() > 1
    qtbot.keyClick(table, Qt.Key.Key_A, CTRL)
    assert ticked(dialog) == []
    qtbot.keyClick(table, Qt.Key.Key_Home)
    qtbot.keyClick(table, Qt.Key.Key_Space)
    qtbot.keyClick(table, Qt.Key.Key_Plus)
    more = table.copies(0)
    qtbot.keyClick(table, Qt.Key.Key_Minus)
    assert table.copies(0) == more - 1
    qtbot.keyClick(table, Qt.Key.Key_3)
    qtbot.keyClick(table.focusWidget() or table, Qt.Key.Key_Return)
    assert table.copies(0) == 3
    laid_out(clerk, dialog)
    press(clerk, dialog)
    assert rows(case)[0].copies == 3
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not clerk.window.findChildren(PrintDialog) or not dialog.isVisible()


def test_that_printing_is_offered_like_every_act(clerk: Clerk) -> None:
    clerk.offered("start_printing").trigger()
    dialog = clerk.window.findChildren(PrintDialog)[-1]
    laid_out(clerk, dialog)
    assert ticked(dialog) == ["人民调解协议书"]
    assert not clerk.offers("end_printing")
    dialog.reject()


def test_that_a_draft_is_printed_as_one(
    qtbot: QtBot, office: object, jobs: Jobs, printers: FilePrinters, tmp_path: Path
) -> None:
    case = Case(office).mediating()  # type: ignore[arg-type]
    clerk = sit_down(qtbot, case.office, jobs)
    page = clerk.open(case.case)
    page.printers, page.workstation = printers, Workstation(tmp_path)
    page.tabs.setCurrentIndex(AGREEMENT)
    clerk.rest()
    page.agreement.paper.show_paper(book(2), "草稿")
    qtbot.mouseClick(page.agreement.paper.print, LEFT)
    dialog = clerk.window.findChildren(PrintDialog)[-1]
    laid_out(clerk, dialog)
    assert ticked(dialog) == ["协议草稿"]
    press(clerk, dialog)
    assert [(row.title, row.paper_id, row.track_id) for row in rows(case)] == [("协议草稿", None, case.id("t"))]
    dialog.reject()


def test_that_a_file_takes_exactly_what_is_shown(
    clerk: Clerk, case: Case, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(clerk)
    file = tmp_path / "协议.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(file), ""))
    dialog.parts.printer.setCurrentIndex(dialog.parts.printer.count() - 1)
    assert dialog._sheet is not None
    shown = dialog._sheet.pdf
    press(clerk, dialog)
    assert file.read_bytes() == shown
    assert [(row.printer, row.outcome) for row in rows(case)] == [("PDF 文件", "sent")]
    dialog.reject()


def test_that_a_case_without_papers_says_what_to_do(
    qtbot: QtBot, office: object, jobs: Jobs, printers: FilePrinters, tmp_path: Path
) -> None:
    case = Case(office).register()  # type: ignore[arg-type]
    clerk = sit_down(qtbot, case.office, jobs)
    page = clerk.open(case.case)
    page.printers, page.workstation = printers, Workstation(tmp_path)
    dialog = page.print_papers()
    assert dialog is not None
    clerk.rest()
    assert dialog.parts.table.rowCount() == 0 and not dialog.parts.go.isEnabled()
    dialog.reject()


def test_that_empty_forms_are_printed_and_take_no_number(
    clerk: Clerk, case: Case, printers: FilePrinters, tmp_path: Path
) -> None:
    before = stored(case.office.desk)
    matters = BlankMatters(clerk.window, clerk.door)
    matters.printers, matters.workstation = printers, Workstation(tmp_path)
    (action,) = [one for one in clerk.window.top_bar.user.menu().actions() if one.text() == "空白文书…"]
    action.trigger()
    dialog = clerk.window.findChildren(PrintDialog)[-1]
    clerk.until(lambda: dialog.parts.table.rowCount() > 10)
    parts = dialog.parts
    parts.group.setCurrentIndex(parts.group.findData("administrative.general"))
    parts.group.activated.emit(parts.group.currentIndex())
    clerk.until(lambda: any(line.code == "AD-ACC" for line in parts.table.lines()))
    parts.group.setCurrentIndex(parts.group.findData("people.general"))
    parts.group.activated.emit(parts.group.currentIndex())
    clerk.until(lambda: any(line.code == "RM-LOG" for line in parts.table.lines()))
    codes = [line.code for line in parts.table.lines()]
    assert "AD-ACC" not in codes and "RM-COVER" not in codes
    parts.table.tick(codes.index("RM-LOG"), True)
    parts.table.set_copies(codes.index("RM-LOG"), 4)
    laid_out(clerk, dialog)
    press(clerk, dialog)
    assert "已送打印" in said(dialog)
    assert len(pictures(printers.file(1).read_bytes())) == 4
    assert stored(case.office.desk) == before
    dialog.reject()


def test_that_copies_follow_the_case_and_not_the_last_one() -> None:
    habit = PrintHabit()
    more = PrintHabit(copies=habit.with_copies("RM-AGR", counted=4, wanted=5))
    assert (more.copies_of("RM-AGR", 4), more.copies_of("RM-AGR", 38), more.copies_of("RM-REC", 2)) == (5, 39, 2)
    one = PrintHabit(copies=habit.with_copies("RM-AGR", counted=4, wanted=1))
    assert (one.copies_of("RM-AGR", 4), one.copies_of("RM-AGR", 38)) == (1, 1)
    assert more.copies_of("RM-AGR", 99) == 99


def test_that_a_workstation_file_with_nonsense_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / "workstation.json").write_text(
        '{"scan_folder": "x", "printing": {"p": {"sides": 3, "copies": {"A": ["more", "2"], "B": ["only", 2]}}}}',
        encoding="utf-8",
    )
    habit = Workstation(tmp_path).print_habit("p")
    assert (habit.sides, dict(habit.copies)) == (ONE_SIDE, {"B": ("only", 2)})
    Workstation(tmp_path).keep_print_habit("q", PrintHabit(printer="文印室"))
    assert Workstation(tmp_path).scan_folder == Path("x")
    assert Workstation(tmp_path).print_habit("anything").printer == "文印室"


def test_that_a_printer_that_is_gone_is_a_refusal_that_says_what_to_do() -> None:
    job = SpoolJob(title="人民调解协议书", printer="搬走的打印机", sides=ONE_SIDE, grey=False, first=0, count=1)
    refusal = refused("printing.no_start", lambda: SystemPrinters().open(job))
    assert refusal.facts["printer"] == "搬走的打印机"
    assert "搬走的打印机" not in SystemPrinters().names()
