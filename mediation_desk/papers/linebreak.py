"""Breaking Chinese into lines: no closing mark starts a line, no opening mark ends one, numbers stay whole.

ReportLab's own CJK wrapping uses a Japanese set, never looks at line ends, does not justify and crushes U+3000.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

NOT_FIRST: Final = frozenset("，。、；：？！）》〉】」』〕”’％‰℃…—～·,.;:?!)]}%")
NOT_LAST: Final = frozenset("（《〈【「『〔“‘([{￥¥$")
_PAIRED: Final = frozenset("…—")
_SQUEEZE: Final = 0.5  # a closing mark may hang half its own width by tightening the line
_SLACK: Final = 0.01


@dataclass(frozen=True, slots=True)
class Line:
    """Characters start to end; `last` where a paragraph or a forced line ends, which is not justified."""

    start: int
    end: int
    width: float
    last: bool


def break_lines(text: str, widths: Sequence[float], glued: frozenset[int], first: float, rest: float) -> list[Line]:
    """Fill lines of `first`, then `rest`, points. `glued` positions begin no line: they are a blank to write on."""
    lines: list[Line] = []
    start = 0
    for end in [*(index for index, character in enumerate(text) if character == "\n"), len(text)]:
        start = _fill(text, widths, glued, (start, end), (first, rest), lines) + 1
    return lines


def _fill(
    text: str,
    widths: Sequence[float],
    glued: frozenset[int],
    span: tuple[int, int],
    room: tuple[float, float],
    lines: list[Line],
) -> int:
    start, end = span
    while True:
        available = room[1] if lines else room[0]
        stop = _furthest(widths, start, end, available)
        last = stop == end
        if not last:
            stop = _retreat(text, glued, start, _hang(text, widths, start, stop, end, available), end)
            last = stop == end
        lines.append(Line(start, stop, sum(widths[start:stop]), last))
        start = stop if last else _after_spaces(text, stop, end)
        if last or start == end:
            return end


def _furthest(widths: Sequence[float], start: int, end: int, available: float) -> int:
    used, stop = 0.0, start
    while stop < end and used + widths[stop] <= available + _SLACK:
        used += widths[stop]
        stop += 1
    return max(stop, min(start + 1, end))


def _hang(text: str, widths: Sequence[float], start: int, stop: int, end: int, available: float) -> int:
    after = stop + 1
    if text[stop] not in NOT_FIRST or (after < end and text[after] in NOT_FIRST):
        return stop
    over = sum(widths[start:after]) - available
    return after if over <= widths[stop] * _SQUEEZE else stop


def _retreat(text: str, glued: frozenset[int], start: int, stop: int, end: int) -> int:
    for place in range(stop, start, -1):
        if place == end or may_break(text, place, glued):
            return place
    return stop


def may_break(text: str, place: int, glued: frozenset[int] = frozenset()) -> bool:
    """Whether a line may end before the character at `place`."""
    before, after = text[place - 1], text[place]
    if place in glued or after in NOT_FIRST or before in NOT_LAST:
        return False
    return not _one_word(before, after) and not (before == after and before in _PAIRED)


def _one_word(before: str, after: str) -> bool:
    joined = after.isalnum() or after in "-/_@&%"
    return before.isascii() and after.isascii() and not before.isspace() and joined


def _after_spaces(text: str, place: int, end: int) -> int:
    while place < end and text[place] == " ":
        place += 1
    return place
