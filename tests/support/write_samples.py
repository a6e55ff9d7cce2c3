"""Writes what templates are tried on, from the samples of the tests: `make samples`."""

from __future__ import annotations

import sys
from pathlib import Path

from mediation_desk.papers.catalogue import CATALOGUE
from mediation_desk.papers.samples import pack_samples
from tests.papers.samples import nasty, plain


def text() -> str:
    """The file as it should be."""
    return pack_samples({kind.code: {"plain": plain(kind), "nasty": nasty(kind)} for kind in CATALOGUE})


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(text(), encoding="utf-8")
