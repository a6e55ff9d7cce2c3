"""The rules an office goes by: what those of the program would change, and going over to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mediation_desk.acts.many import Deed, Result, Tally
from mediation_desk.acts.rules import AdoptRules, RecountClocks
from mediation_desk.desk.desk import Desk
from mediation_desk.desk.permissions import QUERIES, may
from mediation_desk.queries.differences import Difference
from mediation_desk.queries.editions import CasesToRecount, CaseToRecount, NewRules, RulesInForce, Standing
from mediation_desk.words.refusals import sentence

from .answer import DONE, REFUSED, Answer, table
from .call import Call
from .grammar import UsageFault


def show_new(call: Call) -> Answer:
    """What adopting the program's rules would change in the named office."""
    _require_office(call, "--new")
    with call.desk() as desk:
        standing, changes = desk.ask(RulesInForce()), desk.ask(NewRules())
    document = {"in_force": _plain(standing), "waits": standing.waits, "changes": changes}
    return Answer(document=document, lines=[*_standing(standing), *_changes(changes)])


def adopt_rules(call: Call) -> Answer:
    """Go over to them, then recount the clocks of open cases; a recount that was cut short goes on."""
    _require_office(call, "--adopt")
    with call.desk() as desk:
        before = desk.ask(RulesInForce())
        if before.waits or not before.uncounted:
            held = None if before.number is None else before.digest
            desk.perform(AdoptRules(digest=before.brought, replaces=held), via="command_line")
        tally = desk.perform_each(_deeds(desk), via="command_line")
        after = desk.ask(RulesInForce())
    cases = [_result(result) for result in tally.results]
    return Answer(
        document={"in_force": _plain(after), "recounted": cases},
        lines=[*_standing(after), *_told(tally)],
        code=REFUSED if tally.refused else DONE,
    )


def _require_office(call: Call, option: str) -> None:
    if not call.names_office:
        raise UsageFault(f"{option} 要用 --office 指明单位")


def _deeds(desk: Desk) -> list[Deed]:
    new_id = desk.surroundings.new_id
    return [
        Deed(act_id=new_id(), act=RecountClocks(), case=case.id, about=f"{case.number} {case.title}")
        for case in _cases(desk)
    ]


def _cases(desk: Desk) -> tuple[CaseToRecount, ...]:
    """Who may not see cases leaves the recount to the director."""
    if not may(QUERIES, CasesToRecount.query_name, desk.actor.roles):
        return ()
    return desk.ask(CasesToRecount())


def _plain(standing: Standing) -> dict[str, Any]:
    return {
        "number": standing.number,
        "digest": standing.digest,
        "adopted_on": standing.adopted_on,
        "adopted_by": standing.adopted_by,
        "brought": standing.brought,
        "unread": None if standing.unread is None else sentence(standing.unread),
        "uncounted": standing.uncounted,
    }


def _result(result: Result) -> dict[str, Any]:
    return {
        "case": result.deed.about,
        "state": result.state,
        "changes": () if result.outcome is None else result.outcome.changes,
        "message": None if result.refusal is None else sentence(result.refusal),
    }


def _standing(standing: Standing) -> Iterator[str]:
    if standing.number is None:
        yield "本单位没有采用过规则，按程序自带的规则执行。"
    else:
        adopted = f"{standing.adopted_on} {standing.adopted_by}采用（{standing.digest[:16]}）"
        yield f"现行规则：第{standing.number}版，{adopted}"
    if standing.unread is not None:
        yield sentence(standing.unread)
    if not standing.waits:
        yield "与程序自带的规则一致。"
    if standing.uncounted:
        yield f"{standing.uncounted}件案件的期限还按以前的规则或设置计算，由主任用 rules --adopt 重新计算。"


def _changes(changes: tuple[Difference, ...]) -> list[str]:
    if not changes:
        return []
    rows = [(row.section, row.where, row.name, row.was or "—", row.now or "—") for row in changes]
    return [f"新规则有{len(changes)}处变化：", *table(("部分", "程序", "事项", "现行", "采用后"), rows)]


def _told(tally: Tally) -> Iterator[str]:
    yield f"已重新计算{tally.count('done', 'repeated')}件案件的期限。"
    for result in tally.results:
        if result.refusal is not None:
            yield f"{result.deed.about}：未办成。{sentence(result.refusal)}"
        elif result.outcome is not None:
            yield from (f"{result.deed.about}：{change}" for change in result.outcome.changes)
