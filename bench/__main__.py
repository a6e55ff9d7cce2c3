"""`python -m bench [NAME…] [--rounds N]`: run the comparisons and print one table each."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Final

from bench import agreement, checking, households, opening, signing, volume
from bench.turns import Comparison, in_turn, table

COMPARISONS: Final[dict[str, Callable[[], Comparison]]] = {
    "agreement": agreement.comparison,
    "checking": checking.comparison,
    "households": households.comparison,
    "opening": opening.comparison,
    "signing": signing.comparison,
    "volume": volume.comparison,
}


def main() -> int:
    """Print every comparison asked for, or all of them."""
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("names", nargs="*", choices=[*COMPARISONS, []], metavar="NAME", help=", ".join(COMPARISONS))
    reader.add_argument("--rounds", type=int, default=5, help="how often each runs, in turn (default 5)")
    asked = reader.parse_args()
    for name in asked.names or COMPARISONS:
        comparison = COMPARISONS[name]()
        print(table(comparison, in_turn(comparison, asked.rounds)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
