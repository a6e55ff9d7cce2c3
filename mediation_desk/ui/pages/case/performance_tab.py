"""What was agreed and what became of it: duties, payments, visits, the closed volume."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedLayout, QWidget

from mediation_desk.queries.case_shapes import CaseSheet, OverruledLine, PaidRow, TrackSheet, VisitRow
from mediation_desk.ui.models.columns import Column
from mediation_desk.ui.models.grown_table import GrownTable
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.theme.marks import Tone
from mediation_desk.ui.widgets.empty_state import EmptyState
from mediation_desk.ui.widgets.scrolled import Scrolled, wrapped
from mediation_desk.words.case import DUTY_STATES, WAY_STANDINGS, sourced

_TONES = {"open": Tone.GREY, "done": Tone.GREEN, "paid": Tone.GREEN, "overdue": Tone.RED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    """A payment or a duty as a line. `target` is what the form of performance calls it."""

    target: str
    what: str
    who: str
    amount: str
    paid: str
    due: str
    state: str


_DUES = (
    Column[_Due](title="条款", text=lambda row: row.what, tip=lambda row: row.what),
    Column[_Due](title="义务人", text=lambda row: row.who, width=6),
    Column[_Due](title="应付（元）", text=lambda row: row.amount, width=6, number=True),
    Column[_Due](title="已付（元）", text=lambda row: row.paid, width=6, number=True),
    Column[_Due](title="期限", text=lambda row: row.due, width=8, tip=lambda row: row.due),
    Column[_Due](title="状态", text=lambda row: DUTY_STATES[row.state], width=5, chip=lambda row: _TONES[row.state]),
)
_VISITS = (
    Column[VisitRow](title="日期", text=lambda row: row.on.isoformat(), width=7),
    Column[VisitRow](title="回访人", text=lambda row: row.visitor, width=6),
    Column[VisitRow](title="方式", text=lambda row: row.manner, width=4),
    Column[VisitRow](title="履行情况", text=lambda row: row.performance, tip=lambda row: row.performance),
    Column[VisitRow](
        title="满意度", text=lambda row: "—" if row.satisfaction is None else f"{row.satisfaction} 分", width=4
    ),
)
_PAID = (
    Column[PaidRow](title="日期", text=lambda row: row.on.isoformat(), width=7),
    Column[PaidRow](title="金额（元）", text=lambda row: row.amount.figures, width=7, number=True),
    Column[PaidRow](title="付款人", text=lambda row: row.payer, width=8),
    Column[PaidRow](title="方式", text=lambda row: row.manner),
)

_WAY_TONES = {
    "open": Tone.GREEN,
    "ask_court": Tone.AMBER,
    "needs": Tone.GREY,
    "closed": Tone.GREY,
    "lost": Tone.RED,
    "taken": Tone.ACT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Way:
    """A way that may follow, as a line."""

    id: str
    name: str
    standing: str
    reason: str
    until: str
    basis: str


_WAYS = (
    Column[_Way](title="途径", text=lambda row: row.name, width=11, tip=lambda row: row.name),
    Column[_Way](
        title="情况", text=lambda row: WAY_STANDINGS[row.standing], width=6, chip=lambda row: _WAY_TONES[row.standing]
    ),
    Column[_Way](title="说明", text=lambda row: row.reason, tip=lambda row: row.reason),
    Column[_Way](title="末日", text=lambda row: row.until, width=9),
    Column[_Way](title="依据", text=lambda row: row.basis, width=13, tip=lambda row: row.basis),
)


class PerformanceTab(QWidget):
    """`act_wanted` carries the act and the payment or duty that is chosen."""

    act_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dues = GrownTable(_DUES, key=lambda row: row.target, name=self.tr("义务"))
        self.visits = GrownTable(_VISITS, key=lambda row: row.id, name=self.tr("回访"))
        self.paid = GrownTable(_PAID, key=lambda row: row.id, name=self.tr("付款"))
        self.dues.opened.connect(lambda key: self.act_wanted.emit("record_performance", key))
        self.volume = wrapped("", "soft")
        self.page = Scrolled()
        self.empty = EmptyState("follow-up", self.tr("协议生效后，履行、付款和回访在这里登记"))
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.page)
        self._stack.addWidget(self.empty)
        self.page.column.addLayout(self._buttons())
        self.page.add_heading(self.tr("义务"))
        self.page.add(self.dues)
        self.paid_heading = self.page.add_heading(self.tr("付款"))
        self.page.add(self.paid)
        self.visit_heading = self.page.add_heading(self.tr("回访"))
        self.page.add(self.visits)
        self.page.add_heading(self.tr("以后的途径"))
        self.ways = GrownTable(_WAYS, key=lambda row: row.id, name=self.tr("途径"))
        self.page.add(self.ways)
        self.times = wrapped("", "soft")
        self.page.add(self.times)
        self.overruled_heading = self.page.add_heading(self.tr("签署前检查放行的问题"))
        self.overruled = wrapped("", "soft")
        self.page.add(self.overruled)
        self.volume_heading = self.page.add_heading(self.tr("卷宗"))
        self.page.add(self.volume)
        self.page.column.addStretch(1)

    def show_track(self, sheet: CaseSheet, track: TrackSheet | None) -> None:
        """The duties in force and what became of them."""
        rows = [] if track is None else _dues(track)
        visits, paid, volumes = ((), (), ()) if track is None else (track.visits, track.paid, track.volumes)
        self.dues.show_rows(rows)
        self.visits.show_rows(visits)
        self.paid.show_rows(paid)
        self.paid_heading.setVisible(bool(paid))
        self.visit_heading.setVisible(bool(visits))
        self.volume_heading.setVisible(bool(volumes))
        self.volume.setText(
            "\n".join(_volume(v.closed_on.isoformat(), v.retention, len(v.lines), v.supplement) for v in volumes)
        )
        self._show_following(track)
        ended = track is not None and track.facts.ended_on is not None
        self._stack.setCurrentWidget(self.page if rows or visits or volumes or ended else self.empty)
        open_now = set() if track is None else {one.act for one in track.acts}
        for act, button in self.buttons.items():
            button.setVisible(act in open_now)

    def _show_following(self, track: TrackSheet | None) -> None:
        """What may follow, the times that matter besides, and what was let stand before signing."""
        self.ways.show_rows([] if track is None else _ways(track))
        notes = () if track is None else track.following.notes
        self.times.setText("\n".join(f"{note.text}（{sourced(note.source, note.certainty)}）" for note in notes))
        let_stand = () if track is None else track.overruled
        self.overruled_heading.setVisible(bool(let_stand))
        self.overruled.setVisible(bool(let_stand))
        self.overruled.setText("\n".join(map(_let_stand, let_stand)))

    def _buttons(self) -> QHBoxLayout:
        self.buttons = {
            "record_performance": QPushButton(self.tr("履行登记…")),
            "record_default": QPushButton(self.tr("逾期未履行…")),
            "meet_condition": QPushButton(self.tr("条件成就…")),
            "record_visit": QPushButton(self.tr("回访…")),
            "apply_confirmation": QPushButton(self.tr("司法确认…")),
        }
        row = QHBoxLayout()
        row.setSpacing(px(6))
        for act, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, wanted=act: self._want(wanted))
            row.addWidget(button)
        row.addStretch(1)
        return row

    def _want(self, act: str) -> None:
        key = self.dues.current_key() or ""
        self.act_wanted.emit(act, key if act == "record_performance" else "")


def _ways(track: TrackSheet) -> list[_Way]:
    return [
        _Way(
            id=way.id,
            name=way.name,
            standing=way.standing,
            reason="；".join((way.reason, *way.steps)),
            until="" if way.last_day is None else way.last_day.isoformat() + _left(way.days_left),
            basis=sourced(way.source, way.certainty),
        )
        for way in track.following.ways
    ]


def _left(days: int | None) -> str:
    return "" if days is None or days < 0 else f"（{days} 天）"


def _let_stand(line: OverruledLine) -> str:
    where = "" if line.clause is None else f"第 {line.clause} 条 "
    return f"第 {line.version} 版 {where}{line.finding}——{line.who}：{line.reason}"


def _dues(track: TrackSheet) -> list[_Due]:
    found = []
    for text in track.facts.agreements:
        for duty in text.duties if text.state == "effective" else ():
            who = "、".join(duty.debtors)
            for item in duty.instalments:
                what = (
                    f"{duty.number}. 第 {item.number} 期"
                    if len(duty.instalments) > 1
                    else f"{duty.number}. {duty.sentence}"
                )
                due = item.due_words if item.due is None else item.due.isoformat()
                found.append(
                    _Due(
                        target=f"instalment:{item.id}",
                        what=what,
                        who=who,
                        amount=item.amount.figures,
                        paid=item.paid.figures,
                        due=due,
                        state=item.state,
                    )
                )
            if not duty.instalments:
                amount = "—" if duty.total is None else duty.total.figures
                found.append(
                    _Due(
                        target=f"duty:{duty.id}",
                        what=f"{duty.number}. {duty.sentence}",
                        who=who,
                        amount=amount,
                        paid="—",
                        due="见条款",
                        state="done" if duty.kind == "bear" else duty.state,
                    )
                )
    return found


def _volume(closed: str, retention: str, lines: int, supplement: bool) -> str:
    return f"{closed} {'补充归档' if supplement else '归档'}，{lines} 件，保管期限{retention}"
