"""Subjects of the forms of an authority."""

from __future__ import annotations

from typing import Any

Facts = dict[str, Any]


def _money(fen: int, words: str) -> Facts:
    return {"fen": fen, "figures": f"{fen // 100:,}.{fen % 100:02d}", "words": words}


def subjects() -> dict[str, Facts]:
    """One plain subject for each paper of the family."""
    approved = {"officer": "赵立", "opinion": "符合受理条件，建议受理。", "unit_head": "钱宁", "note": "无。"}
    asked = {"party": "临溪县鸿达建筑劳务有限公司", "basis": "《中华人民共和国噪声污染防治法》第86条"}
    ending = {
        "reason": "各方对误工费的数额不能达成一致。",
        "started_on": "2026-07-06",
        "ended_on": "2026-07-16",
        "sessions": 2,
        "routes": ["向人民法院起诉", "申请人民调解"],
    }
    return {
        "AD-FILE": {"initiative": "application", "applied_on": "2026-07-06", **approved},
        "AD-APP": {"requests": ["请求赔偿鱼塘损失98,000.00元", "请求整改沉淀池"], "applied_on": "2026-07-06"},
        "AD-ASK1": {**asked, "party": "刘大勇", "initiative": "own_motion"},
        "AD-ASK2": {**asked, "initiative": "application", "reply_by": "2026-07-10"},
        "AD-ACC": {
            "initiative": "application",
            "applied_on": "2026-07-06",
            "accepted_on": "2026-07-06",
            "limits": [{"name": "调解期限", "due_on": "2026-08-05"}],
        },
        "AD-REFUSE": {
            "applicant": "许大庆",
            "applied_on": "2026-05-06",
            "reason": "不属于本机关职责范围。",
            "source": "深圳经济特区矛盾纠纷多元化解条例 45、46",
            "routes": ["向有职责的机关申请", "向人民法院起诉"],
        },
        "AD-MEET": {
            "meeting": {"held_at": "2026-07-22T14:00:00", "place": "临溪分局调解室", "subject": "鱼塘损失赔偿"},
            "attending": ["刘大勇", "临溪县鸿达建筑劳务有限公司"],
            "notices": ["每方参加的不超过三人"],
        },
        "AD-RIGHTS": {"told_on": "2026-07-06"},
        "AD-AGR": {},
        "AD-TERM": {**ending, "reason": "一方当事人明确表示不再接受调解。"},
        "AD-CLOSE": {
            **approved,
            "opinion": "已达成协议并生效，建议结案。",
            "outcome": "达成调解协议",
            "concluded_on": "2026-08-18",
            "course": "2026年7月22日、8月18日共调解二次。",
            "results": ["赔偿鱼塘损失78,000.00元，分两次付清", "2026年10月31日前整改沉淀池"],
            "performance": "第一期40,000.00元已付。",
        },
        "AD-REG": {
            "initiative": "application",
            "registered_on": "2026-07-06",
            "outcome": "达成调解协议",
            "concluded_on": "2026-08-18",
        },
        "PS-AGR": {"present": ["清河社区主任胡建平"]},
        "PS-SITE": {"present": ["清河社区主任胡建平"]},
        "TR-APP": {
            "requests": ["请求调解医疗费、误工费的赔偿"],
            "applied_on": "2026-07-03",
            "accident_time": "2026年6月20日8时10分",
            "accident_place": "枫塘镇建设路与环城路交叉口",
            "finding": "临公交认字〔2026〕第0118号",
            "finding_on": "2026-07-01",
            "apply_by": "2026-07-13",
        },
        "TR-AGR": {
            "items": [
                {
                    "name": "医疗费",
                    "amount": _money(800000, "人民币捌仟元整"),
                    "payer": "鸿达公司",
                    "payee": "刘大勇",
                }
            ],
            "concluded_on": "2026-07-16",
        },
        "TR-END": ending,
    }


PRINTED: dict[str, list[str]] = {
    "AD-FILE": ["符合受理条件，建议受理。"],
    "AD-APP": ["请求整改沉淀池"],
    "AD-ASK1": ["《中华人民共和国噪声污染防治法》第86条"],
    "AD-MEET": ["临溪分局调解室", "鱼塘损失赔偿", "每方参加的不超过三人"],
    "AD-REFUSE": ["许大庆", "向有职责的机关申请"],
    "AD-CLOSE": ["已达成协议并生效，建议结案。", "达成调解协议", "2026年10月31日前整改沉淀池"],
    "AD-REG": ["达成调解协议"],
    "PS-AGR": ["清河社区主任胡建平"],
    "PS-SITE": ["清河社区主任胡建平"],
    "TR-APP": ["临公交认字〔2026〕第0118号", "枫塘镇建设路与环城路交叉口"],
    "TR-AGR": ["医疗费"],
    "TR-END": ["各方对误工费的数额不能达成一致。", "申请人民调解"],
}
"""Texts of the nasty sample's subject that each paper prints."""
NAMES_ONE: tuple[str, ...] = ("AD-REFUSE",)
"""Papers that name one party only."""
