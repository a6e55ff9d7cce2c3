"""Amounts in the formal characters of a bill (人民币大写). Always derived from the 分, never typed."""

from __future__ import annotations

from typing import Final

from mediation_desk.terms.money import Money

_DIGITS: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ((10**8, "亿"), (10**4, "万"), (1000, "仟"), (100, "佰"), (10, "拾"))


def in_words(money: Money) -> str:
    """人民币壹仟肆佰零玖元伍角. 整 stands after 元 only; a zero before 角 or 分 is written as 零."""
    yuan, fen = divmod(money.fen, 100)
    if not fen:
        return f"人民币{_whole(yuan) or _DIGITS[0]}元整"
    return f"人民币{_whole(yuan) + '元' if yuan else ''}{_fraction(yuan, fen)}"


def _whole(number: int) -> str:
    """The digits of a whole number; a gap of places between two digits becomes one 零."""
    for value, unit in _UNITS:
        if number >= value:
            high, low = divmod(number, value)
            gap = _DIGITS[0] if 0 < low < value // 10 else ""
            return _whole(high) + unit + gap + _whole(low)
    return _DIGITS[number] if number else ""


def _fraction(yuan: int, fen: int) -> str:
    """角 and 分. After a 元 that ends in zero a 零 shuts the gap, so that nothing can be written in."""
    tenths, hundredths = divmod(fen, 10)
    gap = _DIGITS[0] if yuan and (not tenths or yuan % 10 == 0) else ""
    return gap + (_DIGITS[tenths] + "角" if tenths else "") + (_DIGITS[hundredths] + "分" if hundredths else "")
