"""核验: is this file, or this printed page, what the office has signed?"""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mediation_desk.ui.context import PageContext
from mediation_desk.ui.editors.verification_view import VerificationView
from mediation_desk.ui.editors.verifier import Verifier


class VerificationPage(QWidget):
    """The view with the office's register behind it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        session = context.session
        verifier = Verifier(session.now, session.desk, session.name)
        self.view = VerificationView(verifier, context.jobs, context.sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)

    def refresh(self) -> None:
        """Nothing is asked anew: a verdict is of its moment."""

    def show_subject(self, subject: str) -> None:
        """A code to look up."""
        if self.view.code.isVisibleTo(self.view):
            self.view.code.setText(subject)
            self.view.ask_code()

    def widget(self) -> QWidget:
        """Itself."""
        return self
