"""What the desk says while a phone is signing. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

WAITING, READING, SENT, DONE, OVER = "waiting", "reading", "sent", "done", "over"
_ENDINGS: Final = {
    "expired": "已超时，签名页已经关闭。需要时请重新出示二维码。",
    "guessed": "有设备多次用错误的口令访问，签名页已经关闭。请换一个网络，或在本机屏幕上签。",
    "cancelled": "已取消，签名页已经关闭。",
    "unanswered": "签名没有保存，签名页已经关闭。请在本机屏幕上签。",
}
_BROKEN: Final = "签名页意外关闭，没有收到签名。请重新出示二维码，或在本机屏幕上签。"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneState:
    """How far one signing by phone is."""

    step: str = WAITING
    number: str = ""
    confirmed: bool = False
    page: int = 0
    seen: int = 0
    pages: int = 0
    browser: str = ""
    others: int = 0
    bad: int = 0
    ending: str = ""
    kept: bool = False

    def after(self, news: Mapping[str, Any]) -> PhoneState:
        """The state after something that the serving process told; what it may not tell changes nothing."""
        event = news.get("event")
        if self.step in (DONE, OVER):
            return self
        if event == "opened":
            return replace(self, step=READING, number=_text(news, "number"), browser=_text(news, "browser"))
        if event == "reading":
            return replace(self, page=_count(news, "page"), seen=_count(news, "seen"), pages=_count(news, "pages"))
        if event == "second_device":
            return replace(self, others=self.others + 1)
        if event == "bad_token":
            return replace(self, bad=_count(news, "count"))
        if event in ("signed", "disagreed"):
            return replace(self, step=SENT)
        if event in ("ended", "gone"):
            return replace(self, step=OVER, ending=_ENDINGS.get(_text(news, "why"), _BROKEN))
        return self

    def matched(self) -> PhoneState:
        """The mediator has compared the numbers."""
        return replace(self, confirmed=True)

    def done(self, words: str, *, kept: bool = False) -> PhoneState:
        """It is kept, or was refused: nothing that comes later changes that."""
        return replace(self, step=DONE, ending=words, kept=kept)

    @property
    def headline(self) -> str:
        """等待扫码, 已打开，正在阅读 第2页，共4页, 请核对号码, ……"""
        if self.step == WAITING:
            return "等待扫码"
        if self.step == READING:
            place = f"第 {self.page} 页，共 {self.pages} 页" if self.pages else "第 1 页"
            reading = f"已打开，正在阅读（{place}）"
            if not self.confirmed:
                return f"请核对号码。{reading}"
            return "全文已看完，等待签名" if self.pages and self.seen >= self.pages else reading
        return "正在保存签名……" if self.step == SENT else self.ending

    @property
    def warning(self) -> str:
        """What the mediator should know of others on the network."""
        if self.step not in (WAITING, READING):
            return ""
        parts = []
        if self.others:
            parts.append("另有一部手机想打开这份文书，已经拒绝。请确认打开的是当事人自己的手机。")
        if self.bad:
            parts.append(f"有设备用错误的口令访问了 {self.bad} 次，满 20 次签名页自动关闭。")
        return "".join(parts)


def left_words(seconds: float) -> str:
    """还剩 4 分 05 秒."""
    whole = max(int(seconds), 0)
    return f"还剩 {whole // 60} 分 {whole % 60:02d} 秒"


def fingerprint_words(fingerprint: str) -> str:
    """Four figures a group, four groups a line."""
    groups = [fingerprint[place : place + 4].upper() for place in range(0, len(fingerprint), 4)]
    return "\n".join("  ".join(groups[place : place + 4]) for place in range(0, len(groups), 4))


def _text(news: Mapping[str, Any], name: str) -> str:
    value = news.get(name)
    return value if isinstance(value, str) else ""


def _count(news: Mapping[str, Any], name: str) -> int:
    value = news.get(name)
    return value if type(value) is int else 0
