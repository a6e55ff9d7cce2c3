"""Verifying a file that a stranger brings in a process apart: it may not use up memory or time, nor open anything."""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from mediation_desk.terms.plain import from_plain, to_plain

from .attested import NOTHING_KNOWN, Knowledge
from .verdict import FILE, REGISTER, TRUST, Finding, RegisterEntry, Verdict

SECONDS: Final = 30.0
MEMORY: Final = 1024 * 1024 * 1024
_STARTING: Final = 15.0
_ROOT: Final = Path(__file__).resolve().parents[2]


def verify_apart(
    pdf: bytes,
    roots: Sequence[bytes] = (),
    register: RegisterEntry | None = None,
    known: Knowledge = NOTHING_KNOWN,
    *,
    seconds: float = SECONDS,
    memory: int = MEMORY,
) -> Verdict:
    """What `verify` says; a file that needs more time or memory than any paper does is not intact."""
    request = {
        "roots": _texts(roots),
        "time_roots": _texts(known.time_roots),
        "lists": _texts(known.lists),
        "register": None if register is None else to_plain(register),
        "seconds": seconds,
        "memory": memory,
    }
    output = _run(json.dumps(request).encode() + b"\n" + pdf, seconds + _STARTING)
    if output:
        return from_plain(Verdict, json.loads(output))
    levels = (FILE, *([TRUST] if roots else []), *([REGISTER] if register else []))
    return Verdict(intact=False, levels=levels, signatures=(), findings=(Finding("verify.too_demanding"),))


def _texts(all_der: Sequence[bytes]) -> list[str]:
    return [base64.b64encode(der).decode() for der in all_der]


def _run(request: bytes, seconds: float) -> bytes:
    command = [sys.executable, "-s", "-m", "mediation_desk.signatures.judging"]
    surroundings = None if sys.platform == "win32" else {"PYTHONPATH": str(_ROOT)}
    try:
        done = subprocess.run(
            command, input=request, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, env=surroundings
        )
    except subprocess.TimeoutExpired:
        return b""
    return done.stdout if done.returncode == 0 else b""
