"""What counts as a signature: enough ink, possible numbers, time that runs forwards."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import hypot, isfinite
from typing import Final

from mediation_desk.terms.ink import Ink, InkPoint
from mediation_desk.terms.refusal import Refusal

LARGEST_POINTS: Final = 20_000
SHORTEST_LINE: Final = 0.03
"""Least length of all strokes together, in pad widths: a resting palm or a stray click is no signature."""
DEVICES: Final = ("pen", "touch", "mouse")
_ASPECTS: Final = (0.05, 20.0)
_STEEPEST: Final = 90.0  # degrees from upright: the pen lies flat
_EDGE: Final = 0.02  # a stroke may run a little over the pad's rim


def require_signature(ink: Ink) -> None:
    """Refuse what cannot be a signature drawn by a hand."""
    _require_pad(ink)
    _require_amount(ink)
    for point in all_points(ink):
        _require_possible(point, ink.aspect)
    _require_time_forwards(ink)
    if line_length(ink) < SHORTEST_LINE:
        raise Refusal("ink.too_short", field="ink")


def all_points(ink: Ink) -> Iterator[InkPoint]:
    """Every point in the order it was drawn."""
    return (point for stroke in ink.strokes for point in stroke)


def line_length(ink: Ink) -> float:
    """Length of all strokes together, in pad widths."""
    return sum(hypot(b.x - a.x, b.y - a.y) for stroke in ink.strokes for a, b in pairwise(stroke))


def _require_pad(ink: Ink) -> None:
    if ink.device not in DEVICES:
        raise Refusal("ink.device_unknown", field="device", device=ink.device)
    if not (isfinite(ink.aspect) and _ASPECTS[0] <= ink.aspect <= _ASPECTS[1]):
        raise Refusal("ink.pad_impossible", field="aspect")


def _require_amount(ink: Ink) -> None:
    if ink.points > LARGEST_POINTS:
        raise Refusal("ink.too_many_points", field="ink", points=ink.points, limit=LARGEST_POINTS)
    if ink.points == 0 or not all(ink.strokes):
        raise Refusal("ink.empty", field="ink")


def _require_possible(point: InkPoint, aspect: float) -> None:
    measured = (point.pressure, point.tilt_x, point.tilt_y)
    if not all(isfinite(number) for number in (point.x, point.y, *(m for m in measured if m is not None))):
        raise Refusal("ink.not_a_number", field="ink")
    if not (-_EDGE <= point.x <= 1 + _EDGE and -_EDGE <= point.y <= aspect + _EDGE):
        raise Refusal("ink.outside_pad", field="ink")
    if point.pressure is not None and not 0 <= point.pressure <= 1:
        raise Refusal("ink.pressure_impossible", field="ink")
    if any(tilt is not None and abs(tilt) > _STEEPEST for tilt in (point.tilt_x, point.tilt_y)):
        raise Refusal("ink.tilt_impossible", field="ink")


def _require_time_forwards(ink: Ink) -> None:
    times = [point.t for point in all_points(ink)]
    if times[0] < 0 or any(later < earlier for earlier, later in pairwise(times)):
        raise Refusal("ink.time_backwards", field="ink")
