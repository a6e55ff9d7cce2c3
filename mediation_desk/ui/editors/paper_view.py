"""A paper as it is stored, with what one does with it: larger, smaller, print, keep a copy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.theme.icons import icon
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.elided_label import ElidedLabel
from mediation_desk.ui.widgets.pdf_view import PdfView


class PaperView(QWidget):
    """`bytes` shown above a bar. What printing it means is the page's matter."""

    saved = Signal(str)
    print_wanted = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._data: bytes | None = None
        self._name = ""
        self.view = PdfView(jobs)
        self.title, self.place = ElidedLabel(), QLabel()
        self.title.setProperty("look", "remark")
        self.place.setProperty("look", "remark")
        self.larger = self._button("zoom-in", self.tr("放大"), self.view.zoom_in)
        self.smaller = self._button("zoom-out", self.tr("缩小"), self.view.zoom_out)
        self.fit = self._button("fit-width", self.tr("适合宽度"), self.view.fit_width)
        self.print = self._button("print", self.tr("打印（Ctrl+P）"), self.print_wanted.emit)
        self.copy = self._button("copy", self.tr("另存为 PDF"), self.save_copy)
        self.view.page_changed.connect(self._page_changed)
        self._lay_out()
        self.show_words("")

    def show_paper(self, data: bytes, name: str, title: str = "") -> None:
        """Show these bytes; `name` is offered for a copy."""
        self._data, self._name = data, name
        self.title.setText(title)
        self._let(True)
        self.view.show_pdf(data)

    def show_words(self, words: str, title: str = "") -> None:
        """No paper: a sentence in its place."""
        self._data = None
        self.title.setText(title)
        self.place.setText("")
        self._let(False)
        self.view.show_words(words)

    def data(self) -> bytes | None:
        """The bytes in view."""
        return self._data

    def save_copy(self) -> None:
        """Keep the bytes where the person says."""
        if self._data is None:
            return
        path, _ = QFileDialog.getSaveFileName(self, self.tr("另存为"), f"{self._name}.pdf", "PDF (*.pdf)")
        if path:
            data = self._data
            self._jobs.read(lambda: _write(Path(path), data), self.saved.emit, owner=self)

    def _page_changed(self, page: int, pages: int) -> None:
        self.place.setText(self.tr("第 {0} 页，共 {1} 页").format(page, pages))

    def _let(self, there: bool) -> None:
        for button in (self.larger, self.smaller, self.fit, self.print, self.copy):
            button.setEnabled(there)

    def _button(self, picture: str, words: str, act: object) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "quiet")
        button.setIcon(icon(picture))
        button.setIconSize(QSize(px(17), px(17)))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(act)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(px(10), px(4), px(8), px(4))
        bar.addWidget(self.title, 1)
        bar.addWidget(self.place)
        for button in (self.smaller, self.larger, self.fit, self.print, self.copy):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(self.view, 1)


def _write(path: Path, data: bytes) -> str:
    path.write_bytes(data)
    return str(path)
