"""Who comes in and goes out: the first start, signing in, locking, leaving."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QDialog

from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.ui.dialogs.first_start import FirstStart
from mediation_desk.ui.dialogs.sign_in import SignIn
from mediation_desk.ui.dialogs.verify_dialog import VerifyDialog
from mediation_desk.ui.entrance.founding import make_office, sign_in
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.messages import Sentence
from mediation_desk.ui.session import Session

MakeWindow = Callable[[Session, Jobs], MainWindow]


class Reception(QObject):
    """Holds at most one window. `left` says that nobody wants to stay."""

    arrived = Signal(str)
    left = Signal()

    def __init__(
        self, door: OfficeDoor, make_window: MakeWindow, sentence: Sentence, fault: Callable[[Exception], None]
    ) -> None:
        super().__init__()
        self._door, self._make_window, self._sentence, self._fault = door, make_window, sentence, fault
        self._jobs = Jobs(fault)
        self._dialog: QDialog | None = None
        self._session: Session | None = None
        self._window: MainWindow | None = None
        self._window_jobs: Jobs | None = None

    def open(self) -> None:
        """The first thing a person sees."""
        if self._door.exists:
            self._ask_in()
        else:
            self._found()

    def dialog(self) -> QDialog | None:
        """The dialog that waits for somebody."""
        return self._dialog

    def window(self) -> MainWindow | None:
        """The window of who has signed in."""
        return self._window

    def verify(self) -> VerifyDialog:
        """Verify papers before anybody signs in: whoever has the program and a file may."""
        dialog = VerifyDialog(self._jobs, self._sentence, self._door.surroundings.now, self._dialog)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def close(self) -> None:
        """End everything."""
        self._sign_out()
        self._jobs.close()

    def _found(self) -> None:
        dialog: FirstStart[Session] = FirstStart(
            self._jobs, lambda wish, progress: make_office(self._door, wish, progress), self._sentence
        )
        dialog.accepted.connect(lambda: self._arrive(dialog.made))
        dialog.verify_wanted.connect(self.verify)
        self._show(dialog)

    def _ask_in(self, account: str = "") -> None:
        dialog: SignIn[Session] = SignIn(
            self._jobs, lambda name, password: sign_in(self._door, name, password), self._sentence, account=account
        )
        dialog.accepted.connect(lambda: self._arrive(dialog.session))
        dialog.verify_wanted.connect(self.verify)
        self._show(dialog)

    def _show(self, dialog: QDialog) -> None:
        dialog.rejected.connect(self._leave)
        self._dialog = dialog
        dialog.show()

    def _arrive(self, session: Session | None) -> None:
        if session is None:
            return
        self._drop_dialog()
        if self._window is not None and self._session is not None and self._session.account == session.account:
            self._jobs.write(session.desk.close, lambda _nothing: None, lambda _refusal: None)
            self._window.show()
        else:
            self._sign_out()
            self._enter(session)
        self.arrived.emit(session.account)

    def _enter(self, session: Session) -> None:
        self._session = session
        self._window_jobs = Jobs(self._fault)
        self._window = self._make_window(session, self._window_jobs)
        self._window.lock_wanted.connect(self._lock)
        self._window.sign_out_wanted.connect(self._change_person)
        self._window.closing.connect(self._leave)
        self._window.show()

    def _lock(self) -> None:
        """The window stays as it is, unseen, until the same person comes back; another one gets a window of his own."""
        if self._window is not None and self._session is not None:
            self._window.leave_party()
            self._window.hide()
            self._ask_in(self._session.account)

    def _change_person(self) -> None:
        self._sign_out()
        self._ask_in()

    def _sign_out(self) -> None:
        window, self._window = self._window, None
        if window is not None:
            window.closing.disconnect(self._leave)
            window.close()
            window.deleteLater()
        if self._window_jobs is not None:
            self._window_jobs.close()
            self._window_jobs = None
        if self._session is not None:
            self._session.desk.close()
            self._session = None

    def _leave(self) -> None:
        self._drop_dialog()
        self.left.emit()

    def _drop_dialog(self) -> None:
        dialog, self._dialog = self._dialog, None
        if dialog is not None:
            dialog.blockSignals(True)
            dialog.close()
            dialog.deleteLater()
