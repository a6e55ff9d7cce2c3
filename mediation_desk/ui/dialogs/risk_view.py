"""Why a case has its grade: duties first, then every signal with its points, the visits, and who judged what when."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mediation_desk.queries.risk_shapes import RiskChange, RiskSheet, RiskVisit
from mediation_desk.ui.theme.look import px
from mediation_desk.ui.widgets.fact_lines import FactLines
from mediation_desk.ui.widgets.risk_badge import RiskBadge
from mediation_desk.ui.widgets.scrolled import Scrolled, wrapped
from mediation_desk.words.acts import act_words

ACTS = ("assess_risk", "ask_lower_risk", "lower_risk")


class RiskView(QDialog):
    """`act_wanted` carries the name of the act that a button begins."""

    act_wanted = Signal(str)

    def __init__(self, risk: RiskSheet, offered: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("riskView")
        self.setWindowTitle(self.tr("风险（内部，不得告知当事人）"))
        self.badge, self.inside = RiskBadge(), Scrolled()
        self.badge.setEnabled(False)
        self.badge.tell(*badge_words(risk))
        self.buttons = {act: QPushButton(act_words(act)) for act in ACTS if act in offered}
        self._fill(risk)
        self._lay_out()

    def _fill(self, risk: RiskSheet) -> None:
        if risk.colour is not None:
            self.inside.add(wrapped(f"{risk.colour.meaning}。{risk.colour.owner}{risk.colour.respond_within}处置"))
        for words in (_report_words(risk), risk.apart_words):
            if words:
                self.inside.add(wrapped(words, "error" if words.startswith("须") else "warning"))
        if risk.requests:
            self._part(self.tr("等待确认"), [(one.asked_by, f"{one.words}：{one.reason}") for one in risk.requests])
        if risk.explained:
            self._part(self.tr("评分"), [(str(n), line) for n, line in enumerate(risk.explanation, 1)])
        self._part(self.tr("回访"), [_visit_words(visit) for visit in risk.visits])
        self._part(self.tr("经过"), [_change_words(change) for change in risk.history])
        self.inside.column.addStretch(1)

    def _part(self, title: str, lines: list[tuple[str, str]]) -> None:
        if lines:
            self.inside.add_heading(title)
            facts = FactLines()
            facts.show_lines(lines)
            self.inside.add(facts)

    def _lay_out(self) -> None:
        self.setMinimumSize(px(620), px(440))
        leave = QPushButton(self.tr("关闭"))
        leave.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for act, button in self.buttons.items():
            button.setObjectName(f"risk:{act}")
            button.clicked.connect(lambda _checked=False, act=act: self._want(act))
            row.addWidget(button)
        row.addWidget(leave)
        head = QHBoxLayout()
        head.addWidget(self.badge)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(14))
        column.addLayout(head)
        column.addWidget(self.inside, 1)
        column.addLayout(row)

    def _want(self, act: str) -> None:
        self.accept()
        self.act_wanted.emit(act)


def badge_words(risk: RiskSheet) -> tuple[str, str, int | None, str]:
    """Words, code, order and meaning for a badge."""
    if risk.colour is None:
        return "风险 未评", "", None, "还没有风险评估"
    return f"风险 {risk.colour.words}", risk.colour.code, risk.colour.order, risk.colour.meaning


def _report_words(risk: RiskSheet) -> str:
    if not risk.report_words or risk.report_owed_since is not None:
        return risk.report_words
    return f"已报告。{risk.report_words}"


def _visit_words(visit: RiskVisit) -> tuple[str, str]:
    done = f"{visit.made_on.isoformat()} 已回访" if visit.made_on else f"{visit.due.isoformat()} 前"
    return f"第{visit.day}日", done


def _change_words(change: RiskChange) -> tuple[str, str]:
    return f"{change.at:%Y-%m-%d %H:%M}", f"{change.kind_words}：{change.colour_words}（{change.who}）{change.reason}"
