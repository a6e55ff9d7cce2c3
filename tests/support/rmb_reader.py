"""Reads 人民币大写 back into 分 by the grammar of the bill rules, and refuses what the rules do not allow.

Written from the rules alone (零壹贰叁肆伍陆柒捌玖, 拾佰仟万亿, 元角分整): it walks over the words from left to right,
where the program divides the number. A form that the rules allow beside the program's own is read too.
"""

from __future__ import annotations

import re
from itertools import pairwise

DIGITS = "零壹贰叁肆伍陆柒捌玖"
SMALL = {"仟": 1000, "佰": 100, "拾": 10}
_AMOUNT = re.compile(
    r"人民币(?:(?P<yuan>[^元角分整]+)元)?(?P<gap>零)?(?:(?P<jiao>[壹贰叁肆伍陆柒捌玖])角)?(?:(?P<fen>[壹贰叁肆伍陆柒捌玖])分)?(?P<whole>整)?"
)


class NotAnAmount(ValueError):
    """Words that the rules do not allow."""


def read_amount(words: str) -> int:
    """The 分 that the words say."""
    found = _AMOUNT.fullmatch(words)
    if found is None:
        raise NotAnAmount(words)
    yuan, jiao, fen, gap = found["yuan"], found["jiao"], found["fen"], found["gap"]
    _require(bool(yuan or jiao or fen), words)
    _require(bool(found["whole"]) == (not jiao and not fen), words)  # 元 end: 整; 角 or 分 end: none here
    _require(not gap or bool(yuan and (jiao or fen)), words)  # nothing stands before the gap, or after it
    _require(not (yuan and fen and not jiao) or bool(gap), words)  # 元零X分
    value = _whole(yuan, words) if yuan else 0
    _require(not (gap and jiao) or value % 10 == 0, words)  # 零 before 角 only after a yuan that ends in zero
    return value * 100 + 10 * DIGITS.index(jiao or "零") + DIGITS.index(fen or "零")


def _whole(text: str, words: str) -> int:
    """The yuan: groups of four places, parted by 亿 and 万, from left to right."""
    if text == "零":
        return 0
    _require(not text.startswith("零") and "零零" not in text and not text.endswith("零"), words)
    upper, yi, lower = text.rpartition("亿")
    if yi:
        return _joined(_whole(upper, words), lower, 10**8, words)
    upper, wan, lower = text.rpartition("万")
    if wan:
        _require("万" not in upper, words)
        return _joined(_group(upper, words), lower, 10**4, words)
    return _group(text, words)


def _joined(high: int, lower: str, worth: int, words: str) -> int:
    """A group and what follows it: 零 where a place is empty; it may also stand for the last 0 of the group."""
    if not lower:
        return high * worth
    low = _whole(lower.removeprefix("零"), words)
    empty, zero = low < worth // 10, lower.startswith("零")
    _require(0 < low < worth and (zero == empty or (zero and high % 10 == 0)), words)
    return high * worth + low


def _group(text: str, words: str) -> int:
    """Up to four places: digit and unit, units falling, one 零 for a gap and none without."""
    tokens = re.findall(r"(零?)([壹贰叁肆伍陆柒捌玖])([仟佰拾]?)", text)
    _require("".join("".join(token) for token in tokens) == text and bool(tokens), words)
    places = [(zero, DIGITS.index(digit), SMALL.get(unit, 1)) for zero, digit, unit in tokens]
    _require(not places[0][0], words)
    for (_, _, before), (zero, _, worth) in pairwise(places):
        _require(worth < before and bool(zero) == (before != worth * 10), words)
    return sum(digit * worth for _, digit, worth in places)


def _require(holds: bool, words: str) -> None:
    if not holds:
        raise NotAnAmount(words)
