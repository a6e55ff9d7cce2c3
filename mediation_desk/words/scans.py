"""Chinese for what a scanned page is and for what stands in a place for a signature."""

from __future__ import annotations

from typing import Final

PAGE_STANDINGS: Final = {
    "found": "✓ 本文书的页",
    "twice": "重复的页",
    "other_version": "✗ 另一版本的页",
    "unknown": "✗ 不是可查看的文书的页",
    "uncoded": "✗ 没有读到页码",
}
INK_WORDS: Final = {
    "none": "空白",
    "written": "有签名笔迹",
    "red": "只有红色印迹，请看原件",
    "unclear": "无法判断，请看原件",
    None: "所在页未找到",
}


def numbers(pages: tuple[int, ...]) -> str:
    """Page numbers one after the other."""
    return "、".join(map(str, pages))


def pile_words(of: int, missing: tuple[int, ...], others: int, dead: bool) -> str:
    """How the pages of one paper stand, in one sentence."""
    if dead:
        return "✗ 这一版本已作废或被取代"
    swapped = f"，混入另一版本{others}页" if others else ""
    return f"✗ 缺第{numbers(missing)}页（共{of}页）{swapped}" if missing else f"✓ {of}页齐全"
