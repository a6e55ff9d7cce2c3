"""Answers with the headers that keep a browser to this page: no third party, no frame, no store, no guess."""

from __future__ import annotations

import hashlib
import json
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path
from string import Template
from typing import Any, Final

from .requests import COOKIE

_EVERYWHERE: Final = (
    "Cache-Control: no-store",
    "Referrer-Policy: no-referrer",
    "X-Content-Type-Options: nosniff",
    "X-Frame-Options: DENY",
    "Cross-Origin-Opener-Policy: same-origin",
    "Cross-Origin-Resource-Policy: same-origin",
    "Permissions-Policy: camera=(), microphone=(), geolocation=(), clipboard-read=(), payment=(), usb=()",
)
_NOTHING: Final = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, kind and bytes. `closing` ends the connection after it."""

    status: int
    kind: str
    body: bytes
    policy: str = _NOTHING
    cookie: str | None = None
    closing: bool = field(default=False, kw_only=True)

    def raw(self) -> bytes:
        """As it goes over the wire."""
        lines = [
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}",
            f"Content-Type: {self.kind}",
            f"Content-Length: {len(self.body)}",
            f"Content-Security-Policy: {self.policy}",
            *_EVERYWHERE,
            f"Connection: {'close' if self.closing else 'keep-alive'}",
        ]
        if self.cookie is not None:
            lines.append(f"Set-Cookie: {COOKIE}={self.cookie}; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=600")
        return "\r\n".join([*lines, "", ""]).encode("latin-1") + self.body


def plain(body: Mapping[str, Any], *, status: int = 200, cookie: str | None = None, closing: bool = False) -> Answer:
    """JSON, in ASCII: no character in it means anything to a browser that looks at it wrongly."""
    return Answer(status, "application/json", json.dumps(body).encode("ascii"), cookie=cookie, closing=closing)


def denied(status: int, code: str) -> Answer:
    """Why not, as a code; what is wrong in the request itself ends the connection."""
    return plain({"code": code}, status=status, closing=status in (400, 403, 410, 411, 413, 415, 421, 431, 501))


def picture(png: bytes) -> Answer:
    """A page of the text."""
    return Answer(200, "image/png", png)


def shell(folder: Path) -> Answer:
    """The page itself: the same bytes for everyone, no word of any case; script and style go by their hash."""
    style, script = _read(folder, "page.css"), _read(folder, "page.js")
    page = Template(_read(folder, "page.html")).substitute(style=style, script=script)
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return Answer(200, "text/html; charset=utf-8", page.encode(), policy)


def _read(folder: Path, name: str) -> str:
    return (folder / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
