"""Spoiling a parsed rule file in one place, what is then told of it, and refusals with all their facts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any, Final

import pytest

from mediation_desk.terms.refusal import Refusal

GONE: Final = object()
"""Stands for an entry that is taken out."""
Place = tuple[str | int, ...]


def spoiled(file: Mapping[str, Any], place: Place, key: str, value: object) -> dict[str, Any]:
    """A copy in which one entry of the table at a place is another one, or gone."""
    copy = deepcopy(dict(file))
    table: Any = copy
    for step in place:
        table = table[step]
    if value is GONE:
        del table[key]
    else:
        table[key] = value
    return copy


def faults(build: Callable[[], object], file: str) -> list[tuple[str, str]]:
    """Key and reason of every mistake for which a rule file is refused."""
    with pytest.raises(Refusal) as refused:
        build()
    assert refused.value.code == "rules.faulty"
    found: Any = refused.value.facts["faults"]
    assert {fault.file for fault in found} == {file}
    return [(fault.key, fault.reason) for fault in found]


def refused(code: str, /, **facts: object) -> Any:
    """Expects a refusal with exactly these facts."""
    return pytest.raises(Refusal, check=lambda refusal: (refusal.code, dict(refusal.facts)) == (code, facts))
