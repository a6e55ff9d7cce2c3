"""The forms of mediation by an authority, and those that the police and the traffic police have of their own."""

from __future__ import annotations

from typing import Final

from .agreements import AGREEMENT
from .dossier import APPLICATION, REFUSAL, REGISTER, RIGHTS
from .paper import ADMINISTRATIVE, TRACK, WITH_AGREEMENT, Paper
from .subjects import ENDING, Shape

_OPINIONS: Final[Shape] = {
    "officer": "承办人",
    "opinion?": "承办人意见",
    "unit_head?": "调解机构负责人；没有时留待手签",
    "unit_opinion?": "调解机构意见",
    "leader?": "调解机关负责人；没有时留待手签",
    "leader_opinion?": "调解机关意见",
    "note?": "备注",
}
FILING: Final[Shape] = {"initiative": "application | own_motion | referral", "applied_on?": "申请日期", **_OPINIONS}
CLOSING: Final[Shape] = {
    "outcome": "结案方式",
    "concluded_on": "结案日期",
    "course?": "调解经过",
    "results[]?": "调解结果：协议各项，或者终止的原因",
    "performance?": "履行情况",
    **_OPINIONS,
}
COURSE: Final[Shape] = {
    **REGISTER,
    "outcome?": "处理结果",
    "concluded_on?": "结案日期",
}
ASKING: Final[Shape] = {
    "party": "被征求意见的当事人",
    "initiative": "application | own_motion | referral",
    "basis?": "依据",
    "reply_by?": "请于何日前答复",
}
ACCEPTANCE: Final[Shape] = {
    "initiative": "application | own_motion | referral",
    "applied_on?": "申请日期",
    "accepted_on": "受理日期",
    "limits[]?": "期限",
    "limits[].name": "期限名称",
    "limits[].due_on": "届满日",
}
MEETING: Final[Shape] = {
    "meeting": "调解会",
    "meeting.held_at": "时间",
    "meeting.place": "地点",
    "meeting.subject?": "事项",
    "attending[]?": "参加人",
    "notices[]?": "本程序对参加调解的规定",
}
ON_POLICE: Final[Shape] = {**AGREEMENT, "present[]?": "在场人员"}
ON_TRAFFIC: Final[Shape] = {
    **AGREEMENT,
    "items[]?": "损害赔偿的项目和数额",
    "items[].name": "项目",
    "items[].amount": "数额",
    "items[].payer": "赔偿人",
    "items[].payee": "受偿人",
    "concluded_on?": "调解终结日期",
}
ACCIDENT: Final[Shape] = {
    **APPLICATION,
    "accident_time?": "事故时间",
    "accident_place?": "事故地点",
    "finding?": "事故认定书（事故证明、复核结论）编号",
    "finding_on?": "收到认定书的日期",
    "apply_by?": "可以申请调解的最后一日",
}


def _form(code: str, title: str, template: str, signers: tuple[str, ...], copies: str, subject: Shape) -> Paper:
    """A paper of a track before an authority, which only the procedures that name it offer."""
    return Paper(
        code=code,
        title=title,
        template=template,
        signers=signers,
        copies=copies,
        subject=subject,
        kinds=(ADMINISTRATIVE,),
        needs=TRACK,
        only_listed=True,
    )


def _agreement(code: str, title: str, template: str, subject: Shape) -> Paper:
    return Paper(
        code=code,
        title=title,
        template=template,
        signers=("parties", "mediators", "recorder", "body_seal"),
        copies="parties + 1",
        subject=subject,
        kinds=(ADMINISTRATIVE,),
        needs=WITH_AGREEMENT,
        only_listed=True,
    )


_APPROVED: Final = ("officer", "unit_head", "leader")
_ASKED: Final = ("body_seal", "the_party")
_SEALED: Final = ("body_seal",)
_CONDUCTED: Final = ("mediators", "body_seal")
_TO_ALL: Final = "parties + 1"

PAPERS: Final[tuple[Paper, ...]] = (
    _form("AD-FILE", "行政调解立案审批表", "filing.xml", _APPROVED, "1", FILING),
    _form(
        "AD-APP",
        "行政调解申请表",
        "application_administrative.xml",
        ("applicants",),
        "respondents + 1",
        APPLICATION,
    ),
    _form("AD-ASK1", "行政调解征求意见书（一）", "asking.xml", _ASKED, "2", ASKING),
    _form("AD-ASK2", "行政调解征求意见书（二）", "asking.xml", _ASKED, "2", ASKING),
    _form("AD-ACC", "行政调解受理通知书", "acceptance.xml", _SEALED, _TO_ALL, ACCEPTANCE),
    _form("AD-REFUSE", "行政调解不予受理通知书", "refusal.xml", ("body_seal", "applicants"), "applicants + 1", REFUSAL),
    _form("AD-MEET", "行政调解会通知书", "meeting.xml", _SEALED, _TO_ALL, MEETING),
    _form("AD-RIGHTS", "行政调解权利义务告知书", "rights.xml", ("parties",), _TO_ALL, RIGHTS),
    _agreement("AD-AGR", "行政调解协议书", "agreement_administrative.xml", AGREEMENT),
    _form("AD-TERM", "行政调解终止通知书", "ending.xml", _CONDUCTED, _TO_ALL, ENDING),
    _form("AD-CLOSE", "行政调解结案审批表", "closing.xml", _APPROVED, "1", CLOSING),
    _form(
        "AD-REG",
        "行政调解案件登记表",
        "register_administrative.xml",
        ("applicants", "registrar", "body_seal"),
        "1",
        COURSE,
    ),
    _agreement("PS-AGR", "治安调解协议书", "agreement_police.xml", ON_POLICE),
    _agreement("PS-SITE", "现场治安调解协议书", "agreement_on_site.xml", ON_POLICE),
    _form("TR-APP", "道路交通事故损害赔偿调解申请书", "application_traffic.xml", ("parties",), _TO_ALL, ACCIDENT),
    _agreement("TR-AGR", "道路交通事故损害赔偿调解书", "agreement_traffic.xml", ON_TRAFFIC),
    _form(
        "TR-END", "道路交通事故损害赔偿调解终结书", "ending_traffic.xml", ("mediators", "body_seal"), _TO_ALL, ENDING
    ),
)
