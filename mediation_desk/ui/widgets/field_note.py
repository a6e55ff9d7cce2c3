"""The line under a field: what was understood from it, or what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from mediation_desk.ui.widgets.checked_edit import CheckedEdit


class FieldNote(QLabel):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self._hint, self._problem = "", ""
        self._show()

    def attend(self, field: CheckedEdit) -> None:
        """Show the field's problem whenever it has one."""
        field.problem_changed.connect(self.say_problem)

    def say(self, hint: str) -> None:
        """Something understood, in soft letters."""
        self._hint = hint
        self._show()

    def say_problem(self, sentence: str) -> None:
        """Something wrong; an empty sentence brings the hint back."""
        self._problem = sentence
        self._show()

    def _show(self) -> None:
        self.setText(self._problem or self._hint)
        self.setVisible(bool(self.text()))
        self.setProperty("look", "error" if self._problem else "remark")
        self.style().unpolish(self)
        self.style().polish(self)
