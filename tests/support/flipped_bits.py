"""What single flipped bits do to a signed agreement: how many were tried, by what they were found, which were not.

`make flipped-bits` prints the figures that docs/signatures.md publishes.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from mediation_desk.signatures.verdict import RegisterEntry
from mediation_desk.signatures.verify import verify
from tests.support.signed_agreements import Signed, an_office, on_one_page

SEED: Final = 20260901
OUTSIDE: Final = 20_000
BITS: Final = 8
_HOLE: Final = re.compile(rb"/Contents (<[0-9A-F]{2000,}>)")


@dataclass
class Tally:
    """Flips that were tried, the first fault that each was refused for, and the places of those that were accepted."""

    tried: int = 0
    found: Counter[str] = field(default_factory=Counter)
    accepted: list[tuple[int, int]] = field(default_factory=list)

    def lines(self) -> Iterator[str]:
        yield f"  tried {self.tried:,}, accepted {len(self.accepted):,}"
        for code, count in self.found.most_common():
            yield f"  {count:>9,}  {code}"


def containers(pdf: bytes) -> list[int]:
    """The places of all bytes inside the signatures' containers, brackets included."""
    return [place for match in _HOLE.finditer(pdf) for place in range(*match.span(1))]


def inside(pdf: bytes) -> Iterator[tuple[int, int]]:
    """Every bit inside the containers."""
    return ((place, bit) for place in containers(pdf) for bit in range(BITS))


def outside(pdf: bytes, count: int, seed: int) -> list[tuple[int, int]]:
    """So many bits of the rest, no bit twice."""
    hidden = set(containers(pdf))
    places = [place for place in range(len(pdf)) if place not in hidden]
    chosen = random.Random(seed).sample(range(BITS * len(places)), count)
    return [(places[number // BITS], number % BITS) for number in chosen]


def everywhere(pdf: bytes, bit: int) -> Iterator[tuple[int, int]]:
    """One bit of every byte."""
    return ((place, bit) for place in range(len(pdf)))


def flip_each(
    pdf: bytes,
    flips: Iterable[tuple[int, int]],
    roots: Sequence[bytes] = (),
    register: RegisterEntry | None = None,
) -> Tally:
    """Each flip alone, through the public function."""
    tally, changed = Tally(), bytearray(pdf)
    for place, bit in flips:
        changed[place] ^= 1 << bit
        verdict = verify(bytes(changed), roots, register, details=False)
        changed[place] ^= 1 << bit
        tally.tried += 1
        if verdict.intact:
            tally.accepted.append((place, bit))
        else:
            tally.found[next(one.code for one in verdict.findings if one.breaks)] += 1
    return tally


def small() -> Signed:
    """One hand and the seal on one page, so that every bit of both kinds of container is tried in half an hour."""
    return on_one_page(an_office(), ("applicant",))


def main() -> None:
    """Print the figures without the register."""
    signed, roots = small(), an_office().roots
    print(f"{len(signed.pdf):,} bytes, {len(signed.signers)} signatures, seed {SEED}")
    print("inside the containers, every bit, with the root, without the register:", flush=True)
    print("\n".join(flip_each(signed.pdf, inside(signed.pdf), roots).lines()), flush=True)
    print("outside, sampled bits, the file alone:", flush=True)
    print("\n".join(flip_each(signed.pdf, outside(signed.pdf, OUTSIDE, SEED)).lines()))


if __name__ == "__main__":
    sys.exit(main())
