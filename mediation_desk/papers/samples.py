"""Sample facts of every paper: an ordinary case, one with the nastiest names and lengths, and the empty form.

They are written by `make samples` from what the tests hold every paper to.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from mediation_desk.terms.refusal import Refusal

SAMPLES: Final[Mapping[str, str]] = {"plain": "一般案件", "nasty": "人数多、姓名生僻、条款长", "blank": "空白表"}
FILE: Final = "samples.json"


def sample(folder: Path, code: str, which: str) -> dict[str, Any]:
    """The context of a paper as its author sees it tried; the empty form needs none."""
    if which == "blank":
        return {}
    parts, papers = _read(folder / FILE)
    if code not in papers:
        raise Refusal("paper.unknown", paper=code)
    return {name: parts[place] for name, place in papers[code][which].items()}


def pack_samples(contexts: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> str:
    """Contexts by paper and sample as the file's text; what several have in common stands there once."""
    places: dict[str, int] = {}

    def place(value: Any) -> int:
        return places.setdefault(json.dumps(value, ensure_ascii=False), len(places))

    papers = {
        code: {which: {name: place(value) for name, value in context.items()} for which, context in both.items()}
        for code, both in contexts.items()
    }
    lines = [f"{json.dumps(code)}: {json.dumps(one)}" for code, one in papers.items()]
    return "\n".join(('{"parts": [', ",\n".join(places), '],\n"papers": {', ",\n".join(lines), "}}", ""))


@lru_cache(maxsize=2)
def _read(path: Path) -> tuple[list[Any], dict[str, dict[str, dict[str, int]]]]:
    held = json.loads(path.read_text(encoding="utf-8"))
    return held["parts"], held["papers"]
