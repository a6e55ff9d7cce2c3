"""A part of the settings whose buttons ask in a form, do it, and say what was done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from mediation_desk.acts.act import Outcome
from mediation_desk.ui.context import Outcomes, PageContext
from mediation_desk.ui.dialogs.form_dialog import FormDialog
from mediation_desk.ui.messages import done_notice


class FormTab(QWidget):
    """`dialog` is the form that was opened last."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.dialog: FormDialog | None = None

    def refresh(self) -> None:
        """Ask again what is shown here; a tab that shows nothing of the office has nothing to ask."""

    def open_form(self, dialog: FormDialog, send: Callable[[], None]) -> None:
        """Show a form; `send` reads its fields and hands them in."""
        self.dialog = dialog
        dialog.on_send(send)
        dialog.open()

    def send_form(self, dialog: FormDialog, deed: Callable[[], Outcome | Outcomes], words: str) -> None:
        """Do what a form asks for. It closes when it is done, and says why when it is refused."""

        def finish(_outcomes: Outcomes) -> None:
            dialog.accept()
            self.told(words)

        self._context.perform(deed, finish, self, dialog.refused)

    def do_at_once(self, deed: Callable[[], Outcome | Outcomes], words: str) -> None:
        """Do what needs no form; a refusal is told above the page."""
        self._context.perform(deed, lambda _outcomes: self.told(words), self)

    def told(self, words: str) -> None:
        """Say what was done, and show it."""
        self._context.tell(done_notice(words))
        self.refresh()
