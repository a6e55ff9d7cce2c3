"""How a signature on a screen came about: what the signer was shown, asked and answered, and on what device."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

PHONE: Final = "phone"
DEVICES: Final = ("desk", PHONE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """One question of the check of understanding, in the words that the signer saw."""

    question: str
    answer: str
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """Kept with the signature and told on its receipt. Nothing here decides whether a signature counts."""

    device: str = "desk"
    """The desk's own screen or pad, or the signer's phone."""
    device_words: str = ""
    """What the device says of itself: a pen tablet's name, a browser; never a number that singles one out."""
    pages_seen: int | None = None
    read_aloud_by: str | None = None
    """Who read the text to the signer: a person's name, or that the machine's voice did."""
    answers: tuple[Answered, ...] = ()
    helped_by: str | None = None
    """Who explained the text again after wrong answers."""
