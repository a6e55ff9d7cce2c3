"""Strokes as smooth lines whose width follows the pressure: for the PDF, for the screen, for a picture."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot
from typing import Final

from PIL import Image, ImageDraw

from mediation_desk.terms.ink import Ink

from .strokes import all_points

Place = tuple[float, float]

_THINNEST, _THICKEST, _EVEN = 0.5, 2.0, 1.1
"""Line widths in points; without pressure every line is even: a width that was not measured is not invented."""
_LARGEST_SCALE = 1.6
"""How many frame widths one pad width may become: a tiny scrawl is not blown up to a bold one."""
_CLOSEST = 0.15
_INK_COLOUR: Final = (16, 24, 64)
_OVERSAMPLING = 4


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the ink goes, in the units of the drawing. `upwards` when y grows to the top, as in PDF."""

    x: float
    y: float
    width: float
    height: float
    upwards: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """One line of one width: a start, then quadratic curves as (control, end)."""

    width: float
    start: Place
    curves: tuple[tuple[Place, Place], ...]


def pdf_operators(ink: Ink, frame: Frame) -> bytes:
    """PDF operators that draw the ink inside the frame."""
    red, green, blue = (f"{part / 255:.3f}" for part in _INK_COLOUR)
    lines = [f"q 1 J 1 j {red} {green} {blue} RG"]
    lines += [f"{run.width:.2f} w {_pdf_path(run)} S" for run in _runs(ink, frame)]
    return "\n".join([*lines, "Q"]).encode("ascii")


def svg_path(ink: Ink, frame: Frame) -> tuple[tuple[float, str], ...]:
    """(line width, path data) for each run; round caps and joins."""
    return tuple((round(run.width, 2), _svg_data(run)) for run in _runs(ink, frame))


def png(ink: Ink, width: int, height: int) -> bytes:
    """A transparent picture of the ink."""
    large = Image.new("RGBA", (width * _OVERSAMPLING, height * _OVERSAMPLING), (*_INK_COLOUR, 0))
    pen = ImageDraw.Draw(large)
    margin = min(width, height) * 0.04
    for run in _runs(ink, Frame(margin, margin, width - 2 * margin, height - 2 * margin)):
        _paint(pen, run, scale=_OVERSAMPLING * max(1.0, height / 60))
    out = io.BytesIO()
    large.resize((width, height), Image.Resampling.LANCZOS).save(out, "PNG")
    return out.getvalue()


def _runs(ink: Ink, frame: Frame) -> Iterator[Run]:
    place = _Fitting(ink, frame)
    for stroke in ink.strokes:
        spots = _thinned([(*place(point.x, point.y), _line_width(point.pressure)) for point in stroke])
        yield from _smooth(spots)


class _Fitting:
    """Maps pad units into the frame, keeping the proportions and the middle."""

    def __init__(self, ink: Ink, frame: Frame) -> None:
        xs, ys = [point.x for point in all_points(ink)], [point.y for point in all_points(ink)]
        self._frame = frame
        self._middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        wide, high = max(max(xs) - min(xs), 1e-9), max(max(ys) - min(ys), 1e-9)
        rim = _THICKEST
        room = (max(frame.width - rim, 1.0), max(frame.height - rim, 1.0))
        self._scale = min(room[0] / wide, room[1] / high, frame.width * _LARGEST_SCALE)

    def __call__(self, x: float, y: float) -> Place:
        frame, down = self._frame, -1 if self._frame.upwards else 1
        across = frame.x + frame.width / 2 + (x - self._middle[0]) * self._scale
        return across, frame.y + frame.height / 2 + down * (y - self._middle[1]) * self._scale


def _line_width(pressure: float | None) -> float:
    if pressure is None:
        return _EVEN
    return round((_THINNEST + (_THICKEST - _THINNEST) * pressure) * 5) / 5


def _thinned(spots: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    kept = spots[:1]
    for spot in spots[1:]:
        if hypot(spot[0] - kept[-1][0], spot[1] - kept[-1][1]) >= _CLOSEST:
            kept.append(spot)
    return kept


def _smooth(spots: list[tuple[float, float, float]]) -> Iterator[Run]:
    """Curves from middle to middle with each point as control: no corner where the pen made none."""
    places, widths = [spot[:2] for spot in spots], [spot[2] for spot in spots]
    if len(places) == 1:
        yield Run(widths[0] * 1.4, places[0], ((places[0], places[0]),))
        return
    middles = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(places)]
    starts = [places[0], *middles]
    ends = [*middles, places[-1]]
    steps = list(zip(widths, starts, places, ends, strict=True))
    for width, same in groupby(steps, key=lambda step: step[0]):
        group = list(same)
        yield Run(width, group[0][1], tuple((control, end) for _, _, control, end in group))


def _pdf_path(run: Run) -> str:
    parts, here = [f"{run.start[0]:.2f} {run.start[1]:.2f} m"], run.start
    for control, end in run.curves:
        first, second = (_toward(control, here), _toward(control, end))
        parts.append(" ".join(f"{number:.2f}" for number in (*first, *second, *end)) + " c")
        here = end
    return " ".join(parts)


def _toward(control: Place, end: Place) -> Place:
    """The cubic control that a quadratic one stands for."""
    return end[0] + (control[0] - end[0]) * 2 / 3, end[1] + (control[1] - end[1]) * 2 / 3


def _svg_data(run: Run) -> str:
    curves = (f"Q{control[0]:.2f} {control[1]:.2f} {end[0]:.2f} {end[1]:.2f}" for control, end in run.curves)
    return f"M{run.start[0]:.2f} {run.start[1]:.2f}" + "".join(curves)


def _paint(pen: ImageDraw.ImageDraw, run: Run, scale: float) -> None:
    width, here = run.width * scale, run.start
    for control, end in run.curves:
        for step in range(5):
            x, y = (_OVERSAMPLING * number for number in _on_curve(here, control, end, step / 4))
            pen.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=(*_INK_COLOUR, 255))
        flat = [_on_curve(here, control, end, step / 4) for step in range(5)]
        pen.line([(x * _OVERSAMPLING, y * _OVERSAMPLING) for x, y in flat], fill=(*_INK_COLOUR, 255), width=int(width))
        here = end


def _on_curve(start: Place, control: Place, end: Place, at: float) -> Place:
    rest = 1 - at
    return (
        rest * rest * start[0] + 2 * rest * at * control[0] + at * at * end[0],
        rest * rest * start[1] + 2 * rest * at * control[1] + at * at * end[1],
    )
