"""The process apart that judges one file: held to its memory and time before it looks at a byte of it."""

from __future__ import annotations

import base64
import json
import signal
import sys
from collections.abc import Sequence
from typing import Any

from mediation_desk.terms.plain import from_plain, to_plain

from .attested import Knowledge
from .verdict import RegisterEntry
from .verify import verify


def _limit(memory: int, seconds: float) -> None:
    """No more memory and time than this and no file written: all that this system can hold us to."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.setitimer(signal.ITIMER_REAL, seconds)


def main() -> None:
    """Answer one request: a line of JSON, then the file."""
    head, _, pdf = sys.stdin.buffer.read().partition(b"\n")
    request: dict[str, Any] = json.loads(head)
    _limit(request["memory"], request["seconds"])
    register = None if request["register"] is None else from_plain(RegisterEntry, request["register"])
    known = Knowledge(time_roots=_all_der(request["time_roots"]), lists=_all_der(request["lists"]))
    verdict = verify(pdf, _all_der(request["roots"]), register, known)
    sys.stdout.write(json.dumps(to_plain(verdict), ensure_ascii=True))


def _all_der(texts: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(base64.b64decode(text) for text in texts)


if __name__ == "__main__":
    main()
