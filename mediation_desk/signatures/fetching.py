"""Asking a service on the network, and no longer than a person would wait at a counter.

A socket's own time limit counts from byte to byte and a name server has none, so the whole question runs on a thread
of its own and is left behind when its time is up. Nobody waits for it: an office without a network signs as well.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Final
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from mediation_desk.terms.refusal import Refusal

WAIT: Final = 3.0
"""Seconds for one question, name server and all."""
_SILENT_FOR: Final = 60.0
"""Seconds during which a service that did not answer is not asked again: a heap of papers would wait for each."""
_MOST: Final = 512 * 1024

_silent_until: dict[str, float] = {}


def fetch(url: str, body: bytes | None = None, content_type: str = "", *, wait: float = WAIT) -> bytes:
    """What the service answers. Raises OSError for everything that is no answer in time."""
    host = urlsplit(url).netloc
    if _silent_until.get(host, 0.0) > time.monotonic():
        raise TimeoutError("did not answer a moment ago")
    try:
        answer = _within(wait, lambda: _asked(url, body, content_type, wait))
    except OSError:
        _silent_until[host] = time.monotonic() + _SILENT_FOR
        raise
    _silent_until.pop(host, None)
    return answer


def forget_silence() -> None:
    """Ask every service again at once: somebody has just put its address right."""
    _silent_until.clear()


def require_address(url: str) -> str:
    """An http or https address of a host; nothing else is ever asked."""
    try:
        parts = urlsplit(url.strip())
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.username is None
    except ValueError:
        usable = False
    if not usable:
        raise Refusal("stamp.address_unusable", field="url", url=url)
    return url.strip()


def _asked(url: str, body: bytes | None, content_type: str, wait: float) -> bytes:
    headers = {"Content-Type": content_type} if content_type else {}
    with urlopen(Request(require_address(url), data=body, headers=headers), timeout=wait) as answer:  # noqa: S310
        data = answer.read(_MOST + 1)
    if len(data) > _MOST:
        raise OSError("the answer is too long")
    return bytes(data)


def _within(wait: float, ask: Callable[[], bytes]) -> bytes:
    answers: SimpleQueue[bytes | OSError] = SimpleQueue()

    def run() -> None:
        try:
            answers.put(ask())
        except OSError as fault:
            answers.put(fault)
        except Exception as fault:  # whatever a stranger's server makes of HTTP
            answers.put(OSError(type(fault).__name__))

    Thread(target=run, daemon=True, name="asking").start()
    try:
        answer = answers.get(timeout=wait)
    except Empty:
        raise TimeoutError("no answer in time") from None
    if isinstance(answer, OSError):
        raise answer
    return answer
