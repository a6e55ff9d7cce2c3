"""The check before signing of a draft of thirty clauses, beside the time it may take while somebody types."""

from __future__ import annotations

import sys

from bench.turns import Comparison


def comparison() -> Comparison:
    """Ours, and the named limit: a ratio, so that a slow machine is seen as one."""
    programs = {
        "the check": [sys.executable, "-m", "bench.checkers.ours"],
        "the limit of 20 ms": [sys.executable, "-m", "bench.checkers.limit"],
    }
    return Comparison(
        "The check of thirty clauses (a whole process to the first findings; then each next one)", programs
    )
