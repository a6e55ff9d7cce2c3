"""核验文书 before anybody signs in: for a court or a party who has the program and a file, and no office."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.ui.editors.verification_view import VerificationView
from mediation_desk.ui.editors.verifier import Verifier
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.messages import Sentence
from mediation_desk.ui.theme.look import px


class VerifyDialog(QDialog):
    """The view without a register."""

    def __init__(
        self, jobs: Jobs, sentence: Sentence, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("verifyDialog")
        self.setWindowTitle(self.tr("核验文书（不登录）"))
        self.setMinimumSize(px(760), px(560))
        self.view = VerificationView(Verifier(now), jobs, sentence)
        self.leave = QPushButton(self.tr("关闭"))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, px(16), px(12))
        column.addWidget(self.view, 1)
        column.addLayout(row)
