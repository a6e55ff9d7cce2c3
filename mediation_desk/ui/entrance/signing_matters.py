"""A signing that broke off with the program is the first thing that is shown when the same person comes back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from mediation_desk.queries.signing import OpenSigning, OpenSignings
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.messages import Notice, NoticeTone

_PAGE = "signing"


class SigningMatters(QObject):
    """Belongs to the window; asks once, when it opens."""

    def __init__(self, window: MainWindow, door: ActDoor) -> None:
        super().__init__(window)
        self._window, self._door = window, door
        if door.may_ask(OpenSignings.query_name):
            door.ask(OpenSignings(), self._show, owner=self)

    def _show(self, sessions: tuple[OpenSigning, ...]) -> None:
        desk = self._door.desk
        own = (desk.actor.staff, desk.surroundings.machine)
        broken = [one for one in sessions if (one.staff, one.workstation) == own]
        if broken and self._window.go(_PAGE) is not None:
            words = self.tr("上次签署《{0}》没有正常结束，已签的都在。请接着签，或者结束这次签署。")
            self._window.tell(Notice(NoticeTone.TELL, words.format(broken[0].title)))
