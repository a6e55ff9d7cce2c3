"""One line for somebody who stands for a party: in which way, who, with which powers."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.choices import Choice
from mediation_desk.ui.pages.intake.form import Standing
from mediation_desk.ui.pages.intake.matters import Readers
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.field_note import FieldNote
from mediation_desk.ui.widgets.id_number_edit import IdNumberEdit


class StandingRow(QWidget):
    """Powers are asked of agents only, one by one: 全权代理 gives no authority to settle."""

    changed = Signal()
    removed = Signal()

    def __init__(self, relations: tuple[Choice, ...], powers: tuple[Choice, ...], readers: Readers) -> None:
        super().__init__()
        self._with_powers = {one.code for one in relations if "powers" in one.flags}
        self.kind, self.name, self.id_number, self.phone = QComboBox(), QLineEdit(), IdNumberEdit(), QLineEdit()
        self.note, self.powers, self.remove = FieldNote(), QPushButton(), QPushButton(self.tr("移除"))
        for one in relations:
            self.kind.addItem(one.words, one.code)
        self._menu = QMenu(self)
        self._boxes = [self._box(power) for power in powers]
        self.powers.setMenu(self._menu)
        self.id_number.set_reader(readers.id_number)
        self.note.attend(self.id_number)
        self._lay_out()
        self._connect()
        self._kind_changed()

    def standing(self) -> Standing:
        """What was typed."""
        code = self.kind.currentData()
        powers = tuple(box.data() for box in self._boxes if box.isChecked()) if code in self._with_powers else ()
        return Standing(
            kind=code,
            name=self.name.text().strip(),
            id_number=self.id_number.value(),
            phone=self.phone.text().strip() or None,
            powers=powers,
        )

    def show_standing(self, one: Standing) -> None:
        """Fill the fields."""
        self.kind.setCurrentIndex(max(0, self.kind.findData(one.kind)))
        self.name.setText(one.name)
        self.id_number.set_value(one.id_number)
        self.phone.setText(one.phone or "")
        for box in self._boxes:
            box.setChecked(box.data() in one.powers)

    def _box(self, power: Choice) -> QAction:
        words = self.tr("{0}（特别授权）").format(power.words) if "special" in power.flags else power.words
        box = self._menu.addAction(words)
        box.setCheckable(True)
        box.setData(power.code)
        box.toggled.connect(lambda _on: self._powers_changed())
        return box

    def _lay_out(self) -> None:
        self.name.setPlaceholderText(self.tr("姓名"))
        self.id_number.setPlaceholderText(self.tr("证件号，可后补"))
        self.phone.setPlaceholderText(self.tr("电话"))
        names = (self.tr("身份"), self.tr("姓名"), self.tr("证件号"), self.tr("电话"), self.tr("代理权限"))
        for part, words in zip((self.kind, self.name, self.id_number, self.phone, self.powers), names, strict=True):
            part.setAccessibleName(words)
        self.kind.setMinimumContentsLength(6)
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.remove.setProperty("look", "link")
        row = QHBoxLayout()
        row.setSpacing(px(8))
        for part, stretch in ((self.kind, 3), (self.name, 2), (self.id_number, 4), (self.phone, 3), (self.powers, 0)):
            row.addWidget(part, stretch)
        row.addWidget(self.remove)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(96), 0, 0, 0)
        column.setSpacing(px(2))
        column.addLayout(row)
        column.addWidget(self.note)

    def _connect(self) -> None:
        self.kind.currentIndexChanged.connect(lambda _index: self._kind_changed())
        for edit in (self.name, self.id_number, self.phone):
            edit.textChanged.connect(lambda _text: self.changed.emit())
        self.remove.clicked.connect(self.removed)

    def _kind_changed(self) -> None:
        self.powers.setVisible(self.kind.currentData() in self._with_powers)
        self._powers_changed()

    def _powers_changed(self) -> None:
        count = sum(1 for box in self._boxes if box.isChecked())
        self.powers.setText(self.tr("权限 {0} 项").format(count) if count else self.tr("选择权限"))
        self.changed.emit()
