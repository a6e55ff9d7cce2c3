"""What the register says of a paper whose code stands on a printed page, and what a printed page cannot prove."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from .verdicts import SIGNS, Tone

NOT_PROVEN: Final = (
    "码只说明登记里有这份文书，不说明这张纸上的字就是登记的字：码可以抄，字可以另排。"
    "请逐页对照登记的文本；要紧的，请当事人出示签署后的电子文件再核验。"
)
_STATES: Final = {
    "issued": "已制作，还没有人签名",
    "signing": "正在签署",
    "complete": "已签齐",
    "void": "已作废或者撤回",
}
_METHODS: Final = {"screen": "屏上手写", "paper": "纸上亲笔"}


def coded_tone(one: Any) -> Tone:
    """Whether it is the text that counts."""
    return "mind" if one.superseded_by is not None or one.state == "void" else "good"


def coded_headline(one: Any) -> str:
    """Which paper it is and whether it counts, in one line."""
    if one.superseded_by is not None:
        return f"已被第{one.superseded_by}版取代"
    if one.state == "void":
        return f"已作废或者撤回（{one.void_reason or '没有写明原因'}）"
    return f"登记的现行文本，{_STATES.get(one.state, one.state)}"


def coded_lines(one: Any) -> Iterator[str]:
    """All that the register says."""
    number = f"　{one.number}" if one.number else ""
    yield f"《{one.title}》{number}　第{one.version}版　案件 {one.case_number}"
    yield f"{SIGNS[coded_tone(one)]} {coded_headline(one)}"
    page = "" if one.page is None else f"，这是第{one.page}页"
    yield f"共{one.pages}页{page}；{one.made_on.isoformat()}制作"
    yield f"校验码 {one.frozen_hash[:4].upper()} {one.frozen_hash[4:8].upper()}；定稿哈希 {one.frozen_hash}"
    signed = "；".join(
        f"{s.name}（{s.label}，{s.on.isoformat()}，{_METHODS.get(s.method, s.method)}）" for s in one.signed
    )
    yield f"已签：{signed or '无'}"
    if one.unsigned:
        yield f"未签：{'、'.join(one.unsigned)}"
