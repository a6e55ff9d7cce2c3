"""The larger figures of R17: a million guesses, ten thousand replays, a minute's flood. `make proofs` runs them."""

from __future__ import annotations

import secrets
import socket
import ssl
import sys
import threading
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.phone.sitting import BAD_TOKENS, Denied, Sitting
from tests.phone.conftest import Serve, offer_of, ticket
from tests.support.phone_client import accepts, scrawl, stranger_tls

GUESSES, REPLAYS = 1_000_000, 10_000
FLOOD_S, FLOOD_PER_S = 60, 1000
LARGEST_GROWTH_KB = 20 * 1024

pytestmark = pytest.mark.proof


def test_that_a_million_guesses_hit_nothing_and_twenty_are_heard() -> None:
    """Told apart: what the token would stand, and that a signing by phone does not even let it come to that."""
    told: list[Mapping[str, Any]] = []
    drawn = ticket()
    sitting = Sitting(offer_of(drawn), time.monotonic, secrets.token_bytes, told.append)
    answers = {"token": 0, "over": 0, "let in": 0}
    for _ in range(GUESSES):
        guess = urlsafe_b64encode(secrets.token_bytes(32)).decode().rstrip("=")
        try:
            sitting.open(guess, "", "")
            answers["let in"] += 1
        except Denied as denied:
            answers[denied.code] += 1
    assert answers == {"token": BAD_TOKENS, "over": GUESSES - BAD_TOKENS, "let in": 0}
    assert len(told) == BAD_TOKENS + 1


def test_that_ten_thousand_replays_of_a_signature_are_refused() -> None:
    told: list[Mapping[str, Any]] = []
    drawn = ticket()
    sitting = Sitting(offer_of(drawn), time.monotonic, secrets.token_bytes, told.append)
    cookie = sitting.open(drawn.token, "", "").cookie or ""
    for number in (1, 2):
        sitting.page(drawn.token, cookie, number)
        sitting.saw(drawn.token, cookie, number)
    sitting.confirm()
    sitting.sign(drawn.token, cookie, drawn.document, scrawl())
    refused = 0
    for _ in range(REPLAYS):
        with pytest.raises(Denied):
            sitting.sign(drawn.token, cookie, drawn.document, scrawl())
        refused += 1
    assert refused == REPLAYS
    assert len([one for one in told if one["event"] == "signed"]) == 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads the memory of the process from /proc")
def test_that_a_minute_s_flood_fills_no_memory_and_the_phone_is_still_answered(serve: Serve) -> None:
    """Sixty thousand connections from one address beside a phone at another: half of them begin TLS."""
    served = serve()
    phone = served.phone()
    phone.post("/open")
    before, most, sent = _resident_kb(served.host.pid), 0, [0]
    flooding = threading.Thread(target=_flood, args=(served.port, sent))
    flooding.start()
    answered = 0
    while flooding.is_alive():
        answered += phone.post("/standing")[0] == 200
        most = max(most, _resident_kb(served.host.pid))
        time.sleep(1)
    assert sent[0] >= 0.9 * FLOOD_S * FLOOD_PER_S, sent
    assert most - before < LARGEST_GROWTH_KB, (before, most)
    assert answered >= FLOOD_S * 0.8
    served.host.stop()
    assert not accepts("127.0.0.1", served.port)


def _flood(port: int, sent: list[int]) -> None:
    """From 127.0.0.7, so that the phone at 127.0.0.1 is another client."""
    began, held = time.monotonic(), list[socket.socket]()
    tls = stranger_tls()
    for number in range(FLOOD_S * FLOOD_PER_S):
        ahead = began + number / FLOOD_PER_S - time.monotonic()
        if ahead > 0:
            time.sleep(ahead)
        one = socket.socket()
        one.setblocking(False)
        one.bind(("127.0.0.7", 0))
        try:
            one.connect_ex(("127.0.0.1", port))
            if number % 2:
                hello = ssl.MemoryBIO()
                try:
                    tls.wrap_bio(ssl.MemoryBIO(), hello).do_handshake()
                except ssl.SSLWantReadError:
                    one.send(hello.read())
        except OSError:
            pass
        sent[0] += 1
        held.append(one)
        if len(held) > 200:
            held.pop(0).close()
    for one in held:
        one.close()


def _resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0])
