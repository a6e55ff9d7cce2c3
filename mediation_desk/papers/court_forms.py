"""The forms between a court and the mediators it sends quarrels to."""

from __future__ import annotations

from typing import Final

from .paper import JUDICIAL, TRACK, WITH_AGREEMENT, Paper
from .subjects import ENDING, MATERIALS, Shape

RECEIPT: Final[Shape] = {
    "court": "移交的法院或单位",
    "court_number?": "法院案号或来函文号",
    "giver": "移交人",
    "receiver": "接收人",
    "received_on?": "签收日期",
    "due_on?": "调解期限届满日",
    **{key.replace("[]?", "[]"): words for key, words in MATERIALS.items()},
}
COURT_ENDING: Final[Shape] = {
    **ENDING,
    "court": "委派（委托）法院",
    "court_number?": "法院案号",
    "costly_conduct?": "无正当理由增加诉讼成本的行为",
    "hints?": "需要向人民法院提示的其他情况",
}
UNDISPUTED: Final[Shape] = {
    "court?": "委派（委托）法院",
    "court_number?": "法院案号",
    "started_on": "调解开始日",
    "ended_on": "调解结束日",
    "consents[]": "各方同意记载的意思表示",
    "consents[].party": "当事人",
    "consents[].on": "日期",
    "facts[]": "无争议事实",
    "facts[].time": "时间",
    "facts[].place": "地点",
    "facts[].conduct": "行为",
    "facts[].amount?": "数额",
    "facts[].evidence": "证据出处",
    "excluded[]?": "不列入的事实",
    "excluded[].text": "事实",
    "excluded[].interest": "涉及的利益",
    "excluded[].words": "不列入的说明",
}
PLAN: Final[Shape] = {
    "court?": "委派（委托）法院",
    "court_number?": "法院案号",
    "agreed_facts[]?": "各方无重大分歧的事实，调解中已经记录的",
    "facts_agreed?": "调解员对事实无重大分歧的确认",
    "consents[]": "各方同意适用的意思表示",
    "consents[].party": "当事人",
    "consents[].on": "日期",
    "consents[].how": "方式",
    "reasons": "提出方案的理由",
    "limit_words": "异议期间",
    "objections_to": "提交异议的地址和接收人",
}
PLAN_OBJECTION: Final[Shape] = {
    "plan_number?": "方案编号",
    "planned_on?": "方案日期",
    "received_on?": "收到方案的日期",
    "ends_on?": "可以提出书面异议的最后一日",
    "objector": "异议人",
    "objection": "异议内容",
    "handed_in_at?": "提交的日期和时间",
    "receiver?": "收件人",
    "objections_to?": "提交异议的地址",
}
PLAN_RESULT: Final[Shape] = {
    "planned_on": "方案日期",
    "plan_number?": "方案编号",
    "limit_words": "异议期间",
    "sides[]": "各方",
    "sides[].party": "当事人",
    "sides[].served_on?": "送达日",
    "sides[].ends_on?": "届满日",
    "sides[].objection": "有无书面异议",
    "sides[].conclusion": "结论",
    "came_about": "方案是否视为达成协议",
    "confirmed_on?": "确认日",
    "effective_on?": "协议生效日",
    "failed_on?": "方案不成立之日",
}

PAPERS: Final[tuple[Paper, ...]] = (
    Paper(
        code="SF-RCV",
        title="材料移交签收单",
        template="receipt.xml",
        signers=("giver", "receiver"),
        copies="2",
        subject=RECEIPT,
        needs=TRACK,
    ),
    Paper(
        code="SF-TERM",
        title="调解终止报告",
        template="ending_court.xml",
        signers=("mediators", "body_seal"),
        copies="2",
        subject=COURT_ENDING,
        kinds=(JUDICIAL,),
        needs=TRACK,
    ),
    Paper(
        code="SF-UNDIS",
        title="无争议事实记载书",
        template="undisputed.xml",
        signers=("parties", "mediators"),
        copies="parties + 2",
        subject=UNDISPUTED,
        needs=TRACK,
        frozen_by="record_undisputed_facts",
    ),
    Paper(
        code="SF-PLAN",
        title="调解方案",
        template="plan.xml",
        signers=("mediators", "body_seal"),
        copies="parties + 1",
        subject=PLAN,
        needs=WITH_AGREEMENT,
        frozen_by="propose_plan",
    ),
    Paper(
        code="SF-PLAN-OBJ",
        title="调解方案异议书",
        template="plan_objection.xml",
        signers=("objector",),
        copies="1",
        subject=PLAN_OBJECTION,
        needs=TRACK,
    ),
    Paper(
        code="SF-PLAN-RES",
        title="方案效力确认记录",
        template="plan_result.xml",
        signers=("mediators", "body_seal"),
        copies="parties + 1",
        subject=PLAN_RESULT,
        needs=TRACK,
    ),
)
