"""Hand-overs as data: what may come from where and go where, on which conditions, and what comes back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Final

from mediation_desk.terms.events import EVENTS
from mediation_desk.terms.refusal import Refusal

from .codes import Code
from .reading import Fault, Section, refuse_if_faulty, sourced

WAYS: Final = ("in", "out")
KINDS: Final = {"transfer": "移送", "aside": "转介", "report": "报告"}
CONSENTS: Final = {"none": "不需要当事人同意", "all_parties": "须各方当事人同意", "subject": "须有关的当事人同意"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What of a track a hand-over turns on."""

    kind: str
    body: str
    procedure: str
    stages: tuple[str, ...]
    """Those it was in on the day."""
    dispute: Code
    source: str
    happened: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fit:
    """Which tracks a hand-over suits; an empty list asks nothing."""

    kinds: tuple[str, ...]
    bodies: tuple[str, ...]
    procedures: tuple[str, ...]
    stages: tuple[str, ...]
    disputes: tuple[str, ...]
    flags: tuple[str, ...]
    sources: tuple[str, ...]
    after: tuple[str, ...]

    def holds(self, now: Situation) -> bool:
        """Whether everything that is asked is so."""
        asked: tuple[tuple[tuple[str, ...], Collection[str]], ...] = (
            (self.kinds, {now.kind}),
            (self.bodies, {now.body}),
            (self.procedures, {now.procedure}),
            (self.stages, now.stages),
            (self.disputes, {now.dispute.code}),
            (self.flags, now.dispute.flags),
            (self.sources, {now.source}),
            (self.after, now.happened),
        )
        return all(not wanted or not set(wanted).isdisjoint(found) for wanted, found in asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of the escalation: who works there, how long before it may pass a quarrel on."""

    id: str
    name: str
    bodies: tuple[str, ...]
    limit: str | None
    sessions: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverRule:
    """One row of the table of hand-overs."""

    code: str
    row: int
    way: str
    name: str
    origins: tuple[str, ...]
    destinations: tuple[str, ...]
    kind: str
    fit: Fit
    level: str | None
    trigger: str
    papers: tuple[str, ...]
    papers_if_any: tuple[str, ...]
    consent: str
    deadline: str
    limits: tuple[str, ...]
    own_limit: bool
    entrusts: bool
    """Whether the receiver is asked to mediate, and told how to reach the parties."""
    returns: str
    feedback: str
    feedback_paper: str | None
    source: str
    certainty: str

    @property
    def certain(self) -> bool:
        """False prints 依据待核."""
        return self.certainty != "memory"

    @property
    def basis(self) -> str:
        """The article as it stands on a letter and beside a clock."""
        return self.source if self.certain else f"{self.source}（依据待核）"

    @property
    def to_words(self) -> str:
        """Who receives, in words."""
        return "、".join(self.destinations)

    def require_papers(self, documents: Iterable[str], lacking: str) -> None:
        """Refuse a hand-over without the papers that go along, unless it is said why one of them does not."""
        missing = [name for name in self.papers if name not in set(documents)]
        if missing and not lacking.strip():
            raise Refusal("handover.papers_missing", field="documents", name=self.name, papers="、".join(missing))

    def require_consents(self, parties: Mapping[str, str], given: Set[str]) -> None:
        """Refuse without the consent of those who must agree. `parties` are names by id; consent is per hand-over."""
        missing = {id: name for id, name in parties.items() if id not in given}
        enough = {"none": True, "all_parties": not missing, "subject": len(missing) < len(parties)}
        if not enough[self.consent]:
            names = "、".join(missing.values())
            raise Refusal("handover.consent_missing", field="consenting", name=self.name, parties=names)

    def limit_for(self, chosen: str | None) -> str | None:
        """The limit of the answer: the only one, or the one that was chosen among several."""
        if chosen is None:
            return self.limits[0] if len(self.limits) == 1 else None
        if chosen not in self.limits:
            raise Refusal("handover.limit_unknown", field="limit", limit=chosen, name=self.name)
        return chosen


@dataclass(frozen=True, slots=True)
class HandoverRules:
    """All hand-overs and the levels of the escalation, as their file lays them out."""

    rules: tuple[HandoverRule, ...]
    levels: tuple[Level, ...]

    @classmethod
    def of(cls, document: Mapping[str, object], limits: Collection[str]) -> HandoverRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/handovers.toml", document, faults)
        nodes = _nodes(section)
        levels = tuple(_level(table, limits) for table in section.tables("level"))
        names = {level.id for level in levels}
        rules = tuple(_rule(table, nodes, names, limits) for table in section.tables("handover"))
        if len({rule.code for rule in rules}) != len(rules):
            section.fault("handover", "有重复的代码")
        section.finish()
        refuse_if_faulty(faults)
        return cls(rules, levels)

    def rule(self, code: str, way: str) -> HandoverRule:
        """The rule of a code; refuses one that is unknown or goes the other way."""
        for rule in self.rules:
            if (rule.code, rule.way) == (code, way):
                return rule
        raise Refusal("handover.rule_unknown", field="rule", rule=code)

    def known(self, code: str | None) -> HandoverRule | None:
        """The rule of a code that was recorded; None where the hand-over follows no rule of this book."""
        return next((rule for rule in self.rules if rule.code == code), None)

    def fitting(self, code: str, kind: str, now: Situation) -> HandoverRule:
        """The rule of a hand-over that is being made; refuses one of another kind or for other tracks."""
        rule = self.rule(code, "out")
        if rule.kind != kind:
            raise Refusal("handover.of_other_kind", field="rule", name=rule.name, kind=KINDS[rule.kind])
        if not rule.fit.holds(now):
            raise Refusal("handover.does_not_fit", field="rule", name=rule.name, trigger=rule.trigger)
        return rule

    def offered(self, now: Situation) -> tuple[HandoverRule, ...]:
        """The hand-overs from here that fit a track, those made for its kind of quarrel first."""
        found = [rule for rule in self.rules if rule.way == "out" and rule.fit.holds(now)]
        return tuple(sorted(found, key=lambda rule: (not (rule.fit.disputes or rule.fit.flags), rule.row)))

    def incoming(self, source: str) -> tuple[HandoverRule, ...]:
        """The hand-overs by which a quarrel of this source may have come."""
        return tuple(rule for rule in self.rules if rule.way == "in" and source in rule.fit.sources)

    def level(self, body: str) -> Level | None:
        """The level at which a kind of body works."""
        return next((level for level in self.levels if body in level.bodies), None)


def _nodes(section: Section) -> dict[str, str]:
    table = section.table("nodes")
    if table is None:
        section.fault("nodes", "缺少内容")
        return {}
    return table.words()


def _level(section: Section, limits: Collection[str]) -> Level:
    limit = section.optional_text("limit")
    found = Level(
        id=section.text("id"),
        name=section.text("name"),
        bodies=section.texts("bodies"),
        limit=limit,
        sessions=section.number("sessions") if section.has("sessions") else None,
    )
    if limit is not None and limit not in limits:
        section.fault("limit", f"未知的期限：{limit}")
    section.finish()
    return found


def _rule(section: Section, nodes: Mapping[str, str], levels: Collection[str], limits: Collection[str]) -> HandoverRule:
    source, certainty = sourced(section)
    found = HandoverRule(
        code=section.text("code"),
        row=section.number("row"),
        way=section.choice("way", WAYS),
        name=section.text("name"),
        origins=tuple(nodes[node] for node in section.known("from", nodes, "节点")),
        destinations=tuple(nodes[node] for node in section.known("to", nodes, "节点")),
        kind=section.choice("kind", KINDS),
        fit=_fit(section),
        level=section.choice("level", levels) if section.has("level") else None,
        trigger=section.text("trigger"),
        papers=section.texts("papers"),
        papers_if_any=section.texts("papers_if_any"),
        consent=section.choice("consent", CONSENTS),
        deadline=section.text("deadline"),
        limits=section.known("limits", limits, "期限"),
        own_limit=section.flag("own_limit"),
        entrusts=section.flag("entrusts"),
        returns=section.optional_text("returns") or "",
        feedback=section.optional_text("feedback") or "",
        feedback_paper=section.optional_text("feedback_paper"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return found


def _fit(section: Section) -> Fit:
    return Fit(
        kinds=section.texts("kinds"),
        bodies=section.texts("bodies"),
        procedures=section.texts("procedures"),
        stages=section.texts("stages"),
        disputes=section.texts("disputes"),
        flags=section.texts("flags"),
        sources=section.texts("sources"),
        after=section.known("after", EVENTS, "事件"),
    )
