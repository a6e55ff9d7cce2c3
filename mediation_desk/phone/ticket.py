"""What one signing by phone is bound to: case, paper, signer, text. Nothing else may come back on it."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from mediation_desk.terms.refusal import Refusal

TOKEN_BYTES: Final = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """One signer's turn at one text. The phone is given the token; case and signer never leave the desk."""

    case: str
    paper: str
    signer: str
    document: str
    """SHA-256 of the frozen bytes, lower-case hex."""
    secret: bytes

    @property
    def token(self) -> str:
        """The 256 bits that open the page, as they stand in the address."""
        return urlsafe_b64encode(self.secret).decode().rstrip("=")

    @property
    def bound(self) -> str:
        """What the answer must carry: the token over everything that the signature is for."""
        parts = json.dumps([self.case, self.paper, self.signer, self.document]).encode()
        return hmac.new(self.secret, parts, hashlib.sha256).hexdigest()

    def require(self, bound: str) -> None:
        """Refuse an answer to another ticket."""
        if not hmac.compare_digest(bound.encode(), self.bound.encode()):
            raise Refusal("phone.other_ticket")


def draw(*, case: str, paper: str, signer: str, document: str, random_bytes: Callable[[int], bytes]) -> Ticket:
    """A fresh ticket."""
    secret = random_bytes(TOKEN_BYTES)
    return Ticket(case=case, paper=paper, signer=signer, document=document, secret=secret)
