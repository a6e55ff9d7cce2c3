"""`python -m bench.checkers.limit --started T`: what a check may take, so that it runs while somebody types."""

from __future__ import annotations

import json
import sys
import time
from typing import Final

from bench.turns import STARTED

LIMIT_SECONDS: Final = 0.020


def main() -> None:
    """One JSON line: the limit itself, told like a measurement."""
    started = float(sys.argv[sys.argv.index(STARTED) + 1])
    print(json.dumps({"cold": time.time() - started, "warm": [LIMIT_SECONDS], "note": "the limit of one check"}))


if __name__ == "__main__":
    main()
