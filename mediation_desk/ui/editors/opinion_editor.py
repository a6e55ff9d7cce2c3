"""An evaluator's opinion while it is written: issues, responsibility, amounts, options, cautions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QWidget

from mediation_desk.terms.evaluation import AmountRange, Finding, LiabilityShare, OpinionDraft
from mediation_desk.ui.editors.finding_editor import FindingEditor
from mediation_desk.ui.editors.opinion_view import findings_table, lines_of, ranges_of
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from mediation_desk.ui.widgets.range_bars import RangeBars
from mediation_desk.ui.widgets.scrolled import Scrolled, wrapped
from mediation_desk.ui.widgets.text_box import TextBox

WHOLE = 100
AMOUNT_ROWS = 4


class OpinionEditor(Scrolled):
    """`changed` comes after every change; what does not fit is said beside it, and refused when it is locked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parties: tuple[str, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._showing = False
        self.table = findings_table()
        self.add_issue, self.edit_issue = QPushButton(self.tr("＋ 争点")), QPushButton(self.tr("修改"))
        self.drop_issue = QPushButton(self.tr("删除"))
        self.shares: dict[str, tuple[QSpinBox, QSpinBox, QSpinBox]] = {}
        self.share_note, self.bars = wrapped(look="soft"), RangeBars()
        self.amounts: list[tuple[QLineEdit, MoneyEdit, MoneyEdit, MoneyEdit]] = []
        self.computations: list[QLineEdit] = []
        self.agreed, self.options, self.cautions = TextBox(2), TextBox(3), TextBox(2)
        self.time_and_cost, self.meetings = TextBox(2), TextBox(2)
        self._share_grid, self._amount_grid = QGridLayout(), QGridLayout()
        self._lay_out()
        self._connect()

    def set_parties(self, parties: tuple[str, ...]) -> None:
        """Between whom the responsibility is shared."""
        if parties == self._parties:
            return
        self._parties = parties
        for number, party in enumerate(parties, 1):
            spins = (_percent(), _percent(), _percent())
            self.shares[party] = spins
            self._share_grid.addWidget(QLabel(party), number, 0)
            for place, spin in enumerate(spins, 1):
                spin.setAccessibleName(f"{party}{('下限', '可能值', '上限')[place - 1]}")
                spin.valueChanged.connect(self._tell)
                self._share_grid.addWidget(spin, number, place)

    def draft(self) -> OpinionDraft:
        """The opinion as it stands."""
        liability = tuple(
            LiabilityShare(party=party, low=low.value(), likely=likely.value(), high=high.value())
            for party, (low, likely, high) in self.shares.items()
        )
        return OpinionDraft(
            agreed_facts=_lines(self.agreed),
            findings=self._findings,
            amounts=self._ranges(),
            liability=liability if any(share.high for share in liability) else (),
            time_and_cost=self.time_and_cost.toPlainText().strip(),
            options=_lines(self.options),
            cautions=_lines(self.cautions),
            meetings=_lines(self.meetings),
        )

    def show_draft(self, draft: OpinionDraft) -> None:
        """Show an opinion; it is no change of the evaluator's."""
        self._showing = True
        self.agreed.setPlainText("\n".join(draft.agreed_facts))
        self.options.setPlainText("\n".join(draft.options))
        self.cautions.setPlainText("\n".join(draft.cautions))
        self.meetings.setPlainText("\n".join(draft.meetings))
        self.time_and_cost.setPlainText(draft.time_and_cost)
        for share in draft.liability:
            for spin, value in zip(
                self.shares.get(share.party, ()), (share.low, share.likely, share.high), strict=False
            ):
                spin.setValue(value)
        for line, how, one in zip(self.amounts, self.computations, draft.amounts, strict=False):
            line[0].setText(one.item)
            how.setText("；".join(one.computation))
            for edit, amount in zip(line[1:], (one.low, one.likely, one.high), strict=True):
                edit.set_value(amount)
        self._findings = draft.findings
        self._show_findings()
        self._showing = False
        self._check()

    def put_finding(self, place: int | None, finding: Finding) -> None:
        """An issue that was written: in its place, or at the end."""
        found = list(self._findings)
        if place is None:
            found.append(finding)
        else:
            found[place] = finding
        self._findings = tuple(found)
        self._show_findings()
        self._tell()

    def open_finding(self, place: int | None) -> FindingEditor:
        """Write one issue."""
        known = None if place is None else self._findings[place]
        editor = FindingEditor(self._parties, known, self)
        editor.accepted.connect(lambda: self.put_finding(place, editor.finding()))
        editor.open()
        return editor

    def _edit_chosen(self) -> None:
        key = self.table.current_key()
        if key is not None:
            self.open_finding(int(key))

    def _drop_chosen(self) -> None:
        key = self.table.current_key()
        if key is not None:
            self._findings = tuple(one for place, one in enumerate(self._findings) if place != int(key))
            self._show_findings()
            self._tell()

    def _show_findings(self) -> None:
        self.table.show_rows(lines_of(self._findings))

    def _ranges(self) -> tuple[AmountRange, ...]:
        found = []
        for (item, *edits), how in zip(self.amounts, self.computations, strict=True):
            low, likely, high = (edit.value() for edit in edits)
            if item.text().strip() and low is not None and likely is not None and high is not None:
                computation = tuple(part.strip() for part in how.text().split("；") if part.strip())
                found.append(
                    AmountRange(item=item.text().strip(), low=low, likely=likely, high=high, computation=computation)
                )
        return tuple(found)

    def _tell(self) -> None:
        if not self._showing:
            self._check()
            self.changed.emit()

    def _check(self) -> None:
        """What fits together is said while it is written; whether it may stand is decided when it is locked."""
        likely = sum(spins[1].value() for spins in self.shares.values())
        if any(spins[2].value() for spins in self.shares.values()):
            self.share_note.setText(
                self.tr("可能值合计 {0}%").format(likely) + (" ✓" if likely == WHOLE else self.tr("，应为 100%"))
            )
        else:
            self.share_note.setText(self.tr("不作责任比例评估的留 0"))
        ranges = self._ranges()
        self.bars.setVisible(bool(ranges))
        self.bars.show_ranges(ranges_of(tuple(one for one in ranges if one.low <= one.high)))

    def _connect(self) -> None:
        self.add_issue.clicked.connect(lambda: self.open_finding(None))
        self.edit_issue.clicked.connect(self._edit_chosen)
        self.drop_issue.clicked.connect(self._drop_chosen)
        self.table.opened.connect(lambda key: self.open_finding(int(key)))
        for text in (self.agreed, self.time_and_cost, self.options, self.cautions, self.meetings):
            text.textChanged.connect(self._tell)

    def _lay_out(self) -> None:
        self.add_heading(self.tr("争点"))
        self.add(self.table)
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for button in (self.add_issue, self.edit_issue, self.drop_issue):
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.add_heading(self.tr("责任比例（%）"))
        _heads(self._share_grid, (self.tr("当事人"), self.tr("下限"), self.tr("可能值"), self.tr("上限")))
        self.column.addLayout(self._share_grid)
        self.add(self.share_note)
        self.add_heading(self.tr("金额区间（元）"))
        _heads(self._amount_grid, (self.tr("项目"), self.tr("下限"), self.tr("可能值"), self.tr("上限")))
        for number in range(1, AMOUNT_ROWS + 1):
            self._add_amount(number)
        self.column.addLayout(self._amount_grid)
        self.add(self.bars)
        for words, text in (
            (self.tr("各方一致的事实（每行一项）"), self.agreed),
            (self.tr("诉讼的时间和费用估计"), self.time_and_cost),
            (self.tr("可供考虑的方案（每行一个，最多三个）"), self.options),
            (self.tr("假设与局限（每行一项）"), self.cautions),
            (self.tr("勘验和会议（每行一次：时间、地点、到场人）"), self.meetings),
        ):
            self.add_heading(words)
            text.setAccessibleName(words)
            self.add(text)
        self.column.addStretch(1)

    def _add_amount(self, number: int) -> None:
        line = (QLineEdit(), MoneyEdit(), MoneyEdit(), MoneyEdit())
        self.amounts.append(line)
        for place, edit in enumerate(line):
            edit.textChanged.connect(partial(_told, self))
            self._amount_grid.addWidget(edit, 2 * number - 1, place)
        how = QLineEdit()
        how.setPlaceholderText(self.tr("计算过程，分号隔开"))
        how.textChanged.connect(partial(_told, self))
        self.computations.append(how)
        self._amount_grid.addWidget(how, 2 * number, 0, 1, 4)


def _told(editor: OpinionEditor, _text: str) -> None:
    editor._tell()


def _percent() -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(0, WHOLE)
    spin.setSuffix(" %")
    spin.setMaximumWidth(px(90))
    return spin


def _lines(text: TextBox) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.toPlainText().splitlines() if line.strip())


def _heads(grid: QGridLayout, words: tuple[str, ...]) -> None:
    grid.setHorizontalSpacing(px(8))
    grid.setVerticalSpacing(px(5))
    for place, one in enumerate(words):
        label = QLabel(one)
        label.setProperty("look", "soft")
        grid.addWidget(label, 0, place)
    grid.setColumnStretch(0, 2)
    for place in range(1, len(words)):
        grid.setColumnStretch(place, 1)
