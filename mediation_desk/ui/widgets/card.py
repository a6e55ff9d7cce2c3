"""A white card with a head: title at the left, a soft remark or buttons at the right, the matter below."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import paint_edge
from mediation_desk.ui.widgets.elided_label import ElidedLabel


class Card(QFrame):
    """`body` is the layout for what the card holds; `tight` lets a table reach the card's edges."""

    def __init__(self, title: str = "", remark: str = "", tight: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._edge = ""
        self._title = QLabel(title)
        self._title.setProperty("look", "heading")
        self._remark = ElidedLabel(remark)
        self._remark.setProperty("look", "remark")
        self._remark.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._head = self._make_head()
        self.body = QVBoxLayout()
        self.body.setSpacing(px(8))
        margin = (1, 0, 1, px(4)) if tight else (px(14), px(10), px(14), px(12))
        self.body.setContentsMargins(*margin)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._head)
        outer.addLayout(self.body, 1)
        self._head.setVisible(bool(title))

    def set_title(self, title: str) -> None:
        """Name the card."""
        self._title.setText(title)
        self._head.setVisible(bool(title))

    def set_remark(self, remark: str) -> None:
        """The soft words at the right of the head."""
        self._remark.setText(remark)

    def set_edge(self, edge: str) -> None:
        """A coloured left edge by its use ("amber", "red", "evaluation_edge"), or none."""
        self._edge = edge
        self.update()

    def add_to_head(self, part: QWidget) -> None:
        """A button or chip at the right end of the head."""
        row = self._head.layout()
        assert row is not None
        row.addWidget(part)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card, and its coloured edge."""
        super().paintEvent(event)
        if self._edge:
            paint_edge(QPainter(self), QRectF(self.rect()), self._edge, 4)

    def _make_head(self) -> QFrame:
        head = QFrame()
        head.setObjectName("cardHead")
        row = QHBoxLayout(head)
        row.setContentsMargins(px(14), px(9), px(14), px(9))
        row.setSpacing(px(10))
        row.addWidget(self._title)
        row.addWidget(self._remark, 1)
        return head
