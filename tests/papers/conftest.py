"""Resources of the product, and each paper rendered and read once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.papers.render import Rendered
from mediation_desk.papers.resources import Resources
from tests.support import golden

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def resources() -> Resources:
    return Resources.under(ROOT / "resources")


@pytest.fixture(scope="session")
def made(resources: Resources) -> Callable[[str, str], Rendered]:
    @cache
    def make(code: str, sample: str) -> Rendered:
        return golden.make(code, sample, resources)

    return make


@pytest.fixture(scope="session")
def words(made: Callable[[str, str], Rendered]) -> Callable[[str, str], str]:
    """All that stands on a paper, without white space."""

    @cache
    def read(code: str, sample: str) -> str:
        return squeezed(extracted(made(code, sample).pdf))

    return read
