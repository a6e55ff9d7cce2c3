"""What both sign: the agreement of three pages, frozen with five boxes, and two keys of the same size."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench.agreement import CODE, context
from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources
from mediation_desk.resource_paths import resources
from mediation_desk.signatures.authority import Authority, create_authority
from mediation_desk.signatures.credentials import Credential
from mediation_desk.signatures.fields import SignBox, freeze
from mediation_desk.signatures.lettering import Lettering
from mediation_desk.terms.ink import Ink, InkPoint

HANDS = ("a", "b", "mediator", "recorder")
BODY = "幸福镇人民调解委员会"
DAY = datetime(2026, 3, 28, 10, 0)
_LETTERS = ("NotoSansSC-Regular.ttf", "NotoSerifSC-Regular.ttf", "HanaMinB.ttf")
_POINTS = 150


@dataclass(frozen=True, slots=True)
class Prepared:
    """Everything that is there before anybody signs."""

    frozen: bytes
    authority: Authority
    seal: Credential
    lettering: Lettering


def prepared() -> Prepared:
    """Rendered, frozen, keys made and fonts read: none of it is signing."""
    made = render(CODE, context(1), Resources.under(resources()))
    boxes = [
        SignBox(key=key, page=made.pages - 1, x=80 + 250 * (at % 2), y=40 + 60 * (at // 2), width=200, height=50)
        for at, key in enumerate(HANDS)
    ]
    seal = SignBox(key="seal", page=made.pages - 1, x=80, y=170, width=220, height=50, seal=True)
    count = iter(range(1, 1000))
    authority = create_authority("幸福镇调解中心", DAY - timedelta(days=30), lambda size: bytes([next(count)] * size))
    fonts = [(resources() / "fonts" / name).read_bytes() for name in _LETTERS]
    own = authority.issue_seal_certificate(BODY, DAY - timedelta(days=30), lambda size: bytes([next(count)] * size))
    return Prepared(freeze(made.pdf, [*boxes, seal]), authority, own, Lettering(fonts))


def hand(number: int) -> Ink:
    """Strokes as a pen draws a name of three characters."""
    strokes = tuple(
        tuple(
            InkPoint(
                0.1 + 0.08 * stroke + 0.05 * at / _POINTS,
                0.2 + 0.1 * math.sin(at / (6 + number)),
                stroke * 900 + at * 8,
                0.5,
            )
            for at in range(_POINTS // 6)
        )
        for stroke in range(8)
    )
    return Ink(strokes, "pen", 0.4)
