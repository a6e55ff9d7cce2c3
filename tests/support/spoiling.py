"""Papers with one small fault, as a change of the renderer might bring it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pikepdf import Pdf, String, parse_content_stream, unparse_content_stream

_POINTS = 2.0
Step = tuple[list[Any], Any]


def moved_rule(pdf: bytes) -> bytes:
    """One horizontal rule stands two points lower."""

    def lower(steps: list[Step], place: int) -> None:
        for operands, _ in steps[place - 1 : place + 1]:
            operands[1] = float(operands[1]) - _POINTS

    return _spoiled(pdf, _is_rule, lower)


def lost_rule(pdf: bytes) -> bytes:
    """One horizontal rule is gone."""

    def drop(steps: list[Step], place: int) -> None:
        del steps[place - 1 : place + 2]

    return _spoiled(pdf, _is_rule, drop)


def lost_character(pdf: bytes) -> bytes:
    """The first character of the last line of the last page is gone: the foot is in the smallest type."""

    def drop(steps: list[Step], place: int) -> None:
        operands = steps[place][0]
        operands[0] = String(bytes(operands[0])[1:])

    return _spoiled(pdf, lambda steps, place: str(steps[place][1]) == "Tj", drop, last=True)


def _is_rule(steps: list[Step], place: int) -> bool:
    if place == 0 or [str(steps[at][1]) for at in (place - 1, place)] != ["m", "l"]:
        return False
    return abs(float(steps[place - 1][0][1]) - float(steps[place][0][1])) < 0.01


def _spoiled(
    pdf: bytes, fits: Callable[[list[Step], int], bool], spoil: Callable[[list[Step], int], None], *, last: bool = False
) -> bytes:
    with Pdf.open(BytesIO(pdf)) as document:
        page = document.pages[-1]
        steps = [(list(one.operands), one.operator) for one in parse_content_stream(page)]
        places = [place for place in range(len(steps)) if fits(steps, place)]
        spoil(steps, places[-1 if last else 0])
        page.Contents = document.make_stream(unparse_content_stream(steps))
        output = BytesIO()
        document.save(output)
    return output.getvalue()
