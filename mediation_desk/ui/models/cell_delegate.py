"""Draws cells that are more than text: chips, deadlines, dots."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mediation_desk.ui.models.columns import Dots, Role
from mediation_desk.ui.theme.look import colour, px
from mediation_desk.ui.theme.marks import Tone, Urgency, paint_chip, paint_dots, paint_mark

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """One for a whole table: what a cell's roles tell decides how it is drawn."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """Soft columns in soft letters; no ring around single cells, the row is what is chosen."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.data(Role.SOFT):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour("text_soft"))
        if index.data(Role.LINK):
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour("act_text"))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Lines are as high as the drawings have them."""
        size = super().sizeHint(option, index)
        return QSize(size.width(), max(size.height(), px(34)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground as the style has it, then the shape."""
        chip, mark, dots = (index.data(role) for role in (Role.CHIP, Role.MARK, Role.DOTS))
        if chip is None and mark is None and dots is None:
            super().paint(painter, option, index)
            return
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        text = ground.text
        ground.text = ""
        QApplication.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, ground.widget)
        painter.save()
        painter.setFont(ground.font)
        self._paint_shape(painter, _inside(ground), text, chip, mark, dots)
        painter.restore()

    def _paint_shape(
        self, painter: QPainter, box: QRectF, text: str, chip: Tone | None, mark: Urgency | None, dots: Dots | None
    ) -> None:
        if chip is not None and text:
            paint_chip(painter, box, text, Tone(chip))
        elif dots is not None:
            paint_dots(painter, box, dots.strength, dots.most)
        elif mark is not None:
            _paint_deadline(painter, box, text, Urgency(mark))


def _inside(option: QStyleOptionViewItem) -> QRectF:
    """Where a text cell's text would stand, so that shapes and letters are in line."""
    return QRectF(option.rect).adjusted(px(8) + 3, 0, -px(6), 0)


def _paint_deadline(painter: QPainter, box: QRectF, text: str, urgency: Urgency) -> None:
    side = px(11)
    paint_mark(painter, QRectF(box.left(), box.center().y() - side / 2, side, side), urgency)
    font = QFont(painter.font())
    font.setBold(urgency in (Urgency.NEAR, Urgency.OVERDUE))
    painter.setFont(font)
    painter.setPen(colour(urgency.text_shade))
    room = box.adjusted(px(18), 0, 0, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
