"""One signing by phone as a course of states. No socket, no clock of its own: the proofs of R17 drive it directly."""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mediation_desk.terms.refusal import Refusal

from .offer import Offer
from .strokes import plain_ink, read_ink

BAD_TOKENS: Final = 20
LONGEST_REASON: Final = 500
LONGEST_BROWSER: Final = 200
WAITING, READING, SENT, OVER = "waiting", "reading", "sent", "over"

Tell = Callable[[Mapping[str, Any]], None]


class Denied(Exception):
    """A request that is not answered: the HTTP status, and the code that the page has words for."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(status, code)
        self.status, self.code = status, code


@dataclass(frozen=True, slots=True)
class Answered:
    """What goes back to the phone; `cookie` only at the first opening."""

    body: Mapping[str, Any]
    cookie: str | None = None


class Sitting:
    """`tell` hears everything that the desk shows. After `ended` is told nothing is answered any more."""

    def __init__(
        self, offer: Offer, clock: Callable[[], float], random_bytes: Callable[[int], bytes], tell: Tell
    ) -> None:
        self._offer, self._clock, self._random, self._tell = offer, clock, random_bytes, tell
        self._token = _digest(offer.token)
        self._began = clock()
        self._device: bytes | None = None
        self._browser = ""
        self._number = ""
        self._confirmed = False
        self._bad = 0
        self._told_of_others = 0
        self._fetched: set[int] = set()
        self._seen: set[int] = set()
        self.state = WAITING

    # -- what the phone asks

    def open(self, token: object, cookie: str, browser: str) -> Answered:
        """The first device that has the token is the one; it may come again, no other may."""
        self._require_token(token)
        if self._device is None:
            cookie = self._take_in(browser)
            return Answered(self._letter(), cookie)
        self._require_device(cookie)
        return Answered(self._letter())

    def standing(self, token: object, cookie: str) -> Answered:
        """What the page has to know every second."""
        self._admit(token, cookie)
        return Answered(self._standing())

    def page(self, token: object, cookie: str, number: object) -> bytes:
        """The picture of a page, from 1."""
        self._admit(token, cookie)
        place = self._page_number(number)
        self._fetched.add(place)
        return self._offer.pages[place - 1]

    def saw(self, token: object, cookie: str, number: object) -> Answered:
        """The foot of a page was in view."""
        self._admit(token, cookie)
        place = self._page_number(number)
        if place not in self._fetched:
            raise Denied(409, "page_not_fetched")
        self._seen.add(place)
        self._tell({"event": "reading", "page": place, "seen": len(self._seen), "pages": len(self._offer.pages)})
        return Answered(self._standing())

    def sign(self, token: object, cookie: str, document: object, ink: object) -> None:
        """Take the strokes, if they were drawn under this text by someone who had it all before him."""
        self._admit(token, cookie)
        self._require_this_text(document)
        self._require_confirmed()
        if len(self._seen) < len(self._offer.pages):
            raise Denied(409, "not_read_through")
        drawn = plain_ink(_ink(ink))
        self._send({"event": "signed", "ink": drawn})

    def disagree(self, token: object, cookie: str, document: object, reason: object) -> None:
        """我不同意, with the reason in the person's words."""
        self._admit(token, cookie)
        self._require_this_text(document)
        self._require_confirmed()
        if not self._offer.may_disagree:
            raise Denied(409, "no_refusal_here")
        words = reason.strip() if isinstance(reason, str) else ""
        if not words or len(words) > LONGEST_REASON:
            raise Denied(422, "reason")
        self._send({"event": "disagreed", "reason": words})

    # -- what the desk says, and what time does

    def confirm(self) -> None:
        """The mediator has seen the same number on both screens."""
        self._confirmed = self.state == READING or self._confirmed

    def end(self, why: str) -> None:
        """It is over; the reason is told once."""
        if self.state != OVER:
            self.state = OVER
            self._tell({"event": "ended", "why": why})

    def look_at_clock(self) -> None:
        """Not opened within five minutes, not finished within ten: over."""
        gone = self._clock() - self._began
        if gone >= self._offer.ends_within or (self.state == WAITING and gone >= self._offer.opens_within):
            self.end("expired")

    # -- inside

    def _admit(self, token: object, cookie: str) -> None:
        self._require_token(token)
        if self._device is None:
            raise Denied(403, "not_opened")
        self._require_device(cookie)

    def _require_token(self, token: object) -> None:
        self.look_at_clock()
        if self.state == OVER:
            raise Denied(410, "over")
        if not isinstance(token, str) or not hmac.compare_digest(_digest(token), self._token):
            self._count_bad()
            raise Denied(403, "token")
        if self.state == SENT:
            raise Denied(409, "used")

    def _count_bad(self) -> None:
        self._bad += 1
        self._tell({"event": "bad_token", "count": self._bad})
        if self._bad >= BAD_TOKENS:
            self.end("guessed")

    def _require_device(self, cookie: str) -> None:
        if not hmac.compare_digest(_digest(cookie), self._device or b""):
            self._told_of_others += 1
            if self._told_of_others <= BAD_TOKENS:
                self._tell({"event": "second_device"})
            raise Denied(409, "second_device")

    def _take_in(self, browser: str) -> str:
        cookie = urlsafe_b64encode(self._random(32)).decode().rstrip("=")
        self._device = _digest(cookie)
        self._browser = "".join(sign for sign in browser if sign.isprintable())[:LONGEST_BROWSER]
        self._number = f"{int.from_bytes(self._random(8), 'big') % 10_000:04d}"
        self.state = READING
        self._tell({"event": "opened", "number": self._number, "browser": self._browser})
        return cookie

    def _letter(self) -> dict[str, Any]:
        offer = self._offer
        return {
            "title": offer.title,
            "document": offer.document,
            "check_code": offer.check_code,
            "signer": offer.signer,
            "capacity": offer.capacity,
            "office": offer.office,
            "pages": len(offer.pages),
            "may_disagree": offer.may_disagree,
            **self._standing(),
        }

    def _standing(self) -> dict[str, Any]:
        left = self._offer.ends_within - (self._clock() - self._began)
        return {
            "number": self._number,
            "confirmed": self._confirmed,
            "seen": sorted(self._seen),
            "left": max(int(left), 0),
        }

    def _page_number(self, number: object) -> int:
        if type(number) is not int or not 1 <= number <= len(self._offer.pages):
            raise Denied(404, "no_such_page")
        return number

    def _require_this_text(self, document: object) -> None:
        if not isinstance(document, str) or not hmac.compare_digest(_digest(document), _digest(self._offer.document)):
            raise Denied(409, "other_text")

    def _require_confirmed(self) -> None:
        if not self._confirmed:
            raise Denied(409, "not_confirmed")

    def _send(self, event: Mapping[str, Any]) -> None:
        self.state = SENT
        self._tell(
            {**event, "bound": self._offer.bound, "browser": self._browser, "pages_seen": sorted(self._seen)},
        )


def _ink(value: object) -> Any:
    try:
        return read_ink(value)
    except Refusal as refusal:
        raise Denied(422, refusal.code) from refusal


def _digest(words: str) -> bytes:
    """Equal lengths for a comparison that takes the same time whatever was sent."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()
