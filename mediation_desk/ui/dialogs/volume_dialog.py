"""The archive dialog: what lies in a volume, what is not in order and the button that mends it, the score, binding."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.desk.volumes import Binding, BoundVolume, bind_volume, hand_over
from mediation_desk.queries.volume import ScoreLine, VolumeCheck, VolumeLine, VolumeOf, VolumeSheet
from mediation_desk.terms.file_names import file_name
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.jobs import Job, Lane, Progress, Step
from mediation_desk.ui.messages import Notice, NoticeTone
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.scrolled import Scrolled, wrapped
from mediation_desk.words.acts import act_words

_LINES = (
    Column[VolumeLine](title="名称", text=lambda row: row.title, tip=lambda row: row.title),
    Column[VolumeLine](title="卷内位置", text=lambda row: row.place, width=9, soft=True),
    Column[VolumeLine](title="页数", text=lambda row: "" if row.pages is None else str(row.pages), width=3),
    Column[VolumeLine](
        title="未放入的原因", text=lambda row: row.left_out or "", width=11, tip=lambda row: row.left_out or ""
    ),
)
_SCORES = (
    Column[ScoreLine](title="项目", text=lambda row: row.words, tip=lambda row: row.words),
    Column[ScoreLine](title="分值", text=lambda row: str(row.points), width=3),
    Column[ScoreLine](
        title="得分",
        text=lambda row: str(row.earned),
        width=4,
        chip=lambda row: Tone.GREEN if row.earned == row.points else Tone.RED,
    ),
    Column[ScoreLine](title="失分原因", text=lambda row: row.why, width=12, tip=lambda row: row.why),
)


class VolumeDialog(QDialog):
    """`act_wanted` carries the act that mends a line, and what it is about."""

    act_wanted = Signal(str, str)

    def __init__(self, case: str, track: str, name: str, door: ActDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("volumeDialog")
        self.setWindowTitle(self.tr("卷宗：{0}").format(name))
        self._case, self._track, self._name, self._door = case, track, name, door
        self._job: Job | None = None
        self.bar = NoticeBar()
        self.checks = Scrolled()
        self.lines: RowTable[VolumeLine] = RowTable(_LINES, key=lambda row: row.title)
        self.scores: RowTable[ScoreLine] = RowTable(_SCORES, key=lambda row: row.words)
        self.score = QLabel()
        self.progress = QProgressBar()
        self.bind, self.court = QPushButton(self.tr("装订卷宗…")), QPushButton(self.tr("装订送法院材料…"))
        self.stop, self.leave = QPushButton(self.tr("停止")), QPushButton(self.tr("关闭"))
        self.bind.clicked.connect(lambda: self._choose_folder(for_court=False))
        self.court.clicked.connect(lambda: self._choose_folder(for_court=True))
        self.stop.clicked.connect(self._stop)
        self.leave.clicked.connect(self.reject)
        self._lay_out()
        door.ask(VolumeOf(case=case, track=track), self.show_sheet, owner=self)

    def show_sheet(self, sheet: VolumeSheet) -> None:
        """The contents, the checklist and the score."""
        self.lines.show_rows(sheet.lines)
        self.scores.show_rows(sheet.scores)
        self.score.setText(self.tr("{0}：{1} / {2} 分").format(sheet.review, sheet.points, sheet.full))
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        for row, check in enumerate(sorted(sheet.checks, key=lambda check: check.done)):
            self._add_check(grid, row, check)
        if not sheet.checks:
            self.checks.add(wrapped(self.tr("还没有文书")))
        self.checks.column.addLayout(grid)
        self.checks.column.addStretch(1)

    def bind_into(self, folder: Path, *, for_court: bool) -> None:
        """Bind behind the window's back; the progress is shown and it can be stopped."""
        self._busy(True)

        def work(progress: Progress) -> Binding | None:
            def report(done: int, whole: int) -> bool:
                progress.report(done, whole)
                return not progress.stop_wanted

            return bind_volume(self._door.desk, self._case, self._track, folder, for_court=for_court, progress=report)

        self._job = self._door.jobs.at_length(Lane.READ, work, self._bound, self._refused, self._step, owner=self)

    def reject(self) -> None:
        """Closing stops what is under way; nothing of it is left behind."""
        if self._job is not None:
            self._job.cancel()
        super().reject()

    def _add_check(self, grid: QGridLayout, row: int, check: VolumeCheck) -> None:
        grid.addWidget(wrapped("✓" if check.done else "✗", "" if check.done else "error"), row, 0)
        grid.addWidget(wrapped(check.words, "" if check.done else "error"), row, 1)
        if check.act is not None and self._door.may_do(check.act):
            mend = QPushButton(act_words(check.act))
            mend.setAutoDefault(False)
            wanted = f"{check.code}|{check.ref or ''}" if check.code else check.ref or ""
            mend.setObjectName(f"mend:{check.act}:{wanted}")
            mend.clicked.connect(lambda _checked=False, act=check.act, of=wanted: self._mend(act, of))
            grid.addWidget(mend, row, 2)

    def _mend(self, act: str, about: str) -> None:
        self.accept()
        self.act_wanted.emit(act, about)

    def _choose_folder(self, *, for_court: bool) -> None:
        place = QFileDialog.getExistingDirectory(self, self.tr("放在哪个文件夹里"))
        if place:
            kind = self.tr("送法院材料") if for_court else self.tr("卷宗")
            self.bind_into(Path(place) / file_name(self._name, kind), for_court=for_court)

    def _step(self, step: Step) -> None:
        self.progress.setMaximum(max(step.total, 1))
        self.progress.setValue(step.done)

    def _bound(self, bound: Binding | None) -> None:
        assert bound is not None  # whoever stopped it does not hear of it any more
        self.stop.setEnabled(False)
        desk = self._door.desk
        self._job = self._door.jobs.write(lambda: hand_over(desk, bound), self._handed_over, self._refused, owner=self)

    def _handed_over(self, bound: BoundVolume) -> None:
        self._busy(False)
        left = self.tr("；未放入{0}件，见“未放入的材料.txt”").format(len(bound.left_out)) if bound.left_out else ""
        self.bar.tell(Notice(NoticeTone.DONE, self.tr("已装订到 {0}{1}。").format(bound.folder, left)))

    def _refused(self, refusal: Refusal) -> None:
        self._busy(False)
        self.bar.tell(Notice(NoticeTone.REFUSAL, self._door.sentence(refusal)))

    def _stop(self) -> None:
        """Offered only while it is being bound, when nothing has been written yet."""
        if self._job is not None:
            self._job.cancel()
            self._busy(False)
            self.bar.tell(Notice(NoticeTone.TELL, self.tr("已停止，没有写入任何文件。")))

    def _busy(self, busy: bool) -> None:
        for button in (self.bind, self.court):
            button.setEnabled(not busy)
        self.progress.setVisible(busy)
        self.stop.setVisible(busy)
        self.stop.setEnabled(busy)
        if not busy:
            self._job = None

    def _lay_out(self) -> None:
        self.setMinimumSize(px(760), px(520))
        self.lines.setAccessibleName(self.tr("卷内文书"))
        self.scores.setAccessibleName(self.tr("评查"))
        tabs = QTabWidget()
        tabs.addTab(self.checks, self.tr("检查单"))
        tabs.addTab(self.lines, self.tr("卷内文书"))
        tabs.addTab(self._review(), self.tr("评查分"))
        self._busy(False)
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addWidget(self.stop)
        row.addStretch(1)
        for button in (self.court, self.bind, self.leave):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.addWidget(self.bar)
        column.addWidget(tabs, 1)
        column.addLayout(row)

    def _review(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(self.score)
        column.addWidget(self.scores, 1)
        return page
