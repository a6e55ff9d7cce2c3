"""Handing out the strokes of a signature: whose, to whom, why, and into which file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.desk.strokes import release_strokes
from mediation_desk.queries.case_shapes import PaperRow
from mediation_desk.queries.strokes import KeptStrokes
from mediation_desk.terms.file_names import file_name
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.messages import done_notice, refusal_notice
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.notice_bar import NoticeBar
from mediation_desk.ui.widgets.scrolled import wrapped


def has_strokes(paper: PaperRow) -> bool:
    """Whether anybody signed it on a screen."""
    return any(one.method == "screen" and one.signed_on is not None for one in paper.signers)


class StrokesDialog(QDialog):
    """`released` carries the file that was written."""

    released = Signal(str)

    def __init__(self, paper: PaperRow, door: ActDoor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("笔迹数据：{0}").format(paper.title))
        self._paper, self._door = paper, door
        self.bar = NoticeBar()
        self.signer, self.recipient, self.reason = QComboBox(), QLineEdit(), QLineEdit()
        for one in paper.signers:
            if one.method == "screen" and one.signed_on is not None and "seal" not in one.role:
                self.signer.addItem(f"{one.name}（{one.role_words}）", one.key)
        self.recipient.setPlaceholderText(self.tr("受委托的鉴定机构"))
        self.reason.setPlaceholderText(self.tr("例如：鉴定委托书文号"))
        self.save = QPushButton(self.tr("存为文件…"))
        self.save.setProperty("look", "primary")
        self.save.clicked.connect(self._choose_file)
        self._lay_out()

    def write(self, out: Path) -> None:
        """Note who gets them and why, and write the file, behind the window's back."""
        self.save.setEnabled(False)
        signer, recipient, reason = self.signer.currentData(), self.recipient.text(), self.reason.text()

        def work() -> KeptStrokes:
            desk = self._door.desk
            return release_strokes(desk, self._paper.id, signer, out, recipient=recipient, reason=reason)

        self._door.jobs.write(work, lambda kept: self._written(kept, out), self._refused, owner=self)

    def _choose_file(self) -> None:
        name = file_name(f"{self._paper.title}-{self.signer.currentText()}-笔迹.zip")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("存为文件"), name, "ZIP (*.zip)")
        if path:
            self.write(Path(path))

    def _written(self, kept: KeptStrokes, out: Path) -> None:
        self.save.setEnabled(True)
        self.bar.tell(done_notice(self.tr("{0}的笔迹数据已写出，并已记入操作记录").format(kept.name)))
        self.released.emit(str(out))

    def _refused(self, refusal: Refusal) -> None:
        self.save.setEnabled(True)
        self.bar.tell(refusal_notice(refusal, self._door.sentence))

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(px(14))
        form.setVerticalSpacing(px(10))
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("签名人"), self.signer),
            (self.tr("提供给"), self.recipient),
            (self.tr("理由"), self.reason),
        )
        for words, part in rows:
            part.setAccessibleName(words)
            form.addRow(words, part)
        buttons = QDialogButtonBox()
        buttons.addButton(self.save, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("关闭"), QDialogButtonBox.ButtonRole.RejectRole).clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setSpacing(px(12))
        column.addWidget(self.bar)
        column.addWidget(
            wrapped(
                self.tr("笔迹的时间、压力是敏感个人信息，只提供给受委托的鉴定机构；提供给谁、为什么，记入操作记录。"),
                "remark",
            )
        )
        column.addLayout(form)
        column.addStretch(1)
        column.addWidget(buttons)
        self.setMinimumWidth(px(480))
