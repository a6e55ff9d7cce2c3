"""Numbers on cases and papers. A series is a pattern of the body; who draws the number keeps it gap-free."""

from __future__ import annotations

import re
from typing import Final

from mediation_desk.terms.refusal import Refusal

_FIELD: Final = re.compile(r"\{([^{}]*)\}")
_KNOWN: Final = frozenset({"year", "body", "n"})
_EVALUATION: Final = "（{year}）{body}中评字第{n}号"


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a series, in words; None when it can be used."""
    fields = _FIELD.findall(pattern)
    if re.search(r"[{}]", _FIELD.sub("", pattern)) or set(fields) - _KNOWN:
        return "只能使用{year}、{body}和{n}"
    if fields.count("n") != 1 or fields.count("year") != 1:
        return "{year}和{n}应各出现一次"
    if "(" in pattern or ")" in pattern:
        return "请用全角括号（）或〔〕"
    return None


def docket(pattern: str, year: int, body: str, number: int) -> str:
    """（2026）枫塘人调字第1号, from the body's series and short name; the number is not padded."""
    if reason := pattern_fault(pattern):
        raise Refusal("numbering.pattern", field="series", pattern=pattern, reason=reason)
    values = {"year": str(year), "body": body.strip(), "n": str(number)}
    if "{body}" in pattern and not values["body"]:
        raise Refusal("numbering.body_missing", field="body_short_name")
    return _FIELD.sub(lambda match: values[match.group(1)], pattern)


def case_number(year: int, number: int) -> str:
    """2026-218: the neutral number that a case keeps for life."""
    return f"{year}-{number}"


def evaluation_number(year: int, body: str, number: int) -> str:
    """（2026）临溪中评字第3号."""
    return docket(_EVALUATION, year, body, number)
