"""What a province, a county or the office itself may set: each with what is shipped, and how far it may go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .limits import Limit
from .numbering import pattern_fault
from .procedure import AgreementRule, Procedure, Route

STANDINGS: Final = {"open": "可以申请", "ask_court": "先询当地法院", "closed": "不申请"}
SERIES, STANDING, COPIES = "series", "standing", "copies"
NAMES: Final = {SERIES: "编号式样", STANDING: "能否申请司法确认", COPIES: "协议另加份数"}
CONFIRMATION: Final = "judicial_confirmation"
WRITTEN: Final = "written"


@dataclass(frozen=True, slots=True)
class LocalLength:
    """An office's own length for a local limit, and the local rule it stands on."""

    length: int
    source: str
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class LocalText:
    """An office's own value for something else that is local, and what it stands on."""

    value: str
    source: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """A stored setting that the law no longer allows, and why; what was shipped is used in its place."""

    setting: str
    refusal: Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalValue:
    """One thing the office may set: what is shipped, what holds now, and the rule that leaves it to the office."""

    key: str
    kind: str  # length | series | standing | copies
    where: str
    name: str
    shipped: str
    now: str
    now_words: str
    shipped_words: str
    source: str
    certainty: str
    bound: str = ""
    unit: str = ""

    @property
    def own(self) -> bool:
        """Whether the office has set its own."""
        return self.now != self.shipped


def stored_lengths(stored: Mapping[str, object]) -> tuple[dict[str, LocalLength], tuple[SetAside, ...]]:
    """The lengths as an office keeps them, and those that nobody can read any more."""
    lengths: dict[str, LocalLength] = {}
    unreadable: list[SetAside] = []
    for id, own in stored.items():
        match own:
            case {"length": int(length), "source": str(source), **rest}:
                unit = rest.get("unit")
                lengths[id] = LocalLength(length, source, unit if isinstance(unit, str) else None)
            case _:
                unreadable.append(SetAside(id, Refusal("limit.local_unreadable", limit=id, field="local")))
    return lengths, tuple(unreadable)


def stored_values(stored: Mapping[str, object]) -> tuple[dict[str, LocalText], tuple[SetAside, ...]]:
    """The other values as an office keeps them, and those that nobody can read any more."""
    values: dict[str, LocalText] = {}
    unreadable: list[SetAside] = []
    for key, own in stored.items():
        match own:
            case {"value": str(value), "source": str(source)}:
                values[key] = LocalText(value, source)
            case _:
                unreadable.append(SetAside(key, Refusal("local.unreadable", key=key, field="values")))
    return values, tuple(unreadable)


def localised(procedure: Procedure, lengths: Mapping[str, LocalLength], values: Mapping[str, LocalText]) -> Procedure:
    """The procedure with the office's own values; refuses the first one that the law does not leave to it."""
    series, standing, copies = (values.get(f"{kind}:{procedure.id}") for kind in (SERIES, STANDING, COPIES))
    docket = procedure.docket
    if series is not None and docket is not None:
        docket = replace(docket, series=_series(series), source=f"{series.source}；{docket.source}")
    return replace(
        procedure,
        limits=tuple(local_limit(limit, lengths) for limit in procedure.limits),
        docket=docket,
        routes=tuple(_route(route, standing) if route.id == CONFIRMATION else route for route in procedure.routes),
        agreements=tuple(_agreement(rule, copies) if rule.form == WRITTEN else rule for rule in procedure.agreements),
    )


def local_limit(limit: Limit, lengths: Mapping[str, LocalLength]) -> Limit:
    """The limit with the office's own length, where it has one."""
    own = lengths.get(limit.id)
    return limit.overridden(own.length, own.source, own.unit) if own else limit


def require_local(procedures: Mapping[str, Procedure], key: str, value: LocalText) -> None:
    """Refuse a value for something that does not exist or is not for the office to set, and one without a source."""
    kind, _, id = key.partition(":")
    known = {found.key: found for procedure in procedures.values() for found in _texts(procedure, procedure)}
    if kind not in NAMES or id not in procedures:
        raise Refusal("local.unknown", field="key", key=key)
    if key not in known:
        raise Refusal("local.not_local", field="key", name=NAMES[kind], procedure=procedures[id].name)
    if not value.source.strip():
        raise Refusal("local.source_missing", field="source", name=NAMES[kind])


def local_values(
    shipped: Mapping[str, Procedure], now: Mapping[str, Procedure], limits: Mapping[str, tuple[Limit, Limit]]
) -> tuple[LocalValue, ...]:
    """Everything an office may set, limits first. `limits` are the pairs of shipped and present limits by id."""
    return (*_lengths(now, limits), *(found for id in shipped for found in _texts(shipped[id], now[id])))


def _lengths(now: Mapping[str, Procedure], limits: Mapping[str, tuple[Limit, Limit]]) -> Iterator[LocalValue]:
    for id, (was, present) in limits.items():
        if not was.local or was.bound == "fixed":
            continue
        users = [procedure.name for procedure in now.values() if any(limit.id == id for limit in procedure.limits)]
        yield LocalValue(
            key=id,
            kind="length",
            where="、".join(users) or "各程序",
            name=was.name,
            shipped=f"{was.length} {was.unit}",
            now=f"{present.length} {present.unit}",
            now_words=present.length_words,
            shipped_words=was.length_words,
            source=present.source,
            certainty=was.certainty,
            bound=was.bound,
            unit=present.unit,
        )


def _texts(was: Procedure, now: Procedure) -> Iterator[LocalValue]:
    if was.docket is not None and now.docket is not None and was.docket.local:
        yield _text(SERIES, was, was.docket.series, now.docket.series, now.docket.source, was.docket.certainty)
    for before, after in zip(was.routes, now.routes, strict=True):
        if before.id == CONFIRMATION and before.local:
            yield _text(STANDING, was, before.standing, after.standing, after.source, before.certainty)
    for one, other in zip(was.agreements, now.agreements, strict=True):
        if one.form == WRITTEN and one.local:
            more = str(one.copies.more), str(other.copies.more)
            yield _text(COPIES, was, *more, other.source, one.certainty)


def _text(kind: str, procedure: Procedure, shipped: str, now: str, source: str, certainty: str) -> LocalValue:
    words = STANDINGS if kind == STANDING else {}
    return LocalValue(
        key=f"{kind}:{procedure.id}",
        kind=kind,
        where=procedure.name,
        name=NAMES[kind],
        shipped=shipped,
        now=now,
        shipped_words=words.get(shipped, shipped),
        now_words=words.get(now, now),
        source=source,
        certainty=certainty,
    )


def _series(own: LocalText) -> str:
    reason = pattern_fault(own.value)
    if reason:
        raise Refusal("local.series_wrong", field="value", value=own.value, reason=reason)
    return own.value


def _route(route: Route, own: LocalText | None) -> Route:
    if own is None:
        return route
    if own.value not in STANDINGS:
        raise Refusal("local.standing_unknown", field="value", value=own.value, known="、".join(STANDINGS.values()))
    return replace(route, standing=own.value, source=f"{own.source}；{route.source}")


def _agreement(rule: AgreementRule, own: LocalText | None) -> AgreementRule:
    if own is None:
        return rule
    if not own.value.isdecimal() or int(own.value) < rule.copies.more:
        raise Refusal("local.copies_too_few", field="value", least=rule.copies.more, law=rule.source)
    copies = replace(rule.copies, more=int(own.value))
    return replace(rule, copies=copies, source=f"{own.source}；{rule.source}")
