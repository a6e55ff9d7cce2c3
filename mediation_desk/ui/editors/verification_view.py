"""核验文书: files chosen or dropped, one card for each; a code from a printed page; with an office or without one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMarginsF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPageLayout, QPageSize, QPdfWriter, QTextDocument
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mediation_desk.desk.verification import RootCertificate
from mediation_desk.queries.register import CodedPaper
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.editors.verdict_card import CodeCard, VerdictCard
from mediation_desk.ui.editors.verifier import Judged, Verifier
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.messages import Sentence, done_notice, refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.scrolled import Scrolled, wrapped
from mediation_desk.words.root_certificates import root_sheet

_KEPT: Final = 60
"""Cards that stay; older ones go."""


class VerificationView(QWidget):
    """The newest verdict stands on top."""

    def __init__(self, verifier: Verifier, jobs: Jobs, sentence: Sentence, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._verifier, self._jobs, self._sentence = verifier, jobs, sentence
        self.notices, self.inside = NoticeBar(), Scrolled()
        self.choose = QPushButton(self.tr("选择文件…"))
        self.choose.setProperty("look", "primary")
        self.trust = QPushButton(self.tr("加入根证书…"))
        self.trusted = QLabel()
        self.trusted.setProperty("look", "soft")
        self.code, self.look_up = QLineEdit(), QPushButton(self.tr("核对纸上的码"))
        self.hand_out = QPushButton(self.tr("导出本办公室根证书…"))
        self.waiting = wrapped("", "soft")
        self.hint = wrapped(self._hint(), "soft")
        self.cards: list[VerdictCard] = []
        self.codes: list[CodeCard] = []
        self._open = 0
        self._lay_out()
        self._connect()
        self.setAcceptDrops(True)
        self.setFocusProxy(self.choose)
        self._say_roots()

    def verify(self, files: Sequence[Path]) -> None:
        """Judge these files one after the other, off the window's thread."""
        self.notices.clear()
        for file in files:
            self._wait(1)
            judge = partial(self._verifier.judge, file)
            self._jobs.read(judge, self._show, self._refused, self)

    def ask_code(self) -> None:
        """Look up what was typed or scanned."""
        text = self.code.text().strip()
        if text:
            self._wait(1)
            self._jobs.read(partial(self._verifier.papers, text), partial(self._show_code, text), self._refused, self)

    def add_root(self, path: Path) -> None:
        """Trust one more office."""
        try:
            self._verifier.trust(path)
        except Refusal as refusal:
            self.notices.tell(refusal_notice(refusal, self._sentence))
        self._say_roots()

    def keep(self, words_of: VerdictCard, path: Path) -> None:
        """Write the sheet: a PDF by its name, text otherwise."""
        sheet = words_of.words.sheet(self._verifier.now(), self._verifier.by)
        try:
            if path.suffix.lower() == ".pdf":
                write_pdf(sheet, path)
            else:
                path.write_text(sheet, encoding="utf-8")
        except OSError as wrong:
            refusal = Refusal("cli.file_unusable", file=path.name, why=wrong.strerror or str(wrong))
            self.notices.tell(refusal_notice(refusal, self._sentence))
            return
        self.notices.tell(done_notice(self.tr("核验结果已保存到“{0}”。").format(path.name)))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files only."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Certificates are trusted, everything else is judged."""
        event.acceptProposedAction()
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        roots = [file for file in files if file.suffix.lower() in (".cer", ".crt", ".pem", ".der")]
        for root in roots:
            self.add_root(root)
        self.verify([file for file in files if file not in roots])

    def _show(self, judged: Judged) -> None:
        self._wait(-1)
        card = VerdictCard(judged.words)
        card.keep_wanted.connect(lambda: self._choose_sheet(card))
        self.cards.insert(0, card)
        self._put(card)
        if not judged.judgement.verdict.intact:
            self._jobs.write(partial(self._verifier.note, judged), lambda _noted: None, self._tell, self)

    def _show_code(self, text: str, papers: tuple[CodedPaper, ...]) -> None:
        self._wait(-1)
        card = CodeCard(text, papers)
        self.codes.insert(0, card)
        self._put(card)
        self.code.clear()

    def _put(self, card: QWidget) -> None:
        self.hint.setVisible(False)
        self.inside.column.insertWidget(0, card)
        self.inside.verticalScrollBar().setValue(0)
        while len(self.cards) > _KEPT:
            self.cards.pop().deleteLater()

    def _refused(self, refusal: Refusal) -> None:
        self._wait(-1)
        self._tell(refusal)

    def _tell(self, refusal: Refusal) -> None:
        self.notices.tell(refusal_notice(refusal, self._sentence))

    def _wait(self, more: int) -> None:
        self._open += more
        self.waiting.setText(self.tr("正在核验，还有{0}项…").format(self._open) if self._open else "")

    def _say_roots(self) -> None:
        names = "、".join(self._verifier.roots)
        own = (
            self.tr("信任本办公室的根证书")
            if self._verifier.has_office
            else self.tr("还没有根证书：只能看文件是否改动过")
        )
        self.trusted.setText(self.tr("信任：{0}").format(names) if names and not self._verifier.has_office else own)

    def _hint(self) -> str:
        if self._verifier.has_office:
            return self.tr(
                "把文书文件拖到这里，可以一次拖几份。这里告诉您：谁签的、什么身份、什么时候、用什么方式，"
                "每个签名证明什么、不证明什么，文件有没有改动，是不是登记的现行文本。\n"
                "手里只有打印件的，在上面输入或用扫码枪扫页脚的码。"
            )
        return self.tr(
            "把文书文件拖到这里，可以一次拖几份。不用登录，也不用联网。\n"
            "先向签署的办公室要它的根证书（扩展名 .cer 或 .pem），当面或打电话核对指纹后拖到这里：没有它只能看出"
            "文件有没有改动，不能看出是谁签的。是不是最新文本，只有签署的办公室知道。\n"
            "文件只被读取，里面的任何内容都不会被打开或运行。"
        )

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(
            self, self.tr("选择要核验的文书"), "", self.tr("PDF 文件 (*.pdf);;所有文件 (*)")
        )
        self.verify([Path(name) for name in chosen])

    def _choose_root(self) -> None:
        kinds = self.tr("证书 (*.cer *.crt *.pem *.der)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("选择签署办公室的根证书"), "", kinds)
        if chosen:
            self.add_root(Path(chosen))

    def _choose_sheet(self, card: VerdictCard) -> None:
        name = f"核验结果_{Path(card.words.file).stem}.pdf"
        kinds = self.tr("PDF 文件 (*.pdf);;文本文件 (*.txt)")
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("保存核验结果"), name, kinds)
        if chosen:
            self.keep(card, Path(chosen))

    def _choose_place_for_root(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("导出根证书"), "root.cer", self.tr("证书 (*.cer *.pem)"))
        if chosen:
            self._jobs.read(self._verifier.root, partial(self.write_root, Path(chosen)), self._tell, self)

    def write_root(self, path: Path, root: RootCertificate) -> None:
        """Write the certificate, and beside it the page with its fingerprint that goes another way."""
        try:
            path.write_bytes(root.pem)
            write_pdf(root_sheet(root, self._verifier.now()), path.with_name(f"{path.stem}_指纹.pdf"))
        except OSError as wrong:
            self._tell(Refusal("cli.file_unusable", file=path.name, why=wrong.strerror or str(wrong)))
            return
        words = self.tr("根证书已写到“{0}”，旁边的一页是指纹，请打印后另行交给对方（当面、电话或盖章的函）：\n{1}")
        self.notices.tell(done_notice(words.format(path.name, root.fingerprint)))

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose_files)
        self.trust.clicked.connect(self._choose_root)
        self.look_up.clicked.connect(self.ask_code)
        self.code.returnPressed.connect(self.ask_code)
        self.hand_out.clicked.connect(self._choose_place_for_root)

    def _lay_out(self) -> None:
        self.code.setPlaceholderText(self.tr("页脚的二维码、文书编号或校验码"))
        self.code.setAccessibleName(self.tr("纸上的码"))
        self.trust.setVisible(not self._verifier.has_office)
        self.hand_out.setVisible(self._verifier.has_office)
        for part in (self.code, self.look_up):
            part.setVisible(self._verifier.may_ask_codes)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        row.addWidget(self.choose)
        row.addWidget(self.trust)
        row.addWidget(self.code, 1)
        row.addWidget(self.look_up)
        row.addStretch(1)
        row.addWidget(self.hand_out)
        below = QHBoxLayout()
        below.addWidget(self.trusted, 1)
        below.addWidget(self.waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.addLayout(row)
        column.addLayout(below)
        column.addWidget(self.notices)
        column.addWidget(self.inside, 1)
        self.inside.add(self.hint)
        self.inside.column.addStretch(1)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignTop)


def write_pdf(sheet: str, path: Path) -> None:
    """The sheet on A4, in the font of the window."""
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(20, 18, 20, 18), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setPlainText(sheet)
    document.print_(writer)
    if not path.exists():
        raise OSError(path.name)
