"""Which rules the office goes by, and going over to those of the program. No Qt."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from mediation_desk.acts.act import Outcome
from mediation_desk.acts.many import Deed, Tally
from mediation_desk.acts.rules import AdoptRules, RecountClocks
from mediation_desk.queries.differences import Difference
from mediation_desk.queries.editions import CasesToRecount, CaseToRecount, NewRules, RulesInForce, Standing
from mediation_desk.ui.session import Session
from mediation_desk.words.refusals import sentence


@dataclass(frozen=True, slots=True)
class EditionState:
    """What the tab shows. `cases` are those that this person may recount."""

    standing: Standing
    differences: tuple[Difference, ...]
    cases: tuple[CaseToRecount, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """A last day that moved, or why a case could not be recounted."""

    case: str
    words: str


class EditionPresenter:
    """Everything here but `deeds` is called on a lane."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.may_adopt = session.may_do(AdoptRules.act_name)
        self.may_recount = session.may_do(RecountClocks.act_name)

    def load(self) -> EditionState:
        """How the office stands to the rules of the program."""
        desk = self._session.desk
        cases = desk.ask(CasesToRecount()) if self._session.may_ask(CasesToRecount.query_name) else ()
        return EditionState(desk.ask(RulesInForce()), desk.ask(NewRules()), cases)

    def adopt(self, standing: Standing) -> Outcome:
        """Go over to what was compared: if either has changed meanwhile, the act is refused."""
        held = None if standing.number is None else standing.digest
        return self._session.desk.perform(AdoptRules(digest=standing.brought, replaces=held))

    def deeds(self, cases: tuple[CaseToRecount, ...]) -> tuple[Deed, ...]:
        """The cases to recount as a list of acts."""
        return tuple(
            Deed(act_id=self._session.new_id(), act=RecountClocks(), case=case.id, about=f"{case.number} {case.title}")
            for case in cases
        )


def standing_words(standing: Standing) -> str:
    """One sentence: what the office goes by, and what is to be done."""
    if standing.unread is not None:
        return sentence(standing.unread)
    if standing.number is None:
        return "本单位建立时还没有保存规则，现按程序自带的规则执行。采用一次后，程序更新不再自动改变期限。"
    if standing.waits:
        return "程序带有新的规则。采用以前，期限仍按现行版本计算；采用以后，重新计算在办案件的期限。"
    return "与程序自带的规则一致。"


def uncounted_words(standing: Standing, *, may_recount: bool) -> str:
    """How many cases still rest on other rules; empty where none do."""
    if not standing.uncounted:
        return ""
    who = "" if may_recount else "，由主任在这里重新计算"
    return f"{standing.uncounted} 件案件的期限还按以前的规则或设置计算{who}。"


def edition_words(standing: Standing) -> str:
    """第2版　2026-11-20　沈若兰采用　1a2b3c4d5e6f7a8b."""
    if standing.number is None:
        return "未采用过"
    by = f"{standing.adopted_by}采用" if standing.adopted_by else "采用"
    return f"第 {standing.number} 版　{standing.adopted_on} {by}　{standing.digest[:16]}"


def change_words(row: Difference) -> str:
    """新增, 取消 or 改变."""
    if not row.was and row.now != "":
        return "新增" if row.section != "其他" else "改变"
    return "改变" if row.now else "取消"


def moved(tally: Tally) -> tuple[Moved, ...]:
    """What the recount moved, refusals first."""
    return tuple(sorted(_moved(tally), key=lambda one: not one.words.startswith("✕")))


def tally_words(tally: Tally) -> str:
    """已重新计算 12 件，届满日变动 3 处，未办成 0 件。"""
    changed = sum(len(outcome.changes) for outcome in tally.outcomes)
    done, refused = tally.count("done", "repeated"), tally.count("refused")
    return f"已重新计算 {done} 件，日期变动 {changed} 处" + (f"，未办成 {refused} 件。" if refused else "。")


def _moved(tally: Tally) -> Iterator[Moved]:
    for result in tally.results:
        if result.refusal is not None:
            yield Moved(result.deed.about, "✕ " + sentence(result.refusal))
        elif result.outcome is not None:
            yield from (Moved(result.deed.about, change) for change in result.outcome.changes)
