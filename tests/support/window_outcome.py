"""What a case came to, without the ids: two offices that did the same reached the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from mediation_desk.desk.desk import Desk
from mediation_desk.facts.shapes import as_plain
from tests.support.worked_cases import PaperBytes, RegisterEntry, WholeCase

_LEFT_ASIDE: Final = ("id", "body_id", "version", "subject", "parties_of_track")
_COUNTED: Final = re.compile(r"\d+(?=号)|(?<=^\d{4}-)\d+$")


def outcome(desk: Desk, case: str, on: date) -> dict[str, Any]:
    """The facts, the papers and the volumes of a case as of a day."""
    facts = desk.ask(WholeCase(case=case, on=on))
    names = {party.id: party.person.name for party in facts.parties}
    names |= {track.id: f"track {place}" for place, track in enumerate(facts.tracks)}
    made = desk.ask(PaperBytes(case=case))
    names |= {paper.id: f"paper {place} {paper.code}" for place, paper in enumerate(made)}
    whole: Any = _bare(as_plain(facts), names)
    whole["people"] = sorted(whole["people"], key=str)
    for party in whole["parties"]:
        for name in ("relations", "signer_names"):
            party[name] = sorted(party[name], key=str)
    papers = sorted(
        (paper.code, paper.title, paper.state, paper.route, _pattern(paper.number or ""), len(paper.signers))
        for paper in made
    )
    return {**whole, "papers": papers, "volumes": sorted(desk.ask(RegisterEntry(case=case)))}


def differences(one: Any, other: Any, path: str = "") -> list[str]:
    """Where two outcomes differ, by path."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        keys = sorted({*one, *other})
        return [d for key in keys for d in differences(one.get(key), other.get(key), f"{path}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [d for place, (a, b) in pairs for d in differences(a, b, f"{path}[{place}]")]
    return [] if one == other else [f"{path}: {one!r} instead of {other!r}"]


def _bare(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _bare(item, names) for key, item in value.items() if key not in _LEFT_ASIDE}
    if isinstance(value, list):
        return [_bare(item, names) for item in value]
    return _pattern(names.get(value, value)) if isinstance(value, str) else value


def _pattern(text: str) -> str:
    """A number of a series: which one it is depends on who came before."""
    return _COUNTED.sub("#", text)
