"""Strokes of a pen, finger or mouse as they were drawn: plain data, bound to what was signed elsewhere."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InkPoint:
    """x and y in pad units (0 to 1 across the pad's width), t in ms since the first point, pressure 0 to 1 or None.

    The tilt is that of the pen from upright, in degrees, to the right and towards the writer; None where the device
    does not tell it.
    """

    x: float
    y: float
    t: int
    pressure: float | None = None
    tilt_x: float | None = None
    tilt_y: float | None = None


@dataclass(frozen=True, slots=True)
class Ink:
    """All strokes of one signature. `device` is what drew it: pen, touch or mouse."""

    strokes: tuple[tuple[InkPoint, ...], ...]
    device: str
    aspect: float
    """Height of the pad divided by its width."""

    @property
    def points(self) -> int:
        """How many points were recorded."""
        return sum(len(stroke) for stroke in self.strokes)
