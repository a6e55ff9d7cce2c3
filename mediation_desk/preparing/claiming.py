"""What a signature on the screen claims, out of the paper's frozen facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mediation_desk.model.paper import Paper
from mediation_desk.signatures.claims import SignatureClaim
from mediation_desk.signatures.ink import InkSeal


def claim_of(
    paper: Paper, signer: Mapping[str, Any], for_whom: str | None, nonce: bytes, seal: InkSeal
) -> SignatureClaim:
    """Who signs which frozen text, for whom, with which strokes."""
    return SignatureClaim(
        name=signer["name"],
        capacity=signer["label"],
        for_whom=for_whom,
        document_hash=paper.frozen_sha256,
        case_number=paper.context["paper"]["case_number"],
        version=paper.edition,
        nonce=nonce,
        ink_seal=seal,
    )
