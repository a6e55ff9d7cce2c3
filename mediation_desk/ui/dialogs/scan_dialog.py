"""Scans dropped on the window or found in the watched folder: sorted into papers, filed one by one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.acts.act import Act
from mediation_desk.acts.recorded import AttachFile
from mediation_desk.acts.scans import FileScan
from mediation_desk.desk.desk import Desk
from mediation_desk.queries.numbers import CaseNumber
from mediation_desk.queries.scans import LoosePage, ScanFile, ScannedPaper, ScanSheet, SortedScans
from mediation_desk.terms.ids import AttachmentId, PaperId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed
from mediation_desk.ui.dialogs.scan_pile import LooseCard, PileCard
from mediation_desk.ui.messages import refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.scrolled import Scrolled, wrapped

SUFFIXES: Final = (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
_PDF: Final = "application/pdf"


class ScanDialog(QDialog):
    """`all_filed` comes once everything that lay in these files is kept."""

    all_filed = Signal()

    def __init__(self, files: Sequence[Path], door: ActDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._files, self._door = tuple(files), door
        self.setObjectName("scanDialog")
        self.setWindowTitle(self.tr("扫描归档"))
        self.notices, self.inside = NoticeBar(), Scrolled()
        self.working = wrapped(self.tr("正在读取扫描件，辨认页码和签名栏……"), "soft")
        self.piles: list[PileCard] = []
        self.loose: list[LooseCard] = []
        self._lay_out()
        self._door.jobs.read(self._sorted, self._show, self._refuse, self)

    def _sorted(self) -> ScanSheet:
        """On the read lane: files are read and looked at there."""
        files = tuple(ScanFile(name=path.name, data=_bytes(path)) for path in self._files)
        return self._door.desk.ask(SortedScans(files=files))

    def _show(self, sheet: ScanSheet) -> None:
        self.working.setVisible(False)
        self.piles = [PileCard(paper) for paper in sheet.papers]
        self.loose = [LooseCard(loose) for loose in sheet.loose]
        for pile in self.piles:
            pile.wanted.connect(partial(self._file, pile))
            pile.case_wanted.connect(partial(self._open_case, pile))
            pile.go.setEnabled(self._door.may_do(FileScan.act_name))
        for card in self.loose:
            card.wanted.connect(partial(self._attach, card))
        self.inside.add(*self.piles, *self.loose)
        self.inside.column.addStretch(1)

    def _file(self, pile: PileCard) -> None:
        pile.go.setEnabled(False)
        act = partial(_filing, pile.paper, pile.reason.text(), self._door.new_id())
        deed = Deed(case=pile.paper.case, acts=act)
        self._door.perform(deed, lambda _outcomes: self._filed(pile), partial(self._refused, pile), self)

    def _attach(self, card: LooseCard, number: str) -> None:
        """The case is looked up first: a number may be mistyped, or belong to a case that one may not see."""
        card.go.setEnabled(False)

        def found(case: str) -> None:
            deed = Deed(case=case, acts=partial(_attaching, case, card.loose, self._door.new_id()))
            self._door.perform(deed, lambda _outcomes: self._filed(card), refused, self)

        refused = partial(self._refused, card)
        self._door.ask(CaseNumber(number), found, refused, self)

    def _filed(self, card: PileCard | LooseCard) -> None:
        said = (
            self.tr("已归档。请打开案件，核对原件后确认签名和日期。")
            if isinstance(card, PileCard)
            else self.tr("已归入。")
        )
        card.tell(said, filed=True)
        cards: list[PileCard | LooseCard] = [*self.piles, *self.loose]
        if all(one.filed for one in cards):
            self.all_filed.emit()

    def _refused(self, card: PileCard | LooseCard, refusal: Refusal) -> None:
        card.tell(self._door.sentence(refusal))

    def _refuse(self, refusal: Refusal) -> None:
        self.working.setVisible(False)
        self.notices.tell(refusal_notice(refusal, self._door.sentence))

    def _open_case(self, pile: PileCard) -> None:
        self.accept()
        self._door.go("case", f"{pile.paper.case}#materials")

    def _lay_out(self) -> None:
        self.setMinimumSize(px(760), px(560))
        leave = QPushButton(self.tr("关闭"))
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.addWidget(self.notices)
        column.addWidget(self.working)
        column.addWidget(self.inside, 1)
        column.addLayout(row)


def are_scans(paths: Sequence[Path]) -> bool:
    """Whether these are files a scanner makes."""
    return bool(paths) and all(path.suffix.lower() in SUFFIXES for path in paths)


def ask_for_scans(parent: QWidget) -> tuple[Path, ...]:
    """The files a person chooses."""
    kinds = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    chosen, _ = QFileDialog.getOpenFileNames(
        parent, parent.tr("选择扫描件"), "", parent.tr("扫描件 ({0})").format(kinds)
    )
    return tuple(Path(name) for name in chosen)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise Refusal("scan.unreadable", field="scan") from wrong


def _filing(paper: ScannedPaper, reason: str, id: str, desk: Desk) -> tuple[Act, ...]:
    kept = desk.keep_file(paper.case, paper.pdf)
    return (
        FileScan(
            id=AttachmentId(id),
            paper=PaperId(paper.paper),
            blob=kept.name,
            sha256=kept.sha256,
            size=kept.size,
            reason=reason.strip(),
        ),
    )


def _attaching(case: str, loose: LoosePage, id: str, desk: Desk) -> tuple[Act, ...]:
    kept = desk.keep_file(case, loose.pdf)
    name = f"{Path(loose.page.file).stem} 第{loose.page.number}页"
    return (
        AttachFile(
            id=AttachmentId(id),
            name=name,
            kind="scan",
            media_type=_PDF,
            blob=kept.name,
            sha256=kept.sha256,
            size=kept.size,
        ),
    )
