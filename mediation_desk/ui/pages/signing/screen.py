"""The screen a party sees: the text, large; who signs; the pad. Nothing of the desk, nothing of another case."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QInputDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.acts.act import Act
from mediation_desk.acts.signing import AffixSeal, RecordSignature, RefuseToSign
from mediation_desk.queries.case_shapes import SignerRow
from mediation_desk.queries.papers import PaperBytes
from mediation_desk.queries.signing import PaperToSign, SigningSheet
from mediation_desk.terms.ids import PaperId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, Outcomes, these
from mediation_desk.ui.dialogs.phone_button import PhoneButton
from mediation_desk.ui.dialogs.phone_task import PhoneTask, phone_task
from mediation_desk.ui.messages import done_notice, refusal_notice
from mediation_desk.ui.pages.signing.progress import is_seal, next_signer, progress_words, reads_first
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.pdf_view import PdfView
from mediation_desk.ui.widgets.scrolled import wrapped
from mediation_desk.ui.widgets.signature_pad import SignaturePad


class SigningScreen(QWidget):
    """`left` comes when the desk is taken back. A party can confirm only what it had the chance to read to the end."""

    left = Signal()
    signed = Signal(str)

    def __init__(self, door: ActDoor, paper: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._door, self._paper = door, paper
        self.sheet: PaperToSign | None = None
        self._shown = b""
        self.notices, self.view, self.pad = NoticeBar(), PdfView(door.jobs), SignaturePad()
        self.title, self.place, self.who, self.progress = QLabel(), QLabel(), QLabel(), wrapped(look="soft")
        self.signers, self.where = QComboBox(), QLineEdit()
        self.larger, self.back = QPushButton(self.tr("字大一点")), QPushButton(self.tr("交回工作人员"))
        self.again, self.confirm = QPushButton(self.tr("重签")), QPushButton(self.tr("我看懂了，确认签名"))
        self.refuse, self.seal = QPushButton(self.tr("我不同意，停下来")), QPushButton(self.tr("加盖调解组织印章"))
        self.phone = PhoneButton(door, paper)
        self._lay_out()
        self._connect()
        self.load()

    def load(self) -> None:
        """Ask who has signed, and for the bytes as they stand."""
        self._door.ask(SigningSheet(paper=self._paper), self._show, self._refused, owner=self)

    def signer(self) -> SignerRow | None:
        """Who is about to sign."""
        if self.sheet is None:
            return None
        key = self.signers.currentData()
        return next((one for one in self.sheet.paper.missing if one.key == key), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives the desk back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def sign(self) -> None:
        """Put this person's strokes on the text that was shown."""
        signer, sheet = self.signer(), self.sheet
        if signer is None or sheet is None or not self.confirm.isEnabled():
            return
        self._perform(
            RecordSignature(
                paper=PaperId(self._paper),
                signer=signer.key,
                ink=self.pad.ink(),
                place=self.where.text().strip() or None,
                shown_sha256=sheet.paper.frozen_sha256,
            ),
            signer.name,
        )

    def affix_seal(self) -> None:
        """The body's seal comes last and locks the paper."""
        self._perform(AffixSeal(paper=PaperId(self._paper)), "")

    def refuse_to_sign(self) -> None:
        """Ask why, and record it."""
        signer = self.signer()
        if signer is None:
            return
        dialog = QInputDialog(self)
        dialog.setWindowTitle(self.tr("不同意"))
        dialog.setLabelText(self.tr("{0}不同意的理由（会如实记录，不签名不会有任何不利后果）").format(signer.name))
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
        dialog.setOkButtonText(self.tr("记录，停止签署"))
        dialog.setCancelButtonText(self.tr("再看看"))
        dialog.textValueSelected.connect(lambda reason: self.stop(signer, reason))
        dialog.open()

    def stop(self, signer: SignerRow, reason: str) -> None:
        """Record the refusal."""
        if self.sheet is None or self.sheet.track is None:
            return
        act = RefuseToSign(
            track=TrackId(self.sheet.track), paper=PaperId(self._paper), signer=signer.key, reason=reason.strip()
        )
        deed = Deed(case=self.sheet.case, acts=these(act))
        self._door.perform(deed, lambda _outcomes: self.left.emit(), self._refused, owner=self)

    def _phone_task(self, signer: SignerRow) -> PhoneTask | None:
        """What a phone would be asked to sign, and what becomes of it."""
        sheet = self.sheet
        return None if sheet is None else phone_task(sheet, signer, lambda: self.where.text().strip() or None)

    def _perform(self, act: Act, name: str) -> None:
        if self.sheet is None:
            return
        self._let(False)
        deed = Deed(case=self.sheet.case, acts=these(act))
        self._door.perform(deed, lambda outcomes: self._done(outcomes, name), self._refused, owner=self)

    def _done(self, outcomes: Outcomes, name: str) -> None:
        said = self.tr("{0}的签名已经保存").format(name) if name else self.tr("印章已经加盖，文书锁定")
        self.notices.tell(done_notice(said))
        self.pad.clear()
        self.signed.emit(name)
        self.load()

    def _refused(self, refusal: Refusal) -> None:
        self.notices.tell(refusal_notice(refusal, self._door.sentence))
        self._settle()

    def _show(self, sheet: PaperToSign) -> None:
        if self.sheet is None:
            self.where.setText(sheet.place)
        self.sheet = sheet
        self.title.setText(sheet.paper.title)
        before, chosen = self.signers.currentData(), next_signer(sheet.paper)
        self.signers.blockSignals(True)
        self.signers.clear()
        for one in sheet.paper.missing:
            if one.turn and not is_seal(one):
                self.signers.addItem(f"{one.name}（{one.role_words}）", one.key)
        self.signers.setCurrentIndex(max(self.signers.findData(before), 0) if chosen else -1)
        self.signers.blockSignals(False)
        self._settle()
        self._door.ask(PaperBytes(paper=self._paper), self._show_bytes, self._refused, owner=self)

    def _another(self) -> None:
        """Another person signs: what stands on the pad is not his."""
        self.pad.clear()
        self._settle()

    def _show_bytes(self, data: bytes) -> None:
        """Every signer reads from the first page: what the last one saw was not seen by this one."""
        if data != self._shown:
            self._shown = data
            self.view.verticalScrollBar().setValue(0)
            self.view.show_pdf(data)

    def _settle(self) -> None:
        """What can be pressed now, and whose turn it is."""
        signer = self.signer()
        sealing = (
            self.sheet is not None and bool(self.sheet.paper.missing) and all(map(is_seal, self.sheet.paper.missing))
        )
        done = self.sheet is not None and not self.sheet.paper.missing
        for part in (self.pad, self.again, self.confirm, self.signers):
            part.setVisible(signer is not None)
        self.seal.setVisible(sealing and self._door.may_do("affix_seal"))
        self.refuse.setVisible(signer is not None and self.sheet is not None and self.sheet.may_refuse)
        if signer is not None:
            self.who.setText(
                self.tr("<b>{0}</b>，请在框内签名").format(signer.name.replace("&", "&amp;").replace("<", "&lt;"))
            )
        elif done:
            self.who.setText(self.tr("<b>全部签署完毕</b>"))
        else:
            self.who.setText(self.tr("<b>等待加盖印章</b>") if sealing else "")
        self.phone.offer(None if signer is None else self._phone_task(signer))
        if self.sheet is not None:
            self.progress.setText(progress_words(self.sheet.paper, signer))
        self._let(True)

    def _let(self, free: bool) -> None:
        signer = self.signer()
        read = signer is not None and (self.view.all_seen() or not reads_first(signer))
        self.confirm.setEnabled(free and read and not self.pad.is_empty())
        self.confirm.setToolTip("" if read else self.tr("请先把全文看到最后一页"))
        self.seal.setEnabled(free)
        self._say_place()

    def _say_place(self) -> None:
        code = "" if self.sheet is None else self.sheet.paper.check_code
        pages = self.tr("第 {0} 页，共 {1} 页").format(self.view.current_page(), self.view.page_count())
        seen = self.tr(" ✓ 已看完") if self.view.all_seen() else ""
        self.place.setText(self.tr("请逐页看完再签名　・　{0}{1}　・　校验码 {2}").format(pages, seen, code))

    def _connect(self) -> None:
        self.larger.clicked.connect(self.view.zoom_in)
        self.back.clicked.connect(self.left)
        self.again.clicked.connect(self.pad.clear)
        self.confirm.clicked.connect(self.sign)
        self.phone.signed.connect(lambda name: self._done((), name))
        self.phone.disagreed.connect(lambda _name: self.left.emit())
        self.refuse.clicked.connect(self.refuse_to_sign)
        self.seal.clicked.connect(self.affix_seal)
        self.signers.currentIndexChanged.connect(lambda _place: self._another())
        self.pad.changed.connect(lambda: self._let(True))
        self.view.read_through.connect(lambda: self._let(True))
        self.view.page_changed.connect(lambda _page, _pages: self._let(True))

    def _lay_out(self) -> None:
        for part in (self.confirm, self.seal):
            part.setProperty("look", "primary")
        self.refuse.setProperty("look", "danger")
        self.place.setProperty("look", "soft")
        self.title.setProperty("look", "title")
        for part in (self.again, self.confirm, self.refuse, self.seal):
            part.setMinimumHeight(px(48))
        self.pad.set_guide(self.tr("签名与本文书全文绑定，改动一字即失效"))
        top = QFrame()
        top.setObjectName("topBar")
        bar = QHBoxLayout(top)
        bar.setContentsMargins(px(24), px(10), px(24), px(10))
        bar.addWidget(self.title)
        bar.addWidget(self.place, 1)
        bar.addWidget(self.larger)
        bar.addWidget(self.back)
        both = QHBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.view, 2)
        both.addWidget(self._right(), 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(top)
        column.addLayout(both, 1)

    def _right(self) -> QWidget:
        right = QWidget()
        right.setMinimumWidth(px(400))
        column = QVBoxLayout(right)
        column.setContentsMargins(px(22), px(16), px(22), px(16))
        column.setSpacing(px(12))
        column.addWidget(self.notices)
        column.addWidget(self.signers)
        column.addWidget(self.who)
        column.addWidget(self.pad, 1)
        row = QHBoxLayout()
        row.addWidget(self.again, 1)
        row.addWidget(self.confirm, 2)
        column.addLayout(row)
        column.addWidget(self.phone)
        column.addWidget(self.seal)
        column.addWidget(self.refuse)
        column.addWidget(
            wrapped(self.tr("保存的是您的手写签名图像，由本中心加封防改；不是您个人的数字证书签名。"), "remark")
        )
        column.addWidget(self.progress)
        column.addLayout(self._place())
        return right

    def _place(self) -> QHBoxLayout:
        label = QLabel(self.tr("签署地点"))
        label.setProperty("look", "soft")
        self.where.setAccessibleName(label.text())
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.where, 1)
        return row
