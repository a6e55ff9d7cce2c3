"""文书模板: the list, the text that is worked on, and beside it its pages, its differences and its history."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.queries.templates import Edition, Looked, Sheet, TemplateRow
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.settings import forms, tables
from mediation_desk.ui.pages.settings import template_presenter as say
from mediation_desk.ui.pages.settings.form_tab import FormTab
from mediation_desk.ui.pages.settings.template_presenter import Facts, TemplatePresenter
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.numbered_text import NumberedText
from mediation_desk.ui.widgets.pdf_view import PdfView

_PAUSE_MS = 700
_SIGN_COLOURS = {"+": "green_soft", "-": "red_soft", "…": "surface_soft"}


class TemplateTab(FormTab):
    """Nothing typed here touches a paper: a text is proposed, and a second person puts it in use."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = TemplatePresenter(context.session)
        self._sheet: Sheet | None = None
        self.papers = RowTable(tables.template_columns(), key=lambda row: row.code)
        self.search, self.source, self.facts = QLineEdit(), QComboBox(), QComboBox()
        self.text, self.difference = NumberedText(), NumberedText()
        self.view, self.fault = PdfView(context.jobs), QLabel()
        self.history = RowTable(tables.edition_columns(), key=lambda row: row.id)
        self.propose = QPushButton(self.tr("提出启用…"))
        self.activate = QPushButton(self.tr("启用所选版本"))
        self.withdraw = QPushButton(self.tr("恢复自带模板…"))
        self.sides = QTabWidget()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._show_buttons()

    def refresh(self) -> None:
        """Ask for the list and for the template that is open."""
        self._context.read(self._presenter.load, self._show_rows, self)
        if self._sheet is not None:
            self.open(self._sheet.code)

    def open(self, code: str) -> None:
        """Work on the template of a paper."""
        if code:
            self._context.read(lambda: self._presenter.sheet(code), self._show_sheet, self)

    def _show_rows(self, rows: tuple[TemplateRow, ...]) -> None:
        self.papers.show_rows(rows)

    def _show_sheet(self, sheet: Sheet) -> None:
        other = self._sheet is None or self._sheet.code != sheet.code
        self._sheet = sheet
        self.history.show_rows(sheet.editions)
        _fill(
            self.source,
            [(self.tr("自带模板"), sheet.shipped), *((say.edition_words(e), e.text) for e in sheet.editions)],
        )
        _fill(self.facts, [(one.words, one) for one in say.choices(sheet)])
        if other:
            start = sheet.active
            self.source.setCurrentIndex(0 if start is None else 1 + sheet.editions.index(start))
            self._take_source()
        self._show_buttons()

    def _take_source(self) -> None:
        if self._sheet is not None:
            self.text.setPlainText(str(self.source.currentData()))
            self.look()

    def _typed(self) -> None:
        self._show_buttons()
        self._timer.start()

    def look(self) -> None:
        """Make the pages anew, or say what is wrong and where."""
        self._timer.stop()
        sheet, text, facts = self._sheet, self.text.toPlainText(), self.facts.currentData()
        if sheet is None or not isinstance(facts, Facts):
            return
        self._show_difference(sheet, text)
        self._context.jobs.read(
            lambda: self._presenter.look(sheet.code, text, facts), self._show_pages, self._show_fault, self
        )

    def _show_pages(self, looked: Looked) -> None:
        self._mark(None)
        self.fault.setText(self.tr("可以排版，共 {0} 页").format(looked.pages))
        self.fault.setProperty("look", "soft")
        self.view.show_pdf(looked.pdf)

    def _show_fault(self, refusal: Refusal) -> None:
        line = refusal.facts.get("line")
        self._mark(line if isinstance(line, int) else None)
        self.fault.setText("✕ " + self._context.sentence(refusal))

    def _mark(self, line: int | None) -> None:
        blocked = self.text.blockSignals(True)
        if line != self.text.marked_line():
            self.text.mark_line(line)
        self.text.blockSignals(blocked)

    def _show_difference(self, sheet: Sheet, text: str) -> None:
        lines = say.compared(sheet.shipped, text)
        words = "\n".join(f"{one.sign} {one.text}" for one in lines) or self.tr("与自带模板完全相同。")
        self.difference.setPlainText(words)
        signs = {number: one.sign for number, one in enumerate(lines, 1)}
        self.difference.colour_lines({n: _SIGN_COLOURS[s] for n, s in signs.items() if s in _SIGN_COLOURS})

    def _show_buttons(self) -> None:
        sheet, chosen = self._sheet, self.history.current_row()
        self.propose.setEnabled(sheet is not None and self.text.toPlainText() not in ("", sheet.shipped))
        self.activate.setEnabled(chosen is not None and chosen.state == "proposed")
        self.withdraw.setEnabled(self._ends() is not None)
        declines = chosen is not None and chosen.state == "proposed"
        self.withdraw.setText(self.tr("不采用…") if declines else self.tr("恢复自带模板…"))

    def _ends(self) -> Edition | None:
        """The proposal that is chosen, else the edition in use."""
        chosen = self.history.current_row()
        if chosen is not None and chosen.state == "proposed":
            return chosen
        return None if self._sheet is None else self._sheet.active

    def _ask_note(self) -> None:
        sheet, facts = self._sheet, self.facts.currentData()
        if sheet is None or not isinstance(facts, Facts):
            return
        text = self.text.toPlainText()
        dialog = forms.proposal_form(sheet.title, self._context.sentence, self)

        def send() -> None:
            note = dialog.text("note")
            words = self.tr("已提出，请另一位管理员或者主任核对后启用")
            self.send_form(dialog, lambda: self._presenter.propose(sheet.code, text, note, facts), words)

        self.open_form(dialog, send)

    def _ask_reason(self) -> None:
        edition = self._ends()
        if edition is None:
            return
        dialog = forms.withdrawal_form(say.edition_words(edition), self._context.sentence, self)

        def send() -> None:
            reason = dialog.text("reason")
            self.send_form(dialog, lambda: self._presenter.withdraw(edition.id, reason), self.tr("已停用这一版模板"))

        self.open_form(dialog, send)

    def _activate(self) -> None:
        edition = self.history.current_row()
        if edition is not None:
            words = self.tr("已启用，以后的文书按这一版制作")
            self.do_at_once(lambda: self._presenter.activate(edition.id), words)

    def _connect(self) -> None:
        self.papers.chosen.connect(self.open)
        self.search.textChanged.connect(self.papers.set_text)
        self.source.activated.connect(lambda _index: self._take_source())
        self.facts.activated.connect(lambda _index: self.look())
        self.text.textChanged.connect(self._typed)
        self._timer.timeout.connect(self.look)
        self.history.chosen.connect(lambda _key: self._show_buttons())
        self.propose.clicked.connect(self._ask_note)
        self.activate.clicked.connect(self._activate)
        self.withdraw.clicked.connect(self._ask_reason)

    def _lay_out(self) -> None:
        self.difference.setReadOnly(True)
        self.fault.setWordWrap(True)
        self.search.setPlaceholderText(self.tr("文书名称…"))
        self.search.setClearButtonEnabled(True)
        self.propose.setProperty("look", "primary")
        named: dict[QWidget, str] = {
            self.source: self.tr("编辑的内容取自"),
            self.facts: self.tr("预览用的内容"),
            self.text: self.tr("模板内容"),
            self.difference: self.tr("与自带模板的差别"),
            self.history: self.tr("历次版本"),
            self.search: self.tr("查找文书"),
            self.fault: self.tr("检查结果"),
        }
        for part, words in named.items():
            part.setAccessibleName(words)
        split = QSplitter(Qt.Orientation.Horizontal)
        for part, share in ((self._left(), 5), (self._middle(), 10), (self._right(), 9)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, 0)
        column.addWidget(split)

    def _left(self) -> QWidget:
        card = Card(tight=True)
        row = QHBoxLayout()
        row.setContentsMargins(px(10), px(8), px(10), px(8))
        row.addWidget(self.search)
        card.body.addLayout(row)
        card.body.addWidget(self.papers, 1)
        return card

    def _middle(self) -> QWidget:
        card = Card()
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("取自")))
        row.addWidget(self.source, 1)
        row.addWidget(self.propose)
        card.body.addLayout(row)
        card.body.addWidget(self.text, 1)
        card.body.addWidget(self.fault)
        return card

    def _right(self) -> QWidget:
        look, course = QWidget(), QWidget()
        pages = QVBoxLayout(look)
        pages.setContentsMargins(0, px(6), 0, 0)
        pages.addWidget(self.facts)
        pages.addWidget(self.view, 1)
        editions = QVBoxLayout(course)
        editions.setContentsMargins(0, px(6), 0, 0)
        editions.addWidget(self.history, 1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.withdraw)
        row.addWidget(self.activate)
        editions.addLayout(row)
        for part, words in ((look, self.tr("预览")), (self.difference, self.tr("比较")), (course, self.tr("版本"))):
            self.sides.addTab(part, words)
        return self.sides


def _fill(box: QComboBox, items: Sequence[tuple[str, object]]) -> None:
    """Show these; the place that was chosen stays chosen."""
    blocked, place = box.blockSignals(True), max(box.currentIndex(), 0)
    box.clear()
    for words, data in items:
        box.addItem(words, data)
    box.setCurrentIndex(min(place, box.count() - 1))
    box.setMinimumContentsLength(10)
    box.blockSignals(blocked)
