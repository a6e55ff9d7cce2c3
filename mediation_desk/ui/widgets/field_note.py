"""The line under a field: what was understood from it, or what is wrong with it."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from mediation_desk.ui.widgets.checked_edit import CheckedEdit


class FieldNote(QLabel):
    """Takes no room while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWordWrap(True)
        self._hint = ""
        self._show("", "soft")

    def attend(self, field: CheckedEdit) -> None:
        """Show the field's problem whenever it has one."""
        field.problem_changed.connect(self.say_problem)

    def say(self, hint: str) -> None:
        """Something understood, in soft letters."""
        self._hint = hint
        self._show(hint, "soft")

    def say_problem(self, sentence: str) -> None:
        """Something wrong; an empty sentence brings the hint back."""
        self._show(sentence or self._hint, "error" if sentence else "soft")

    def _show(self, text: str, kind: str) -> None:
        self.setText(text)
        self.setVisible(bool(text))
        self.setProperty("look", kind)
        self.style().unpolish(self)
        self.style().polish(self)
