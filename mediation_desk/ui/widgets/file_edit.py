"""A field for a file's path, with a button in it that chooses one."""

from __future__ import annotations

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QToolButton

from mediation_desk.ui.theme.look import px


class FileEdit(QLineEdit):
    """`kinds` as the dialog for files takes them: 证书文件 (*.p12 *.pfx)."""

    def __init__(self, kinds: str, placeholder: str = "") -> None:
        super().__init__()
        self._kinds = kinds
        self.setPlaceholderText(placeholder)
        self.choose = QToolButton(self)
        self.choose.setText(self.tr("选择…"))
        self.choose.setProperty("look", "quiet")
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, px(4), 0)
        row.addStretch(1)
        row.addWidget(self.choose)
        self.setTextMargins(0, 0, self.choose.sizeHint().width() + px(6), 0)

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.accessibleName(), "", self._kinds)
        if path:
            self.setText(path)
