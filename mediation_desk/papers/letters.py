"""Letters in and out, and what a visitor is given."""

from __future__ import annotations

from typing import Final

from .paper import Paper
from .subjects import MATERIALS, Shape

VISITOR: Final[Shape] = {
    "received_at": "来访（申请）时刻",
    "visitors": "来访人姓名",
    "matter": "来访事项",
    "next_step": "答复或下一步安排",
    "handler": "接待人",
    "phone?": "联系电话",
    **MATERIALS,
}
TRANSFER: Final[Shape] = {
    "receiver": "接收单位",
    "manner_words": "移送、转介、委托",
    "matters[]": "移送的事项",
    "reason": "理由",
    "basis?": "依据",
    "contact": "联系人",
    "reply_by?": "请于何日前函复",
    "task?": "请其办理的事：调解；没有时印“处理”",
    "tell_parties?": "是否列明当事人的联系方式",
    **MATERIALS,
}
INCOMING: Final[Shape] = {
    "channel?": "转来的渠道",
    "addressee": "转来的单位",
    "their_number?": "来件编号",
    "received_on": "收到日期",
    "receiver": "接收人",
    "next_step": "下一步安排",
    "feedback_by?": "于何日前反馈",
    **MATERIALS,
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

PAPERS: Final[tuple[Paper, ...]] = (
    Paper(
        code="RM-VISITOR",
        title="来访回执",
        template="visitor.xml",
        signers=("receptionist", "office_seal"),
        copies="visitor + 1",
        subject=VISITOR,
    ),
    Paper(
        code="RM-TRANS",
        title="移送函",
        template="transfer.xml",
        signers=("body_seal",),
        copies="receiver + 1",
        subject=TRANSFER,
        masks_minors=True,
    ),
    Paper(
        code="RM-ENTRUST",
        title="委托（移交）调解函",
        template="transfer.xml",
        signers=("body_seal",),
        copies="receiver + 1",
        subject=TRANSFER,
        masks_minors=True,
        only_listed=True,
    ),
    Paper(
        code="RM-INRCV",
        title="来件回执",
        template="incoming.xml",
        signers=("receiver", "office_seal"),
        copies="addressee + 1",
        subject=INCOMING,
        masks_minors=True,
    ),
    Paper(
        code="RM-REPLY",
        title="复函",
        template="reply.xml",
        signers=("body_seal",),
        copies="addressee + 1",
        subject=REPLY,
        masks_minors=True,
    ),
    Paper(
        code="RM-DANGER",
        title="情况报告",
        template="danger.xml",
        signers=("reporter", "office_seal"),
        copies="receiver + 1",
        subject=DANGER,
        masks_minors=True,
        tells_withheld=True,
    ),
)
