"""Undisputed facts one under the other: when, where, what, how much, what shows it, and what keeps one out."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout

from mediation_desk.queries.case_shapes import Choice
from mediation_desk.queries.readings import money_words
from mediation_desk.terms.undisputed import UndisputedFact
from mediation_desk.ui.dialogs.act_parts import LongEditor, PlainEditor
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.money_edit import MoneyEdit


class FactRow(QFrame):
    """One fact."""

    def __init__(self, interests: tuple[Choice, ...]) -> None:
        super().__init__()
        self.time, self.place, self.evidence, self.excluded = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.conduct, self.amount, self.touches = LongEditor(2), MoneyEdit(), QComboBox()
        self.amount.set_words(money_words)
        self.touches.addItem(self.tr("不涉及"), "")
        for one in interests:
            self.touches.addItem(one.words, one.code)
        self.excluded.setPlaceholderText(self.tr("不列入的说明"))
        self.excluded.setEnabled(False)
        self.touches.currentIndexChanged.connect(lambda place: self.excluded.setEnabled(place > 0))
        self._lay_out()

    def fact(self) -> UndisputedFact | None:
        """The fact, or None where nothing was written."""
        texts = [part.text().strip() for part in (self.time, self.place, self.evidence, self.excluded)]
        conduct = self.conduct.value()
        if not conduct and not any(texts):
            return None
        return UndisputedFact(
            time=texts[0],
            place=texts[1],
            conduct=conduct,
            amount=self.amount.value(),
            evidence=texts[2],
            touches=self.touches.currentData() or None,
            excluded=texts[3],
        )

    def show_fact(self, fact: UndisputedFact) -> None:
        """Show a fact."""
        for part, text in (
            (self.time, fact.time),
            (self.place, fact.place),
            (self.evidence, fact.evidence),
            (self.excluded, fact.excluded),
        ):
            part.setText(text)
        self.conduct.setPlainText(fact.conduct)
        self.amount.set_value(fact.amount)
        self.touches.setCurrentIndex(max(0, self.touches.findData(fact.touches or "")))

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, px(8))
        grid.setHorizontalSpacing(px(8))
        grid.setVerticalSpacing(px(5))
        places = (
            (self.tr("时间"), self.time, 0, 0),
            (self.tr("地点"), self.place, 0, 2),
            (self.tr("数额"), self.amount, 2, 0),
            (self.tr("证据"), self.evidence, 2, 2),
            (self.tr("涉及"), self.touches, 3, 0),
            (self.tr("说明"), self.excluded, 3, 2),
        )
        for words, part, row, column in places:
            part.setAccessibleName(words)
            grid.addWidget(QLabel(words), row, column)
            grid.addWidget(part, row, column + 1)
        self.conduct.setAccessibleName(self.tr("行为"))
        grid.addWidget(QLabel(self.tr("行为")), 1, 0)
        grid.addWidget(self.conduct, 1, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)


class FactsEditor(PlainEditor):
    """A list that begins with one empty fact, or with what sessions have recorded."""

    def __init__(self, interests: tuple[Choice, ...]) -> None:
        super().__init__()
        self._interests = interests
        self.facts: list[FactRow] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(4))
        self.more = QPushButton(self.tr("增加一项"))
        self.more.setAutoDefault(False)
        self.more.clicked.connect(lambda: self._add())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._rows)
        column.addWidget(self.more)
        self._add()

    def value(self) -> tuple[UndisputedFact, ...]:
        """The facts that hold something."""
        return tuple(fact for row in self.facts if (fact := row.fact()) is not None)

    def set_value(self, value: Any) -> None:
        """Show facts; words alone are what was done."""
        for place, fact in enumerate(value or ()):
            row = self.facts[place] if place < len(self.facts) else self._add()
            row.show_fact(UndisputedFact(time="", place="", conduct=fact) if isinstance(fact, str) else fact)

    def problem(self) -> str:
        """Why an amount is none."""
        for row in self.facts:
            row.amount.settle()
        return next((row.amount.problem() for row in self.facts if row.amount.problem()), "")

    def _add(self) -> FactRow:
        row = FactRow(self._interests)
        self.facts.append(row)
        self._rows.addWidget(row)
        return row
