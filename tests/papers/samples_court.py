"""Sample subjects of the papers of a court's referral and of the smaller papers of an evaluation."""

from __future__ import annotations

from typing import Any, Final

Facts = dict[str, Any]
_COURT: Final = {"court": "临溪县人民法院", "court_number": "（2026）浙3699诉前调731号"}
_PARTY: Final = {
    "party": {
        "name": "刘大勇",
        "side_words": "申请人",
        "phone": "13800000000",
        "address": "临溪县枫塘镇石桥村12号",
    },
    "opposite": "临溪县鸿达建筑劳务有限公司",
}
_EVALUATION: Final = {"number": "（2026）临中评字第1号", "evaluators": ["顾明远", "石琳"]}
_MISSING: Final = [{"name": "混凝土送货单", "provider": "丁福来"}]
NAMES_NOT_ALL: Final = ("SF-CONSENT", "SF-ADDR", "SF-WD", "SF-WDSUIT", "NE-MEET", "NE-VIEW")
"""Papers of one party, and those that name only who was there."""
PRINTED: Final = {
    "SF-WP": ["起诉状副本", "法官助理吴敏"],
    "SF-WT": ["起诉状副本", "法官助理吴敏"],
    "SF-CONSENT": ["刘大勇", "林远"],
    "SF-SEL": ["林远", "双方分歧较大，协商不成。"],
    "SF-ADDR": ["临溪县枫塘镇石桥村12号", "liudayong@example.cn", "微信号dayong"],
    "SF-WD": ["协议需要修改"],
    "SF-WDSUIT": ["已经履行完毕"],
    "SF-FILE": ["特邀调解协议书", "保全裁定"],
    "NE-SEL": ["顾明远", "建筑结构"],
    "NE-DISC": ["石琳", "2024年曾为下湾村作讲座"],
    "NE-MAT": ["施工合同", "混凝土送货单"],
    "NE-MORE": ["混凝土送货单"],
    "NE-MEET": ["裂缝是去年冬天出现的", "各方同意现场钻芯"],
    "NE-VIEW": ["刘大勇", "同意原因判断，不同意比例"],
    "NE-END": ["被申请人不同意评估"],
}
"""What the nastiest sample of each prints in full."""


def subjects() -> dict[str, Facts]:
    """By code."""
    return {**_of_the_court(), **_of_the_parties(), **_back_to_the_court(), **_of_evaluations()}


def _of_the_court() -> dict[str, Facts]:
    letter = _COURT | {
        "limit_words": "30日，自签收材料之日起算",
        "judge": "法官助理吴敏",
        "judge_phone": "0579-80001234",
        "sealed_by": "临溪县人民法院",
        "materials": [{"name": "起诉状副本", "copies": 2}, {"name": "物业服务合同", "copies": 1}],
    }
    filed = {"after_filing": True, "procedure_words": "简易程序", "limit_words": "7日，自签收材料之日起算"}
    return {"SF-WP": letter | {"after_filing": False}, "SF-WT": letter | filed}


def _of_the_parties() -> dict[str, Facts]:
    return {
        "SF-CONSENT": {
            **_COURT,
            **_PARTY,
            "agreed": True,
            "agreed_on": "2026-09-03",
            "agreed_how": "书面",
            "online": False,
            "chosen": ["林远"],
            "electronic_service": True,
        },
        "SF-SEL": {
            **_COURT,
            "basis_words": "由人民法院或者特邀调解组织指定",
            "people": [
                {
                    "name": "林远",
                    "qualification": "律师；临溪县特邀调解中心",
                    "role_words": "主持人",
                    "how_words": "指定",
                    "on": "2026-09-03",
                }
            ],
            "reason": "双方分歧较大，协商不成。",
            "sealed_by": "临溪县人民法院",
        },
        "SF-ADDR": {
            **_COURT,
            **_PARTY,
            "postcode": "369900",
            "mailbox": "liudayong@example.cn",
            "wechat": "微信号dayong",
            "proxy": "周桂兰，配偶，13900000000，临溪县枫塘镇石桥村12号",
            "electronic_service": True,
        },
        "SF-NOTE": {"told_on": "2026-09-03", "extra": ["调解中可以申请保全"]},
    }


def _back_to_the_court() -> dict[str, Facts]:
    return {
        "SF-WD": {
            **_COURT,
            "by": [],
            "asked_on": "2026-09-29",
            "agreement_number": "（2026）临特调字第7号",
            "what": "司法确认申请",
            "reason": "协议需要修改",
        },
        "SF-WDSUIT": {**_COURT, "by": [], "what": "起诉", "reason": "已经履行完毕"},
        "SF-FILE": {
            **_COURT,
            "purpose": "协议备案",
            "agreement_number": "（2026）临特调字第7号",
            "giver": "林远",
            "receiver": "何书记员",
            "items": [
                {"name": "材料移交签收单", "copies": 1, "pages": 1, "on": "2026-09-03"},
                {"name": "特邀调解协议书", "copies": 1, "pages": 3, "on": "2026-09-10"},
            ],
            "attachments": ["保全裁定"],
        },
    }


def _of_evaluations() -> dict[str, Facts]:
    return {
        "NE-NOTE": {
            "number": _EVALUATION["number"],
            "kind_words": "专业技术",
            "fee_words": "6,000.00元，由林国平、丁福来各半负担",
            "limit_words": "自评估员接受选定之日起15个工作日内",
            "told_on": "2026-05-08",
        },
        "NE-SEL": {
            "number": _EVALUATION["number"],
            "basis_words": "从名册中提名，由全体当事人共同选定",
            "people": [
                {
                    "name": "顾明远",
                    "qualification": "建筑结构",
                    "role_words": "评估员",
                    "how_words": "共同选定",
                    "on": "2026-05-11",
                    "chosen_by": "林国平、丁福来",
                }
            ],
        },
        "NE-DISC": {
            "discloser": "石琳",
            "office_words": "中立评估员",
            "items": [
                {"question": "与当事人或者其代理人有近亲属关系", "answer": False},
                {"question": "担任一方所在村的法律顾问", "answer": True, "note": "2024年曾为下湾村作讲座"},
            ],
            "attitudes": [{"party": "林国平", "opinion": "没有异议", "on": "2026-05-13"}],
        },
        "NE-MAT": {
            **_EVALUATION,
            "items": [
                {"name": "施工合同", "provider": "林国平", "pages": 6, "hash": "9f86d081" * 8, "on": "2026-05-14"},
                {"name": "裂缝照片", "provider": "林国平", "pages": 12, "on": "2026-05-14"},
            ],
            "missing": _MISSING,
        },
        "NE-MORE": {**_EVALUATION, "missing": _MISSING, "until": "2026-05-18"},
        "NE-MEET": {
            "evaluation_number": _EVALUATION["number"],
            "evaluators": _EVALUATION["evaluators"],
            "questions": ["楼板开裂的原因及各方责任比例", "合理的修复费用"],
            "number": 1,
            "started": "2026-05-18T09:00:00",
            "ended": "2026-05-18T11:00:00",
            "place": "林国平住房现场",
            "attending": ["林国平", "丁福来"],
            "one_sided": False,
            "statements": [["林国平", "裂缝是去年冬天出现的"], ["丁福来", "水箱加上去以后才裂。"]],
            "agreed_facts": ["二层楼板有三条贯通裂缝"],
            "course": "评估员询问了拆模的时间。",
            "follow_up": "各方同意现场钻芯",
        },
        "NE-VIEW": {
            **_EVALUATION,
            "party": _PARTY["party"],
            "released_on": "2026-05-27",
            "attitude": "部分接受",
            "opinion": "同意原因判断，不同意比例",
            "wish": "以报告为参考继续调解",
            "later_use": False,
        },
        "NE-END": {
            **_EVALUATION,
            "asked_on": "2026-05-08",
            "asked_by": "林国平",
            "begun": False,
            "closed_on": "2026-05-12",
            "reason": "被申请人不同意评估",
        },
    }
