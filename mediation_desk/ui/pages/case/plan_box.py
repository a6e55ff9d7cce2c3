"""The no-objection plan on the agreement tab: where it stands with each party, and what can be done next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from mediation_desk.queries.case_shapes import PlanFacts, TrackSheet, UndisputedRecordFacts
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.card import Card
from mediation_desk.ui.widgets.fact_lines import FactLines
from mediation_desk.words.plans import PLAN_STATES, plan_next_words, plan_side_words


class PlanBox(Card):
    """Shown while a track has a plan or a record of undisputed facts. `act_wanted` carries the act and its subject."""

    act_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("无异议调解方案"), parent=parent)
        self.lines = FactLines()
        self.buttons = {
            "record_service": QPushButton(self.tr("送达…")),
            "record_objection": QPushButton(self.tr("登记异议…")),
            "confirm_silence": QPushButton(self.tr("确认无异议…")),
            "withdraw_plan": QPushButton(self.tr("撤回…")),
        }
        self._paper = ""
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, wanted=act: self._want(wanted))
            row.addWidget(button)
        row.addStretch(1)
        self.body.addWidget(self.lines)
        self.body.addLayout(row)
        self.hide()

    def show_track(self, track: TrackSheet, today: date, may_do: Iterable[str]) -> None:
        """The latest plan and the record, or nothing at all."""
        plans, record = track.facts.plans, track.facts.undisputed
        self.setVisible(bool(plans) or record is not None)
        plan = plans[-1] if plans else None
        self.set_title(self.tr("无异议调解方案") if plan is not None else self.tr("无争议事实"))
        lines = [] if plan is None else _plan_lines(plan, today)
        self.lines.show_lines(lines + ([] if record is None else _record_lines(record)))
        self._paper = "" if plan is None else plan.paper
        useful = _useful(plan, today)
        for act, button in self.buttons.items():
            button.setVisible(act in useful and act in may_do)

    def _want(self, act: str) -> None:
        self.act_wanted.emit(act, self._paper if act == "record_service" else "")


def _useful(plan: PlanFacts | None, today: date) -> set[str]:
    if plan is None or plan.state == "withdrawn":
        return set()
    if plan.state != "proposed":
        return {"record_objection"}
    ripe = plan.confirmable_from is not None and today >= plan.confirmable_from
    unserved = any(side.last_day is None for side in plan.sides)
    return {
        "record_objection",
        "withdraw_plan",
        *(("confirm_silence",) if ripe else ()),
        *(("record_service",) if unserved else ()),
    }


def _plan_lines(plan: PlanFacts, today: date) -> list[tuple[str, str]]:
    said = [
        (side.name, plan_side_words(side.state, side.served_on, side.last_day, side.objected_on, side.oral_on))
        for side in plan.sides
    ]
    doubt = "" if plan.certain else "（依据待核）"
    following = plan_next_words(plan.state, plan.confirmable_from, plan.confirmed_on, plan.effective_on, today)
    return [
        ("方案", f"{plan.on.isoformat()}提出，{PLAN_STATES[plan.state]}"),
        *said,
        ("下一步", following),
        ("依据", plan.source + doubt),
    ]


def _record_lines(record: UndisputedRecordFacts) -> list[tuple[str, str]]:
    doubt = "" if record.certain else "（依据待核）"
    counts = (
        f"尚缺{'、'.join(record.waiting)}签名，签齐后无需举证"
        if record.effective_on is None
        else f"{record.effective_on.isoformat()}签齐，在诉讼中无需举证（有相反证据的除外）"
    )
    return [
        ("无争议事实", f"{len(record.facts)}项，见《无争议事实记载书》{_left_out(record)}"),
        ("效力", f"{counts}；{record.source}{doubt}"),
    ]


def _left_out(record: UndisputedRecordFacts) -> str:
    return f"；另有{len(record.excluded)}项不列入" if record.excluded else ""
