"""程序规则: pick a procedure, read all it says, find a word in it."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mediation_desk.queries.rules import RulesSheet
from mediation_desk.ui.models.row_table import RowTable
from mediation_desk.ui.pages.settings import tables
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card


class RulesTab(QWidget):
    """The words are those of docs/rules.md and of `mediation-desk rules`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: dict[str, RulesSheet] = {}
        self.procedure, self.text = QComboBox(), QLineEdit()
        self.table = RowTable(tables.rule_columns(), key=lambda row: f"{row.section}:{row.name}:{row.words}")
        self.procedure.setAccessibleName(self.tr("程序"))
        self.text.setAccessibleName(self.tr("查找"))
        self.text.setPlaceholderText(self.tr("期限、依据、公开、依据待核…"))
        self.text.setClearButtonEnabled(True)
        self._lay_out()
        self.procedure.currentIndexChanged.connect(lambda _index: self._show())
        self.text.textChanged.connect(self.table.set_text)

    def show_sheets(self, sheets: tuple[RulesSheet, ...]) -> None:
        """Show these procedures; the one that was picked stays picked."""
        chosen = self.procedure.currentData()
        self._sheets = {one.procedure: one for one in sheets}
        blocked = self.procedure.blockSignals(True)
        self.procedure.clear()
        for one in sheets:
            self.procedure.addItem(f"{one.kind_words} · {one.name}", one.procedure)
        self.procedure.setCurrentIndex(max(self.procedure.findData(chosen), 0))
        self.procedure.blockSignals(blocked)
        self._show()

    def pick(self, procedure: str) -> None:
        """Pick a procedure by its id."""
        self.procedure.setCurrentIndex(self.procedure.findData(procedure))

    def _show(self) -> None:
        sheet = self._sheets.get(self.procedure.currentData())
        self.table.show_rows(() if sheet is None else sheet.rows)

    def _lay_out(self) -> None:
        card = Card(tight=True)
        row = QHBoxLayout()
        row.setContentsMargins(px(12), px(10), px(12), px(10))
        row.setSpacing(px(8))
        self.procedure.setMinimumContentsLength(24)
        self.text.setMaximumWidth(px(320))
        row.addWidget(self.procedure)
        row.addWidget(self.text, 1)
        row.addStretch(1)
        card.body.addLayout(row)
        card.body.addWidget(self.table, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(14), 0, 0)
        column.addWidget(card)
