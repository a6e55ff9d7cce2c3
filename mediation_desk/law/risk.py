"""Risk of a case: signals with editable weights, an explained score, and hard rules that nobody can switch off.

The subject of the quarrel plays no part: trivial quarrels lead the list of those that ended in bloodshed. No weight is
negative, so more signals never make a case look safer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .reading import Fault, Section, refuse_if_faulty
from .risk_reading import read_rules
from .risk_rules import FLOOR, NO_JOINT_SESSION, REFER, REPORT, Colour, Receiver, Rule, Signal

HIGHEST_WEIGHT: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """A signal that somebody has seen in a case: how often, and what exactly."""

    code: str
    count: int = 1
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreLine:
    """What one signal added to the score, in words, with the source of its weight."""

    code: str
    text: str
    points: int
    source: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Obligation:
    """What a hard rule asks for, why, and by which article. `to` are kinds of receivers in words."""

    kind: str
    code: str
    text: str
    to: tuple[str, ...]
    source: str
    certain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Grade:
    """A colour with everything that led to it."""

    colour: str
    words: str
    order: int
    score: int
    signs: tuple[Sign, ...]
    lines: tuple[ScoreLine, ...]
    obligations: tuple[Obligation, ...]

    def of_kind(self, kind: str) -> tuple[Obligation, ...]:
        """The obligations of one kind."""
        return tuple(one for one in self.obligations if one.kind == kind)

    @property
    def must_report(self) -> bool:
        """Whether the danger must be reported at once."""
        return bool(self.of_kind(REPORT))

    @property
    def no_joint_session(self) -> bool:
        """Whether the two sides must not be brought together."""
        return bool(self.of_kind(NO_JOINT_SESSION))

    def loosens(self, before: Grade) -> bool:
        """Whether it asks for less care than an earlier grade did: a better colour, or a hard rule that has gone."""
        return self.order > before.order or (before.no_joint_session and not self.no_joint_session)

    @property
    def explanation(self) -> tuple[str, ...]:
        """The grade in words: every signal with its points, the sum, and the hard rules with their articles."""
        counted = [f"{line.text}：{line.points}分（{_cited(line.source, line.certain)}）" for line in self.lines]
        ruled = [f"{one.text}（{_cited(one.source, one.certain)}）" for one in self.obligations]
        return (*counted, f"合计{self.score}分，评定为{self.words}", *ruled)


@dataclass(frozen=True, slots=True)
class RiskRules:
    """Colours from the most severe on, signals, who receives what, and who may confirm a lower grade."""

    colours: tuple[Colour, ...]
    signals: tuple[Signal, ...]
    receivers: Mapping[str, Receiver]
    lowering_roles: tuple[str, ...]
    left_out: frozenset[str] = frozenset()
    """Signals that this office does not use."""

    @classmethod
    def of(cls, document: Mapping[str, object]) -> RiskRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        found = cls(*read_rules(Section("rules/risk.toml", document, faults)))
        refuse_if_faulty(faults)
        return found

    def colour(self, code: str) -> Colour:
        """The colour with a code."""
        return next(colour for colour in self.colours if colour.code == code)

    def signal(self, code: str) -> Signal:
        """The signal with a code; refuses one that the list does not have."""
        for signal in self.signals:
            if signal.code == code:
                return signal
        raise Refusal("risk.signal_unknown", field="signals", code=code)

    @property
    def offered(self) -> tuple[Signal, ...]:
        """The signals that this office uses."""
        return tuple(signal for signal in self.signals if signal.code not in self.left_out)

    def grade(self, signs: Iterable[Sign]) -> Grade:
        """The colour of the score, raised to the highest floor that a hard rule sets; explained."""
        given = tuple(signs)
        self._check(given)
        lines = tuple(_line(self.signal(sign.code), sign) for sign in given)
        score = sum(line.points for line in lines)
        hit = [(self.signal(sign.code), rule) for sign in given for rule in self.signal(sign.code).rules_at(sign.count)]
        floors = [self.colour(rule.colour) for _, rule in hit if rule.kind == FLOOR]
        colour = min([self._band(score), *floors], key=lambda one: one.order)
        ruled = [self._obligation(signal.code, signal.words, rule) for signal, rule in hit]
        ruled += [self._obligation(colour.code, f"风险为{colour.words}", rule) for rule in colour.rules]
        return Grade(
            colour=colour.code,
            words=colour.words,
            order=colour.order,
            score=score,
            signs=given,
            lines=lines,
            obligations=tuple(ruled),
        )

    def with_local(self, weights: Mapping[str, int], left_out: Iterable[str]) -> RiskRules:
        """The rules with the office's own weights; a signal with a hard rule can be weighed, but never left out."""
        known = {weight.id for signal in self.signals for weight in signal.weights}
        for id, weight in weights.items():
            if id not in known:
                raise Refusal("risk.weight_unknown", field="weights", id=id)
            if not 0 <= weight <= HIGHEST_WEIGHT:
                raise Refusal("risk.weight_out_of_range", field="weights", given=weight, most=HIGHEST_WEIGHT)
        out = frozenset(left_out)
        for code in sorted(out):
            _require_no_rule(self.signal(code))
        return replace(self, signals=tuple(signal.weighed(weights) for signal in self.signals), left_out=out)

    def _check(self, given: tuple[Sign, ...]) -> None:
        seen: set[str] = set()
        for sign in given:
            signal = self.signal(sign.code)
            if sign.code in self.left_out:
                raise Refusal("risk.signal_left_out", field="signals", words=signal.words)
            if sign.count < 1:
                raise Refusal("risk.count_not_positive", field="signals", words=signal.words)
            if sign.code in seen:
                raise Refusal("risk.signal_twice", field="signals", words=signal.words)
            seen.add(sign.code)

    def _band(self, score: int) -> Colour:
        """The most severe colour whose band the score has reached; the last one begins at nothing."""
        return next(colour for colour in self.colours if score >= colour.at_least)

    def _obligation(self, code: str, because: str, rule: Rule) -> Obligation:
        to = tuple(self.receivers[kind].words for kind in rule.to)
        floor = self.colour(rule.colour).words if rule.kind == FLOOR else ""
        return Obligation(
            kind=rule.kind,
            code=code,
            text=f"{because}：{_ASKED[rule.kind].format(floor=floor, to='、'.join(to))}",
            to=to,
            source=rule.source,
            certain=rule.certainty != "memory",
        )


_ASKED: Final = {
    FLOOR: "不低于{floor}",
    REPORT: "须立即报告{to}",
    NO_JOINT_SESSION: "不得安排双方联合会面，可以分别谈话",
    REFER: "转介{to}",
}


def _line(signal: Signal, sign: Sign) -> ScoreLine:
    counted = f"{signal.words}{sign.count}{signal.unit}" if signal.unit else signal.words
    points, remark = signal.points(sign.count)
    note = f"（{sign.note}）" if sign.note else ""
    return ScoreLine(
        code=signal.code,
        text=f"{counted}{note}{remark}",
        points=points,
        source=signal.source,
        certain=signal.certainty != "memory",
    )


def _require_no_rule(signal: Signal) -> None:
    for rule in signal.rules:
        raise Refusal("risk.rule_is_fixed", field="left_out", words=signal.words, source=rule.source)


def _cited(source: str, certain: bool) -> str:
    return source if certain else f"{source}，依据待核"
