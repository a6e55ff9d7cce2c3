"""Opinions that may be read: issues with strengths, responsibility, amounts side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from mediation_desk.terms.evaluation import AmountRange, Finding, OpinionDraft
from mediation_desk.terms.money import Money
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.grown_table import GrownTable
from mediation_desk.ui.widgets.fact_lines import FactLines
from mediation_desk.ui.widgets.range_bars import AmountRange as Bar
from mediation_desk.ui.widgets.range_bars import RangeBars
from mediation_desk.ui.widgets.scrolled import Scrolled
from mediation_desk.words.case import CONFIDENCE

FULL, EMPTY, MOST = "●", "○", 5


@dataclass(frozen=True, slots=True)
class FindingLine:
    """An issue as a line. `whose` names the evaluator where several speak."""

    place: int
    issue: str
    claims: str
    strengths: str
    view: str
    confidence: str
    whose: str


_COLUMNS = (
    Column[FindingLine](title="争点", text=lambda row: row.issue, width=8, bold=True, tip=lambda row: row.issue),
    Column[FindingLine](title="各方主张", text=lambda row: row.claims, tip=lambda row: row.claims),
    Column[FindingLine](title="证据强弱", text=lambda row: row.strengths, width=16, tip=lambda row: row.strengths),
    Column[FindingLine](title="评估意见", text=lambda row: row.view, tip=lambda row: row.view),
    Column[FindingLine](title="把握", text=lambda row: row.confidence, width=3),
)


def findings_table() -> GrownTable[FindingLine]:
    """A table of issues."""
    return GrownTable(_COLUMNS, key=lambda row: str(row.place), name="争点")


def lines_of(findings: tuple[Finding, ...], whose: str = "", first: int = 0) -> list[FindingLine]:
    """Issues as lines."""
    return [
        FindingLine(
            place=first + place,
            issue=one.issue + (f"（{whose}）" if whose else ""),
            claims="；".join(f"{party}：{claim}" for party, claim in one.claims),
            strengths="  ".join(f"{party[:3]}{FULL * value}{EMPTY * (MOST - value)}" for party, value in one.strengths),
            view=one.view,
            confidence=CONFIDENCE.get(one.confidence, ""),
            whose=whose,
        )
        for place, one in enumerate(findings)
    ]


def ranges_of(amounts: tuple[AmountRange, ...]) -> tuple[Bar, ...]:
    """Amounts of one opinion, item by item."""
    return tuple(Bar(one.item, one.low, one.likely, one.high) for one in amounts)


def sums_of(opinions: tuple[tuple[str, OpinionDraft], ...]) -> tuple[Bar, ...]:
    """What the items of each evaluator come to together, for comparison."""
    return tuple(
        Bar(
            name,
            _sum(one.low for one in opinion.amounts),
            _sum(one.likely for one in opinion.amounts),
            _sum(one.high for one in opinion.amounts),
        )
        for name, opinion in opinions
        if opinion.amounts
    )


class OpinionView(Scrolled):
    """Read only. Several opinions stand each for itself, and the bars show what they have in common."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table, self.bars, self.lines = findings_table(), RangeBars(), FactLines()
        self.add(self.table)
        self.bars_heading = self.add_heading(self.tr("金额区间（元）"))
        self.add(self.bars)
        self.add_heading(self.tr("意见全文"))
        self.add(self.lines)
        self.column.addStretch(1)

    def show_opinions(self, opinions: tuple[tuple[str, OpinionDraft], ...]) -> None:
        """(evaluator's name, opinion) of all that may be read."""
        several = len(opinions) > 1
        rows: list[FindingLine] = []
        for name, opinion in opinions:
            rows += lines_of(opinion.findings, name if several else "", len(rows))
        self.table.show_rows(rows)
        bars = sums_of(opinions)
        for part in (self.bars, self.bars_heading):
            part.setVisible(bool(bars))
        self.bars.show_ranges(bars)
        self.lines.show_lines([line for name, opinion in opinions for line in _words(name if several else "", opinion)])


def _words(whose: str, opinion: OpinionDraft) -> list[tuple[str, str]]:
    head = f"{whose}　" if whose else ""
    lines = [(f"{head}理由", "\n".join(f"{one.issue}：{one.reason}（依据：{one.basis}）" for one in opinion.findings))]
    shares = "；".join(f"{one.party} {one.low}%—{one.likely}%—{one.high}%" for one in opinion.liability)
    lines += [(f"{head}责任比例", shares), (f"{head}一致的事实", "\n".join(opinion.agreed_facts))]
    return [
        *lines,
        (f"{head}可供考虑的方案", "\n".join(opinion.options)),
        (f"{head}假设与局限", "\n".join(opinion.cautions)),
    ]


def _sum(amounts: Iterable[Money]) -> Money:
    return Money(sum(one.fen for one in amounts))
