"""The preview shows the bytes it was given."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.widgets.pdf_pages import PdfPages, UnreadablePdf
from mediation_desk.ui.widgets.pdf_view import PdfView


def _paper(pages: int, shade: tuple[int, int, int] = (255, 255, 255)) -> bytes:
    document = pypdfium2.PdfDocument.new()
    for _ in range(pages):
        page = document.new_page(595, 842)
        bitmap = pypdfium2.PdfBitmap.new_native(8, 8, pypdfium2.raw.FPDFBitmap_BGR)
        bitmap.fill_rect((*shade, 255), 0, 0, 8, 8)
        picture = pypdfium2.PdfImage.new(document)
        picture.set_bitmap(bitmap)
        picture.set_matrix(pypdfium2.PdfMatrix().scale(595, 842))
        page.insert_obj(picture)
        page.gen_content()
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.fixture
def view(qtbot: QtBot, jobs: Jobs) -> PdfView:
    made = PdfView(jobs)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def _open(view: PdfView, qtbot: QtBot, data: bytes) -> None:
    with qtbot.wait_signal(view.shown):
        view.show_pdf(data)


def test_that_pages_are_counted_and_the_first_is_in_view(view: PdfView, qtbot: QtBot) -> None:
    with qtbot.wait_signal(view.page_changed) as told:
        view.show_pdf(_paper(3))
    assert told.args == [1, 3]
    assert view.page_count() == 3


def test_that_the_given_page_is_what_is_seen(view: PdfView, qtbot: QtBot) -> None:
    _open(view, qtbot, _paper(1, (200, 30, 30)))

    def seen() -> QColor:
        return view.viewport().grab().toImage().pixelColor(250, 200)

    qtbot.waitUntil(lambda: seen() == QColor(200, 30, 30))


def test_that_keys_scroll_through_the_paper(view: PdfView, qtbot: QtBot) -> None:
    _open(view, qtbot, _paper(3))
    qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.verticalScrollBar().value() > 0
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.current_page() == 3
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.current_page() == 1


def test_that_a_paper_is_read_through_only_when_every_foot_was_in_view(view: PdfView, qtbot: QtBot) -> None:
    _open(view, qtbot, _paper(2))
    assert not view.all_seen()
    view.go_to_page(2)
    assert not view.all_seen()
    with qtbot.wait_signal(view.read_through):
        qtbot.keyClick(view, Qt.Key.Key_Home)
        for _ in range(12):
            qtbot.keyClick(view, Qt.Key.Key_PageDown)
    assert view.all_seen()


def test_that_jumping_to_the_end_is_not_reading_it_all(view: PdfView, qtbot: QtBot) -> None:
    _open(view, qtbot, _paper(4))
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert not view.all_seen()


def test_that_the_width_fits_until_another_size_is_chosen(view: PdfView, qtbot: QtBot) -> None:
    _open(view, qtbot, _paper(1))
    fitted = view.zoom()
    view.resize(900, 400)
    assert view.zoom() > fitted
    view.zoom_out()
    chosen = view.zoom()
    view.resize(500, 400)
    assert view.zoom() == chosen
    view.fit_width()
    assert view.zoom() == pytest.approx(fitted)


def test_that_a_broken_file_is_said_not_shown(view: PdfView, qtbot: QtBot) -> None:
    with qtbot.wait_signal(view.failed) as failed:
        view.show_pdf(b"%PDF-1.7 cut off")
    assert "无法显示" in failed.args[0]
    assert view.page_count() == 0


def test_that_words_stand_where_there_is_no_paper(view: PdfView, qtbot: QtBot) -> None:
    _open(view, qtbot, _paper(1))
    view.show_words("还没有协议文本")
    assert view.page_count() == 0


def test_that_only_the_last_paper_asked_for_is_shown(view: PdfView, qtbot: QtBot) -> None:
    view.show_pdf(_paper(5))
    _open(view, qtbot, _paper(2))
    assert view.page_count() == 2


def test_that_a_new_text_of_the_same_shape_keeps_the_place(view: PdfView, qtbot: QtBot) -> None:
    _open(view, qtbot, _paper(3))
    view.go_to_page(2)
    place = view.verticalScrollBar().value()
    _open(view, qtbot, _paper(3, (250, 250, 250)))
    assert view.verticalScrollBar().value() == place


def test_that_pictures_are_as_large_as_asked() -> None:
    pages = PdfPages(_paper(1, (10, 120, 60)))
    image = pages.picture(0, 0.5)
    assert abs(image.width() - 298) <= 1
    assert image.pixelColor(100, 100) == QColor(10, 120, 60)
    pages.close()


def test_that_foreign_bytes_are_no_paper() -> None:
    with pytest.raises(UnreadablePdf):
        PdfPages(b"hello")


def test_that_a_page_asked_of_a_paper_closed_meanwhile_is_an_empty_picture() -> None:
    pages = PdfPages(_paper(1, (10, 120, 60)))
    pages.close()
    assert pages.picture(0, 1.0).isNull()
