"""The little of HTTP that the page needs, read strictly: what is unusual is refused, not understood."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from .sitting import Denied

LARGEST_HEAD: Final = 8 * 1024
LARGEST_BODY: Final = 256 * 1024
HEAD_WITHIN_S: Final = 15.0
"""Also how long a connection may lie idle between two requests."""
BODY_WITHIN_S: Final = 15.0
COOKIE: Final = "__Host-phone"
_LINE = re.compile(r"(GET|POST) (/[a-z]*) HTTP/1\.1")
_HEADER = re.compile(r"([A-Za-z0-9-]{1,64}):[ \t]*([\x20-\x7e\t\x80-\xff]*?)[ \t]*")
_LENGTH = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class Request:
    """One request whose head is in order."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: Mapping[str, Any]

    @property
    def cookie(self) -> str:
        """The device's key, or nothing."""
        pairs = (pair.strip().partition("=") for pair in self.headers.get("cookie", "").split(";"))
        return next((value for name, _, value in pairs if name == COOKIE), "")

    @property
    def browser(self) -> str:
        """What the browser calls itself."""
        return self.headers.get("user-agent", "")


async def read_request(reader: asyncio.StreamReader, host: str) -> Request | None:
    """The next request, or None when the other side has nothing more to say."""
    try:
        async with asyncio.timeout(HEAD_WITHIN_S):
            head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return None
    except asyncio.LimitOverrunError as long:
        raise Denied(431, "head") from long
    method, path, headers = _head(head)
    _require_own(method, headers, host)
    return Request(method, path, headers, await _body(reader, headers) if method == "POST" else {})


def _head(raw: bytes) -> tuple[str, str, dict[str, str]]:
    first, *lines = raw.decode("latin-1").removesuffix("\r\n\r\n").split("\r\n")
    asked = _LINE.fullmatch(first)
    if asked is None:
        raise Denied(405 if re.match(r"[A-Z]+ /[a-z]* HTTP/1\.1$", first) else 400, "request")
    headers: dict[str, str] = {}
    for line in lines:
        found = _HEADER.fullmatch(line)
        if found is None or found[1].lower() in headers:
            raise Denied(400, "header")
        headers[found[1].lower()] = found[2]
    return asked[1], asked[2], headers


def _require_own(method: str, headers: Mapping[str, str], host: str) -> None:
    """Only under the name in the QR code, and changes only from the page itself.

    Some browsers say "null" for their origin where a page sends no referrer; newer ones say beside it that the site is
    their own.
    """
    if headers.get("host", "").lower() != host:
        raise Denied(421, "host")
    if "transfer-encoding" in headers or "expect" in headers:
        raise Denied(501, "encoding")
    if method == "GET":
        if headers.get("content-length", "0") != "0":
            raise Denied(400, "body")
        return
    if headers.get("origin", "null") not in (f"https://{host}", "null"):
        raise Denied(403, "origin")
    if headers.get("sec-fetch-site", "same-origin") != "same-origin":
        raise Denied(403, "origin")
    if headers.get("content-type", "") != "application/json":
        raise Denied(415, "content_type")


async def _body(reader: asyncio.StreamReader, headers: Mapping[str, str]) -> Mapping[str, Any]:
    stated = headers.get("content-length", "")
    if not _LENGTH.fullmatch(stated):
        raise Denied(411, "length")
    if int(stated) > LARGEST_BODY:
        raise Denied(413, "too_large")
    try:
        async with asyncio.timeout(BODY_WITHIN_S):
            raw = await reader.readexactly(int(stated))
    except asyncio.IncompleteReadError as short:
        raise Denied(400, "body") from short
    try:
        value = json.loads(raw.decode("utf-8"), parse_constant=_no_such_number)
    except (ValueError, RecursionError) as wrong:
        raise Denied(400, "body") from wrong
    if not isinstance(value, dict):
        raise Denied(400, "body")
    return value


def _no_such_number(words: str) -> NoReturn:
    raise ValueError(words)
