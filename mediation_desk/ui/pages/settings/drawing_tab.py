"""生僻字图: the list, a new picture beside it, and the one that is chosen, large enough to compare stroke by stroke."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.queries.drawings import DrawingRow
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.context import Outcomes, PageContext
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.settings import drawing_presenter as say
from mediation_desk.ui.pages.settings import forms, tables
from mediation_desk.ui.pages.settings.drawing_presenter import DrawingPresenter
from mediation_desk.ui.pages.settings.form_tab import FormTab
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card

_LARGE = 220


class DrawingTab(FormTab):
    """No paper uses a picture before a second person has looked at it."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._presenter = DrawingPresenter(context.session)
        self._png = b""
        self.drawings = RowTable(tables.drawing_columns(), key=lambda row: row.id)
        self.character, self.source = QLineEdit(), QLineEdit()
        self.choose, self.propose = QPushButton(self.tr("选择 PNG…")), QPushButton(self.tr("提出字图"))
        self.confirm, self.withdraw = QPushButton(self.tr("核对无误，启用")), QPushButton(self.tr("停用…"))
        self.picture, self.words, self.fault = QLabel(), QLabel(), QLabel()
        self._lay_out()
        self._connect()
        self._show_buttons()

    def refresh(self) -> None:
        """Ask for the list."""
        self._context.read(self._presenter.load, self._show_rows, self)

    def take_file(self, path: str) -> None:
        """Show the picture of a file, to be proposed."""
        try:
            self._png = say.read_picture(path)
        except Refusal as refusal:
            self.fault.setText("✕ " + self._context.sentence(refusal))
            return
        self._draw(self._png, self.tr("将要提出的字图"))
        self._show_buttons()

    def _show_rows(self, rows: tuple[DrawingRow, ...]) -> None:
        self.drawings.show_rows(rows)
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.drawings.current_row()
        if row is not None:
            self._draw(row.png, f"{say.code_words(row)}　{row.source}")
        self._show_buttons()

    def _draw(self, png: bytes, words: str) -> None:
        drawn = QPixmap()
        drawn.loadFromData(png, "PNG")
        self.fault.clear()
        self.words.setText(words)
        if drawn.isNull():
            self.picture.setText(self.tr("不能显示"))
            return
        ratio = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        self.picture.setPixmap(drawn.scaled(px(_LARGE), px(_LARGE), *ratio))

    def _show_buttons(self) -> None:
        row = self.drawings.current_row()
        typed = bool(self.character.text().strip() and self.source.text().strip())
        self.propose.setEnabled(typed and bool(self._png))
        self.confirm.setEnabled(row is not None and row.state == "proposed" and not row.own)
        self.withdraw.setEnabled(row is not None and row.state in ("proposed", "active"))

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("选择字图"), "", "PNG (*.png)")
        if path:
            self.take_file(path)

    def _propose(self) -> None:
        character, source, png = self.character.text().strip(), self.source.text().strip(), self._png

        def finish(_outcomes: Outcomes) -> None:
            self._png = b""
            self.character.clear()
            self.source.clear()
            self.told(self.tr("已提出，请另一位管理员或者主任对照证件核对后启用"))

        def refused(refusal: Refusal) -> None:
            self.fault.setText("✕ " + self._context.sentence(refusal))

        self._context.perform(lambda: self._presenter.propose(character, source, png), finish, self, refused)

    def _confirm(self) -> None:
        row = self.drawings.current_row()
        if row is not None:
            drawing = row.id
            self.do_at_once(lambda: self._presenter.confirm(drawing), self.tr("已启用，以后的文书用这一字图"))

    def _withdraw(self) -> None:
        row = self.drawings.current_row()
        if row is None:
            return
        drawing, dialog = row.id, forms.drawing_end_form(say.code_words(row), self._context.sentence, self)

        def send() -> None:
            reason, words = dialog.text("reason"), self.tr("已停用；已经做成的文书不受影响")
            self.send_form(dialog, lambda: self._presenter.withdraw(drawing, reason), words)

        self.open_form(dialog, send)

    def _connect(self) -> None:
        self.drawings.chosen.connect(lambda _key: self._show_chosen())
        self.character.textChanged.connect(lambda _text: self._show_buttons())
        self.source.textChanged.connect(lambda _text: self._show_buttons())
        self.choose.clicked.connect(self._choose)
        self.propose.clicked.connect(self._propose)
        self.confirm.clicked.connect(self._confirm)
        self.withdraw.clicked.connect(self._withdraw)

    def _lay_out(self) -> None:
        self.drawings.setAccessibleName(self.tr("生僻字图"))
        self.propose.setProperty("look", "primary")
        self.character.setPlaceholderText(self.tr("这个字，或者编码如 U+31350"))
        self.source.setPlaceholderText(self.tr("如：张某身份证原件"))
        self.picture.setFixedSize(px(_LARGE), px(_LARGE))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(self.tr("字图"))
        for label in (self.words, self.fault):
            label.setWordWrap(True)
        self.words.setProperty("look", "soft")
        split = QSplitter(Qt.Orientation.Horizontal)
        for part, share in ((self._left(), 3), (self._right(), 2)):
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, share)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, 0)
        column.addWidget(split)

    def _left(self) -> QWidget:
        card = Card(tight=True)
        card.body.addWidget(self.drawings, 1)
        row = QHBoxLayout()
        row.setContentsMargins(px(10), px(8), px(10), px(8))
        row.addStretch(1)
        row.addWidget(self.withdraw)
        row.addWidget(self.confirm)
        card.body.addLayout(row)
        return card

    def _right(self) -> QWidget:
        card = Card(self.tr("字体里没有的字"))
        card.setMaximumWidth(px(430))
        told = QLabel(self.tr("字图为 PNG，正方形，白底黑字，四边留白。提出以后由另一人对照证件核对，才用在文书上。"))
        told.setProperty("look", "soft")
        told.setWordWrap(True)
        form = QFormLayout()
        form.setVerticalSpacing(px(10))
        fields: tuple[tuple[str, QWidget], ...] = (
            (self.tr("字或编码"), self.character),
            (self.tr("字形依据"), self.source),
            (self.tr("字图文件"), self.choose),
        )
        for words, part in fields:
            part.setAccessibleName(words)
            form.addRow(words, part)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.propose)
        card.body.addWidget(told)
        card.body.addLayout(form)
        card.body.addLayout(row)
        card.body.addWidget(self.fault)
        card.body.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignHCenter)
        card.body.addWidget(self.words)
        card.body.addStretch(1)
        return card
