"""Where a point of the printed page lies in a picture of it: turned, shifted, larger or smaller."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

Spot = tuple[float, float]
Pair = tuple[Spot, Spot]
"""A point of the page and where it was found in the picture."""


@dataclass(frozen=True, slots=True)
class Placing:
    """From points of the page (from its upper left corner, downwards) to pixels of a picture."""

    xx: float
    xy: float
    x: float
    yx: float
    yy: float
    y: float

    def at(self, spot: Spot) -> Spot:
        """Where a point of the page lies."""
        return (
            self.xx * spot[0] + self.xy * spot[1] + self.x,
            self.yx * spot[0] + self.yy * spot[1] + self.y,
        )

    @property
    def turned(self) -> float:
        """By how many degrees the page is turned clockwise in the picture."""
        return math.degrees(math.atan2(self.yx, self.xx))

    @property
    def scale(self) -> float:
        """Pixels a point."""
        return math.sqrt(abs(self.xx * self.yy - self.xy * self.yx))

    def shrunk(self, factor: float) -> Placing:
        """The same in a picture that was made smaller."""
        return Placing(*(part / factor for part in (self.xx, self.xy, self.x, self.yx, self.yy, self.y)))

    def laid_out(self, picture: Image.Image, scale: float, page: Spot) -> Image.Image:
        """The page as it was printed, `scale` pixels a point, taken out of a picture of it. What lacks is white."""
        size = round(page[0] * scale), round(page[1] * scale)
        reduced = max(1, int(self.scale / scale))
        smaller = picture.reduce(reduced) if reduced > 1 else picture
        here = self.shrunk(reduced)
        parts = (here.xx / scale, here.xy / scale, here.x, here.yx / scale, here.yy / scale, here.y)
        white = "white" if picture.mode == "RGB" else 255
        return smaller.transform(
            size, Image.Transform.AFFINE, parts, resample=Image.Resampling.BILINEAR, fillcolor=white
        )


def rigid(pairs: Sequence[Pair]) -> Placing:
    """The turn, the size and the shift that fit best: two pairs are enough, none bends the page."""
    count = len(pairs)
    (px, py), (qx, qy) = (
        (sum(pair[side][0] for pair in pairs) / count, sum(pair[side][1] for pair in pairs) / count) for side in (0, 1)
    )
    along = across = spread = 0.0
    for (x, y), (u, v) in pairs:
        dx, dy, du, dv = x - px, y - py, u - qx, v - qy
        along += dx * du + dy * dv
        across += dx * dv - dy * du
        spread += dx * dx + dy * dy
    c, s = along / spread, across / spread
    return Placing(c, -s, qx - c * px + s * py, s, c, qy - s * px - c * py)


def bent(pairs: Sequence[Pair]) -> Placing:
    """Also what a scanner's feed does: another size along the page than across it, a slant. Needs pairs all over it."""
    rows = [(x, y, 1.0) for (x, y), _ in pairs]
    first = _least_squares(rows, [u for _, (u, _) in pairs])
    second = _least_squares(rows, [v for _, (_, v) in pairs])
    return Placing(*first, *second)


def _least_squares(rows: Sequence[tuple[float, float, float]], values: Sequence[float]) -> tuple[float, float, float]:
    """Normal equations by Cramer's rule."""
    normal = [[sum(row[i] * row[j] for row in rows) for j in range(3)] for i in range(3)]
    right = [sum(row[i] * value for row, value in zip(rows, values, strict=True)) for i in range(3)]
    whole = _determinant(normal)
    parts = [
        _determinant([[right[i] if j == column else normal[i][j] for j in range(3)] for i in range(3)]) / whole
        for column in range(3)
    ]
    return parts[0], parts[1], parts[2]


def _determinant(m: Sequence[Sequence[float]]) -> float:
    return (
        m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
        - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
        + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
    )
