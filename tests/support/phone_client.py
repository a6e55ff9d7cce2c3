"""A phone without a glass: speaks to the page as its script does, and as somebody would who wants to break it."""

from __future__ import annotations

import http.client
import json
import socket
import ssl
from typing import Any, Final

from mediation_desk.phone.ticket import Ticket

PATIENCE_S: Final = 10.0


def stranger_tls() -> ssl.SSLContext:
    """Takes any certificate: whether it is the right one is another test's question."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


class PhoneClient:
    """One browser: it keeps its cookie, and its one connection while the page lets it."""

    def __init__(self, address: str, port: int, token: str) -> None:
        self.address, self.port, self.token = address, port, token
        self.cookie = ""
        self._line = http.client.HTTPSConnection(address, port, timeout=PATIENCE_S, context=stranger_tls())

    def get(self, path: str = "/", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """A plain request."""
        return self._ask("GET", path, None, headers)

    def post(self, path: str, body: dict[str, Any] | None = None, **headers: str) -> tuple[int, dict[str, Any]]:
        """What the script does; `body` goes beside the token."""
        raw = json.dumps({"token": self.token, **(body or {})}).encode()
        status, _, answer = self._ask("POST", path, raw, {"Content-Type": "application/json", **headers})
        return status, json.loads(answer) if answer[:1] == b"{" else {"bytes": answer}

    def raw(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> tuple[int, bytes]:
        """Anything at all."""
        status, _, answer = self._ask(method, path, body, headers)
        return status, answer

    def told(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """What comes back, with its headers."""
        return self._ask("POST", path, json.dumps({"token": self.token}).encode(), {"Content-Type": "application/json"})

    def read_all(self, pages: int) -> None:
        """Fetch every page and look at its foot."""
        for number in range(1, pages + 1):
            assert self.post("/page", {"page": number})[0] == 200
            assert self.post("/saw", {"page": number})[0] == 200

    def close(self) -> None:
        """Hang up."""
        self._line.close()

    def _ask(
        self, method: str, path: str, body: bytes | None, headers: dict[str, str]
    ) -> tuple[int, dict[str, str], bytes]:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookie:
            named.setdefault("Cookie", self.cookie)
        self._line.request(method, path, body, named)
        answer = self._line.getresponse()
        content, told = answer.read(), {name.lower(): value for name, value in answer.getheaders()}
        if "set-cookie" in told:
            self.cookie = told["set-cookie"].partition(";")[0]
        return answer.status, told, content


def scrawl(strokes: int = 2, points: int = 20) -> dict[str, Any]:
    """Strokes as the page's script sends them."""
    drawn = [
        [
            [0.1 + 0.8 * step / points, 0.1 + 0.3 * stroke / strokes, 20 * (stroke * points + step), None, None, None]
            for step in range(points)
        ]
        for stroke in range(strokes)
    ]
    return {"device": "touch", "aspect": 0.5, "strokes": drawn}


def signing(ticket: Ticket, **changes: Any) -> dict[str, Any]:
    """The body of a signature."""
    return {"document": ticket.document, "ink": scrawl(), **changes}


def accepts(address: str, port: int) -> bool:
    """Whether anybody listens there."""
    try:
        socket.create_connection((address, port), timeout=1).close()
    except OSError:
        return False
    return True
