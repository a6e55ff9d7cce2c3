"""Resources of the product, and each paper rendered once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from mediation_desk.papers.catalogue import paper
from mediation_desk.papers.render import Rendered, render
from mediation_desk.papers.resources import Resources

from . import samples

ROOT = Path(__file__).resolve().parents[2]
MAKERS = {"plain": samples.plain, "nasty": samples.nasty}


@pytest.fixture(scope="session")
def resources() -> Resources:
    return Resources.under(ROOT / "resources")


@pytest.fixture(scope="session")
def made(resources: Resources) -> Callable[[str, str], Rendered]:
    @cache
    def make(code: str, sample: str) -> Rendered:
        if sample == "blank":
            return render(code, {}, resources, blank=True)
        return render(code, MAKERS[sample](paper(code)), resources)

    return make
