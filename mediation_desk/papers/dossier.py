"""The dossier of a mediation, from the application to the follow-up visit."""

from __future__ import annotations

from typing import Final

from .paper import TRACK, WITH_AGREEMENT, Paper
from .subjects import ENDING, Shape

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
    "agent_kind?": "受托人的类型：律师、基层法律服务工作者、近亲属、单位工作人员、推荐的公民",
    "licence?": "受托人的执业证号",
    "unit?": "受托人的单位、职务",
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
EXTENSION: Final[Shape] = {
    "limit": "延长的期限",
    "limit.name": "期限名称",
    "limit.from": "原届满日",
    "limit.to": "延长后届满日",
    "limit.days": "延长天数",
    "limit.unit_words?": "日、个工作日；没有时印“日”",
    "limit.reason": "延长理由",
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

PAPERS: Final[tuple[Paper, ...]] = (
    Paper(
        code="RM-APP",
        title="{mediation}申请书",
        template="application.xml",
        signers=("applicants",),
        copies="respondents + 1",
        subject=APPLICATION,
    ),
    Paper(
        code="RM-REG",
        title="{mediation}受理登记表",
        template="register.xml",
        signers=("parties", "registrar", "body_seal"),
        copies="1",
        subject=REGISTER,
        needs=TRACK,
    ),
    Paper(
        code="RM-REFUSE",
        title="不予受理告知书",
        template="refusal.xml",
        signers=("body_seal", "applicants"),
        copies="applicants + 1",
        subject=REFUSAL,
    ),
    Paper(
        code="RM-RIGHTS",
        title="{mediation}当事人权利义务告知书",
        template="rights.xml",
        signers=("parties",),
        copies="parties + 1",
        subject=RIGHTS,
        needs=TRACK,
    ),
    Paper(
        code="RM-POA",
        title="授权委托书",
        template="attorney.xml",
        signers=("principal", "agents"),
        copies="2",
        subject=ATTORNEY,
    ),
    Paper(
        code="RM-DISC",
        title="披露声明及回避意见书",
        template="disclosure.xml",
        signers=("discloser", "parties"),
        copies="parties + 1",
        subject=DISCLOSURE,
        needs=TRACK,
    ),
    Paper(
        code="RM-INQ",
        title="{mediation}调查记录",
        template="inquiry.xml",
        signers=("informants", "inquirers", "recorder"),
        copies="1",
        subject=INQUIRY,
        needs=TRACK,
    ),
    Paper(
        code="RM-REC",
        title="{mediation}记录",
        template="record.xml",
        signers=("parties", "participants", "mediators", "recorder"),
        copies="1",
        subject=RECORD,
        needs=TRACK,
    ),
    Paper(
        code="RM-EXT",
        title="调解延期同意书",
        template="extension.xml",
        signers=("parties", "mediators", "body_seal"),
        copies="parties + 1",
        subject=EXTENSION,
        needs=TRACK,
    ),
    Paper(
        code="RM-TERM",
        title="{mediation}终止告知书",
        template="ending.xml",
        signers=("mediators", "body_seal"),
        copies="parties + 1",
        subject=ENDING,
        needs=TRACK,
    ),
    Paper(
        code="RM-SERV",
        title="送达回证",
        template="service.xml",
        signers=("served", "witness", "server"),
        copies="1",
        subject=SERVICE,
    ),
    Paper(
        code="RM-PERF",
        title="履行凭证",
        template="payment.xml",
        signers=("payee",),
        copies="payer + 1",
        subject=PAYMENT,
        needs=WITH_AGREEMENT,
    ),
    Paper(
        code="RM-VISIT",
        title="{mediation}回访记录",
        template="visit.xml",
        signers=("visitor",),
        copies="1",
        subject=VISIT,
        needs=TRACK,
    ),
)
