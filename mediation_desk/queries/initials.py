"""First letters of Chinese words, so that zgy finds 周桂英.

The 3755 common characters of GB 2312 stand in the order of their sounds; the table says with which character each
letter begins. Rarer characters and second readings of surnames are not known here and are found by typing them.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import Final

_FIRST: Final = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS: Final = "abcdefghjklmnopqrstwxyz"
_STARTS: Final = tuple(int.from_bytes(sign.encode("gb2312"), "big") for sign in _FIRST)
_END: Final = int.from_bytes("座".encode("gb2312"), "big")


def initials(text: str) -> str:
    """周桂英 与 钱志远 is "zgy y qzy"; what is no common character stays out."""
    return " ".join("".join(_letter(sign) for sign in word) for word in text.split())


def _letter(sign: str) -> str:
    if sign.isascii():
        return sign.lower()
    try:
        code = int.from_bytes(sign.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return ""
    return _LETTERS[bisect_right(_STARTS, code) - 1] if _STARTS[0] <= code <= _END else ""
