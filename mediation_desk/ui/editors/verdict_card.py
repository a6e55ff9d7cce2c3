"""One verdict as a card: the headline with its sign, the questions people ask, each signature, the rest folded away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QToolButton, QVBoxLayout, QWidget

from mediation_desk.queries.register import CodedPaper
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.scrolled import heading, wrapped
from mediation_desk.words.coded_papers import NOT_PROVEN, coded_headline, coded_lines, coded_tone
from mediation_desk.words.verdicts import SIGNS, SignatureWords, Told, Tone, VerdictWords

_LARGER: Final = 1.25
_EDGES: Final[dict[Tone, str]] = {"good": "green", "mind": "amber", "bad": "red", "none": ""}
_LOOKS: Final[dict[Tone, str]] = {"good": "good", "mind": "warning", "bad": "error", "none": "soft"}


class VerdictCard(Card):
    """`keep_wanted` asks for the sheet as a file."""

    keep_wanted = Signal()

    def __init__(self, words: VerdictWords, parent: QWidget | None = None) -> None:
        super().__init__(words.file, parent=parent)
        self.words = words
        self.set_edge(_EDGES[words.tone])
        self.headline = wrapped(f"{SIGNS[words.tone]} {words.headline}", _LOOKS[words.tone])
        self.headline.setObjectName("verdictHeadline")
        large = self.headline.font()
        large.setBold(True)
        large.setPointSizeF(large.pointSizeF() * _LARGER)
        self.headline.setFont(large)
        self.keep = QPushButton(self.tr("保存核验结果…"))
        self.keep.clicked.connect(self.keep_wanted)
        self.add_to_head(self.keep)
        self.body.addWidget(self.headline)
        if words.paper:
            self.body.addWidget(wrapped(self.tr("登记：{0}").format(words.paper)))
        self.questions = [_told(told) for told in words.questions]
        self.findings = [_told(told) for told in words.findings]
        for label in (*self.questions, *self.findings):
            self.body.addWidget(label)
        self.signatures = [SignatureBox(one) for one in words.signatures]
        if self.signatures:
            self.body.addWidget(heading(self.tr("签名")))
        for box in self.signatures:
            self.body.addWidget(box)
        self.body.addWidget(Fold(self.tr("技术细节"), (f"SHA-256：{words.sha256}", f"核对了{words.checked}")))


class SignatureBox(QFrame):
    """Who, as what, when; what it proves and what it does not."""

    def __init__(self, words: SignatureWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = words
        self.head = wrapped(f"{SIGNS[words.tone]} {words.head}", _LOOKS[words.tone])
        self.proves = wrapped(self.tr("证明：{0}。").format(words.proves))
        self.proves_not = wrapped(self.tr("不证明：{0}。").format(words.proves_not))
        self.fold = Fold(self.tr("证书和哈希"), words.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(10), 0, 0, px(4))
        column.setSpacing(px(3))
        for part in (self.head, self.proves, self.proves_not, self.fold):
            column.addWidget(part)


class Fold(QWidget):
    """Lines that are shown when somebody wants them."""

    def __init__(self, title: str, lines: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.button, self.text = QToolButton(), wrapped("\n".join(lines), "soft")
        self.button.setText(f"▸ {title}")
        self.button.setProperty("look", "quiet")
        self.button.setCheckable(True)
        self.button.setAccessibleName(title)
        self.text.hide()
        self.button.toggled.connect(self.text.setVisible)
        self.button.toggled.connect(lambda open: self.button.setText(f"{'▾' if open else '▸'} {title}"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(2))
        row = QHBoxLayout()
        row.addWidget(self.button)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.text)


class CodeCard(Card):
    """What the register says of one code, and what a printed page cannot prove."""

    def __init__(self, code: str, papers: Sequence[CodedPaper], parent: QWidget | None = None) -> None:
        super().__init__(code, parent=parent)
        worst: Tone = "mind" if any(coded_tone(one) == "mind" for one in papers) else "good"
        self.set_edge(_EDGES[worst])
        self.lines = [line for one in papers for line in coded_lines(one)]
        for one in papers:
            told = Told(tone=coded_tone(one), text=coded_headline(one))
            for line in coded_lines(one):
                self.body.addWidget(_told(told) if line == told.line else wrapped(line))
        self.body.addWidget(wrapped(f"{SIGNS['mind']} {NOT_PROVEN}", "warning"))


def _told(told: Told) -> QWidget:
    return wrapped(told.line, _LOOKS[told.tone])
