"""Ways by which scans reach the window: dropped on it, chosen from the menu, or found in the workstation's folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog

from mediation_desk.queries.scans import SortedScans
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.dialogs.scan_dialog import ScanDialog, are_scans, ask_for_scans
from mediation_desk.ui.entrance.scan_folder import ScanFolder
from mediation_desk.ui.main_window import MainWindow
from mediation_desk.ui.messages import Notice, NoticeTone
from mediation_desk.ui.workstation import Workstation


class ScanMatters(QObject):
    """Belongs to the window and lives as long as it does."""

    def __init__(self, window: MainWindow, door: ActDoor) -> None:
        super().__init__(window)
        self._window, self._door = window, door
        self._workstation = Workstation(door.desk.surroundings.data_folder)
        self.folder = ScanFolder(self)
        if not door.may_ask(SortedScans.query_name):
            return
        bar = window.top_bar
        bar.offer_scans()
        bar.scan_wanted.connect(lambda: self.open(ask_for_scans(window)))
        bar.scan_folder_wanted.connect(self._choose_folder)
        bar.waiting_scans_wanted.connect(lambda: self.open(self.folder.waiting))
        window.setAcceptDrops(True)
        window.files_dropped.connect(self._dropped)
        self.folder.waiting_changed.connect(lambda: bar.set_waiting_scans(len(self.folder.waiting)))
        QApplication.instance().applicationStateChanged.connect(self._came_back)  # type: ignore[union-attr]
        self.folder.watch(self._workstation.scan_folder)

    def open(self, files: Sequence[Path]) -> ScanDialog | None:
        """Sort these files and show what they are."""
        if not files:
            return None
        dialog = ScanDialog(files, self._door, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        own = [file for file in files if file in self.folder.waiting]
        dialog.all_filed.connect(lambda: self.folder.file_away(own))
        dialog.open()
        return dialog

    def _dropped(self, files: list[Path]) -> None:
        if are_scans(files):
            self.open(files)
        else:
            words = self.tr("只能拖入扫描件：PDF、JPEG、PNG 或 TIFF 文件。")
            self._window.tell(Notice(NoticeTone.REFUSAL, words))

    def _choose_folder(self) -> None:
        now = self._workstation.scan_folder
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("本机扫描仪存放文件的文件夹"), str(now or ""))
        if chosen:
            self._workstation.scan_folder = Path(chosen)
            self.folder.watch(Path(chosen))

    def _came_back(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationActive:
            self.folder.look()
