"""分流建议: every procedure with why it suits or not, and the one that is chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from mediation_desk.queries.choices import TriageLine
from mediation_desk.ui.pages.intake.presenter import Choice, reason_lines, standing_words
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.kind_chip import KindChip
from mediation_desk.words.procedures import VARIANTS

_TONES = {"suggested": Tone.GREEN, "possible": Tone.GREY, "doubtful": Tone.AMBER, "closed": Tone.GREY}


LATER = "later"
"""Stands for no procedure among those that can be chosen."""


class TriageCard(Card):
    """What suits best is chosen until a person chooses otherwise."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.set_title(self.tr("分流建议"))
        self.set_remark(self.tr("由人决定"))
        self._lines: tuple[TriageLine, ...] = ()
        self._wanted = ""
        self._radios: dict[str, QRadioButton] = {}
        self._group = QButtonGroup(self)
        self.later = QRadioButton(self.tr("暂不分流，登记后再定"))
        self._group.addButton(self.later)
        self.later.clicked.connect(self.choose_later)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body_box, self.variant = QComboBox(), QComboBox()
        self.organ, self.organ_number = QLineEdit(), QLineEdit()
        self._asked = QWidget()
        self._lay_out_asked()
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.later)
        self.body.addWidget(self._asked)
        self.show_lines(())

    def show_lines(self, lines: tuple[TriageLine, ...]) -> None:
        """Show what is advised now; what a person chose stays where it is still open."""
        if lines == self._lines and self._radios:
            return
        self._lines = lines
        for radio in self._radios.values():
            self._group.removeButton(radio)
        self._radios = {}
        sheet = QWidget()
        sheet.setProperty("look", "scrolled")
        column = QVBoxLayout(sheet)
        column.setContentsMargins(0, 0, px(4), 0)
        column.setSpacing(px(4))
        for line in lines:
            self._add(column, line)
        if not lines:
            column.addWidget(_soft(self.tr("选定来源和纠纷类型后，这里逐个程序说明是否合适、依据哪一条。")))
        column.addStretch(1)
        self._area.setWidget(sheet)
        self.later.setVisible(bool(lines))
        self._choose_best()

    def choice(self) -> Choice | None:
        """The procedure and body that are chosen."""
        line = self._chosen()
        if line is None or self.body_box.currentData() is None:
            return None
        return Choice(
            procedure=line.procedure,
            body=self.body_box.currentData(),
            variant=self.variant.currentData() if line.variants else None,
            organ=self.organ.text().strip() if line.referred else "",
            organ_number=self.organ_number.text().strip() if line.referred else "",
        )

    def choose(self, procedure: str) -> None:
        """Choose a procedure, as a click on it does."""
        self._wanted = procedure
        self._radios[procedure].setChecked(True)
        self._show_asked()
        self.changed.emit()

    def choose_later(self) -> None:
        """Register only; the track is opened in the case."""
        self._wanted = LATER
        self.later.setChecked(True)
        self._show_asked()
        self.changed.emit()

    def forget_choice(self) -> None:
        """The next quarrel begins with the advice again."""
        self._wanted = ""
        self._group.setExclusive(False)
        self.later.setChecked(False)
        self._group.setExclusive(True)
        self.organ.clear()
        self.organ_number.clear()

    def offers(self, procedure: str) -> bool:
        """Whether a procedure is listed and open."""
        return procedure in self._radios and self._radios[procedure].isEnabled()

    def standing_of(self, procedure: str) -> str:
        """How a procedure stands."""
        return next(line.standing for line in self._lines if line.procedure == procedure)

    def _lay_out_asked(self) -> None:
        self.organ.setPlaceholderText(self.tr("委派、委托的人民法院"))
        self.organ_number.setPlaceholderText(self.tr("法院案号（可后补）"))
        names = (self.tr("主持机构"), self.tr("审判程序"), self.tr("法院"), self.tr("法院案号"))
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        for part, words in zip((self.body_box, self.variant, self.organ, self.organ_number), names, strict=True):
            part.setAccessibleName(words)
            column.addWidget(part)
        self.body_box.setMinimumContentsLength(8)
        self.body_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)

    def _add(self, column: QVBoxLayout, line: TriageLine) -> None:
        radio = QRadioButton(line.name)
        radio.setEnabled(line.standing != "closed")
        radio.clicked.connect(lambda: self.choose(line.procedure))
        self._radios[line.procedure] = radio
        self._group.addButton(radio)
        row = QHBoxLayout()
        row.addWidget(radio)
        row.addStretch(1)
        row.addWidget(KindChip(standing_words(line), _TONES[line.standing]))
        column.addLayout(row)
        for words in reason_lines(line):
            label = _soft(f"· {words}")
            label.setContentsMargins(px(24), 0, 0, 0)
            column.addWidget(label)

    def _choose_best(self) -> None:
        can = [line.procedure for line in self._lines if line.standing != "closed"]
        best = [line.procedure for line in self._lines if line.standing == "suggested"]
        wanted = self._wanted if self._wanted in can else next(iter(best), "")
        if self._wanted == LATER:
            self.later.setChecked(True)
        elif wanted:
            self._radios[wanted].setChecked(True)
        self._show_asked()
        self.changed.emit()

    def _chosen(self) -> TriageLine | None:
        return next((line for line in self._lines if self._radios[line.procedure].isChecked()), None)

    def _show_asked(self) -> None:
        line = self._chosen()
        self._asked.setVisible(line is not None)
        if line is None:
            return
        self.body_box.clear()
        for body in line.bodies:
            self.body_box.addItem(body.name, body.id)
            self.body_box.setItemData(self.body_box.count() - 1, body.name, Qt.ItemDataRole.ToolTipRole)
        self.variant.clear()
        for variant in line.variants:
            self.variant.addItem(VARIANTS.get(variant, variant), variant)
        self.variant.setVisible(bool(line.variants))
        for part in (self.organ, self.organ_number):
            part.setVisible(line.referred)


def _soft(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("look", "remark")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
