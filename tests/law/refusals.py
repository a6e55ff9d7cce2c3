"""What a refusal says, as tests of the rules compare it: its code and every fact, the mistakes of a file in full."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from mediation_desk.law.reading import Fault
from mediation_desk.terms.refusal import Refusal


def told(attempt: Callable[[], object]) -> tuple[str, dict[str, Any]]:
    """The code of the refusal that an attempt meets, and all its facts."""
    with pytest.raises(Refusal) as refusal:
        attempt()
    return refusal.value.code, dict(refusal.value.facts)


def mistakes(attempt: Callable[[], object]) -> list[tuple[str, str, str]]:
    """File, key and reason of every mistake for which rule files are refused."""
    code, facts = told(attempt)
    assert code == "rules.faulty"
    faults: tuple[Fault, ...] = facts["faults"]
    return [(fault.file, fault.key, fault.reason) for fault in faults]


def faults(attempt: Callable[[], object], file: str) -> list[tuple[str, str]]:
    """Key and reason of every mistake for which one rule file is refused."""
    found = mistakes(attempt)
    assert {named for named, _, _ in found} == {file}
    return [(key, reason) for _, key, reason in found]


def refused(code: str, /, **facts: object) -> Any:
    """Expects a refusal with exactly these facts."""
    return pytest.raises(Refusal, check=lambda refusal: (refusal.code, dict(refusal.facts)) == (code, facts))
