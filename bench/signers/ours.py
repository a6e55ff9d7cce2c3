"""Ours: ink drawn and bound, claims written, the seal last. What of it is not pyHanko's is timed where it is called."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.signers.paper import BODY, DAY, HANDS, Prepared, hand, prepared
from mediation_desk.signatures import pades
from mediation_desk.signatures.claims import SignatureClaim
from mediation_desk.signatures.ink import bind
from mediation_desk.signatures.revisions import sha256

WARM = 10
_OURS = ("require_signature", "_require_bound", "ink_appearance", "words_appearance", "frozen_part", "sha256")
"""What the signing calls that plain signing with pyHanko would not."""
spent = 0.0


def _timed(work: Callable[..., Any]) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        global spent
        began = time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            spent += time.perf_counter() - began

    return run


def sign(ready: Prepared) -> bytes:
    """Four hands and the seal."""
    global spent
    current, witness = ready.frozen, ready.authority.witness.signer
    document = sha256(ready.frozen)
    for number, key in enumerate(HANDS):
        began, ink, nonce = time.perf_counter(), hand(number), bytes([number]) * 16
        tied = bind(ink, document, key, nonce, DAY)
        claim = SignatureClaim(
            name="张䶮",
            capacity="当事人",
            for_whom=None,
            document_hash=document,
            case_number="2026-00001",
            version=1,
            nonce=nonce,
            ink_seal=tied,
        )
        spent += time.perf_counter() - began
        current = pades.sign_with_ink(current, key, ink, claim, witness, DAY, ready.lettering)
    return pades.confirm_by_seal(
        current, "seal", BODY, ready.seal.signer, DAY, ready.lettering, case_number="2026-00001", version=1
    )


def main() -> None:
    """One JSON line; the note is the share."""
    global spent
    for name in _OURS:
        setattr(pades, name, _timed(getattr(pades, name)))
    ready = prepared()
    began = time.perf_counter()
    sign(ready)
    cold = time.perf_counter() - began
    warm, shares = [], []
    for _ in range(WARM):
        spent, began = 0.0, time.perf_counter()
        sign(ready)
        warm.append(time.perf_counter() - began)
        shares.append(spent)
    total, own = sorted(warm)[WARM // 2], sorted(shares)[WARM // 2]
    note = f"pyHanko's share {(total - own) * 1000:.0f} ms, ours adds {100 * own / (total - own):.0f} %"
    print(json.dumps({"cold": cold, "warm": warm, "note": note}))


if __name__ == "__main__":
    sys.exit(main())
