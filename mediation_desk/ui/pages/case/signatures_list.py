"""A frozen text: its state, who has signed, who is next, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.case_shapes import AgreementFacts, PaperRow, SignerRow, TrackSheet
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.fact_lines import FactLines
from mediation_desk.words.case import AGREEMENT_STATES, ROUTES


class SignaturesList(QWidget):
    """`act_wanted` carries the act and the paper it is about."""

    act_wanted = Signal(str, str)
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "scrolled")
        self._paper = ""
        self.state, self.facts, self.clauses = QLabel(), FactLines(), QLabel()
        self.state.setProperty("look", "title")
        self.clauses.setWordWrap(True)
        self.clauses.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.sign = self._button(self.tr("去签署"), "record_signature", "primary")
        self.seal = self._button(self.tr("盖章…"), "affix_seal", "primary")
        self.scan = self._button(self.tr("扫描件回收…"), "confirm_scan", "primary")
        self.refuse = self._button(self.tr("有人拒绝签署…"), "refuse_to_sign", "")
        self.withdraw = self._button(self.tr("撤回定稿…"), "withdraw_text", "danger")
        self.print = QPushButton(self.tr("打印"))
        self.print.clicked.connect(self.print_wanted)
        self._signers = QGridLayout()
        self._lay_out()

    def show_text(
        self, track: TrackSheet, text: AgreementFacts, paper: PaperRow | None, may_do: Callable[[str], bool]
    ) -> None:
        """One frozen text with its signatures."""
        self._paper = "" if paper is None else paper.id
        self.state.setText(AGREEMENT_STATES[text.state])
        self.facts.show_lines(_facts(text, paper))
        self.clauses.setText("\n".join(f"{duty.number}. {duty.sentence}" for duty in text.duties))
        self._show_signers(() if paper is None else paper.signers)
        open_now = {one.act for one in track.acts if may_do(one.act)}
        screen = paper is not None and paper.route == "screen"
        waiting = paper is not None and paper.state == "signing"
        seal_turn = paper is not None and bool(paper.missing) and all(one.role == "body_seal" for one in paper.missing)
        self.sign.setVisible(waiting and screen and not seal_turn and "record_signature" in open_now)
        self.seal.setVisible(waiting and screen and seal_turn and "affix_seal" in open_now)
        self.scan.setVisible(waiting and not screen and "confirm_scan" in open_now)
        self.refuse.setVisible(waiting and "refuse_to_sign" in open_now)
        self.withdraw.setVisible("withdraw_text" in open_now)
        self.print.setVisible(paper is not None)

    def _show_signers(self, signers: tuple[SignerRow, ...]) -> None:
        while (item := self._signers.takeAt(0)) is not None:
            part = item.widget()
            if part is not None:
                part.hide()
                part.deleteLater()
        for number, signer in enumerate(signers):
            mark = "✓" if signer.signed_on is not None else "○" if signer.turn else "·"
            when = (
                signer.signed_on.isoformat()
                if signer.signed_on is not None
                else (self.tr("等待签署") if signer.turn else self.tr("轮到时签署"))
            )
            for column, words in enumerate((mark, signer.name, signer.role_words, when)):
                label = QLabel(words)
                label.setProperty("look", "good" if signer.signed_on is not None and column == 0 else "")
                self._signers.addWidget(label, number, column)
        self._signers.setColumnStretch(2, 1)

    def _button(self, words: str, act: str, look: str) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("look", look)
        button.clicked.connect(lambda: self.act_wanted.emit(act, self._paper))
        return button

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(14), px(12))
        column.setSpacing(px(10))
        column.addWidget(self.state)
        column.addWidget(self.facts)
        column.addWidget(_heading(self.tr("签名进度")))
        self._signers.setHorizontalSpacing(px(14))
        self._signers.setVerticalSpacing(px(6))
        column.addLayout(self._signers)
        first, second = QHBoxLayout(), QHBoxLayout()
        for button in (self.sign, self.seal, self.scan, self.print):
            first.addWidget(button)
        for button in (self.refuse, self.withdraw):
            second.addWidget(button)
        for row in (first, second):
            row.addStretch(1)
            column.addLayout(row)
        column.addWidget(_heading(self.tr("协议内容")))
        column.addWidget(self.clauses)
        column.addStretch(1)


def _facts(text: AgreementFacts, paper: PaperRow | None) -> list[tuple[str, str]]:
    return [
        ("编号", text.number or ""),
        ("文本", f"第 {text.version} 稿"),
        ("签署方式", "" if paper is None else ROUTES[paper.route]),
        ("达成", "" if text.reached_on is None else text.reached_on.isoformat()),
        ("生效", "" if text.effective_on is None else text.effective_on.isoformat()),
        ("份数", "" if paper is None else f"{paper.copies} 份，{paper.pages} 页"),
        ("校验码", "" if paper is None else paper.check_code),
    ]


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("look", "heading")
    return label
