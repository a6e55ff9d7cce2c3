"""What each paper needs under `subject`: paths with their meaning; `[]` is a list, a final `?` may be left out.

Values are JSON: dates and moments as ISO text, money as {fen, figures, words}, people and sessions as `as_plain` makes
them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Shape = Mapping[str, str]

_MATERIALS: Shape = {
    "materials[]?": "材料清单",
    "materials[].name": "材料名称",
    "materials[].copies": "份数",
    "materials[].note?": "原件或复印件、页数等",
}
VISITOR: Final[Shape] = {
    "received_at": "来访（申请）时刻",
    "visitors": "来访人姓名",
    "matter": "来访事项",
    "next_step": "答复或下一步安排",
    "handler": "接待人",
    "phone?": "联系电话",
    **_MATERIALS,
}
APPLICATION: Final[Shape] = {
    "requests[]?": "申请事项，逐项；没有时印案件的请求",
    "applied_on?": "申请日期",
}
REGISTER: Final[Shape] = {
    "initiative": "application | own_motion | referral",
    "referred_by?": "委派、委托、移交的机关",
    "registered_on": "登记日期",
    "registrar?": "登记人",
    "note?": "备注",
}
REFUSAL: Final[Shape] = {
    "applicant": "申请人姓名或名称",
    "applied_on": "申请日期",
    "reason": "不予受理的理由",
    "source": "依据",
    "routes[]": "可以选择的其他途径",
}
RIGHTS: Final[Shape] = {
    "told_on?": "告知日期",
    "extra[]?": "本程序另须告知的事项",
}
ATTORNEY: Final[Shape] = {
    "principal": "委托人（PersonFacts）",
    "agents[]": "受托人，一至二人",
    "agents[].person": "受托人（PersonFacts）",
    "agents[].kind_words": "律师、近亲属、单位工作人员等",
    "agents[].licence?": "执业证号",
    "agents[].unit?": "单位、职务",
    "opposite": "对方当事人",
    "matter": "案由与代理事项",
    "powers[]": "逐项权限",
    "powers[].text": "权限",
    "powers[].granted": "是否授予",
    "special": "是否特别授权",
    "period": "委托期限",
    "attachments[]?": "附件",
}
DISCLOSURE: Final[Shape] = {
    "discloser": "披露人（调解员、评估员）",
    "office_words": "披露人的身份：人民调解员、中立评估员等",
    "items[]": "披露事项",
    "items[].question": "事项",
    "items[].answer": "有（true）或无",
    "items[].note?": "说明",
    "attitudes[]?": "当事人意见",
    "attitudes[].party": "当事人",
    "attitudes[].opinion": "意见：同意继续、申请回避等",
    "attitudes[].on?": "日期",
    "request?": "回避申请",
    "request.by": "申请人",
    "request.reason": "理由",
    "request.on": "日期",
    "decision?": "决定",
    "decision.by": "决定机关",
    "decision.result": "结果",
    "decision.reason": "理由",
    "decision.on": "日期",
}
INQUIRY: Final[Shape] = {
    "session": "调查（SessionFacts）",
    "informants[]?": "被调查人",
    "informants[].name": "姓名",
    "informants[].relation?": "与当事人关系",
    "informants[].identity?": "身份",
    "informants[].phone?": "电话",
}
RECORD: Final[Shape] = {
    "session": "调解会议（SessionFacts）",
    "routes[]?": "调解不成时已告知的其他途径",
}
AGREEMENT: Final[Shape] = {
    "effect?": "生效条款；没有时按调解种类的规定",
    "after_filing?": "法院立案后委托调解",
    "private?": "当事人约定不公开",
}
ORAL: Final[Shape] = {"note?": "备注"}
RECEIPT: Final[Shape] = {
    "court": "移交的法院或单位",
    "court_number?": "法院案号或来函文号",
    "giver": "移交人",
    "receiver": "接收人",
    "received_on?": "签收日期",
    "due_on?": "调解期限届满日",
    **{key.replace("[]?", "[]"): words for key, words in _MATERIALS.items()},
}
EXTENSION: Final[Shape] = {
    "limit": "延长的期限",
    "limit.name": "期限名称",
    "limit.from": "原届满日",
    "limit.to": "延长后届满日",
    "limit.days": "延长天数",
    "limit.unit_words?": "日、个工作日；没有时印“日”",
    "limit.reason": "延长理由",
}
ENDING: Final[Shape] = {
    "reason": "终止原因（对当事人的表述）",
    "started_on": "调解开始日",
    "ended_on": "终止日",
    "sessions": "调解次数",
    "undisputed[]?": "无争议事实（经各方同意记载）",
    "routes[]": "可以选择的其他途径",
    "returned_materials[]?": "退回的材料",
}
COURT_ENDING: Final[Shape] = {
    **ENDING,
    "court": "委派（委托）法院",
    "court_number?": "法院案号",
    "costly_conduct?": "无正当理由增加诉讼成本的行为",
}
TRANSFER: Final[Shape] = {
    "receiver": "接收单位",
    "manner_words": "移送、转介、委托",
    "matters[]": "移送的事项",
    "reason": "理由",
    "basis?": "依据",
    "contact": "联系人",
    "reply_by?": "请于何日前函复",
    **_MATERIALS,
}
REPLY: Final[Shape] = {
    "addressee": "收函单位",
    "their_number?": "来函文号",
    "received_on": "收函日期",
    "result": "结果",
    "detail": "办理情况",
    "accepted_on?": "受理日期",
    "concluded_on?": "办结日期",
    "agreement_number?": "协议书编号",
    "attachments[]?": "附件",
}
INCOMING: Final[Shape] = {
    "channel?": "转来的渠道",
    "addressee": "转来的单位",
    "their_number?": "来件编号",
    "received_on": "收到日期",
    "receiver": "接收人",
    "next_step": "下一步安排",
    "feedback_by?": "于何日前反馈",
    **_MATERIALS,
}
DANGER: Final[Shape] = {
    "receiver": "报告的单位",
    "found_at": "发现时刻",
    "reported_at": "报告时刻",
    "manner": "报告方式",
    "situation": "情况",
    "risk": "可能的后果",
    "measures": "已经采取的措施",
    "reporter": "报告人",
    "phone?": "联系电话",
    "received_by?": "接报人",
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
CONFIRMATION: Final[Shape] = {
    "court": "受理法院",
    "basis": "法律依据",
    "process?": "调解过程；没有时由案件生成",
    "terms[]?": "申请确认的条款；没有时为全部条款",
    "terms[].number": "第几项",
    "terms[].text": "条款",
    "attachments[]?": "附件；没有时印通常的六项",
}
PROOF: Final[Shape] = {
    "court": "致送的法院",
    "registration?": "调解组织设立或备案文号",
    "held[]": "调解的时间地点",
    "held[].on": "日期",
    "held[].place": "地点",
}
SERVICE: Final[Shape] = {
    "service": "送达",
    "service.paper": "送达文书名称",
    "service.copies": "件数",
    "service.number?": "文号",
    "service.addressee": "受送达人",
    "service.address": "送达地址",
    "service.manner": "送达方式：直接、留置、邮寄、电子、委托、转交",
    "service.served_on?": "送达日期时间",
    "service.receiver?": "代收人",
    "service.relation?": "代收人与受送达人的关系",
    "service.refused_reason?": "拒收事由和日期",
    "service.witness?": "见证人",
    "service.server": "送达人",
    "service.photos?": "拍照、录像编号",
    "service.arrived_at?": "电子送达到达特定系统的时间",
    "service.note?": "备注",
}
PAYMENT: Final[Shape] = {
    "payment": "一次履行",
    "payment.amount": "金额",
    "payment.payer": "付款人",
    "payment.payee": "收款人",
    "payment.on": "日期",
    "payment.manner": "方式",
    "payment.clause": "对应条款",
    "payment.instalment?": "期次",
}
VISIT: Final[Shape] = {
    "visit": "一次回访",
    "visit.reason": "回访事由",
    "visit.performance": "履行情况",
    "visit.satisfaction?": "满意度",
    "visit.dispute?": "履行中的争议、起诉及判决",
    "visit.measures?": "激化隐患和采取的措施",
    "visit.visitor": "回访人",
    "visit.on": "日期",
    "visit.manner": "方式",
}
_EVALUATORS: Shape = {
    "evaluation": "中立评估",
    "evaluation.number?": "评估编号",
    "evaluation.kind_words": "事实、法律、专业技术、价值、结果预测",
    "evaluation.evaluators[]": "评估员",
    "evaluation.evaluators[].name": "姓名",
    "evaluation.evaluators[].field": "专业领域",
    "evaluation.evaluators[].title?": "职称、资格",
    "evaluation.evaluators[].unit?": "单位",
    "evaluation.questions[]": "评估事项，逐项",
    "evaluation.materials[]?": "依据的材料",
    "evaluation.materials[].name": "名称",
    "evaluation.materials[].pages": "页数",
    "evaluation.materials[].hash?": "摘要值（SHA-256）",
    "evaluation.later_use[]?": "各方是否同意以后使用；没有写的一方为不同意",
    "evaluation.later_use[].party": "当事人",
    "evaluation.later_use[].allowed": "是否同意",
    "evaluation.later_use[].scope?": "同意的范围",
}
MANDATE: Final[Shape] = {
    **_EVALUATORS,
    "evaluation.background": "委托评估的纠纷",
    "evaluation.form_words": "书面、口头",
    "evaluation.selection_words": "评估员的选定办法",
    "evaluation.fee": "费用",
    "evaluation.fee.amount?": "数额；没有为免费",
    "evaluation.fee.payers": "由谁负担",
    "evaluation.limit_words": "评估期限",
}
REPORT: Final[Shape] = {
    **_EVALUATORS,
    "evaluation.secrecy": "密级",
    "evaluation.mandated_on": "委托日",
    "evaluation.reported_on": "报告日",
    "evaluation.missing_materials[]?": "未提供的材料",
    "evaluation.meetings[]?": "会议",
    "evaluation.meetings[].on": "时间",
    "evaluation.meetings[].place": "地点",
    "evaluation.meetings[].attending[]": "参加人",
    "evaluation.meetings[].one_sided": "是否单方会谈",
    "evaluation.agreed_facts[]?": "无争议事实",
    "evaluation.findings[]": "逐项争点",
    "evaluation.findings[].issue": "争点",
    "evaluation.findings[].sides[]": "各方",
    "evaluation.findings[].sides[].party": "当事人",
    "evaluation.findings[].sides[].claim": "主张",
    "evaluation.findings[].sides[].strength": "证据强弱，1 至 5",
    "evaluation.findings[].basis": "法律或技术依据",
    "evaluation.findings[].opinion": "评估意见",
    "evaluation.findings[].confidence": "把握程度：高、中、低",
    "evaluation.findings[].reason": "理由",
    "evaluation.liability[]?": "责任比例区间",
    "evaluation.liability[].party": "当事人",
    "evaluation.liability[].low": "下限（%）",
    "evaluation.liability[].likely": "可能值（%），各方之和为 100",
    "evaluation.liability[].high": "上限（%）",
    "evaluation.amounts?": "金额区间",
    "evaluation.amounts.low": "下限",
    "evaluation.amounts.likely": "可能值",
    "evaluation.amounts.high": "上限",
    "evaluation.amounts.lines[]?": "计算",
    "evaluation.amounts.lines[].text": "项目及算式",
    "evaluation.amounts.lines[].low": "下限",
    "evaluation.amounts.lines[].likely": "可能值",
    "evaluation.amounts.lines[].high": "上限",
    "evaluation.costs?": "诉讼的时间与费用估计",
    "evaluation.costs.months": "时间（月）",
    "evaluation.costs.court_fee?": "诉讼费",
    "evaluation.costs.appraisal_fee?": "鉴定费",
    "evaluation.time_and_cost[]?": "诉讼的时间与费用估计，评估员的原话",
    "evaluation.meeting_notes[]?": "会议的时间、地点、参加人，评估员的原话",
    "evaluation.options[]?": "可供考虑的解决方案，至多三项",
    "evaluation.assumptions[]?": "假设与局限",
    "evaluation.appraisals[]?": "需要鉴定的事项",
    "evaluation.joint_words?": "多名评估员时意见一致或各自意见的说明",
}


def complete(subject: Mapping[str, object], shape: Shape) -> tuple[dict[str, object], tuple[str, ...]]:
    """The subject with every optional place filled by nothing, and the paths of what is required but missing."""
    whole, missing = dict(subject), list[str]()
    for path in shape:
        _require(whole, path.rstrip("?").split("."), path, path.endswith("?"), missing)
    return whole, tuple(missing)


def _require(place: dict[str, object], steps: list[str], path: str, optional: bool, missing: list[str]) -> None:
    name, many = steps[0].removesuffix("[]"), steps[0].endswith("[]")
    if len(steps) == 1:
        if name not in place and not optional:
            missing.append(path)
        place[name] = place.get(name) if place.get(name) is not None or not many else ()
        return
    inside = place.get(name)
    if many:
        copies = [dict(item) for item in inside or () if isinstance(item, Mapping)]  # type: ignore[attr-defined]
        for copy in copies:
            _require(copy, steps[1:], path, optional, missing)
        place[name] = copies
    elif isinstance(inside, Mapping):
        copy = dict(inside)
        _require(copy, steps[1:], path, optional, missing)
        place[name] = copy
