"""Four signatures and the seal on an agreement of three pages, beside pyHanko signing the same boxes by itself."""

from __future__ import annotations

import sys

from bench.turns import Comparison


def comparison() -> Comparison:
    """Ours with pyHanko's share of the same run in its note, and pyHanko alone."""
    programs = {
        "Mediation Desk": [sys.executable, "-m", "bench.signers.ours"],
        "pyHanko alone": [sys.executable, "-m", "bench.signers.plain"],
    }
    title = "Four hands and the seal on three pages (the first five of a process; then each next five)"
    return Comparison(title, programs)
