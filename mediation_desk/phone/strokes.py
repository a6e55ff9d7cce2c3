"""Strokes as the phone sends them: numbers in lists, taken only as numbers in lists."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any, Final

from mediation_desk.signatures.ink import LARGEST_POINTS, require_signature
from mediation_desk.terms.ink import Ink, InkPoint
from mediation_desk.terms.refusal import Refusal

_LONGEST_T: Final = 3_600_000


def read_ink(value: object) -> Ink:
    """{"device", "aspect", "strokes": [[[x, y, t, pressure, tilt x, tilt y], …], …]}, null where not measured."""
    if not isinstance(value, dict) or set(value) != {"device", "aspect", "strokes"}:
        raise _faulty()
    device, aspect, strokes = value["device"], value["aspect"], value["strokes"]
    if not isinstance(device, str) or not _is_number(aspect) or not _is_list_of_lists(strokes):
        raise _faulty()
    points = sum(map(len, strokes))
    if points > LARGEST_POINTS:
        raise Refusal("ink.too_many_points", field="ink", points=points, limit=LARGEST_POINTS)
    ink = Ink(tuple(tuple(map(_point, stroke)) for stroke in strokes), device, float(aspect))
    require_signature(ink)
    return ink


def plain_ink(ink: Ink) -> dict[str, object]:
    """The same strokes as they are sent."""
    strokes = [[list(astuple(point)) for point in stroke] for stroke in ink.strokes]
    return {"device": ink.device, "aspect": ink.aspect, "strokes": strokes}


def _faulty() -> Refusal:
    return Refusal("phone.strokes_unreadable", field="ink")


def _point(value: Any) -> InkPoint:
    if not isinstance(value, list) or len(value) != 6:
        raise _faulty()
    x, y, t, *measured = value
    if not (_is_number(x) and _is_number(y) and type(t) is int and 0 <= t <= _LONGEST_T):
        raise _faulty()
    if not all(one is None or _is_number(one) for one in measured):
        raise _faulty()
    return InkPoint(float(x), float(y), t, *(None if one is None else float(one) for one in measured))


def _is_number(value: object) -> bool:
    """A number that fits a double: JSON allows whole numbers of any length."""
    return type(value) is float or (type(value) is int and abs(value) < 1 << 53)


def _is_list_of_lists(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, list) for one in value)
