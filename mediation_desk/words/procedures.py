"""The short names of the kinds of mediation, as chips show them."""

from __future__ import annotations

from typing import Final

SHORT: Final[dict[str, str]] = {
    "people.general": "人民",
    "administrative.general": "行政",
    "judicial.before_filing": "司法・委派",
    "judicial.after_filing": "司法・委托",
    "professional.medical": "专业・医疗",
    "professional.labour": "专业・劳动",
}
KINDS: Final[dict[str, str]] = {
    "people": "人民",
    "administrative": "行政",
    "judicial": "司法",
    "professional": "专业",
}
VARIANTS: Final[dict[str, str]] = {"ordinary": "普通程序", "simplified": "简易程序"}


def procedure_short(procedure: str, kind: str) -> str:
    """人民, 司法・委派, …; a procedure of the county's own goes by its kind."""
    return SHORT.get(procedure) or KINDS.get(kind, "")
