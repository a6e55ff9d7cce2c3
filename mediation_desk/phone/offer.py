"""What the serving process is given, once, and nothing more: pictures of pages, words to show, a token, an address."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import Any, Final

from mediation_desk.terms.refusal import Refusal

OPENS_WITHIN_S: Final = 300.0
ENDS_WITHIN_S: Final = 600.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One text put before one person. Every word in it may be hostile: it is shown, never run."""

    address: str
    token: str
    bound: str
    document: str
    title: str
    check_code: str
    signer: str
    capacity: str
    office: str
    pages: tuple[bytes, ...]
    """Each page as a PNG."""
    may_disagree: bool = True
    opens_within: float = OPENS_WITHIN_S
    ends_within: float = ENDS_WITHIN_S

    def line(self) -> bytes:
        """The one line that the process reads first."""
        plain = {name: getattr(self, name) for name in self.__slots__}
        plain["pages"] = [b64encode(page).decode() for page in self.pages]
        return json.dumps(plain).encode() + b"\n"


def read_offer(line: bytes) -> Offer:
    """What was put on the line."""
    plain: dict[str, Any] = json.loads(line)
    return Offer(**{**plain, "pages": tuple(b64decode(page) for page in plain["pages"])})


def require_address(words: str) -> IPv4Address | IPv6Address:
    """One address of this machine within the house; never all of them, and none that the world can reach."""
    try:
        address = ip_address(words)
    except ValueError as wrong:
        raise Refusal("phone.address_unreadable", field="address", address=words) from wrong
    if address.is_unspecified or address.is_multicast:
        raise Refusal("phone.address_everywhere", field="address", address=words)
    if not address.is_private:
        raise Refusal("phone.address_public", field="address", address=words)
    return address


def host_of(address: str, port: int) -> str:
    """Address and port as they stand in a web address."""
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
