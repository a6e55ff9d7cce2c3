"""What the file on certificates may say, and when an end is near."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mediation_desk.law.certificates import CertificateRules

from .conftest import document
from .refusals import faults
from .spoiling import GONE, Place, spoiled

RULES: dict[str, Any] = {
    "certificates": {"warn_days": 60, "wrong_pins": 3, "source": "本中心做法", "certainty": "memory"}
}


def test_that_the_file_is_read_word_for_word() -> None:
    rules = CertificateRules.of(document("rules", "certificates"))
    assert rules == CertificateRules(warn_days=60, wrong_pins=3, source="本中心做法", certainty="memory")


@pytest.mark.parametrize(
    ("last", "soon"),
    [("2026-01-30", True), ("2026-03-01", True), ("2026-04-30", True), ("2026-05-01", False)],
)
def test_that_an_end_is_near_from_the_first_day_on_to_long_after_it(last: str, soon: bool) -> None:
    rules = CertificateRules.of(RULES)
    assert rules.ends_soon(date.fromisoformat(last), date(2026, 3, 1)) is soon


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "certificates", GONE, [("certificates", "缺少内容")]),
        ((), "hue", "red", [("hue", "未知的键")]),
        (("certificates",), "hue", "red", [("certificates.hue", "未知的键")]),
        (("certificates",), "warn_days", "soon", [("certificates.warn_days", "应为不小于零的整数")]),
        (("certificates",), "wrong_pins", GONE, [("certificates.wrong_pins", "应为不小于零的整数")]),
        (("certificates",), "source", GONE, [("certificates.source", "缺少内容")]),
        (
            ("certificates",),
            "certainty",
            "sure",
            [("certificates.certainty", "应为read、page、memory之一，现为sure")],
        ),
    ],
)
def test_that_each_mistake_is_told_at_its_key(
    place: Place, key: str, value: object, told: list[tuple[str, str]]
) -> None:
    assert faults(lambda: CertificateRules.of(spoiled(RULES, place, key, value)), "rules/certificates.toml") == told
