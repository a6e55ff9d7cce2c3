"""What should be looked at in a number that is right as far as it goes."""

from __future__ import annotations

from typing import Final

WARNINGS: Final = {
    "identity.old_number": "旧版15位号码没有校验码，请对照证件",
    "identity.area_unknown": "前六位不在已知的区划代码中，请对照证件",
    "region.unknown": "不在本县的区划代码表中",
    "region.not_valid_then": "这一代码当时不在使用",
    "region.kind_unknown": "乡级或村级三位不在通行的范围内",
}
"""Words of the warnings that a person may need; what only tells the kind of a document needs none."""


def warning_words(codes: tuple[str, ...]) -> tuple[str, ...]:
    """The warnings that have words."""
    return tuple(WARNINGS[code] for code in codes if code in WARNINGS)
