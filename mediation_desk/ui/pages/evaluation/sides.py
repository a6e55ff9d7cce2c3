"""The right side of an evaluation: evaluators with their disclosures, the materials, what the parties have said."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from mediation_desk.queries.evaluation import EvaluationView, EvaluatorRow, PartyRow
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.elided_label import ElidedLabel
from mediation_desk.ui.widgets.kind_chip import KindChip
from mediation_desk.ui.widgets.scrolled import wrapped


class _ListCard(Card):
    """A card whose lines are made anew each time; short lists need no table."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.body.setSpacing(px(6))

    def _fill(self, parts: list[QWidget]) -> None:
        while (item := self.body.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for part in parts:
            self.body.addWidget(part)


class EvaluatorsCard(_ListCard):
    """Who evaluates, what was disclosed, what the parties answered."""

    def __init__(self) -> None:
        super().__init__("评估员与披露")

    def show_sheet(self, sheet: EvaluationView) -> None:
        """The evaluators."""
        parts = [
            _two(f"{row.name}（{row.field}）", _disclosure(row), "✓" if row.locked_on else "")
            for row in sheet.evaluators
        ]
        self._fill(parts or [wrapped("还没有提名评估员", "soft")])


class MaterialsCard(_ListCard):
    """What the evaluators work on."""

    def __init__(self) -> None:
        super().__init__("材料清单")

    def show_sheet(self, sheet: EvaluationView) -> None:
        """The list, what was not provided last."""
        given = [row for row in sheet.materials if row.provided]
        missing = "、".join(row.name for row in sheet.materials if not row.provided)
        fixed = sum(1 for row in given if row.fixed)
        self.set_remark(f"{len(given)} 件，{fixed} 件已固定哈希" if given else "")
        parts: list[QWidget] = [_two(row.name, row.provider) for row in given]
        if missing:
            parts.append(wrapped(f"未提供：{missing}", "soft"))
        self._fill(parts or [wrapped("还没有列入材料", "soft")])


class PartiesCard(_ListCard):
    """Mandate, choice to hear, later use: each party for itself."""

    def __init__(self) -> None:
        super().__init__("各方委托、选择与后续使用")

    def show_sheet(self, sheet: EvaluationView) -> None:
        """The parties."""
        parts: list[QWidget] = [_party(row) for row in sheet.parties]
        if sheet.released_on is not None and any(not row.later_use for row in sheet.parties):
            parts.append(wrapped("有一方不同意或者没有表示：不得导出到法院卷", "soft"))
        self._fill(parts)


def _disclosure(row: EvaluatorRow) -> str:
    if row.removed_on is not None:
        return f"已退出 {row.removed_on:%m-%d}：{row.removed_reason}"
    if row.chosen_on is None:
        return "等待全体当事人选定"
    if row.disclosed_on is None:
        return "等待披露"
    yes = [answer.question + (f"：{answer.note}" if answer.note else "") for answer in row.disclosed if answer.answer]
    said = "；".join(yes) or f"披露 {len(row.disclosed)} 项均无"
    objecting = [name for name, objects, _ in row.answers if objects]
    waiting = f"等 {'、'.join(row.waiting_for)} 答复" if row.waiting_for else "各方无异议"
    answer = f"{'、'.join(objecting)}有异议" if objecting else waiting
    locked = "" if row.locked_on is None else f" · 已锁定 {row.locked_on:%m-%d}"
    return f"{said} · {answer}{locked}"


def _party(row: PartyRow) -> QWidget:
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.addWidget(ElidedLabel(row.name), 1)
    if row.later_use is not None:
        words = f"同意{row.later_scope}" if row.later_use else "不同意后续使用"
        line.addWidget(KindChip(words, Tone.GREEN if row.later_use else Tone.AMBER))
    elif row.choice is not None:
        line.addWidget(KindChip(row.choice_words, Tone.GREEN if row.choice == "hear" else Tone.AMBER))
    else:
        mandated = row.mandate_on is not None
        line.addWidget(KindChip("已书面委托" if mandated else "待委托", Tone.GREEN if mandated else Tone.GREY))
    return holder


def _two(name: str, below: str, mark: str = "") -> QWidget:
    """A name, and soft words under it."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    first = QLabel(f"{mark} {name}".strip())
    first.setWordWrap(True)
    column.addWidget(first)
    if below:
        column.addWidget(wrapped(below, "remark"))
    return holder
