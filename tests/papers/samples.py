"""Contexts as the desk hands them to papers: one plain case, one with the nastiest values."""

from __future__ import annotations

from typing import Any

from mediation_desk.papers.paper import ADMINISTRATIVE, JUDICIAL, PEOPLE, SIGNER_LABELS, Paper

from . import samples_administrative, samples_court, samples_proceedings

Facts = dict[str, Any]
NASTY = (
    "阿依古丽·买买提",
    "王<b>小明&amp;</b>",
    '<img src="/etc/passwd"/>',
    "张䶮㛃𬱖𡋾〇",
    "{{ 7 * 7 }}{% raw %}",
    "]]>&#60;李\"四'",
)


def money(fen: int, words: str) -> Facts:
    return {"fen": fen, "figures": f"{fen // 100:,}.{fen % 100:02d}", "words": words}


EIGHT = money(800000, "人民币捌仟元整")


def person(name: str, **more: Any) -> Facts:
    base: Facts = {
        "id": f"person-{name}",
        "kind": "natural",
        "name": name,
        "id_number": "330699196803121518",
        "sex": "男",
        "birth": "1968-03-12",
        "age": 58,
        "minor": False,
        "ethnicity": "汉族",
        "occupation": "务农",
        "phone": "13800000000",
        "address": "临溪县枫塘镇石桥村12号",
        "credit_code": None,
        "legal_representative": None,
        "representative_post": None,
        "account": None,
    }
    return base | more


def company(name: str) -> Facts:
    unit = {"kind": "company", "credit_code": "91330699MA9XTE018E", "legal_representative": "胡建平"}
    nothing = {"id_number": None, "sex": None, "birth": None, "age": None, "ethnicity": None, "occupation": None}
    return person(name, representative_post="执行董事", address="临溪县建设路88号", **unit, **nothing)


def party(number: int, side: str, who: Facts, *relations: Facts) -> Facts:
    words = {"applicant": "申请人", "respondent": "被申请人", "third": "第三人"}[side]
    return {
        "id": f"party-{side}-{number}",
        "side": side,
        "side_words": words,
        "number": number,
        "person": who,
        "relations": list(relations),
        "signer_names": [who["name"]],
        "statement": None,
    }


def agent(name: str) -> Facts:
    return {
        "id": f"relation-{name}",
        "kind": "agent",
        "kind_words": "委托代理人",
        "person": person(name, occupation="法务", id_number=None, birth=None, age=None),
        "powers": ["代为承认、变更、放弃调解请求", "代为签署调解协议书"],
        "special_authority": True,
        "since": "2026-09-10",
        "until": None,
        "document": "授权委托书",
    }


def signer(key: str, role: str, label: str, name: str, for_party: str | None = None) -> Facts:
    return {"key": key, "role": role, "label": label, "name": name, "person": None, "for_party": for_party}


def signers(paper: Paper, parties: list[Facts]) -> list[Facts]:
    places: list[Facts] = []
    for role in paper.signers:
        label = SIGNER_LABELS[role]
        if role in ("parties", "applicants"):
            chosen = [p for p in parties if role != "applicants" or p["side"] == "applicant"]
            places += [signer(f"party.{p['id']}", "party", label, p["person"]["name"], p["id"]) for p in chosen]
        elif role.endswith("_seal"):
            name = "临溪县人民法院" if role == "court_seal" else "枫塘镇人民调解委员会"
            places.append(signer(role, role, label, name))
        else:
            places.append(signer(role, role, label, "陈和平"))
    return places


def duty(number: int, sentence: str, *parts: Facts) -> Facts:
    return {
        "id": f"duty-{number}",
        "number": number,
        "kind": "pay",
        "debtors": ["临溪县鸿达建筑劳务有限公司"],
        "payer": "临溪县鸿达建筑劳务有限公司",
        "beneficiaries": ["刘大勇"],
        "account_holder": "刘大勇",
        "sentence": sentence,
        "total": EIGHT,
        "instalments": list(parts),
        "state": "open",
    }


def instalment(number: int, due: str) -> Facts:
    half = money(400000, "人民币肆仟元整")
    return {
        "id": f"i{number}",
        "number": number,
        "amount": half,
        "due": due,
        "due_words": "",
        "paid": half,
        "state": "open",
    }


FACTS_TEXT = (
    "2026年3月至8月，刘大勇等人在临溪县鸿达建筑劳务有限公司承包的枫塘镇幸福家园项目工地务工，双方口头约定按日计酬、"
    "按月结清。工程于8月20日完工后，公司以发包方未拨付工程款为由，未支付剩余劳务报酬共计人民币捌仟元整（¥8,000.00）。"
    "申请人多次催要未果，有微信聊天记录、考勤表、“工资结算单”为证。\n"
    "调解员到项目部核对考勤表与结算单，并向发包方了解拨款情况：拨付进度确有迟延，但不影响公司对劳务人员的付款义务。"
    "调解员依据《中华人民共和国民法典》向双方释明了约定义务应当全面履行的规则，双方当事人互谅互让，自愿达成协议。"
)


def agreement(**more: Any) -> Facts:
    base: Facts = {
        "id": "agreement-1",
        "version": 1,
        "form": "written",
        "state": "finalised",
        "number": "（2026）枫塘人调字第7号",
        "facts": FACTS_TEXT,
        "dispute": "劳务报酬的数额和支付期限。",
        "responsibility": "鸿达公司对拖欠劳务报酬承担全部责任。",
        "duties": [
            duty(
                1,
                "鸿达公司向刘大勇支付劳务报酬人民币捌仟元整（¥8,000.00），分两期付清：2026年10月15日前付人民币肆仟元整"
                "（¥4,000.00），2026年11月30日前付人民币肆仟元整（¥4,000.00），汇入户名为刘大勇、账号为6222021001116245702的账户。",
                instalment(1, "2026-10-15"),
                instalment(2, "2026-11-30"),
            ),
            duty(2, "鸿达公司于本协议生效后三日内，将考勤表复印件交付刘大勇。"),
        ],
        "other_clauses": ["任何一期逾期超过十五日的，未到期款项全部到期。", "各方就本次纠纷再无其他争议。"],
        "manner": "银行转账，履行期限至2026年11月30日止。",
        "copies": 3,
        "route": "paper",
        "reached_on": "2026-09-22",
        "effective_on": "2026-09-22",
        "total": EIGHT,
        "signatures": [],
    }
    return base | more


def session(kind: str = "session", **more: Any) -> Facts:
    base: Facts = {
        "id": "session-1",
        "kind": kind,
        "number": 1,
        "started": "2026-09-22T09:05:00",
        "ended": "2026-09-22T11:40:00",
        "place": "枫塘镇矛盾纠纷调解中心第一调解室",
        "subject": "劳务报酬纠纷",
        "attending": ["刘大勇", "王法务"],
        "invited": ["石桥村网格员李春燕"],
        "mediators": ["陈和平"],
        "recorder": "周记录",
        "rights_told": True,
        "statements": [
            ["刘大勇", "公司欠我们的钱已经两个多月了。\n考勤表在这里。"],
            ["王法务", "公司承认数额，希望分期。"],
        ],
        "verified": "调解员核对了考勤表与结算单，数额一致。",
        "course": "经调解员分别做工作，双方对数额无异议，就付款期限进行了协商。",
        "result": "双方达成协议，另行制作协议书。",
        "undisputed": ["拖欠劳务报酬人民币捌仟元整"],
    }
    return base | more


def materials(*names: str) -> list[Facts]:
    return [{"name": name, "copies": 1, "note": "复印件2页"} for name in names]


def evaluation() -> Facts:
    low, likely, high = (
        money(21000000, "人民币贰拾壹万元整"),
        money(23800000, "人民币贰拾叁万捌仟元整"),
        money(26500000, "人民币贰拾陆万伍仟元整"),
    )
    return {
        "number": "（2026）临中评字第1号",
        "kind_words": "专业技术、结果预测",
        "evaluators": [
            {"name": "顾明远", "field": "建筑结构", "title": "一级注册结构工程师", "unit": "临溪县建筑设计院"},
            {"name": "石琳", "field": "建筑结构", "title": "高级工程师", "unit": "临溪县质量检测中心"},
        ],
        "questions": ["楼板开裂的原因及各方责任比例", "合理的修复费用"],
        "materials": [
            {
                "name": "施工合同",
                "pages": 12,
                "hash": "9f86d081" * 8,
            }
        ],
        "later_use": [{"party": "刘大勇", "allowed": True, "scope": "本纠纷的诉讼"}],
        "background": "林国平与丁福来之间因自建房二层楼板开裂发生的建设工程质量纠纷。",
        "form_words": "书面",
        "selection_words": "由中心从名册中提出三名人选，各方各自划去一名。",
        "fee": {"amount": money(300000, "人民币叁仟元整"), "payers": "各方平均负担"},
        "limit_words": "自评估员接受委托之日起十五个工作日。",
        "secrecy": "当事人内部",
        "mandated_on": "2026-06-01",
        "reported_on": "2026-06-18",
        "missing_materials": ["混凝土配合比试验报告"],
        "meetings": [{"on": "2026-06-08", "place": "现场", "attending": ["林国平", "丁福来"], "one_sided": False}],
        "agreed_facts": ["二层楼板有三条贯通裂缝，最大宽度0.6毫米"],
        "findings": [
            {
                "issue": "开裂的原因",
                "sides": [
                    {"party": "刘大勇", "claim": "板厚不足、钢筋间距过大。", "strength": 4},
                    {"party": "临溪县鸿达建筑劳务有限公司", "claim": "业主提前拆模并堆载。", "strength": 2},
                ],
                "basis": "现场钻芯三处，板厚平均92毫米，图纸要求110毫米。",
                "opinion": "主要原因是板厚与配筋不足，次要原因是提前堆载。",
                "confidence": "高",
                "reason": "实测数据与裂缝走向一致。",
            }
        ],
        "liability": [
            {"party": "刘大勇", "low": 25, "likely": 30, "high": 35},
            {"party": "临溪县鸿达建筑劳务有限公司", "low": 65, "likely": 70, "high": 75},
        ],
        "amounts": {
            "low": low,
            "likely": likely,
            "high": high,
            "lines": [{"text": "楼板加固：140平方米×1,700元", "low": low, "likely": likely, "high": high}],
        },
        "costs": {"months": 9, "court_fee": money(487000, "人民币肆仟捌佰柒拾元整"), "appraisal_fee": None},
        "options": ["按可能值的七成一次性赔偿", "由施工方自费加固，业主负担三成材料费"],
        "assumptions": ["假设未检测部位与已检测部位相同"],
        "appraisals": ["混凝土强度"],
        "joint_words": "两名评估员各自独立得出上述意见，意见一致。",
    }


def subjects() -> dict[str, Facts]:
    ending = {
        "reason": "一方当事人明确表示不再接受调解。",
        "started_on": "2026-09-03",
        "ended_on": "2026-10-08",
        "sessions": 2,
        "undisputed": ["物业服务期间为2025年1月至12月"],
        "routes": ["向有管辖权的人民法院提起诉讼", "依法申请仲裁"],
        "returned_materials": ["起诉状副本1份", "证据材料1册"],
    }
    return {
        "RM-VISITOR": {
            "received_at": "2026-09-10T09:20:00",
            "visitors": "刘大勇",
            "matter": "反映被拖欠劳务报酬，请求调解。",
            "next_step": "已登记，三个工作日内答复是否受理。",
            "handler": "周记录",
            "materials": materials("工资结算单", "考勤表"),
        },
        "RM-APP": {"requests": ["请求支付劳务报酬8,000.00元", "请求交付考勤表"], "applied_on": "2026-09-10"},
        "RM-REG": {"initiative": "application", "registered_on": "2026-09-10"},
        "RM-REFUSE": {
            "applicant": "许大庆",
            "applied_on": "2026-05-06",
            "reason": "您与政府就征地补偿标准发生的争议属于行政争议，不属于民间纠纷。",
            "source": "《中华人民共和国人民调解法》第二条、第十七条",
            "routes": ["依法申请行政复议", "依法提起行政诉讼", "依法提出信访事项"],
        },
        "RM-RIGHTS": {"told_on": "2026-09-10", "extra": ["本案涉及劳务报酬，可以同时向劳动保障监察机构投诉"]},
        "RM-POA": {
            "principal": company("临溪县鸿达建筑劳务有限公司"),
            "agents": [{"person": person("王法务"), "kind_words": "单位工作人员", "unit": "法务部"}],
            "opposite": "刘大勇等12人",
            "matter": "劳务报酬纠纷的调解。",
            "powers": [
                {"text": "代为申请调解或者要求终止调解", "granted": True},
                {"text": "代为收集、提供证据", "granted": True},
                {"text": "代为承认、变更、放弃调解请求", "granted": True},
                {"text": "代为领取文书", "granted": False},
            ],
            "special": True,
            "period": "自2026年9月10日起至本纠纷调解终结之日止。",
        },
        "RM-DISC": {
            "discloser": "陈和平",
            "office_words": "人民调解员",
            "items": [
                {"question": "与当事人或者代理人有近亲属关系", "answer": False},
                {"question": "近三年内受雇于一方或者为其提供有偿服务", "answer": True, "note": "2024年曾为其讲课一次"},
            ],
            "attitudes": [{"party": "刘大勇", "opinion": "知悉，同意继续调解。", "on": "2026-09-11"}],
            "request": {"by": "鸿达公司", "reason": "担心影响公正。", "on": "2026-09-11"},
            "decision": {
                "by": "枫塘镇人民调解委员会",
                "result": "不予回避",
                "reason": "无利害关系。",
                "on": "2026-09-12",
            },
        },
        "RM-INQ": {
            "session": session("inquiry"),
            "informants": [{"name": "李春燕", "relation": "无", "identity": "网格员", "phone": "13900000000"}],
        },
        "RM-REC": {"session": session(), "routes": ["仲裁", "诉讼"]},
        "RM-AGR": {"private": True},
        "RM-ORAL": {},
        "SF-AGR": {},
        "SF-RCV": {
            "court": "临溪县人民法院",
            "court_number": "（2026）浙0699民诉前调123号",
            "giver": "何书记员",
            "receiver": "陈和平",
            "received_on": "2026-09-03",
            "due_on": "2026-10-08",
            "materials": materials("委派调解函", "起诉状副本"),
        },
        "RM-EXT": {
            "limit": {
                "name": "调解期限",
                "from": "2026-08-05",
                "to": "2026-08-20",
                "days": 15,
                "reason": "等待损失评估。",
            }
        },
        "RM-TERM": ending,
        "SF-TERM": ending | {"court": "临溪县人民法院", "court_number": "（2026）浙0699民诉前调123号"},
        "RM-TRANS": {
            "receiver": "临溪县住房和城乡建设局",
            "manner_words": "移送",
            "matters": ["房屋权属争议部分"],
            "reason": "属于贵单位职责范围。",
            "contact": "周记录",
            "reply_by": "2026-10-15",
            "materials": materials("登记材料"),
        },
        "RM-INRCV": {
            "channel": "公安机关移交（公调对接）",
            "addressee": "枫塘镇派出所",
            "their_number": "枫公调〔2026〕3号",
            "received_on": "2026-06-20",
            "receiver": "周记录",
            "next_step": "已分流到枫塘镇人民调解委员会，等待受理",
            "feedback_by": "2026-06-25",
            "materials": materials("移交单", "接处警登记"),
        },
        "RM-REPLY": {
            "addressee": "枫塘镇派出所",
            "their_number": "枫公调〔2026〕3号",
            "received_on": "2026-06-20",
            "result": "调解成功",
            "detail": "双方已于2026年6月28日达成书面协议，补偿款当场付清。",
            "agreement_number": "（2026）枫塘人调字第5号",
        },
        "RM-DANGER": {
            "receiver": "临溪县公安局枫塘派出所",
            "found_at": "2026-05-11T09:10:00",
            "reported_at": "2026-05-11T09:20:00",
            "manner": "电话",
            "situation": "当事人称被丈夫殴打，对方扬言“同归于尽”。",
            "risk": "可能发生人身伤害。",
            "measures": "停止联合会面，安排当事人在安全地点等候。",
            "reporter": "周记录",
        },
        "SF-UNDIS": {
            "court": "临溪县人民法院",
            "started_on": "2026-09-03",
            "ended_on": "2026-10-08",
            "consents": [{"party": "刘大勇", "on": "2026-10-08"}],
            "facts": [
                {
                    "time": "2025年度",
                    "place": "绿苑小区3幢201室",
                    "conduct": "业主未交物业费",
                    "amount": EIGHT,
                    "evidence": "物业服务合同第六条",
                }
            ],
            "excluded": [{"text": "地下室渗水", "interest": "他人合法权益", "words": "由当事人依法举证"}],
        },
        "SF-PLAN": {
            "court": "临溪县人民法院",
            "court_number": "（2026）浙3699诉前调731号",
            "agreed_facts": ["物业服务期间为2025年1月至12月"],
            "consents": [{"party": "刘大勇", "on": "2026-09-16", "how": "书面"}],
            "reasons": "参照同类案件酌减。",
            "limit_words": "7日",
            "objections_to": "临溪县特邀调解中心林远",
        },
        "SF-PLAN-OBJ": {
            "planned_on": "2026-09-18",
            "received_on": "2026-09-18",
            "ends_on": "2026-09-28",
            "objector": "刘大勇",
            "objection": "不同意付款数额。",
            "handed_in_at": "2026-09-24T10:40:00",
            "receiver": "林远",
            "objections_to": "临溪县特邀调解中心",
        },
        "SF-PLAN-RES": {
            "planned_on": "2026-09-18",
            "limit_words": "7日",
            "sides": [
                {
                    "party": "刘大勇",
                    "served_on": "2026-09-18",
                    "ends_on": "2026-09-28",
                    "objection": "无",
                    "conclusion": "无异议",
                }
            ],
            "came_about": True,
            "confirmed_on": "2026-09-29",
            "effective_on": "2026-09-28",
        },
        "SF-CONFAPP": {
            "court": "临溪县人民法院",
            "basis": "《中华人民共和国民事诉讼法》第二百零五条、第二百零六条，《中华人民共和国人民调解法》第三十三条",
        },
        "SF-PROOF": {"court": "临溪县人民法院", "held": [{"on": "2026-09-22", "place": "第一调解室"}]},
        "RM-SERV": {
            "service": {
                "paper": "终止告知书",
                "copies": 1,
                "addressee": "刘大勇",
                "address": "临溪县枫塘镇石桥村12号",
                "manner": "直接送达",
                "served_on": "2026-10-09T10:00:00",
                "server": "周记录",
            }
        },
        "RM-PERF": {
            "payment": {
                "amount": EIGHT,
                "payer": "鸿达公司",
                "payee": "刘大勇",
                "on": "2026-10-15",
                "manner": "银行转账",
                "clause": "第（一）项",
                "instalment": "第1期",
            }
        },
        "RM-VISIT": {
            "visit": {
                "reason": "劳务报酬纠纷",
                "performance": "第一期已按时支付。",
                "satisfaction": "满意",
                "visitor": "陈和平",
                "on": "2026-10-18",
                "manner": "电话",
            }
        },
        "NE-MANDATE": {"evaluation": evaluation()},
        "NE-REPORT": {"evaluation": evaluation()},
        **samples_administrative.subjects(),
        **samples_court.subjects(),
        **samples_proceedings.subjects(EIGHT, materials("登记材料", "证据材料")),
    }


_WORDS = {PEOPLE: "人民调解", ADMINISTRATIVE: "行政调解", JUDICIAL: "特邀调解", "professional": "专业性行业性调解"}


def plain(paper: Paper) -> Facts:
    kind = paper.kinds[0]
    parties = [
        party(1, "applicant", person("刘大勇")),
        party(1, "respondent", company("临溪县鸿达建筑劳务有限公司"), agent("王法务")),
    ]
    track = {
        "id": "track-1",
        "procedure": "people.written",
        "procedure_name": "人民调解（书面协议）",
        "kind": kind,
        "kind_words": _WORDS[kind],
        "body_id": "body-1",
        "body": "枫塘镇人民调解委员会",
        "body_kind": "town_committee",
        "stage": "mediating",
        "stage_name": "调解",
        "docket": "（2026）枫塘人调字第7号",
        "matters": ["劳务报酬"],
        "parties": [p["id"] for p in parties],
        "mediators": ["陈和平"],
        "recorder": "周记录",
        "opened_on": "2026-09-10",
        "application_form": "written",
        "accepted_on": "2026-09-10",
        "ended_on": None,
        "ending": None,
        "ending_words": None,
        "agreements": [],
        "sessions": [],
        "deadlines": [],
        "open_acts": [],
        "closed": False,
        "conduct": [],
    }
    return {
        "paper": {
            "code": paper.code,
            "title": paper.title_for(kind),
            "number": None,
            "copies": 3,
            "made_on": "2026-09-22",
            "version": 1,
            "case_number": "临溪纠〔2026〕0007号",
            "id": "0192b3c4-5d6e-7f80-8123-456789abcdef",
        },
        "office": {"name": "临溪县矛盾纠纷多元化解中心", "region": "临溪县"},
        "body": {
            "id": "body-1",
            "name": "枫塘镇人民调解委员会",
            "short": "枫塘",
            "kind": "town_committee",
            "address": "枫塘镇政府一楼",
            "phone": "0579-80000000",
        },
        "case": {
            "id": "case-1",
            "number": "临溪纠〔2026〕0007号",
            "version": 3,
            "title": "刘大勇与鸿达公司劳务报酬纠纷",
            "enquiry": False,
            "source": "applied",
            "source_words": "当事人申请",
            "received_at": "2026-09-10T09:20:00",
            "region": "330699101",
            "summary": FACTS_TEXT,
            "request": "请求支付劳务报酬。",
            "dispute_type": "wages",
            "dispute_words": "拖欠农民工工资",
            "amount_claimed": EIGHT,
            "parties": parties,
            "people": [],
        },
        "track": track,
        "parties": parties,
        "agreement": agreement(),
        "signers": signers(paper, parties),
        "subject": subjects()[paper.code],
    }


def nasty(paper: Paper) -> Facts:
    """36 parties with names like markup and rare characters, 40 clauses, and nothing where nothing is needed."""
    context = plain(paper)
    named = [NASTY[n] if n < len(NASTY) else f"业主{n}号𡋾" for n in range(36)]
    empty = dict.fromkeys(("id_number", "sex", "birth", "age", "ethnicity", "occupation", "phone", "address"))
    parties = [
        party(n + 1, "applicant" if n < 30 else "respondent", person(name, **(empty if n % 3 else {})))
        for n, name in enumerate(named)
    ]
    clauses = [f"第{n}项约定：" + FACTS_TEXT.replace("\n", "") for n in range(1, 41)]
    context["parties"] = context["case"]["parties"] = parties
    context["case"]["summary"] = "\n".join([*NASTY, FACTS_TEXT * 4])
    context["agreement"] = agreement(
        duties=[duty(1, NASTY[1])], other_clauses=clauses, responsibility=None, total=None, manner="", route="screen"
    )
    context["signers"] = signers(paper, parties)
    context["subject"] = _nastier(context["subject"])
    context["body"] |= {"phone": None, "address": None}
    return context


def hostile(paper: Paper, text: str) -> Facts:
    """The plain case with one text in every field that a person may type into."""
    context = plain(paper)
    for one in context["parties"]:
        one["person"] |= {"name": text, "occupation": text, "address": text}
    for name in ("summary", "title", "request"):
        context["case"][name] = text
    context["body"] |= {"name": text, "address": text}
    context["agreement"] = agreement(duties=[duty(1, text)], other_clauses=[text], facts=text, dispute=text)
    context["signers"] = signers(paper, context["parties"])
    context["subject"] = _nastier(context["subject"], text=text)
    return context


def _nastier(value: Any, key: str = "", text: str = f"{NASTY[3]}<b>&") -> Any:
    if key in _KEPT or key.endswith(("_on", "_at", "_by")):
        return value
    if isinstance(value, dict):
        return {name: _nastier(item, name, text) for name, item in value.items()}
    if isinstance(value, list):
        return [_nastier(item, text=text) for item in value]
    return f"{value}{text}" if isinstance(value, str) else value


_KEPT = frozenset(
    [
        "on",
        "from",
        "to",
        "started",
        "ended",
        "birth",
        "amount",
        "fee",
        "court_fee",
        "amounts",
        "liability",
        "initiative",
        "at",
        "due",
        "code",
    ]
)


def prints_parties(code: str) -> bool:
    """Whether the paper names every party."""
    return code not in (
        "RM-VISITOR",
        "RM-INRCV",
        "RM-REFUSE",
        "RM-POA",
        "RM-INQ",
        "RM-REC",
        "RM-SERV",
        "RM-PERF",
        "SF-PLAN-OBJ",
        *samples_administrative.NAMES_ONE,
        *samples_court.NAMES_NOT_ALL,
        *samples_proceedings.NAMES_NOT_ALL,
    )


def printed_texts(code: str) -> list[str]:
    """Texts of the nasty sample's subject that every paper of that code prints."""
    tail = f"{NASTY[3]}<b>&"
    printed = {
        "RM-VISITOR": ["反映被拖欠劳务报酬，请求调解。", "工资结算单"],
        "RM-REFUSE": ["许大庆", "依法申请行政复议"],
        "RM-POA": ["王法务", "代为领取文书", "单位工作人员"],
        "RM-INQ": ["考勤表在这里。", "网格员"],
        "RM-REC": ["考勤表在这里。", "石桥村网格员李春燕"],
        "SF-UNDIS": ["绿苑小区3幢201室", "物业服务合同第六条", "他人合法权益"],
        "SF-PLAN": ["物业服务期间为2025年1月至12月", "参照同类案件酌减。", "临溪县特邀调解中心林远"],
        "SF-PLAN-OBJ": ["不同意付款数额。"],
        "SF-PLAN-RES": ["刘大勇", "无异议"],
        "RM-SERV": ["终止告知书", "临溪县枫塘镇石桥村12号"],
        "RM-PERF": ["鸿达公司", "第（一）项"],
        "NE-REPORT": ["开裂的原因", "现场钻芯三处，板厚平均92毫米，图纸要求110毫米。", "混凝土强度"],
        **samples_administrative.PRINTED,
        **samples_court.PRINTED,
        **samples_proceedings.PRINTED,
    }
    return [text + tail for text in printed.get(code, [])]
