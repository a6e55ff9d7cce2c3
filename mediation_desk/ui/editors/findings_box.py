"""What the check before signing finds, beside the text it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from mediation_desk.queries.preview import CheckFinding, Readiness
from mediation_desk.ui.theme.look import px
from mediation_desk.words.case import SEVERITIES, sourced

_SHOWN = ("property", "identity", "authority")
"""What can be seen to while the text is still a draft; the findings themselves stand above."""


class FindingsBox(QFrame):
    """Amber while something is to be seen to, green when nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._title, self._lines, self._ready, self._total = QLabel(), QLabel(), QLabel(), QLabel()
        self._title.setProperty("look", "heading")
        for label in (self._lines, self._ready, self._total):
            label.setWordWrap(True)
        for label in (self._ready, self._total):
            label.setProperty("look", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(9))
        column.setSpacing(px(3))
        for label in (self._title, self._lines, self._ready, self._total):
            column.addWidget(label)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Nothing was checked yet."""
        self._say("tell", self.tr("签署前检查"), self.tr("写下内容后自动检查"), "")

    def show_problem(self, sentence: str) -> None:
        """The text cannot be laid out yet."""
        self._say("refusal", self.tr("签署前检查 · 待补"), sentence, "")

    def show_findings(self, findings: tuple[CheckFinding, ...], total: str, ready: Readiness | None = None) -> None:
        """Findings by severity, how ready the text is for a court, and what the agreement comes to."""
        ordered = sorted(findings, key=lambda one: list(SEVERITIES).index(one.severity))
        lines = "\n".join(f"・{_where(clauses)}{one.text}{_advice(one)}" for one, clauses in _together(ordered))
        if not findings:
            self._say("done", self.tr("签署前检查 · 没有发现问题"), "", total, _readiness(ready))
        else:
            count = sum(1 for one in findings if one.severity == "block")
            words = self.tr("{0} 处必须处理").format(count) if count else self.tr("{0} 处提醒").format(len(findings))
            self._say("refusal", self.tr("签署前检查 · ") + words, lines, total, _readiness(ready))

    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(label.text() for label in self._labels() if label.text())

    def _labels(self) -> tuple[QLabel, ...]:
        return self._title, self._lines, self._ready, self._total

    def _say(self, tone: str, title: str, lines: str, total: str, ready: str = "") -> None:
        self.setProperty("tone", tone)
        self._title.setText(title)
        self._lines.setText(lines)
        self._lines.setVisible(bool(lines))
        for label, words in ((self._ready, ready), (self._total, total)):
            label.setText(words)
            label.setVisible(bool(words))
        self.setAccessibleDescription(self.text())
        self.style().unpolish(self)
        self.style().polish(self)


def _together(findings: Sequence[CheckFinding]) -> list[tuple[CheckFinding, list[int]]]:
    """What is said of several clauses in the same words is said once."""
    places: dict[CheckFinding, list[int]] = {}
    for one in findings:
        places.setdefault(replace(one, clause=None), []).extend(() if one.clause is None else (one.clause,))
    return list(places.items())


def _where(clauses: Sequence[int]) -> str:
    return f"第 {'、'.join(map(str, clauses))} 条：" if clauses else ""


def _advice(finding: CheckFinding) -> str:
    doubt = "（依据待核）" if finding.certainty == "memory" else ""
    return f"（{finding.suggestion}）{doubt}" if finding.suggestion else doubt


def _readiness(ready: Readiness | None) -> str:
    """Two or three lines: what a court may confirm, what it may not and why, what is still missing, until when."""
    if ready is None:
        return ""
    if ready.standing == "closed":
        road = ready.rows[0]
        return f"司法确认：不能申请。{road.text}（{sourced(road.source, road.certainty)}）"
    terms = "、".join(str(number) for number in ready.terms)
    barred = "；".join(row.text for row in ready.rows if row.code == "barred")
    days = next(row.text for row in ready.rows if row.code == "days")
    missing = "；".join(row.text for row in ready.missing if row.code in _SHOWN)
    lines = [
        f"司法确认：第 {terms} 条可以申请，{days}",
        barred and f"不能确认：{barred}",
        missing and f"待补：{missing}",
    ]
    return "\n".join(line for line in lines if line)
