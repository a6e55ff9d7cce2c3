"""评查表: the text that is worked on, its faults by line, its lines, trying it on a closed volume, and its history."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.acts.act import Outcome
from mediation_desk.queries.reviews import ClosedVolume, ReviewItems, ReviewsOf
from mediation_desk.queries.volume import Score, ScoreLine
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.messages import Notice, NoticeTone, done_notice
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.settings import tables
from mediation_desk.ui.pages.settings.review_presenter import ReviewPresenter
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.date_edit import DateEdit
from mediation_desk.ui.widgets.numbered_text import NumberedText

_PAUSE_MS = 700


class ReviewTab(QWidget):
    """Nothing typed here scores anything until it is put in use."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._presenter = context, ReviewPresenter(context.session)
        self._sheets: ReviewsOf | None = None
        self.used, self.fault = QLabel(), QLabel()
        self.text, self.start = NumberedText(), DateEdit()
        self.fetch, self.begin = QPushButton(self.tr("载入文件…")), QPushButton(self.tr("取自带的"))
        self.use, self.back = QPushButton(self.tr("启用")), QPushButton(self.tr("恢复自带评查表"))
        self.items = RowTable(tables.review_item_columns(), key=lambda row: row.id)
        self.volumes, self.score = QComboBox(), QLabel()
        self.scores: RowTable[ScoreLine] = RowTable(tables.review_score_columns(), key=lambda row: row.words)
        self.history = RowTable(tables.review_edition_columns(), key=lambda row: str(row.number))
        self.sides = QTabWidget()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._offer(False)

    def refresh(self) -> None:
        """Ask for the sheet in force and its history."""
        self._context.read(self._presenter.load, self._show, self)

    def take(self, text: str) -> None:
        """Work on this text."""
        self.text.setPlainText(text)
        self.look()

    def take_file(self, path: Path) -> None:
        """Work on the text of a file."""
        try:
            self.take(path.read_text(encoding="utf-8-sig"))
        except (OSError, UnicodeDecodeError):
            words = self.tr("“{0}”读不出来。请另存为UTF-8编码的文本文件后再载入。").format(path.name)
            self._context.tell(Notice(NoticeTone.REFUSAL, words, None))

    def look(self) -> None:
        """Read the text anew: its lines, or every fault of it."""
        self._timer.stop()
        text = self.text.toPlainText()
        self._context.jobs.read(lambda: self._presenter.check(text), self._show_items, self._show_fault, self)

    def attempt(self) -> None:
        """Score the volume that is chosen by the text as it stands."""
        volume, text = self.volumes.currentData(), self.text.toPlainText()
        if isinstance(volume, ClosedVolume) and self._presenter.may_try and self.use.isEnabled():
            self._context.jobs.read(
                lambda: self._presenter.attempt(text, volume), self._show_score, self._show_fault, self
            )

    def _show(self, sheets: ReviewsOf) -> None:
        first = self._sheets is None
        self._sheets = sheets
        self.used.setText(self.tr("正在使用：{0}").format(sheets.used))
        self.history.show_rows(sheets.editions)
        self.back.setEnabled(any(row.used and row.text is not None for row in sheets.editions))
        self.volumes.clear()
        for volume in sheets.volumes:
            self.volumes.addItem(volume.words, volume)
        if first:
            self.start.set_value(self._presenter.today)
            self.take(sheets.text)

    def _show_items(self, items: ReviewItems) -> None:
        self.fault.setText(self.tr("没有问题：{0} 项，共 {1} 分").format(len(items), sum(one.points for one in items)))
        self.items.show_rows(items)
        self._offer(True)
        self.attempt()

    def _show_fault(self, refusal: Refusal) -> None:
        self.fault.setText("✕ " + self._context.sentence(refusal))
        self.items.show_rows(())
        self._clear_score()
        self._offer(False)

    def _show_score(self, score: Score) -> None:
        self.score.setText(self.tr("试用得分：{0} / {1}").format(score.points, score.full))
        self.scores.show_rows(score.lines)

    def _clear_score(self) -> None:
        self.score.setText("")
        self.scores.show_rows(())

    def _offer(self, sound: bool) -> None:
        self.use.setEnabled(sound)

    def _typed(self) -> None:
        self._offer(False)
        self._timer.start()

    def _use(self) -> None:
        text, start = self.text.toPlainText(), self.start.value()
        if start is None:
            words = self.start.problem() or self.tr("请填写从哪天起使用")
            self._context.tell(Notice(NoticeTone.REFUSAL, words, None))
            return
        words = self.tr("已启用，自{0}起按这份评查表评分").format(start.isoformat())
        self._perform(lambda: self._presenter.use(text, start), words)

    def _use_shipped(self) -> None:
        self._perform(lambda: self._presenter.use_shipped(self._presenter.today), self.tr("已恢复自带评查表"))

    def _perform(self, deed: Callable[[], Outcome], words: str) -> None:
        def told(_outcomes: object) -> None:
            self._context.tell(done_notice(words))
            self.refresh()

        self._context.perform(deed, told, self)

    def _choose_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("评查表"), "", self.tr("评查表（*.toml *.txt）"))
        if name:
            self.take_file(Path(name))

    def _connect(self) -> None:
        self.text.textChanged.connect(self._typed)
        self._timer.timeout.connect(self.look)
        self.fetch.clicked.connect(self._choose_file)
        self.begin.clicked.connect(lambda: self.take("" if self._sheets is None else self._sheets.shipped))
        self.use.clicked.connect(self._use)
        self.back.clicked.connect(self._use_shipped)
        self.volumes.activated.connect(lambda _index: self.attempt())

    def _lay_out(self) -> None:
        self.fault.setWordWrap(True)
        self.use.setProperty("look", "primary")
        self.start.setMaximumWidth(px(190))
        named: dict[QWidget, str] = {
            self.text: self.tr("评查表内容"),
            self.start: self.tr("从哪天起使用"),
            self.fault: self.tr("核对结果"),
            self.items: self.tr("评查项目"),
            self.volumes: self.tr("试用的卷宗"),
            self.scores: self.tr("试用得分"),
            self.history: self.tr("历次版本"),
        }
        for part, words in named.items():
            part.setAccessibleName(words)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._left())
        split.addWidget(self._right())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, 0)
        column.addWidget(split)

    def _left(self) -> QWidget:
        card = Card()
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.used, 1)
        top.addWidget(self.begin)
        top.addWidget(self.fetch)
        bottom.addStretch(1)
        bottom.addWidget(QLabel(self.tr("从哪天起使用")))
        bottom.addWidget(self.start)
        bottom.addWidget(self.use)
        card.body.addLayout(top)
        card.body.addWidget(self.text, 1)
        card.body.addWidget(self.fault)
        card.body.addLayout(bottom)
        return card

    def _right(self) -> QWidget:
        attempt, course = _column(self.volumes, self.scores, self.score), _column(self.history, self.back)
        self.sides.addTab(_column(self.items), self.tr("项目"))
        place = self.sides.addTab(attempt, self.tr("试用"))
        self.sides.setTabVisible(place, self._presenter.may_try)
        self.sides.addTab(course, self.tr("版本"))
        return self.sides


def _column(*parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, px(6), 0, 0)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, RowTable) else 0)
    return page
