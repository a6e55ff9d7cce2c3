"""The column of what can be done now. The desk says what; the first is what is usually next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px


@dataclass(frozen=True, slots=True)
class NextStep:
    """One thing to do. `hint` says why it is offered, or why it is closed when `enabled` is False."""

    key: str
    words: str
    hint: str = ""
    enabled: bool = True


class NextSteps(QWidget):
    """Buttons, the first open one in blue."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(8))
        self._column.addStretch(1)
        self._steps: tuple[NextStep, ...] = ()
        self._buttons: dict[str, QPushButton] = {}

    def show_steps(self, steps: tuple[NextStep, ...]) -> None:
        """Offer these; the button that had the keyboard keeps it where it stays."""
        if steps == self._steps:
            return
        focused = next((key for key, button in self._buttons.items() if button.hasFocus()), None)
        for button in self._buttons.values():
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._steps = steps
        primary = next((step.key for step in steps if step.enabled), None)
        self._buttons = {step.key: self._button(step, step.key == primary) for step in steps}
        for place, button in enumerate(self._buttons.values()):
            self._column.insertWidget(place, button)
            button.show()  # at once, since a hidden button cannot take the keyboard
        if focused in self._buttons:
            self._buttons[focused].setFocus()

    def button(self, key: str) -> QPushButton:
        """The button of a step."""
        return self._buttons[key]

    def keys(self) -> tuple[str, ...]:
        """What is offered, in order."""
        return tuple(self._buttons)

    def _button(self, step: NextStep, primary: bool) -> QPushButton:
        button = QPushButton(step.words)
        button.setObjectName(f"step:{step.key}")
        button.setProperty("look", "primary" if primary else "step")
        button.setToolTip(step.hint)
        button.setEnabled(step.enabled)
        button.clicked.connect(lambda: self.chosen.emit(step.key))
        return button
