"""Agreements as offices issue them, rendered by the shipped templates and signed on the screen by everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final

from mediation_desk.papers.catalogue import paper
from mediation_desk.papers.render import Rendered, render
from mediation_desk.papers.resources import Resources
from mediation_desk.resource_paths import resources
from mediation_desk.signatures.authority import create_authority
from mediation_desk.signatures.fields import SignBox, freeze
from mediation_desk.signatures.lettering import Lettering
from mediation_desk.signatures.verdict import RegisterEntry
from tests.papers import samples
from tests.signatures.signing_office import BODY, HANDS, OPENED, Office, Randomness, boxes, recorded, rendered

SIGNED_ON: Final = datetime(2026, 9, 21, 15, 0)
WRITTEN: Final = "RM-AGR"
_SEAL: Final = "seal"
_SENTENCE: Final = "双方应当按照本协议约定的时间和方式履行，任何一方不得擅自变更。"


@dataclass(frozen=True)
class Signed:
    """A signed agreement and what its office recorded."""

    pdf: bytes
    frozen: bytes
    signers: tuple[str, ...]
    pages: int

    @property
    def register(self) -> RegisterEntry:
        return recorded(self.pdf, self.frozen, self.signers)


@lru_cache
def an_office() -> Office:
    """An office with the fonts of the product."""
    randomness = Randomness(11)
    authority = create_authority("临溪县矛盾纠纷调解中心", OPENED, randomness)
    fonts = resources() / "fonts"
    names = ("NotoSansSC-Regular.ttf", "NotoSerifSC-Regular.ttf", "HanaMinB.ttf")
    letters = Lettering([(fonts / name).read_bytes() for name in names])
    return Office(authority, authority.issue_seal_certificate(BODY, OPENED, randomness), letters, randomness)


def agreement(pages: int, office: Office | None = None) -> Signed:
    """An agreement of so many pages, signed by everybody and sealed. None of the shipped forms fits on one page."""
    signing = office or an_office()
    return (
        on_one_page(signing, ("applicant", "respondent", "mediator"))
        if pages == 1
        else signed(_rendered(pages), signing)
    )


def on_one_page(office: Office, hands: tuple[str, ...]) -> Signed:
    """A short text, signed by these and sealed."""
    frozen = freeze(rendered("Party A pays party B 8,000.00 yuan.", pages=1), boxes(hands, page=0))
    return _signed_by(office, frozen, hands, seal=True, pages=1)


def signed(made: Rendered, office: Office, *, seal: bool = True) -> Signed:
    """Everybody signs in the boxes that the template has placed; last of all the body seals."""
    boxes = [
        SignBox(_key(box.key), box.page, box.x, box.y, box.width, box.height, seal=box.key == "body_seal")
        for box in made.boxes
    ]
    hands = tuple(box.key for box in boxes if not box.seal)
    sealed = seal and any(box.seal for box in boxes)
    return _signed_by(office, freeze(made.pdf, boxes), hands, seal=sealed, pages=made.pages)


def _signed_by(office: Office, frozen: bytes, hands: tuple[str, ...], *, seal: bool, pages: int) -> Signed:
    current = frozen
    for number, key in enumerate(hands):
        at = SIGNED_ON + timedelta(minutes=3 * number)
        current = office.sign(current, frozen, key, HANDS[number % len(HANDS)], at, version=1)
    if seal:
        current = office.confirm(current, SIGNED_ON + timedelta(hours=1))
    return Signed(current, frozen, (*hands, *([_SEAL] if seal else [])), pages)


def _key(key: str) -> str:
    return _SEAL if key == "body_seal" else key.replace(".", "-")


@lru_cache
def _rendered(pages: int) -> Rendered:
    """A paper of exactly so many pages: as many clauses as it takes."""
    for clauses in range(0, 600, 4):
        made = render(WRITTEN, _context(clauses), Resources.under(resources()))
        if made.pages == pages:
            return made
    raise AssertionError(f"no agreement of {pages} pages")


def _context(clauses: int) -> dict[str, Any]:
    context = samples.plain(paper(WRITTEN))
    more = [f"第{number}项：{_SENTENCE * 2}" for number in range(1, clauses + 1)]
    agreed = context["agreement"]
    agreed["other_clauses"] = [*agreed["other_clauses"], *more]
    return context
