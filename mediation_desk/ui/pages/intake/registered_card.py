"""What was just registered, and what usually follows: open it, print the receipt."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from mediation_desk.ui.pages.intake.presenter import Registered
from mediation_desk.ui.widgets.card import Card


class RegisteredCard(Card):
    """Stands above the advice until the next quarrel is typed."""

    opened = Signal(str)
    receipt_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("刚才登记"))
        self.set_edge("green")
        self._case = ""
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.open = QPushButton(self.tr("打开案件"))
        self.open.setProperty("look", "primary")
        self.receipt = QPushButton(self.tr("制作来访回执"))
        for part in (self.words, self.open, self.receipt):
            self.body.addWidget(part)
        self.open.clicked.connect(lambda: self.opened.emit(self._case))
        self.receipt.clicked.connect(lambda: self.receipt_wanted.emit(self._case))
        self.hide()

    def case(self) -> str:
        """The case that was registered last; nothing while the next one is typed."""
        return "" if self.isHidden() else self._case

    def show_registered(self, made: Registered) -> None:
        """Show one."""
        self._case = made.case
        kind = self.tr("咨询") if made.enquiry else self.tr("纠纷")
        self.words.setText(f"{made.number}  {made.title}（{kind}）")
        self.receipt.setEnabled(True)
        self.receipt.setText(self.tr("制作来访回执"))
        self.show()
        self.open.setFocus()

    def receipt_made(self) -> None:
        """The receipt lies with the papers of the case."""
        self.receipt.setEnabled(False)
        self.receipt.setText(self.tr("来访回执已存入案件文书"))
