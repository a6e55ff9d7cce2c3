"""The sentence for a refusal: it names the field and says what to do next.

The texts are TOML beside the program, one file for each package that refuses.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from mediation_desk.resource_paths import resources
from mediation_desk.terms.events import EVENTS
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

from .acts import act_words
from .fields import field_words

UNSAID = "这一步没有办成（{code}）。请把这个代码告诉系统管理员。"


def sentence(refusal: Refusal) -> str:
    """One clear sentence in Chinese."""
    text = texts().get(refusal.code)
    if text is None:
        return UNSAID.format(code=refusal.code)
    return _Filling().vformat(text, (), dict(refusal.facts))


@lru_cache(maxsize=1)
def texts() -> Mapping[str, str]:
    """All sentences by code."""
    found: dict[str, str] = {}
    for path in sorted((resources() / "words" / "refusals").glob("*.toml")):
        with path.open("rb") as file:
            found |= {code: entry["text"] for code, entry in tomllib.load(file).items()}
    return found


class _Filling(string.Formatter):
    """Facts as people read them: dates in words, amounts in figures, fields and acts by their names."""

    def get_value(self, key: int | str, args: Any, kwargs: Mapping[str, Any]) -> Any:
        value = kwargs.get(str(key), "")
        if key == "field":
            return field_words(str(value))
        if key in ("act", "what") and isinstance(value, str):
            return act_words(value)
        return EVENTS.get(value, value) if key == "event" else value

    def format_field(self, value: Any, format_spec: str) -> str:
        return format(value, format_spec) if format_spec else _shown(value)


def _shown(value: object) -> str:
    if isinstance(value, datetime):
        return f"{_shown(value.date())}{value:%H:%M}"
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, Money):
        return value.figures
    return "" if value is None else str(value)
