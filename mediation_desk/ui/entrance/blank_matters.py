"""The way to empty forms: from the menu of whoever sits here, whatever page is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mediation_desk.queries.blanks import BlankForms
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.dialogs.print_dialog import PrintDialog, open_print
from mediation_desk.ui.dialogs.print_sources import BlankSource
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.printing.printers import Printers, SystemPrinters
from mediation_desk.ui.workstation import Workstation


class BlankMatters(QObject):
    """Belongs to the window and lives as long as it does."""

    def __init__(self, window: MainWindow, door: ActDoor) -> None:
        super().__init__(window)
        self._window, self._door = window, door
        self.printers: Printers = SystemPrinters()
        self.workstation = Workstation(door.desk.surroundings.data_folder)
        if door.may_ask(BlankForms.query_name):
            window.top_bar.offer_blanks()
            window.top_bar.blanks_wanted.connect(self.open)

    def open(self) -> PrintDialog:
        """Choose forms and print them."""
        return open_print(BlankSource(), self._door, self.printers, self.workstation, self._window)
