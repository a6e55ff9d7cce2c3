"""What states, roles and kinds are called on a case's page."""

from __future__ import annotations

from typing import Final

PAPER_STATES: Final[dict[str, str]] = {"issued": "已制作", "signing": "待签署", "complete": "已完成", "void": "已作废"}
ROUTES: Final[dict[str, str]] = {"paper": "纸质签署", "screen": "屏幕签署", "mixed": "屏幕与纸质并用"}
MEDIATOR_ROLES: Final[dict[str, str]] = {"presiding": "主持调解员", "mediator": "调解员", "recorder": "记录人"}
PERSON_KINDS: Final[dict[str, str]] = {
    "natural": "自然人",
    "company": "公司、企业",
    "self_employed": "个体工商户",
    "village": "村（居）集体",
    "group": "群体",
    "agency": "机关、事业单位",
}
DUTY_KINDS: Final[dict[str, str]] = {
    "pay": "付款",
    "do": "作为",
    "refrain": "不作为",
    "deliver": "交付",
    "cooperate": "配合",
    "apologise": "赔礼道歉",
    "bear": "自行承担",
}
DUTY_STATES: Final[dict[str, str]] = {"open": "未履行", "done": "已履行", "paid": "已付清", "overdue": "逾期"}
AGREEMENT_STATES: Final[dict[str, str]] = {
    "draft": "草稿",
    "finalised": "已定稿，待签署",
    "effective": "已生效",
    "proposed": "异议期内",
    "failed": "不成立",
    "withdrawn": "已撤回",
    "superseded": "已被替代",
}
CLOCK_STATES: Final[dict[str, str]] = {"running": "计算中", "answered": "已办结", "expired": "已届满", "paused": "中止"}
SEVERITIES: Final[dict[str, str]] = {"block": "必须处理", "warn": "提醒", "hint": "提示"}
READY_STATES: Final[dict[str, str]] = {"ready": "已备", "missing": "待补", "open": "另看", "closed": "不能"}
WAY_STANDINGS: Final[dict[str, str]] = {
    "open": "可走",
    "ask_court": "先询法院",
    "needs": "条件未具备",
    "closed": "不适用",
    "lost": "已过期",
    "taken": "已办",
}
"""How a way that may follow an agreement stands."""
TOUCHES: Final[dict[str, str]] = {
    "marriage": "婚姻",
    "adoption": "收养",
    "inheritance": "继承",
    "ownership": "权属",
    "status": "身份关系",
}
CONFIDENCE: Final[dict[str, str]] = {"high": "高", "medium": "中", "low": "低"}
ROUNDINGS: Final[dict[str, str]] = {"half_up": "四舍五入到分", "down": "舍去不足一分", "up": "不足一分按一分"}
DUE_KINDS: Final[dict[str, str]] = {
    "on": "某日前",
    "at_signing": "签订协议当日",
    "after_effect": "协议生效后若干日内",
    "after_condition": "条件成就后若干日内",
    "monthly": "每月某日前",
    "ongoing": "持续",
}


def clock_words(state: str, days_left: int) -> str:
    """How a clock stands: 还剩 2 天, 今天到期, 超期 3 天, 中止."""
    if state == "paused":
        return CLOCK_STATES["paused"]
    if state == "answered":
        return CLOCK_STATES["answered"]
    if days_left == 0:
        return "今天到期"
    return f"还剩 {days_left} 天" if days_left > 0 else f"超期 {-days_left} 天"


def clock_reason(reason: str, source: str, certain: bool) -> str:
    """Why the last day is that day, with the article, and whether the basis is still to be checked."""
    said = reason if source in reason else f"{reason} · {source}"
    return said if certain or "依据待核" in said else f"{said}（依据待核）"


def sourced(source: str, certainty: str) -> str:
    """A source, with 依据待核 where nobody could open the text."""
    return f"{source}{'（依据待核）' if certainty == 'memory' else ''}"
