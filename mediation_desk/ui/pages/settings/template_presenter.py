"""文书模板: the list, one template with its history, how it would look, and the three things done to it. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from mediation_desk.acts.act import Outcome
from mediation_desk.acts.templates import ActivateTemplate, ProposeTemplate, WithdrawTemplate
from mediation_desk.queries.templates import (
    Edition,
    Looked,
    Sheet,
    TemplatePreview,
    TemplateRow,
    TemplateSheet,
    TemplatesInUse,
)
from mediation_desk.terms.ids import PaperId
from mediation_desk.ui.session import Session

STATES: Final = {"proposed": "等待启用", "active": "使用中", "declined": "未采用", "ended": "已停用"}
_AROUND: Final = 2


@dataclass(frozen=True, slots=True)
class Facts:
    """What a template is looked at with: a sample, or the paper of a real case."""

    words: str
    sample: str = "plain"
    paper: str | None = None


@dataclass(frozen=True, slots=True)
class DiffLine:
    """One line of a comparison: "+" is new, "-" is gone, " " stands as before, "…" leaves out what is alike."""

    sign: str
    text: str


class TemplatePresenter:
    """Everything here is called on a lane."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def load(self) -> tuple[TemplateRow, ...]:
        """Every paper and whose template makes it."""
        return self._session.desk.ask(TemplatesInUse())

    def sheet(self, code: str) -> Sheet:
        """One template with its history."""
        return self._session.desk.ask(TemplateSheet(code))

    def look(self, code: str, text: str, facts: Facts) -> Looked:
        """How the paper would look."""
        return self._session.desk.ask(TemplatePreview(code=code, text=text, sample=facts.sample, paper=facts.paper))

    def propose(self, code: str, text: str, note: str, facts: Facts) -> Outcome:
        """Put a text forward for a second person to look at."""
        tried_on = None if facts.paper is None else PaperId(facts.paper)
        act = ProposeTemplate(id=self._session.new_id(), code=code, text=text, note=note, tried_on=tried_on)
        return self._session.desk.perform(act)

    def activate(self, edition: str) -> Outcome:
        """Put in use what somebody else proposed."""
        return self._session.desk.perform(ActivateTemplate(template=edition))

    def withdraw(self, edition: str, reason: str) -> Outcome:
        """Decline a proposal, or go back to the shipped template."""
        return self._session.desk.perform(WithdrawTemplate(template=edition, reason=reason))


def row_words(row: TemplateRow) -> str:
    """自带, 本单位第2版, and what waits."""
    used = "自带" if row.active is None else f"本单位第{row.active}版"
    return used if row.waiting is None else f"{used}，第{row.waiting}版待启用"


def edition_words(edition: Edition) -> str:
    """第2版 使用中."""
    return f"第{edition.number}版（{STATES[edition.state]}）"


def course_words(edition: Edition) -> str:
    """Who proposed it and when, who put it in use, how it ended."""
    steps = [f"{edition.proposed_on.isoformat()} {edition.proposed_by}提出"]
    if edition.activated_on is not None:
        steps.append(f"{edition.activated_on.isoformat()} {edition.activated_by}启用")
    if edition.ended_on is not None:
        steps.append(f"{edition.ended_on.isoformat()} 停用：{edition.ended_why}")
    return "；".join(steps)


def choices(sheet: Sheet) -> tuple[Facts, ...]:
    """What the template can be looked at with, samples first."""
    samples = tuple(Facts(f"样张：{words}", sample=code) for code, words in sheet.samples)
    return samples + tuple(Facts(f"案件 {case.words}（隐去个人信息）", paper=case.paper) for case in sheet.cases)


def compared(shipped: str, own: str) -> tuple[DiffLine, ...]:
    """What differs from the shipped template, with the lines around it."""
    return tuple(_compared(shipped.splitlines(), own.splitlines()))


def _compared(was: list[str], now: list[str]) -> Iterator[DiffLine]:
    for group in SequenceMatcher(None, was, now, autojunk=False).get_grouped_opcodes(_AROUND):
        yield DiffLine("…", f"自带模板第{group[0][1] + 1}行起")
        for kind, a, b, c, d in group:
            if kind == "equal":
                yield from (DiffLine(" ", line) for line in was[a:b])
                continue
            yield from (DiffLine("-", line) for line in was[a:b])
            yield from (DiffLine("+", line) for line in now[c:d])
