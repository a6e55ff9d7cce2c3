"""One party of the form: what is asked of it, and who stands for it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.choices import Offer
from mediation_desk.ui.dialogs.party_draft import PartyDraft
from mediation_desk.ui.dialogs.party_fields import PartyFields
from mediation_desk.ui.pages.intake.form import PartyEntry, Problem, Standing
from mediation_desk.ui.pages.intake.matters import Readers
from mediation_desk.ui.pages.intake.standing_row import StandingRow
from mediation_desk.ui.theme.look import px


class PartyBox(QWidget):
    """`added` carries a fresh part, so that the form's keys watch it too."""

    changed = Signal()
    removed = Signal()
    another = Signal()
    added = Signal(QWidget)

    def __init__(self, side: str, offer: Offer, readers: Readers) -> None:
        super().__init__()
        self.side = side
        self._offer, self._readers = offer, readers
        self._rows: list[StandingRow] = []
        self.head, self.fields = QLabel(), PartyFields()
        self.more, self.stand_for = QPushButton(self.tr("更多信息")), QPushButton(self.tr("＋ 代理人 / 监护人"))
        self.add, self.remove = QPushButton(), QPushButton(self.tr("移除"))
        self.fields.set_side(side, fixed=True)
        self.fields.set_readers(readers.id_number, readers.credit_code, readers.today, readers.kinds)
        self.fields.set_brief(True)
        self._lay_out()
        self._connect()

    def entry(self) -> PartyEntry:
        """What was typed."""
        return PartyEntry(party=self.fields.draft(), standing=tuple(row.standing() for row in self._rows))

    def show_entry(self, entry: PartyEntry) -> None:
        """Fill the fields."""
        self.fields.show_draft(entry.party)
        party = entry.party
        if party.ethnicity or party.occupation or party.account or (party.birth and not party.id_number):
            self.more.setChecked(True)
        for one in entry.standing:
            self._add_standing(one)

    def name_place(self, words: str, number: int, count: int, removable: bool) -> None:
        """申请人, or 申请人 2 where there are several; only the last offers another."""
        self.head.setText(words if count == 1 else f"{words} {number}")
        self.add.setText(f"＋ {words}")
        self.add.setVisible(number == count)
        self.remove.setVisible(removable)

    def problem(self, number: int) -> Problem | None:
        """The first field that cannot be read."""
        found = self.fields.problem()
        if found is not None:
            if found[0] == "birth":
                self.more.setChecked(True)
            return Problem(number, *found)
        for row in self._rows:
            row.id_number.settle()
            if row.id_number.problem():
                return Problem(number, "standing", row.id_number.problem())
        return None

    def focus_field(self, name: str) -> None:
        """Put the keyboard where something is wrong."""
        if name == "standing" and self._rows:
            self._rows[-1].name.setFocus()
        elif name == "kind":
            self.fields.ui.kind.setFocus()
        else:
            self.fields.focus_field(name)

    def rows(self) -> tuple[StandingRow, ...]:
        """Who stands for the party."""
        return tuple(self._rows)

    def _lay_out(self) -> None:
        self.head.setProperty("look", "section")
        self.more.setCheckable(True)
        head = QHBoxLayout()
        head.setSpacing(px(6))
        head.addWidget(self.head)
        head.addWidget(self.fields.ui.kind)
        self.fields.ui.kind_label.hide()
        for button in (self.add, self.stand_for, self.more, self.remove):
            button.setProperty("look", "link")
            head.addWidget(button)
        head.addStretch(1)
        self.fields.ui.grid.setColumnMinimumWidth(0, px(84))
        self.fields.ui.grid.setColumnMinimumWidth(2, px(64))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(px(6))
        self._column.addLayout(head)
        self._column.addWidget(self.fields)

    def _connect(self) -> None:
        self.fields.changed.connect(self.changed)
        self.more.toggled.connect(lambda on: self.fields.set_brief(not on))
        self.stand_for.clicked.connect(self._stand_for)
        self.add.clicked.connect(self.another)
        self.remove.clicked.connect(self.removed)

    def _stand_for(self) -> None:
        self._add_standing(Standing(kind="agent")).name.setFocus()

    def _add_standing(self, one: Standing) -> StandingRow:
        row = StandingRow(self._offer.lists["relations"], self._offer.powers, self._readers)
        row.show_standing(one)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._drop(row))
        self._rows.append(row)
        self._column.addWidget(row)
        row.show()
        self.added.emit(row)
        self.changed.emit()
        return row

    def _drop(self, row: StandingRow) -> None:
        self._rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()


def empty_entry(side: str) -> PartyEntry:
    """A party of whom nothing is known yet."""
    return PartyEntry(party=PartyDraft(side=side))
