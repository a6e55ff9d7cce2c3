"""可能是同一纠纷: earlier cases and enquiries of the same people."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from mediation_desk.queries.people import KnownCase
from mediation_desk.ui.pages.intake.presenter import known_words
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.line_list import Line, LineList


class KnownCard(Card):
    """`opened` carries a case to look at, `taken_up` an enquiry that becomes the case."""

    opened = Signal(str)
    taken_up = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", tight=True, parent=parent)
        self.set_title(self.tr("可能是同一纠纷"))
        self._cases: dict[str, KnownCase] = {}
        self.list = LineList(self.tr("填写姓名、证件号或电话后，自动查找来过的人。"))
        self.take_up = QPushButton(self.tr("把这条咨询转为纠纷登记"))
        self.take_up.hide()
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.take_up)
        self.list.opened.connect(self.opened)
        self.list.chosen.connect(self._chosen)
        self.take_up.clicked.connect(lambda: self.taken_up.emit(self.list.current_key() or ""))

    def show_cases(self, cases: tuple[KnownCase, ...], asked: bool) -> None:
        """Show what was found; `asked` tells apart that nobody was typed from that nobody is known."""
        self._cases = {case.id: case for case in cases}
        nobody = self.tr("没有来过，也没有同名的人。")
        self.list.say_nothing(nobody if asked else self.tr("填写姓名、证件号或电话后，自动查找来过的人。"))
        self.list.show_lines(tuple(Line(case.id, *known_words(case)) for case in cases))
        self.set_remark(self.tr("{0} 条").format(len(cases)) if cases else "")
        self._chosen(self.list.current_key() or "")

    def _chosen(self, key: str) -> None:
        case = self._cases.get(key)
        self.take_up.setVisible(case is not None and case.enquiry)
