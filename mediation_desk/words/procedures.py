"""The short names of the kinds of mediation, as chips show them."""

from __future__ import annotations

from typing import Final

SHORT: Final[dict[str, str]] = {
    "people.general": "人民",
    "administrative.general": "行政",
    "judicial.before_filing": "司法・委派",
    "judicial.after_filing": "司法・委托",
    "judicial.online": "司法・在线",
    "administrative.health": "行政・卫健",
    "administrative.traffic": "行政・交管",
    "administrative.public_security": "行政・治安",
    "administrative.consumer": "行政・消费",
    "administrative.noise": "行政・噪声",
    "administrative.land_contract": "行政・农地",
    "administrative.school": "行政・学校",
    "professional.medical": "专业・医疗",
    "professional.labour": "专业・劳动",
    "professional.traffic": "专业・道交",
    "professional.property": "专业・物业",
    "professional.commercial": "专业・商事",
    "professional.trade": "专业・行业",
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
