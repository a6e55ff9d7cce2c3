"""Subjects of the lesser papers of a mediation and of its volume, as the desk hands them over."""

from __future__ import annotations

from typing import Any

Facts = dict[str, Any]


def subjects(amount: Facts, materials: list[Facts]) -> dict[str, Facts]:
    meeting = {
        "at": "2026-09-22T09:00:00",
        "place": "枫塘镇矛盾纠纷调解中心第一调解室",
        "subject": "劳务报酬纠纷",
        "mediators": ["陈和平"],
        "contact": "周记录",
    }
    volume = {"filer": "陈和平", "filed_on": "2026-12-10"}
    return {
        "RM-ID": {
            "party": "临溪县鸿达建筑劳务有限公司",
            "purpose": "仅供（2026）枫塘人调字第7号调解使用",
            "sheets": [
                {"name": "王法务", "capacity": "委托代理人", "document": "居民身份证", "number": "330699196803121518"}
            ],
            "unit": {
                "name": "临溪县鸿达建筑劳务有限公司",
                "credit_code": "91330699MA9XTE018E",
                "representative": "胡建平",
                "post": "执行董事",
                "capacity": "法定代表人（负责人）",
            },
            "provider": "胡建平",
            "checker": "周记录",
        },
        "RM-EVID": {
            "provider": "刘大勇",
            "receiver": "周记录",
            "received_on": "2026-09-10",
            "items": [
                {"name": "工资结算单", "form": "复印件", "pages": 1, "proves": "拖欠劳务报酬8,000.00元"},
                {"name": "考勤表"},
            ],
        },
        "RM-CONSENT": {
            "addressee": "临溪县鸿达建筑劳务有限公司",
            "applicant": "刘大勇",
            "requests": ["请求支付劳务报酬8,000.00元"],
            "basis": "人民调解法 17",
            "reply_by": "2026-09-13",
            "mediators": ["陈和平"],
            "contact": "周记录",
        },
        "RM-WITHDRAW": {"applicant": "刘大勇", "applied_on": "2026-09-10", "reason": "双方已自行和解"},
        "RM-INVITE": {
            "invited": ["石桥村网格员李春燕", "临溪县劳动保障监察大队"],
            "wish": "说明农民工工资支付的有关规定",
            "consented": True,
            **meeting,
        },
        "RM-NOTICE": {"addressee": "刘大勇", "bring": ["考勤表", "工资结算单原件"], **meeting},
        "RM-RECUSE": {
            "asker": "临溪县鸿达建筑劳务有限公司",
            "mediator": "陈和平",
            "office_words": "人民调解员",
            "grounds": "是当事人的近亲属，或者与纠纷有利害关系",
            "decided_by": "人民调解委员会",
            "reason": "陈和平是申请人刘大勇的表兄。",
        },
        "RM-RECUSED": {
            "asker": "临溪县鸿达建筑劳务有限公司",
            "mediator": "陈和平",
            "office_words": "人民调解员",
            "granted": True,
            "reason": "经查，陈和平与刘大勇系表兄弟，对方当事人不同意其继续调解。",
            "decided_by": "枫塘镇人民调解委员会",
            "decided_on": "2026-09-12",
        },
        "RM-CLOSE": {
            "filed_on": "2026-12-10",
            "handler": "陈和平",
            "accepted_on": "2026-09-10",
            "concluded_on": "2026-11-30",
            "outcome": "达成调解协议",
            "terms": ["鸿达公司向刘大勇支付劳务报酬人民币捌仟元整（¥8,000.00），分两期付清"],
            "performance": "已全部履行",
            "visits": ["2026-12-02 电话：两期均已收到。"],
            "opinion": "已履行完毕，建议结案归档。",
        },
        "RM-CARD": {
            "contact": "陈和平",
            "cards": [
                {
                    "name": "临溪县鸿达建筑劳务有限公司",
                    "lines": [
                        {
                            "what": "第1项第1期，您应付",
                            "amount": amount,
                            "due": "2026年10月15日前",
                            "whom": "付给刘大勇，账号6222021001116245702",
                        },
                        {"what": "第2项：鸿达公司于本协议生效后三日内，将考勤表复印件交付刘大勇。"},
                    ],
                },
                {
                    "name": "刘大勇",
                    "lines": [
                        {
                            "what": "第1项第1期，您应收",
                            "amount": amount,
                            "due": "2026年10月15日前",
                            "whom": "由临溪县鸿达建筑劳务有限公司付",
                        }
                    ],
                },
            ],
        },
        "RM-ALOUD": {
            "read_paper": "《人民调解协议书》（2026）枫塘人调字第7号",
            "check_code": "7F3A 91C2",
            "listener": "刘大勇",
            "why": "不识字",
            "reader": "陈和平",
            "at": "2026-09-22T10:30:00",
            "witness": "李春燕",
            "relation": "村网格员",
        },
        "RM-LOG": {
            "village": "石桥村",
            "adviser": "沈律师",
            "firm": "浙江临溪律师事务所，13306201010000000",
            "on": "2026-09-15",
            "period": "9:00—11:30",
            "hours": 2,
            "way": "驻点",
            "served": "村民1人（男），进城务工人员",
            "work": ["咨询", "参与调解"],
            "field": "劳务报酬",
            "case_number": "临溪纠〔2026〕0007号",
            "content": "解答拖欠劳务报酬的证据和时效问题，参与调解。",
            "result": "已引导申请人民调解。",
            "made": "起草调解申请书1份",
            "satisfaction": 5,
            "conflict": "无",
        },
        "RM-ENTRUST": {
            "receiver": "枫塘镇人民调解委员会",
            "manner_words": "委托（移交）",
            "task": "调解",
            "tell_parties": True,
            "matters": ["劳务报酬"],
            "reason": "纠纷发生在贵单位辖区，双方同意由贵单位调解。",
            "contact": "周记录",
            "reply_by": "2026-10-15",
            "materials": materials,
        },
        "RM-COVER": {
            "name": "刘大勇与鸿达公司劳务报酬纠纷",
            "year": "2026",
            "category": "拖欠农民工工资",
            "started_on": "2026-09-10",
            "ended_on": "2026-09-22",
            "retention": "10年",
            "pages": 46,
            "note": "本案协议已履行完毕。",
            **volume,
        },
        "RM-INDEX": {
            "entries": [
                {"name": "人民调解申请书", "page": "1"},
                {"name": "人民调解受理登记表", "page": "3"},
                {"name": "人民调解协议书", "page": "12", "note": "副本附后"},
            ]
        },
        "RM-NOTE": {
            "pages": 46,
            "papers": 12,
            "missing": [{"code": "RM-ID", "reason": "当事人证件遗失，正在补办"}, {"code": "", "reason": "补交收条"}],
            "changes": ["第20页左下角破损，已修裱"],
            **volume,
        },
        "RM-SIGNED": signing_receipt(),
        "RM-BACK": {"pages": 46, "bound_on": "2026-12-10"},
        "RM-SPINE": {
            "name": "刘大勇与鸿达公司劳务报酬纠纷",
            "year": "2026",
            "retention": "10年",
        },
    }


def signing_receipt() -> dict[str, Any]:
    """One hand on the desk's screen, one on a phone for somebody else, one on paper, and the seal."""
    shown = {"on": "2026-09-22", "method": "屏上手写（手写签名图像）", "place": "枫塘镇调解室", "digest": "3f" * 32}
    return {
        "title": "人民调解协议书",
        "number": "（2026）枫塘人调字第7号",
        "paper_id": "0198c3d2-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
        "version": 2,
        "made_on": "2026-09-22",
        "pages": 4,
        "standing": "已签齐",
        "signed": [
            {"name": "刘大勇", "capacity": "申请人", "device": "办公室电脑（手写板）", "shown": "看过4页", **shown},
            {"name": "王法务", "capacity": "委托代理人", "for_whom": "鸿达公司", "device": "本人手机", **shown},
            {"name": "陈和平", "capacity": "调解员", "on": "2026-09-22", "method": "纸上亲笔"},
            {"name": "枫塘镇人民调解委员会", "capacity": "调解组织", "on": "2026-09-23", "method": "电子签章"},
        ],
        "waiting": [],
        "frozen_hash": "a1" * 32,
        "current_hash": "b2" * 32,
        "template": "c3" * 32,
        "fonts": "d4" * 32,
        "renderer": "mediation-desk 1.0 reportlab 5.1",
        "rules": "e5" * 32,
        "audit_head": "f6" * 32,
    }


PRINTED: dict[str, list[str]] = {
    "RM-SIGNED": ["办公室电脑（手写板）", "看过4页", "枫塘镇调解室"],
    "RM-ID": ["王法务", "执行董事", "仅供（2026）枫塘人调字第7号调解使用"],
    "RM-EVID": ["工资结算单", "拖欠劳务报酬8,000.00元", "考勤表"],
    "RM-CONSENT": ["临溪县鸿达建筑劳务有限公司", "请求支付劳务报酬8,000.00元"],
    "RM-INVITE": ["临溪县劳动保障监察大队", "说明农民工工资支付的有关规定"],
    "RM-NOTICE": ["工资结算单原件", "枫塘镇矛盾纠纷调解中心第一调解室"],
    "RM-RECUSE": ["陈和平是申请人刘大勇的表兄。"],
    "RM-RECUSED": ["经查，陈和平与刘大勇系表兄弟，对方当事人不同意其继续调解。"],
    "RM-CARD": ["由临溪县鸿达建筑劳务有限公司付", "第1项第1期，您应收"],
    "RM-ALOUD": ["校验码 7F3A 91C2", "不识字", "村网格员"],
    "RM-LOG": ["石桥村", "起草调解申请书1份"],
    "RM-INDEX": ["人民调解协议书", "副本附后"],
    "RM-NOTE": ["第20页左下角破损，已修裱", "补交收条"],
}
"""Texts that a paper prints as they are."""

NAMES_NOT_ALL = (
    "RM-SIGNED",
    "RM-ID",
    "RM-EVID",
    "RM-CONSENT",
    "RM-CARD",
    "RM-ALOUD",
    "RM-LOG",
    "RM-COVER",
    "RM-INDEX",
    "RM-NOTE",
    "RM-BACK",
    "RM-SPINE",
)
"""Papers that do not name every party."""
