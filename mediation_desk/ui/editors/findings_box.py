"""What the check before signing finds, beside the text it is about."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from mediation_desk.queries.preview import CheckFinding
from mediation_desk.ui.theme.look import px
from mediation_desk.words.case import SEVERITIES


class FindingsBox(QFrame):
    """Amber while something is to be seen to, green when nothing is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notice")
        self._title, self._lines, self._total = QLabel(), QLabel(), QLabel()
        self._title.setProperty("look", "heading")
        for label in (self._lines, self._total):
            label.setWordWrap(True)
        self._total.setProperty("look", "soft")
        column = QVBoxLayout(self)
        column.setContentsMargins(px(12), px(8), px(12), px(9))
        column.setSpacing(px(3))
        for label in (self._title, self._lines, self._total):
            column.addWidget(label)
        self.show_waiting()

    def show_waiting(self) -> None:
        """Nothing was checked yet."""
        self._say("tell", self.tr("签署前检查"), self.tr("写下内容后自动检查"), "")

    def show_problem(self, sentence: str) -> None:
        """The text cannot be laid out yet."""
        self._say("refusal", self.tr("签署前检查 · 待补"), sentence, "")

    def show_findings(self, findings: tuple[CheckFinding, ...], total: str) -> None:
        """Findings by severity, and what the agreement comes to."""
        ordered = sorted(findings, key=lambda one: list(SEVERITIES).index(one.severity))
        lines = "\n".join(f"・{_where(one)}{one.text}{_advice(one)}" for one in ordered)
        if not findings:
            self._say("done", self.tr("签署前检查 · 没有发现问题"), "", total)
        else:
            count = sum(1 for one in findings if one.severity == "block")
            words = self.tr("{0} 处必须处理").format(count) if count else self.tr("{0} 处提醒").format(len(findings))
            self._say("refusal", self.tr("签署前检查 · ") + words, lines, total)

    def text(self) -> str:
        """Everything that is said."""
        return "\n".join(label.text() for label in (self._title, self._lines, self._total))

    def _say(self, tone: str, title: str, lines: str, total: str) -> None:
        self.setProperty("tone", tone)
        self._title.setText(title)
        self._lines.setText(lines)
        self._lines.setVisible(bool(lines))
        self._total.setText(total)
        self._total.setVisible(bool(total))
        self.setAccessibleDescription(self.text())
        self.style().unpolish(self)
        self.style().polish(self)


def _where(finding: CheckFinding) -> str:
    return "" if finding.clause is None else f"第 {finding.clause} 条："


def _advice(finding: CheckFinding) -> str:
    return f"（{finding.suggestion}）" if finding.suggestion else ""
