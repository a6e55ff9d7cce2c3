"""Papers that were made, papers that are due, and files that were brought, with the one that is chosen in view."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from mediation_desk.queries.case_shapes import AttachmentRow, CaseSheet, PaperNeed, PaperRow, TrackSheet
from mediation_desk.queries.papers import AttachmentBytes, LargeCopy, PaperBytes
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.dialogs.strokes_dialog import StrokesDialog, has_strokes
from mediation_desk.ui.editors.paper_view import PaperView
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.words.case import PAPER_STATES, ROUTES
from mediation_desk.words.printing import printed_short, printed_words

_TONES = {
    "issued": Tone.GREY,
    "signing": Tone.AMBER,
    "complete": Tone.GREEN,
    "void": Tone.GREY,
    "due": Tone.RED,
    "may": Tone.GREY,
}
_STATES = {**PAPER_STATES, "due": "待补", "may": "可制作"}
PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A paper, a paper that is due, or a file, as a line."""

    key: str
    title: str
    state: str
    words: str
    about: str
    on: str
    printed: str = ""
    printed_words: str = ""


_COLUMNS = (
    Column[Material](title="名称", text=lambda row: row.title, tip=lambda row: f"{row.title} {row.about}"),
    Column[Material](title="状态", text=lambda row: row.words, width=5, chip=lambda row: _TONES[row.state]),
    Column[Material](title="日期", text=lambda row: row.on, width=4),
    Column[Material](title="打印", text=lambda row: row.printed, width=3, tip=lambda row: row.printed_words),
    Column[Material](title="说明", text=lambda row: row.about, width=7, soft=True, tip=lambda row: row.about),
)


class MaterialsTab(QWidget):
    """`act_wanted` carries the act and the paper it is about."""

    act_wanted = Signal(str, str)
    volume_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, door: ActDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._papers: dict[str, PaperRow] = {}
        self._files: dict[str, AttachmentRow] = {}
        self._shown = ""
        self.table: RowTable[Material] = RowTable(_COLUMNS, key=lambda row: row.key)
        self.table.setAccessibleName(self.tr("文书和材料"))
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(self._open)
        self.paper = PaperView(door.jobs)
        self.paper.print_wanted.connect(self.print_wanted)
        self.issue, self.attach = QPushButton(self.tr("制作文书…")), QPushButton(self.tr("收取材料…"))
        self.sign, self.scan = QPushButton(self.tr("去签署")), QPushButton(self.tr("扫描件回收…"))
        self.void, self.volume = QPushButton(self.tr("作废…")), QPushButton(self.tr("卷宗…"))
        self.print = QPushButton(self.tr("打印…"))
        self.print.setToolTip(self.tr("打印文书（Ctrl+P）"))
        self.print.clicked.connect(self.print_wanted)
        self.large = QPushButton(self.tr("大字版"))
        self.large.setToolTip(self.tr("这份文书的大字版，供阅读；以签署的正本为准"))
        self.large.setCheckable(True)
        self.large.toggled.connect(lambda _on: self._show(self._shown))
        self.copy = QPushButton(self.tr("扫描件盖章…"))
        self.copy.setToolTip(self.tr("由调解组织确认扫描件与纸质原件一致"))
        self.strokes = QPushButton(self.tr("笔迹数据…"))
        self.strokes.setToolTip(self.tr("把屏幕签名的笔迹数据提供给鉴定机构"))
        self.strokes.clicked.connect(self.show_strokes)
        self.volume.clicked.connect(self.volume_wanted)
        self.issue.clicked.connect(lambda: self.act_wanted.emit("issue_paper", ""))
        self.attach.clicked.connect(lambda: self.act_wanted.emit("attach_file", ""))
        about_paper = (
            (self.sign, "record_signature"),
            (self.scan, "confirm_scan"),
            (self.copy, "seal_true_copy"),
            (self.void, "void_paper"),
        )
        for button, act in about_paper:
            button.clicked.connect(lambda _checked=False, wanted=act: self.act_wanted.emit(wanted, self._chosen_id()))
        self._lay_out()

    def show_track(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """The papers of the track and of the case, what is due, and the files."""
        papers = (*sheet.papers, *(() if track is None else track.papers))
        files = [row for row in sheet.attachments if track is None or row.track in (None, track.id)]
        self.print.setVisible(self._door.may_ask("papers_to_print"))
        self.volume.setVisible(track is not None and self._door.may_ask("volume_of"))
        self._papers = {f"paper:{row.id}": row for row in papers}
        self._files = {f"file:{row.id}": row for row in files}
        needs = () if track is None else track.needs
        self.table.show_rows([*map(_need, needs), *map(_paper, reversed(papers)), *map(_file, files)])
        self._shown = ""
        if self.table.current_key() is None and papers:
            self.table.choose(f"paper:{papers[-1].id}")
        self._choose(self.table.current_key() or "")

    def in_view(self) -> tuple[str, str]:
        """Key and name of the paper or file that is chosen and can be printed."""
        key = self.table.current_key() or ""
        if key in self._papers:
            return key, self._papers[key].title
        if key in self._files and self._files[key].media_type == PDF:
            return key, self._files[key].name
        return "", ""

    def show_strokes(self) -> StrokesDialog | None:
        """Hand out the strokes of a signature on the chosen paper."""
        paper = self._papers.get(self.table.current_key() or "")
        if paper is None:
            return None
        dialog = StrokesDialog(paper, self._door, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _chosen_id(self) -> str:
        return (self.table.current_key() or "").partition(":")[2]

    def _choose(self, key: str) -> None:
        paper = self._papers.get(key)
        waiting = paper is not None and paper.state == "signing"
        on_screen = paper is not None and paper.route == "screen"
        self.sign.setVisible(waiting and on_screen and self._door.may_do("record_signature"))
        self.scan.setVisible(waiting and not on_screen and self._door.may_do("confirm_scan"))
        voidable = paper is not None and paper.state != "void" and paper.agreement is None
        self.void.setVisible(voidable and self._door.may_do("void_paper"))
        self.large.setVisible(paper is not None and paper.readable and self._door.may_ask("large_copy"))
        self.copy.setVisible(paper is not None and paper.copy_waits and self._door.may_do("seal_true_copy"))
        self.strokes.setVisible(paper is not None and has_strokes(paper) and self._door.may_ask("strokes_of"))
        if key != self._shown:
            self._shown = key
            self.large.blockSignals(True)
            self.large.setChecked(False)
            self.large.blockSignals(False)
            self._show(key)

    def _show(self, key: str) -> None:
        if key in self._papers:
            self._show_paper(key, self._papers[key])
        elif key in self._files and self._files[key].media_type == PDF:
            row = self._files[key]
            query = AttachmentBytes(attachment=row.id)
            self._door.ask(query, lambda data: self._fresh(key, data, row.name, row.name), owner=self)
        elif key in self._files:
            self.paper.show_words(self.tr("{0}：这种文件不在这里显示").format(self._files[key].name))
        else:
            self.paper.show_words(self.tr("选择一份文书，这里显示它的原件"))

    def _show_paper(self, key: str, row: PaperRow) -> None:
        if not row.readable:
            self.paper.show_words(self.tr("这份文书不在你可以查看的范围内"))
            return
        if self.large.isChecked():
            name = f"{row.title}（{self.tr('大字版')}）"
            self._door.ask(LargeCopy(paper=row.id), lambda data: self._fresh(key, data, name, name), owner=self)
            return
        title = f"{row.title}  {self.tr('校验码')} {row.check_code}"
        self._door.ask(PaperBytes(paper=row.id), lambda data: self._fresh(key, data, row.title, title), owner=self)

    def _fresh(self, key: str, data: bytes, name: str, title: str) -> None:
        if key == self._shown:
            self.paper.show_paper(data, name, title)

    def _open(self, key: str) -> None:
        if key.startswith("need:"):
            self.act_wanted.emit("issue_paper", key.removeprefix("need:"))

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(px(6))
        bar.setContentsMargins(px(14), px(8), px(14), px(8))
        for button in (self.issue, self.attach, self.sign, self.scan, self.copy, self.void, self.large, self.strokes):
            bar.addWidget(button)
        bar.addStretch(1)
        bar.addWidget(self.print)
        bar.addWidget(self.volume)
        self.table.setMinimumWidth(px(420))
        both = QSplitter(Qt.Orientation.Horizontal)
        both.setChildrenCollapsible(False)
        both.addWidget(self.table)
        both.addWidget(self.paper)
        both.setSizes([px(520), px(420)])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(bar)
        column.addWidget(both, 1)


def _need(need: PaperNeed) -> Material:
    state = "due" if need.must == "必须" else "may"
    return Material(
        key=f"need:{need.code}|{need.ref or ''}",
        title=need.title,
        state=state,
        words=_STATES[state],
        about=need.about,
        on="",
    )


def _paper(row: PaperRow) -> Material:
    waiting = "、".join(signer.name for signer in row.missing)
    about = row.void_reason or (f"待签：{waiting}" if row.state == "signing" and waiting else ROUTES[row.route])
    if row.state == "signing" and not waiting:
        about = "待扫描件回收"
    if row.superseded_by is not None:
        about = f"已被第{row.superseded_by}版取代：{about}"
    return Material(
        key=f"paper:{row.id}",
        title=row.title,
        state=row.state,
        words=_STATES[row.state],
        about=about,
        on=f"{row.made_on:%m-%d}",
        printed=printed_short(row.prints),
        printed_words=printed_words(row.prints),
    )


def _file(row: AttachmentRow) -> Material:
    about = "，".join(part for part in (row.provided_by, f"{max(row.size // 1024, 1)} KB") if part)
    return Material(
        key=f"file:{row.id}",
        title=row.name,
        state="issued",
        words=row.kind_words,
        about=about,
        on=f"{row.received_on:%m-%d}",
    )
