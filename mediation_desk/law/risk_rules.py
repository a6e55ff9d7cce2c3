"""What the rules on risk are made of: colours, signals with their weights, hard rules, and who receives a report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

FLOOR, REPORT, NO_JOINT_SESSION, REFER = "floor", "report", "no_joint_session", "refer"
RULE_KINDS: Final = (FLOOR, REPORT, NO_JOINT_SESSION, REFER)
AUTOMATIC: Final = ("police_calls", "repeated", "failed", "people_on_one_side", "default", "minors")
"""What the desk can see by itself in what was recorded. It only ever proposes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Receiver:
    """A kind of body or person that a report or a referral goes to."""

    code: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A hard rule: what a signal or a colour brings with it, whatever the score. In force from a count on."""

    kind: str
    colour: str
    at_least: int
    to: tuple[str, ...]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Colour:
    """A grade. `revisit` are days after the first of the events in `revisit_from`."""

    code: str
    order: int
    words: str
    at_least: int
    meaning: str
    owner: str
    respond_within: str
    revisit: tuple[int, ...]
    revisit_from: tuple[str, ...]
    rules: tuple[Rule, ...]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """The points of a signal from a count on. Its id is what an office's own weight names."""

    id: str
    at_least: int
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """Something that makes a case dangerous. `each` counts every time, up to `most`."""

    code: str
    words: str
    unit: str
    weights: tuple[Weight, ...]
    each: bool
    most: int | None
    automatic: str | None
    within_days: int | None
    endings: tuple[str, ...]
    rules: tuple[Rule, ...]
    source: str
    certainty: str

    def points(self, count: int) -> tuple[int, str]:
        """What a count adds to the score, and a remark where the count alone does not explain it."""
        reached = [weight for weight in self.weights if count >= weight.at_least]
        if not reached:
            return 0, f"，不足{self.weights[0].at_least}{self.unit}不计分"
        if not self.each:
            return reached[-1].points, ""
        points = reached[-1].points * count
        if self.most is not None and points > self.most:
            return self.most, f"，每{self.unit}{reached[-1].points}分、至多{self.most}分"
        return points, f"，每{self.unit}{reached[-1].points}分"

    def rules_at(self, count: int) -> tuple[Rule, ...]:
        """The hard rules that a count brings into force."""
        return tuple(rule for rule in self.rules if count >= rule.at_least)

    def weighed(self, own: Mapping[str, int]) -> Signal:
        """The signal with the office's own weights."""
        weights = tuple(replace(weight, points=own.get(weight.id, weight.points)) for weight in self.weights)
        return replace(self, weights=weights)
