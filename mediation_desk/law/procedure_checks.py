"""What a procedure file can get wrong although each of its lines reads well."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date
from itertools import combinations

from .limits import Limit
from .procedure import Procedure
from .reading import Section


def check_procedure(section: Section, procedure: Procedure) -> None:
    """Note every stage, move, limit or route that leads nowhere or says a thing twice."""
    _check_twice(section, procedure)
    _check_stages(section, procedure)
    check_validity(section, procedure.limits)
    _check_references(section, procedure)


def _check_twice(section: Section, procedure: Procedure) -> None:
    named = {
        "stage": [stage.id for stage in procedure.stages],
        "refuse": [reason.code for reason in procedure.refuse_reasons],
        "agreement": [rule.form for rule in procedure.agreements],
        "route": [route.id for route in procedure.routes],
        "start": [form for rule in procedure.starts for form in rule.by],
        "note": [note.code for note in procedure.notes],
        "paper": [f"{paper.code}@{paper.at}" for paper in procedure.papers],
        "move": [f"{source}+{move.on}" for move in procedure.moves for source in move.sources],
    }
    for key, names in named.items():
        for name in _repeated(names):
            section.fault(key, f"重复：{name}")


def _check_stages(section: Section, procedure: Procedure) -> None:
    ids = [stage.id for stage in procedure.stages]
    if not ids:
        section.fault("stage", "至少要有一个阶段")
        return
    for move in procedure.moves:
        for stage in (*move.sources, move.to):
            if stage not in ids:
                section.fault("move", f"{move.on}涉及未知的阶段：{stage}")
    for stage in ids:
        if stage not in _closure(procedure, {ids[0]}, forward=True):
            section.fault("stage", f"阶段{stage}无法到达")
        if stage not in _closure(procedure, _last_stages(procedure), forward=False):
            section.fault("stage", f"阶段{stage}无法终结")


def _last_stages(procedure: Procedure) -> set[str]:
    """Stages that an ending or the closing of the volume leads to."""
    return {move.to for move in procedure.moves if move.on in ("ended", "volume_closed")}


def _closure(procedure: Procedure, start: set[str], *, forward: bool) -> set[str]:
    """All stages that moves connect with the start, followed forwards or backwards."""
    found = set(start)
    while True:
        reached = {
            stage
            for move in procedure.moves
            for stage in ((move.to,) if forward else move.sources)
            if found.intersection(move.sources if forward else (move.to,))
        }
        if reached <= found:
            return found
        found |= reached


def check_validity(section: Section, limits: tuple[Limit, ...]) -> None:
    """Note two wordings of a limit that are in force on the same day."""
    for one, other in combinations(limits, 2):
        if one.id == other.id and _from(one) <= _to(other) and _from(other) <= _to(one):
            section.fault("limit", f"{one.id}的有效期重叠")


def _from(limit: Limit) -> date:
    return limit.valid_from or date.min


def _to(limit: Limit) -> date:
    return limit.valid_to or date.max


def _check_references(section: Section, procedure: Procedure) -> None:
    limits = {limit.id for limit in procedure.limits}
    routes = {route.id for route in procedure.routes}
    for route in procedure.routes:
        if route.limit and route.limit not in limits:
            section.fault("route", f"{route.id}涉及未知的期限：{route.limit}")
    for rule in procedure.starts:
        if rule.limit and rule.limit not in limits:
            section.fault("start", f"涉及未知的期限：{rule.limit}")
    for limit in procedure.limits:
        named = {limit.opens} if limit.opens else set()
        for unknown in sorted(named.union(limit.answered_routes) - routes):
            section.fault("limit", f"{limit.id}涉及未知的途径：{unknown}")
    needed = {
        "basis": procedure.basis,
        "endings": procedure.endings,
        "bodies": procedure.bodies,
        "start": procedure.starts,
        "mediators": procedure.mediators,
        "confidential": procedure.openness,
        "charge": procedure.charge,
    }
    for key, filled in needed.items():
        if not filled:
            section.fault(key, "缺少内容")


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]
