"""用手机签: the one thing that a signing screen needs to know of phones."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from mediation_desk.queries.phone import PhoneChance, PhoneChances
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.dialogs.phone_addresses import house_addresses
from mediation_desk.ui.dialogs.phone_dialog import PhoneDialog
from mediation_desk.ui.dialogs.phone_task import PhoneTask


class PhoneButton(QPushButton):
    """Unseen unless the office has turned it on; what bars it is said beside the pointer. `signed` names the signer.

    `gate` is asked before anything opens: it calls what it is given once the staff have proved themselves.
    """

    signed = Signal(str)
    disagreed = Signal(str)

    def __init__(self, door: ActDoor, paper: str, gate: Callable[[Callable[[], None]], None] | None = None) -> None:
        super().__init__()
        self.setText(self.tr("用手机签"))
        self._door, self._task = door, PhoneTask.nobody(paper)
        self._chance: PhoneChance | None = None
        self.dialog: PhoneDialog | None = None
        self.setVisible(False)
        self.clicked.connect(self._open if gate is None else lambda: gate(self._open))
        door.ask(PhoneChances(paper=paper), self._know, owner=self)

    def offer(self, task: PhoneTask | None) -> None:
        """Whose turn it is; nobody's: the button goes."""
        self._task = task if task is not None else PhoneTask.nobody(self._task.paper)
        self._settle()

    def _know(self, chance: PhoneChance) -> None:
        self._chance = chance
        self._settle()

    def _settle(self) -> None:
        chance, key = self._chance, self._task.signer
        self.setVisible(chance is not None and chance.on and bool(key))
        barred = None if chance is None else chance.barred.get(key)
        self.setEnabled(barred is None)
        self.setToolTip("" if barred is None else self._door.sentence(barred))

    def _open(self) -> None:
        if self._chance is None:
            return
        self.dialog = PhoneDialog(self._door, self._task, self._chance.office, house_addresses(), self)
        self.dialog.signed.connect(self.signed)
        self.dialog.disagreed.connect(self.disagreed)
        self.dialog.open()
