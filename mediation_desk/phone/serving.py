"""The serving process: one page for one phone at one address, and then it is gone.

Started as `python -m mediation_desk.phone.serving`. It reads an offer from its standard input, tells what happens on
its standard output in lines of JSON, and ends when its input ends. It knows no database and no case.
"""

from __future__ import annotations

import asyncio
import gc
import json
import os
import secrets
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from time import monotonic
from typing import Any, Final

from mediation_desk.resource_paths import resources

from .answers import Answer, denied, picture, plain, shell
from .certificate import Identity, make_identity
from .confinement import close_inherited, confine, shut_out
from .offer import Offer, host_of, read_offer, require_address
from .requests import LARGEST_HEAD, Request, read_request
from .sitting import OVER, SENT, Denied, Sitting
from .throttle import Door, Throttle

HANDSHAKE_WITHIN_S: Final = 5.0
VERDICT_WITHIN_S: Final = 120.0
"""How long the phone waits for the desk to say that the signature is kept."""
WRITTEN_WITHIN_S: Final = 15.0
_INPUT: Final = 0
LARGEST_PIECE: Final = 1024 * 1024
_TICK_S: Final = 0.25
_PARTING_S: Final = 0.5
_BACKLOG: Final = 16
_RESET: Final = struct.pack("HH" if sys.platform == "win32" else "ii", 1, 0)
"""Linger for no time: whom there is no room for is sent away at once, and nothing of him stays behind."""


class Service:
    """Listens, lets in, asks the sitting, answers."""

    def __init__(self, offer: Offer, listener: socket.socket, identity: Identity, front: Answer) -> None:
        self._listener, self._identity, self._front = listener, identity, front
        self._host = host_of(offer.address, listener.getsockname()[1])
        self.sitting = Sitting(offer, monotonic, secrets.token_bytes, tell)
        self._asking, self._coming, self._door = Throttle(monotonic), Throttle(monotonic), Door()
        self._verdict: asyncio.Future[Mapping[str, Any]] = asyncio.get_running_loop().create_future()
        self._talks: set[asyncio.Task[None]] = set()

    async def run(self) -> None:
        """Until it is over. Every closed line of TLS leaves a ring of objects behind; a flood must not pile them up."""
        gc.freeze()
        accepting = asyncio.ensure_future(self._accept())
        while self.sitting.state not in (SENT, OVER):
            await asyncio.sleep(_TICK_S)
            self.sitting.look_at_clock()
            gc.collect()
        accepting.cancel()
        self._listener.close()
        if self.sitting.state == SENT:
            await asyncio.wait([self._verdict], timeout=VERDICT_WITHIN_S)
            self.sitting.end("used" if self._verdict.done() else "unanswered")
        await asyncio.sleep(_PARTING_S)
        for talk in self._talks:
            talk.cancel()

    def command(self, said: Mapping[str, Any]) -> None:
        """What the desk says."""
        if said["do"] == "confirm":
            self.sitting.confirm()
        elif said["do"] == "cancel":
            self.sitting.end("cancelled")
        elif not self._verdict.done():
            self._verdict.set_result(said)

    async def _accept(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            try:
                caller, (client, *_) = await loop.sock_accept(self._listener)
            except OSError:
                await asyncio.sleep(_TICK_S)
                continue
            if not self._coming.lets(client) or not self._door.enter(client):
                caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
                caller.close()
                continue
            talk = loop.create_task(self._talk(caller, client))
            self._talks.add(talk)
            talk.add_done_callback(self._talks.discard)

    async def _talk(self, caller: socket.socket, client: str) -> None:
        """One connection, until either side has enough; what goes wrong in it goes wrong for it alone."""
        reader = asyncio.StreamReader(limit=LARGEST_HEAD)
        protocol, loop = asyncio.StreamReaderProtocol(reader), asyncio.get_running_loop()
        try:
            transport, _ = await loop.connect_accepted_socket(
                lambda: protocol, caller, ssl=self._identity.context, ssl_handshake_timeout=HANDSHAKE_WITHIN_S
            )
            writer = asyncio.StreamWriter(transport, protocol, reader, loop)
            try:
                while await self._exchange(reader, writer, client):
                    pass
            finally:
                transport.abort()
        except (OSError, EOFError, TimeoutError, ValueError):
            caller.close()
        finally:
            self._door.leave(client)

    async def _exchange(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, client: str) -> bool:
        """One request and its answer; whether another may follow."""
        try:
            request = await read_request(reader, self._host)
            if request is None:
                return False
            if not self._asking.lets(client):
                raise Denied(429, "too_often")
            answer = await self._answer(request)
        except Denied as no:
            answer = denied(no.status, no.code)
        writer.write(answer.raw())
        async with asyncio.timeout(WRITTEN_WITHIN_S):
            await writer.drain()
        if answer.closing:
            writer.close()
            async with asyncio.timeout(_PARTING_S):
                await writer.wait_closed()
        return not answer.closing

    async def _answer(self, request: Request) -> Answer:
        if request.method == "GET":
            if request.path == "/":
                return self._front
            raise Denied(404, "no_such_place")
        asked = _PLACES.get(request.path)
        if asked is None:
            raise Denied(404, "no_such_place")
        answer = asked(self.sitting, request)
        return answer if answer is not None else await self._wait_for_verdict()

    async def _wait_for_verdict(self) -> Answer:
        """The phone hears whether it is kept, and then there is nothing more to hear."""
        await asyncio.wait([self._verdict], timeout=VERDICT_WITHIN_S)
        said = self._verdict.result() if self._verdict.done() else {"do": "unanswered"}
        return plain({"outcome": said["do"], "words": said.get("words", "")}, closing=True)


def _open(sitting: Sitting, request: Request) -> Answer:
    answered = sitting.open(request.body.get("token"), request.cookie, request.browser)
    return plain(answered.body, cookie=answered.cookie)


def _standing(sitting: Sitting, request: Request) -> Answer:
    return plain(sitting.standing(request.body.get("token"), request.cookie).body)


def _page(sitting: Sitting, request: Request) -> Answer:
    return picture(sitting.page(request.body.get("token"), request.cookie, request.body.get("page")))


def _saw(sitting: Sitting, request: Request) -> Answer:
    return plain(sitting.saw(request.body.get("token"), request.cookie, request.body.get("page")).body)


def _sign(sitting: Sitting, request: Request) -> None:
    body = request.body
    sitting.sign(body.get("token"), request.cookie, body.get("document"), body.get("ink"))


def _disagree(sitting: Sitting, request: Request) -> None:
    body = request.body
    sitting.disagree(body.get("token"), request.cookie, body.get("document"), body.get("reason"))


_PLACES: Final[Mapping[str, Callable[[Sitting, Request], Answer | None]]] = {
    "/open": _open,
    "/standing": _standing,
    "/page": _page,
    "/saw": _saw,
    "/sign": _sign,
    "/disagree": _disagree,
}
"""Where the page may ask; None: the desk has to say how it ended."""


def tell(event: Mapping[str, Any]) -> None:
    """One line to the desk. A desk that is gone hears nothing, and the end of the input ends this process."""
    sys.stdout.write(json.dumps(event) + "\n")
    sys.stdout.flush()


def listen(address: str) -> socket.socket:
    """A port of the system's choice at this one address."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM)
    listener.bind((address, 0))
    listener.listen(_BACKLOG)
    listener.setblocking(False)
    return listener


def _lines() -> Iterator[bytes]:
    """Standard input line by line, unbuffered: a thread that waits in a buffer could not be left behind at the end."""
    rest = b""
    while piece := os.read(_INPUT, LARGEST_PIECE):
        *whole, last = piece.split(b"\n")
        for line in whole:
            yield rest + line
            rest = b""
        rest += last


def _hear(lines: Iterator[bytes], service: Service, loop: asyncio.AbstractEventLoop) -> None:
    """A thread that waits for the desk: on Windows an event loop cannot."""
    for line in lines:
        loop.call_soon_threadsafe(service.command, json.loads(line))
    loop.call_soon_threadsafe(service.command, {"do": "cancel"})


async def serve(offer: Offer, lines: Iterator[bytes]) -> None:
    """Put the page up, wall the process in, tell where the page is, and serve."""
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _loop, _context: None)
    identity = make_identity(offer.address, datetime.now(UTC), secrets.token_bytes)
    listener = listen(offer.address)
    service = Service(offer, listener, identity, shell(resources() / "phone"))
    shut_out()
    threading.Thread(target=_hear, args=(lines, service, loop), daemon=True).start()
    confine()
    port = listener.getsockname()[1]
    tell({"event": "ready", "port": port, "fingerprint": identity.fingerprint, "key_pin": identity.key_pin})
    await service.run()


def main() -> None:
    """Serve one offer."""
    close_inherited()
    lines = _lines()
    offer = read_offer(next(lines))
    require_address(offer.address)
    asyncio.run(serve(offer, lines))


if __name__ == "__main__":
    main()
