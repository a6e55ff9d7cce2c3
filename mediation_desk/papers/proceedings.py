"""The lesser papers of a mediation: identities, evidence, letters to those who come, recusal, the end of the case."""

from __future__ import annotations

from typing import Final

from .paper import BY_PEOPLE, TRACK, WITH_AGREEMENT, Paper
from .subjects import Shape

IDENTITY: Final[Shape] = {
    "party": "当事人",
    "purpose": "用途：仅供某号调解使用",
    "sheets[]": "须留存证件复印件的人",
    "sheets[].name": "姓名",
    "sheets[].capacity": "身份：当事人、法定代理人、法定代表人、委托代理人",
    "sheets[].document?": "证件种类",
    "sheets[].number?": "证件号码",
    "unit?": "单位当事人",
    "unit.name": "名称",
    "unit.credit_code?": "统一社会信用代码",
    "unit.representative?": "法定代表人、负责人、经营者",
    "unit.post?": "职务",
    "unit.capacity?": "法定代表人、经营者",
    "provider": "提供人",
    "checker": "核对人",
}
ALOUD: Final[Shape] = {
    "read_paper": "宣读的文书的名称和编号",
    "check_code?": "文书的校验码",
    "listener": "听读人",
    "why?": "不能自行阅读的原因",
    "reader": "宣读人",
    "at?": "宣读时间",
    "witness?": "见证人",
    "relation?": "见证人与听读人的关系",
}
EVIDENCE: Final[Shape] = {
    "provider?": "提供人",
    "receiver": "收取人",
    "received_on?": "收到日期",
    "items[]": "证据材料",
    "items[].name": "名称",
    "items[].form?": "原件或复印件",
    "items[].pages?": "页数",
    "items[].proves?": "证明内容",
}
CONSULTATION: Final[Shape] = {
    "addressee": "被征询的当事人",
    "applicant": "申请人",
    "requests[]": "申请事项",
    "basis?": "须征得同意的依据",
    "reply_by?": "请于何日前答复",
    "mediators[]?": "拟指派的调解员",
    "contact": "联系人",
}
WITHDRAWAL: Final[Shape] = {
    "applicant": "申请人",
    "applied_on?": "申请日期",
    "reason?": "撤回理由",
}
_MEETING: Final[Shape] = {
    "at": "调解时间",
    "place": "调解地点",
    "subject": "事由",
    "mediators[]": "调解员",
    "contact": "联系人",
}
INVITATION: Final[Shape] = {
    "invited[]?": "被邀请人，逐名",
    "wish?": "请其协助的事项",
    "consented?": "各方是否同意",
    **_MEETING,
}
NOTICE: Final[Shape] = {"addressee": "当事人", "bring[]?": "请携带的材料", **_MEETING}
RECUSAL_REQUEST: Final[Shape] = {
    "asker?": "申请人",
    "mediator": "被申请回避的调解员",
    "office_words": "其身份：调解员、记录人",
    "grounds?": "本程序规定的回避情形",
    "decided_by": "决定机关",
    "reason?": "申请回避的理由",
}
RECUSAL: Final[Shape] = {
    "asker?": "申请人；自行回避的没有",
    "mediator": "调解员",
    "office_words": "其身份",
    "granted": "是否回避",
    "reason": "理由",
    "decided_by": "决定机关",
    "decided_on": "决定日期",
    "basis?": "依据",
}
CLOSING: Final[Shape] = {
    "filed_on": "填表（立卷）日期",
    "handler": "承办人",
    "accepted_on?": "受案时间",
    "concluded_on?": "结案时间，履行的为履行完毕之日",
    "outcome": "结案方式",
    "terms[]?": "协议内容，逐项",
    "performance?": "履行情况",
    "visits[]?": "回访情况",
    "opinion?": "承办人意见",
}
CARDS: Final[Shape] = {
    "contact": "告知履行情况的联系人",
    "cards[]": "各方当事人，每方一张",
    "cards[].name": "当事人",
    "cards[].lines[]": "应当履行和可以收取的各项",
    "cards[].lines[].what": "事项",
    "cards[].lines[].amount?": "金额",
    "cards[].lines[].due?": "期限",
    "cards[].lines[].whom?": "付给谁、由谁付",
}
DUTY_LOG: Final[Shape] = {
    "village?": "村（居）",
    "adviser": "法律顾问",
    "firm?": "律师事务所、执业证号",
    "on": "日期",
    "period?": "起止时间",
    "hours?": "时长（小时）",
    "way?": "服务方式：驻点、电话、微信、视频、上门",
    "served?": "服务对象：村（居）委会或者村（居）民，性别、电话、是否特殊群体",
    "work[]?": "事项类别：咨询、讲座、审查文书、参与调解、法律援助引导、代书、其他",
    "field?": "法律领域",
    "case_number?": "关联案件号",
    "content?": "内容摘要",
    "result?": "处理结果",
    "made?": "文书份数，讲座主题和人数，图片",
    "satisfaction?": "满意度",
    "conflict?": "利益冲突检查",
}

PAPERS: Final[tuple[Paper, ...]] = (
    Paper(
        code="RM-ID",
        title="当事人身份证明",
        template="identity.xml",
        signers=("party_seal", "provider", "checker"),
        copies="1",
        subject=IDENTITY,
        needs=TRACK,
    ),
    Paper(
        code="RM-EVID",
        title="证据材料清单",
        template="evidence.xml",
        signers=("provider", "collector"),
        copies="2",
        subject=EVIDENCE,
        needs=TRACK,
    ),
    Paper(
        code="RM-CONSENT",
        title="调解意见征询书",
        template="inquiry_of_consent.xml",
        signers=("body_seal", "consulted"),
        copies="2",
        subject=CONSULTATION,
        kinds=BY_PEOPLE,
        needs=TRACK,
        only_listed=True,
    ),
    Paper(
        code="RM-WITHDRAW",
        title="撤回调解申请书",
        template="withdrawal_request.xml",
        signers=("applicants",),
        copies="respondents + 1",
        subject=WITHDRAWAL,
        needs=TRACK,
    ),
    Paper(
        code="RM-INVITE",
        title="调解邀请函",
        template="invitation.xml",
        signers=("body_seal",),
        copies="invited + 1",
        subject=INVITATION,
        needs=TRACK,
    ),
    Paper(
        code="RM-NOTICE",
        title="调解会通知书",
        template="notice.xml",
        signers=("body_seal",),
        copies="2",
        subject=NOTICE,
        needs=TRACK,
        only_listed=True,
    ),
    Paper(
        code="RM-RECUSE",
        title="回避申请书",
        template="recusal_request.xml",
        signers=("asker",),
        copies="1",
        subject=RECUSAL_REQUEST,
        needs=TRACK,
    ),
    Paper(
        code="RM-RECUSED",
        title="回避决定书",
        template="recusal.xml",
        signers=("body_seal",),
        copies="parties + 1",
        subject=RECUSAL,
        needs=TRACK,
    ),
    Paper(
        code="RM-CLOSE",
        title="{mediation}结案报告表",
        template="closing_report.xml",
        signers=("officer", "approver", "body_seal"),
        copies="1",
        subject=CLOSING,
        kinds=BY_PEOPLE,
        needs=TRACK,
        only_listed=True,
    ),
    Paper(
        code="RM-CARD",
        title="履行提示卡",
        template="cards.xml",
        signers=(),
        copies="1",
        subject=CARDS,
        needs=WITH_AGREEMENT,
    ),
    Paper(
        code="RM-ALOUD",
        title="宣读见证笔录",
        template="reading_aloud.xml",
        signers=("listener", "witness", "reader"),
        copies="1",
        subject=ALOUD,
    ),
    Paper(
        code="RM-LOG",
        title="村（居）法律顾问工作日志",
        template="duty_log.xml",
        signers=("adviser", "village"),
        copies="1",
        subject=DUTY_LOG,
        kinds=BY_PEOPLE,
    ),
)
