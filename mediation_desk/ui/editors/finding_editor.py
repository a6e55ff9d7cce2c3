"""One issue of an evaluation: what each side claims, how strong its evidence is, the view, and how sure it is."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.terms.evaluation import Finding
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.enter_moves import EnterMoves
from mediation_desk.ui.widgets.strength_dots import StrengthDots
from mediation_desk.ui.widgets.text_box import TextBox
from mediation_desk.words.case import CONFIDENCE

MIDDLE = 3


class FindingEditor(QDialog):
    """Nothing is refused here: the opinion is checked as a whole when it is locked."""

    def __init__(self, parties: tuple[str, ...], finding: Finding | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("争点"))
        self.setMinimumWidth(px(620))
        self.issue, self.view, self.basis, self.reason = QLineEdit(), TextBox(2), TextBox(2), TextBox(3)
        self.claims = {party: QLineEdit() for party in parties}
        self.strengths = {party: StrengthDots() for party in parties}
        self.confidence = QComboBox()
        for code, words in CONFIDENCE.items():
            self.confidence.addItem(words, code)
        self.take, self.leave = QPushButton(self.tr("写入意见")), QPushButton(self.tr("取消"))
        for dots in self.strengths.values():
            dots.set_editable(True)
        self._lay_out()
        self._show(finding)
        self.take.clicked.connect(self.accept)
        self.leave.clicked.connect(self.reject)
        EnterMoves(self).sent.connect(self.accept)
        self.issue.setFocus()

    def finding(self) -> Finding:
        """The issue as it stands."""
        claims = tuple((party, edit.text().strip()) for party, edit in self.claims.items() if edit.text().strip())
        return Finding(
            issue=self.issue.text().strip(),
            claims=claims,
            strengths=tuple((party, dots.value()) for party, dots in self.strengths.items()),
            basis=self.basis.toPlainText().strip(),
            view=self.view.toPlainText().strip(),
            confidence=self.confidence.currentData(),
            reason=self.reason.toPlainText().strip(),
        )

    def _show(self, finding: Finding | None) -> None:
        claims, strengths = (dict(finding.claims), dict(finding.strengths)) if finding else ({}, {})
        for party, edit in self.claims.items():
            edit.setText(claims.get(party, ""))
            self.strengths[party].set_value(strengths.get(party, MIDDLE))
        if finding is not None:
            self.issue.setText(finding.issue)
            self.view.setPlainText(finding.view)
            self.basis.setPlainText(finding.basis)
            self.reason.setPlainText(finding.reason)
            self.confidence.setCurrentIndex(self.confidence.findData(finding.confidence))

    def _lay_out(self) -> None:
        self.take.setProperty("look", "primary")
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(9))
        grid.setColumnStretch(1, 1)
        lines: list[tuple[str, QWidget]] = [(self.tr("争点"), self.issue)]
        lines += [(self.tr("{0}主张").format(party), self._side(party)) for party in self.claims]
        lines += [
            (self.tr("评估意见"), self.view),
            (self.tr("依据材料"), self.basis),
            (self.tr("理由"), self.reason),
            (self.tr("把握"), self.confidence),
        ]
        for number, (words, part) in enumerate(lines):
            part.setAccessibleName(words)
            grid.addWidget(QLabel(words), number, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(part, number, 1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        for button in (self.leave, self.take):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(22), px(18), px(22), px(16))
        column.setSpacing(px(12))
        column.addLayout(grid)
        column.addLayout(buttons)

    def _side(self, party: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.claims[party], 1)
        label = QLabel(self.tr("证据强弱"))
        label.setProperty("look", "soft")
        row.addWidget(label)
        row.addWidget(self.strengths[party])
        holder.setFocusProxy(self.claims[party])
        return holder
