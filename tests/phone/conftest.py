"""A page that is being served, and what the desk hears of it."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from mediation_desk.phone.hosting import Host
from mediation_desk.phone.offer import Offer
from mediation_desk.phone.ticket import Ticket, draw
from tests.support.phone_client import PhoneClient

PAGES = (b"\x89PNG first", b"\x89PNG second")


def ticket(seed: int = 1, document: str = "ab" * 32) -> Ticket:
    """A turn at a text; every seed has a token of its own."""
    source = random.Random(seed)
    return draw(case="case-1", paper="paper-1", signer="p1", document=document, random_bytes=source.randbytes)


def offer_of(drawn: Ticket, **changes: Any) -> Offer:
    """An offer of it at this machine's own loop."""
    told: dict[str, Any] = {
        "address": "127.0.0.1",
        "token": drawn.token,
        "bound": drawn.bound,
        "document": drawn.document,
        "title": "调解协议书",
        "check_code": "ABAB ABAB",
        "signer": "周桂英",
        "capacity": "申请人",
        "office": "临溪县调解中心",
        "pages": PAGES,
    }
    return Offer(**{**told, **changes})


@dataclass
class Served:
    """One page in the air."""

    host: Host
    ticket: Ticket
    ready: Mapping[str, Any]
    phones: list[PhoneClient]

    @property
    def port(self) -> int:
        port: int = self.ready["port"]
        return port

    def phone(self, token: str | None = None, address: str = "127.0.0.1") -> PhoneClient:
        """A phone that has read the code, or believes so."""
        self.phones.append(PhoneClient(address, self.port, token or self.ticket.token))
        return self.phones[-1]

    def opened(self) -> PhoneClient:
        """A phone that opened the page, read it all, and whose number was compared."""
        phone = self.phone()
        assert phone.post("/open")[0] == 200
        phone.read_all(len(PAGES))
        self.host.confirm()
        for _ in range(100):
            if phone.post("/standing")[1].get("confirmed"):
                return phone
            time.sleep(0.15)  # asking faster is put off
        raise AssertionError("the desk's word did not come through")

    def hears(self, event: str) -> Mapping[str, Any]:
        """Wait until this is told; what comes before it is passed over."""
        while True:
            news = self.host.next(15)
            assert news is not None, f"{event} was not told"
            if news["event"] == event:
                return news
            assert news["event"] != "gone", f"gone before {event}"


Serve = Callable[..., Served]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Put a page up; whatever is left of it is taken down after the test."""
    hosts: list[Host] = []
    phones: list[PhoneClient] = []

    def put_up(**changes: Any) -> Served:
        drawn = ticket()
        host = Host(offer_of(drawn, **changes))
        hosts.append(host)
        ready = host.next(20)
        assert ready is not None and ready["event"] == "ready"
        return Served(host, drawn, ready, phones)

    yield put_up
    for phone in phones:
        phone.close()
    for host in hosts:
        host.stop()
