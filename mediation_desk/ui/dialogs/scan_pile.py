"""One paper of a sorted scan: its pages as small pictures, what is missing, whose place is empty, and its button."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.scans import LoosePage, ScannedPage, ScannedPaper, SignaturePlace
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.flow_layout import FlowLayout
from mediation_desk.ui.widgets.scrolled import wrapped
from mediation_desk.words.scans import INK_WORDS, PAGE_STANDINGS, pile_words

_HIGH = 132


class PageThumbnails(QWidget):
    """Pages beside each other, under each what it is."""

    def __init__(self, pages: tuple[ScannedPage, ...]) -> None:
        super().__init__()
        flow = FlowLayout(self)
        for page in pages:
            flow.addWidget(_thumbnail(page))


class PileCard(Card):
    """`wanted` asks to file the paper; a reason is asked for where it is not whole."""

    wanted = Signal()
    case_wanted = Signal()

    def __init__(self, paper: ScannedPaper) -> None:
        super().__init__(f"{paper.title}　{paper.number}".strip(), paper.case_title)
        self.paper, self.filed = paper, False
        self.setObjectName(f"pile:{paper.paper}")
        others = sum(page.standing == "other_version" for page in paper.pages)
        words = pile_words(paper.of, paper.missing, others, paper.dead)
        self.standing = wrapped(words, "" if paper.whole else "error")
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(self.tr("页不齐也要归档的，写明理由"))
        self.reason.setAccessibleName(self.tr("理由"))
        self.reason.setVisible(not paper.whole)
        self.go, self.open_case = QPushButton(self.tr("归档")), QPushButton(self.tr("打开案件"))
        self.go.setProperty("look", "primary" if paper.whole else "")
        self.go.clicked.connect(self.wanted)
        self.open_case.clicked.connect(self.case_wanted)
        self.answer = wrapped("", "soft")
        self.answer.setVisible(False)
        self._lay_out()

    def tell(self, words: str, *, filed: bool = False) -> None:
        """What came of it."""
        self.filed = self.filed or filed
        self.answer.setText(words)
        self.answer.setVisible(True)
        self.go.setEnabled(not self.filed)
        self.reason.setEnabled(not self.filed)

    def _lay_out(self) -> None:
        self.body.addWidget(self.standing)
        self.body.addWidget(PageThumbnails(self.paper.pages))
        for words, look in ((self._places(self.paper.empty), "warning"), (self._places(self._signed()), "")):
            if words:
                self.body.addWidget(wrapped(words, look))
        row = QHBoxLayout()
        row.addWidget(self.reason, 1)
        if self.paper.whole:
            row.addStretch(1)
        row.addWidget(self.open_case)
        row.addWidget(self.go)
        self.body.addWidget(self.answer)
        self.body.addLayout(row)

    def _signed(self) -> tuple[SignaturePlace, ...]:
        return tuple(place for place in self.paper.places if place not in self.paper.empty)

    def _places(self, places: tuple[SignaturePlace, ...]) -> str:
        return "\n".join(
            f"{'✓' if place.ink == 'written' else '✗'} {place.label}　{place.name}：{INK_WORDS[place.ink]}"
            for place in places
        )


class LooseCard(Card):
    """A page of no paper here: it can be put to a case by hand. `wanted` carries the case's number."""

    wanted = Signal(str)

    def __init__(self, loose: LoosePage) -> None:
        super().__init__(PAGE_STANDINGS[loose.page.standing], f"{loose.page.file} 第{loose.page.number}页")
        self.loose, self.filed = loose, False
        self.number, self.go = QLineEdit(), QPushButton(self.tr("作为材料归入案件"))
        self.number.setPlaceholderText(self.tr("案件编号，例如 2026-12"))
        self.number.setAccessibleName(self.tr("案件编号"))
        self.answer = wrapped("", "soft")
        self.answer.setVisible(False)
        self.go.clicked.connect(lambda: self.wanted.emit(self.number.text().strip()))
        self.body.addWidget(PageThumbnails((loose.page,)))
        self.body.addWidget(self.answer)
        row = QHBoxLayout()
        row.addWidget(self.number, 1)
        row.addWidget(self.go)
        self.body.addLayout(row)

    def tell(self, words: str, *, filed: bool = False) -> None:
        """What came of it."""
        self.filed = self.filed or filed
        self.answer.setText(words)
        self.answer.setVisible(True)
        self.go.setEnabled(not self.filed)
        self.number.setEnabled(not self.filed)


def _thumbnail(page: ScannedPage) -> QWidget:
    whole, picture, words = QWidget(), QLabel(), QLabel(_under(page))
    pixmap = QPixmap()
    pixmap.loadFromData(page.thumbnail)
    picture.setPixmap(pixmap.scaledToHeight(px(_HIGH), Qt.TransformationMode.SmoothTransformation))
    picture.setAccessibleName(_under(page))
    picture.setFrameShape(QFrame.Shape.Box)
    words.setProperty("look", "soft")
    words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(picture, 0, Qt.AlignmentFlag.AlignHCenter)
    column.addWidget(words)
    return whole


def _under(page: ScannedPage) -> str:
    standing = {"found": "✓", "twice": "重复", "other_version": "✗ 另一版本"}.get(page.standing, "✗")
    return standing if page.page is None else f"第{page.page}页 {standing}"
