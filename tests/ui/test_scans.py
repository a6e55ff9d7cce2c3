"""Scans in the window: sorted in a dialog, filed by a button, taken from the scanner's folder, and then confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from mediation_desk.queries.papers import PaperBytes
from mediation_desk.signatures.fields import boxes_in
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.scan_dialog import ScanDialog
from mediation_desk.ui.entrance.scan_folder import DONE_FOLDER, ScanFolder
from mediation_desk.ui.entrance.scan_matters import ScanMatters
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.workstation import Workstation
from tests.support.clerk import LEFT, Clerk, sit_down
from tests.support.practice_desk import Case, shared_office
from tests.support.scanner import as_pdf, printed, write_in

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def waiting(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """An agreement that waits for its signed original."""
    office = shared_office(tmp_path_factory.mktemp("scans"))
    case = Case(office).mediating()
    case.finalise()
    yield case
    office.desk.close()


@pytest.fixture
def clerk(qtbot: QtBot, waiting: Case, jobs: Jobs) -> Clerk:
    return sit_down(qtbot, waiting.office, jobs)


def sheets(case: Case, *empty: str) -> list[Image.Image]:
    rng, pdf = Random(3), case.office.desk.ask(PaperBytes(paper=case.id("paper"), frozen=True))
    pages = printed(pdf)
    for box in boxes_in(pdf):
        if box.key not in empty:
            write_in(pages[box.page], box, rng)
    return pages


def scan_in(folder: Path, pages: list[Image.Image], name: str = "scan.pdf") -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_bytes(as_pdf(pages))
    return file


def dropped(clerk: Clerk, *files: Path) -> ScanDialog:
    """Files dropped on the window, and the dialog that shows what they are."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    clerk.window.dropEvent(QDropEvent(QPointF(5, 5), copy, data, Qt.MouseButton.LeftButton, none))
    dialog = clerk.window.findChildren(ScanDialog)[-1]
    clerk.until(lambda: bool(dialog.piles or dialog.loose))
    return dialog


def test_that_a_dropped_scan_is_filed_and_the_confirmation_knows_who_signed(
    clerk: Clerk, waiting: Case, tmp_path: Path
) -> None:
    ScanMatters(clerk.window, clerk.door)
    dialog = dropped(clerk, scan_in(tmp_path, sheets(waiting, "p2")))
    (pile,) = dialog.piles
    assert pile.paper.whole and not pile.reason.isVisibleTo(dialog)
    with clerk.qtbot.waitSignal(dialog.all_filed, timeout=20_000):
        clerk.qtbot.mouseClick(pile.go, LEFT)
    assert not pile.go.isEnabled()
    dialog.reject()
    page = clerk.open(waiting.case)
    confirm = page.want("confirm_scan", waiting.id("paper"))
    assert isinstance(confirm, ActDialog)
    days = confirm.editors["signatures"].days
    assert {key for key, edit in days.items() if edit.value() is not None} == {"p1", "m1", "seal"}
    confirm.reject()
    clerk.rest()


def test_that_a_missing_page_needs_a_reason(clerk: Clerk, waiting: Case, tmp_path: Path) -> None:
    ScanMatters(clerk.window, clerk.door)
    dialog = dropped(clerk, scan_in(tmp_path, sheets(waiting)[:1]))
    (pile,) = dialog.piles
    assert "缺第" in pile.standing.text()
    clerk.qtbot.mouseClick(pile.go, LEFT)
    clerk.until(lambda: pile.answer.text() != "")
    assert "缺第" in pile.answer.text() and pile.go.isEnabled()
    pile.reason.setText("第二页遗失")
    clerk.qtbot.mouseClick(pile.go, LEFT)
    clerk.until(lambda: pile.filed)
    dialog.reject()


def test_that_a_page_without_a_code_goes_to_a_case_by_its_number(clerk: Clerk, waiting: Case, tmp_path: Path) -> None:
    ScanMatters(clerk.window, clerk.door)
    dialog = dropped(clerk, scan_in(tmp_path, [Image.new("RGB", (1240, 1754), "white")]))
    (card,) = dialog.loose
    card.number.setText("2026-999")
    clerk.qtbot.mouseClick(card.go, LEFT)
    clerk.until(lambda: card.answer.text() != "")
    assert not card.filed and card.go.isEnabled()
    card.number.setText(waiting.facts().number)
    clerk.qtbot.mouseClick(card.go, LEFT)
    clerk.until(lambda: card.filed)
    dialog.reject()


def test_that_a_file_is_taken_once_it_stops_growing_and_is_moved_when_filed(qtbot: QtBot, tmp_path: Path) -> None:
    folder = ScanFolder(settle_ms=100_000)
    file = tmp_path / "a.pdf"
    file.write_bytes(b"%PDF-")
    folder.watch(tmp_path)
    assert folder.waiting == ()
    file.write_bytes(b"%PDF-1.7 more")
    folder.look()
    assert folder.waiting == ()
    folder.look()
    assert folder.waiting == (file,)
    folder.file_away([file])
    file.write_bytes(b"%PDF-other")
    folder.look()
    folder.look()
    folder.file_away([file])
    assert sorted(path.name for path in (tmp_path / DONE_FOLDER).iterdir()) == ["a (2).pdf", "a.pdf"]
    assert folder.waiting == ()


def test_that_a_new_file_is_noticed_without_asking(qtbot: QtBot, tmp_path: Path) -> None:
    folder = ScanFolder(settle_ms=50)
    folder.watch(tmp_path)
    with qtbot.waitSignal(folder.waiting_changed, timeout=5000):
        (tmp_path / "b.png").write_bytes(b"\x89PNG")
    assert [path.name for path in folder.waiting] == ["b.png"]


def test_that_the_workstation_remembers_its_folder(tmp_path: Path) -> None:
    assert Workstation(tmp_path).scan_folder is None
    Workstation(tmp_path).scan_folder = tmp_path / "扫描"
    assert Workstation(tmp_path).scan_folder == tmp_path / "扫描"
    (tmp_path / "workstation.json").write_text("{", encoding="utf-8")
    assert Workstation(tmp_path).scan_folder is None
