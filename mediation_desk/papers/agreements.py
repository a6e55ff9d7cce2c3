"""The texts that bind: agreements, written and oral, and what makes them enforceable."""

from __future__ import annotations

from typing import Final

from .paper import ADMINISTRATIVE, BY_PEOPLE, JUDICIAL, WITH_AGREEMENT, Paper
from .subjects import Shape

AGREEMENT: Final[Shape] = {
    "effect?": "生效条款；没有时按调解种类的规定",
    "after_filing?": "法院立案后委托调解",
    "private?": "当事人约定不公开",
}
ORAL: Final[Shape] = {"note?": "备注"}
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

PAPERS: Final[tuple[Paper, ...]] = (
    Paper(
        code="RM-AGR",
        title="人民调解协议书",
        template="agreement_people.xml",
        signers=("parties", "mediators", "recorder", "body_seal"),
        copies="parties + 1",
        subject=AGREEMENT,
        kinds=BY_PEOPLE,
        needs=WITH_AGREEMENT,
    ),
    Paper(
        code="RM-ORAL",
        title="人民调解口头协议登记表",
        template="oral.xml",
        signers=("parties", "mediators", "body_seal"),
        copies="1",
        subject=ORAL,
        kinds=BY_PEOPLE,
        needs=WITH_AGREEMENT,
    ),
    Paper(
        code="AD-AGR",
        title="行政调解协议书",
        template="agreement_administrative.xml",
        signers=("parties", "mediators", "recorder", "body_seal"),
        copies="parties + 1",
        subject=AGREEMENT,
        kinds=(ADMINISTRATIVE,),
        needs=WITH_AGREEMENT,
    ),
    Paper(
        code="SF-AGR",
        title="特邀调解协议书",
        template="agreement_judicial.xml",
        signers=("parties", "mediators", "body_seal"),
        copies="parties + 2",
        subject=AGREEMENT,
        kinds=(JUDICIAL,),
        needs=WITH_AGREEMENT,
    ),
    Paper(
        code="SF-CONFAPP",
        title="司法确认申请书",
        template="confirmation.xml",
        signers=("parties",),
        copies="parties + 2",
        subject=CONFIRMATION,
        needs=WITH_AGREEMENT,
    ),
    Paper(
        code="SF-PROOF",
        title="主持调解证明",
        template="proof.xml",
        signers=("body_seal",),
        copies="2",
        subject=PROOF,
        needs=WITH_AGREEMENT,
    ),
)
