"""Resources of the product, and each paper rendered and read once for all tests that look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.papers.render import Rendered
from mediation_desk.papers.resources import Resources
from tests.support import golden
from tests.support.watching_pen import WatchingPen

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def resources() -> Resources:
    return Resources.under(ROOT / "resources")


@pytest.fixture(scope="session")
def drawn(resources: Resources) -> Iterator[Callable[..., tuple[Rendered, WatchingPen]]]:
    """Each paper with the pen that drew it, in the usual type or in the large one."""

    @cache
    def draw(code: str, sample: str, large: bool = False) -> tuple[Rendered, WatchingPen]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("mediation_desk.papers.render.Pen", WatchingPen)
            return golden.make(code, sample, resources, large=large), WatchingPen.last

    yield draw
    draw.cache_clear()


@pytest.fixture(scope="session")
def made(drawn: Callable[..., tuple[Rendered, WatchingPen]]) -> Callable[[str, str], Rendered]:
    return lambda code, sample: drawn(code, sample)[0]


@pytest.fixture(scope="session")
def words(made: Callable[[str, str], Rendered]) -> Callable[[str, str], str]:
    """All that stands on a paper, without white space."""

    @cache
    def read(code: str, sample: str) -> str:
        return squeezed(extracted(made(code, sample).pdf))

    return read
