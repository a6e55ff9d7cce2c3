"""Every paper the desk can make: its titles, template, signers, copies and the facts it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from mediation_desk.terms.refusal import Refusal

from . import subjects
from .subjects import Shape

PEOPLE, ADMINISTRATIVE, JUDICIAL, PROFESSIONAL = "people", "administrative", "judicial", "professional"
KINDS: Final = (PEOPLE, ADMINISTRATIVE, JUDICIAL, PROFESSIONAL)
_MEDIATION: Final = {PEOPLE: "人民调解", PROFESSIONAL: "人民调解", ADMINISTRATIVE: "行政调解", JUDICIAL: "特邀调解"}
_BY_PEOPLE: Final = (PEOPLE, PROFESSIONAL)

SIGNER_LABELS: Final[dict[str, str]] = {
    "applicants": "申请人（签名、盖章或按指印）",
    "parties": "当事人（签名、盖章或按指印）",
    "participants": "参加人（签名）",
    "mediators": "调解员（签名）",
    "recorder": "记录人（签名）",
    "registrar": "登记人（签名）",
    "receptionist": "接待人（签名）",
    "inquirers": "调查人（签名）",
    "informants": "被调查人（签名或按指印）",
    "discloser": "披露人（签名）",
    "principal": "委托人（签名、盖章或按指印）",
    "agents": "受托人（签名）",
    "giver": "移交人（签名）",
    "receiver": "接收人（签名）",
    "reporter": "报告人（签名）",
    "served": "受送达人或代收人（签名或盖章）",
    "witness": "见证人（签名）",
    "server": "送达人（签名）",
    "payee": "收款人（签名或按指印）",
    "visitor": "回访人（签名）",
    "objector": "异议人（签名、盖章或按指印）",
    "evaluators": "评估员（签名）",
    "body_seal": "调解组织（印章）",
    "office_seal": "中心（印章）",
}
"""Roles named in `Paper.signers`, in words. Plural roles have one signature place for each person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper. `title` holds {mediation} where the kind of mediation is named."""

    code: str
    title: str
    template: str
    signers: tuple[str, ...]
    copies: str
    subject: Shape = field(default_factory=dict)
    kinds: tuple[str, ...] = KINDS
    needs: tuple[str, ...] = ()
    """Which of track and agreement the context must hold."""
    masks_minors: bool = False
    """Whether it goes to people who are not parties, so that minors must not be identifiable (未成年人保护法 103)."""
    tells_withheld: bool = False
    """Whether it goes to an organ that must know what is withheld from a party: where to find somebody in danger."""
    own_volume: bool = False
    """Whether it is kept apart from the mediation volume."""
    frozen_by: str = ""
    """The act that freezes it together with its facts; it is never issued by itself."""

    def copies_for(self, there: Mapping[str, int]) -> int:
        """How many copies are made: one for everybody it names; `there` says how many of a plural name there are."""
        return sum(int(part) if part.isdigit() else there.get(part, 1) for part in self.copies.split(" + "))

    @property
    def is_text(self) -> bool:
        """Whether it lays down an agreement's terms, whose copies are counted by the agreement's own rule."""
        return self.code.endswith("-AGR") or self.code == "SF-PLAN"

    def title_for(self, kind: str) -> str:
        """人民调解申请书, 行政调解申请书, 特邀调解申请书."""
        return self.title.format(mediation=_MEDIATION.get(kind, "调解"))


_TRACK, _AGREEMENT = ("track",), ("track", "agreement")

CATALOGUE: Final[tuple[Paper, ...]] = (
    Paper(
        code="RM-VISITOR",
        title="来访回执",
        template="visitor.xml",
        signers=("receptionist", "office_seal"),
        copies="visitor + 1",
        subject=subjects.VISITOR,
    ),
    Paper(
        code="RM-APP",
        title="{mediation}申请书",
        template="application.xml",
        signers=("applicants",),
        copies="respondents + 1",
        subject=subjects.APPLICATION,
    ),
    Paper(
        code="RM-REG",
        title="{mediation}受理登记表",
        template="register.xml",
        signers=("parties", "registrar", "body_seal"),
        copies="1",
        subject=subjects.REGISTER,
        needs=_TRACK,
    ),
    Paper(
        code="RM-REFUSE",
        title="不予受理告知书",
        template="refusal.xml",
        signers=("body_seal", "applicants"),
        copies="applicants + 1",
        subject=subjects.REFUSAL,
    ),
    Paper(
        code="RM-RIGHTS",
        title="{mediation}当事人权利义务告知书",
        template="rights.xml",
        signers=("parties",),
        copies="parties + 1",
        subject=subjects.RIGHTS,
        needs=_TRACK,
    ),
    Paper(
        code="RM-POA",
        title="授权委托书",
        template="attorney.xml",
        signers=("principal", "agents"),
        copies="2",
        subject=subjects.ATTORNEY,
    ),
    Paper(
        code="RM-DISC",
        title="披露声明及回避意见书",
        template="disclosure.xml",
        signers=("discloser", "parties"),
        copies="parties + 1",
        subject=subjects.DISCLOSURE,
        needs=_TRACK,
    ),
    Paper(
        code="RM-INQ",
        title="{mediation}调查记录",
        template="inquiry.xml",
        signers=("informants", "inquirers", "recorder"),
        copies="1",
        subject=subjects.INQUIRY,
        needs=_TRACK,
    ),
    Paper(
        code="RM-REC",
        title="{mediation}记录",
        template="record.xml",
        signers=("parties", "participants", "mediators", "recorder"),
        copies="1",
        subject=subjects.RECORD,
        needs=_TRACK,
    ),
    Paper(
        code="RM-AGR",
        title="人民调解协议书",
        template="agreement_people.xml",
        signers=("parties", "mediators", "recorder", "body_seal"),
        copies="parties + 1",
        subject=subjects.AGREEMENT,
        kinds=_BY_PEOPLE,
        needs=_AGREEMENT,
    ),
    Paper(
        code="RM-ORAL",
        title="人民调解口头协议登记表",
        template="oral.xml",
        signers=("parties", "mediators", "body_seal"),
        copies="1",
        subject=subjects.ORAL,
        kinds=_BY_PEOPLE,
        needs=_AGREEMENT,
    ),
    Paper(
        code="AD-AGR",
        title="行政调解协议书",
        template="agreement_administrative.xml",
        signers=("parties", "mediators", "recorder", "body_seal"),
        copies="parties + 1",
        subject=subjects.AGREEMENT,
        kinds=(ADMINISTRATIVE,),
        needs=_AGREEMENT,
    ),
    Paper(
        code="SF-AGR",
        title="特邀调解协议书",
        template="agreement_judicial.xml",
        signers=("parties", "mediators", "body_seal"),
        copies="parties + 2",
        subject=subjects.AGREEMENT,
        kinds=(JUDICIAL,),
        needs=_AGREEMENT,
    ),
    Paper(
        code="SF-RCV",
        title="材料移交签收单",
        template="receipt.xml",
        signers=("giver", "receiver"),
        copies="2",
        subject=subjects.RECEIPT,
        needs=_TRACK,
    ),
    Paper(
        code="RM-EXT",
        title="调解延期同意书",
        template="extension.xml",
        signers=("parties", "mediators", "body_seal"),
        copies="parties + 1",
        subject=subjects.EXTENSION,
        needs=_TRACK,
    ),
    Paper(
        code="RM-TERM",
        title="{mediation}终止告知书",
        template="ending.xml",
        signers=("mediators", "body_seal"),
        copies="parties + 1",
        subject=subjects.ENDING,
        needs=_TRACK,
    ),
    Paper(
        code="SF-TERM",
        title="调解终止报告",
        template="ending_court.xml",
        signers=("mediators", "body_seal"),
        copies="2",
        subject=subjects.COURT_ENDING,
        kinds=(JUDICIAL,),
        needs=_TRACK,
    ),
    Paper(
        code="RM-TRANS",
        title="移送函",
        template="transfer.xml",
        signers=("body_seal",),
        copies="receiver + 1",
        subject=subjects.TRANSFER,
        masks_minors=True,
    ),
    Paper(
        code="RM-INRCV",
        title="来件回执",
        template="incoming.xml",
        signers=("receiver", "office_seal"),
        copies="addressee + 1",
        subject=subjects.INCOMING,
        masks_minors=True,
    ),
    Paper(
        code="RM-REPLY",
        title="复函",
        template="reply.xml",
        signers=("body_seal",),
        copies="addressee + 1",
        subject=subjects.REPLY,
        masks_minors=True,
    ),
    Paper(
        code="RM-DANGER",
        title="情况报告",
        template="danger.xml",
        signers=("reporter", "office_seal"),
        copies="receiver + 1",
        subject=subjects.DANGER,
        masks_minors=True,
        tells_withheld=True,
    ),
    Paper(
        code="SF-UNDIS",
        title="无争议事实记载书",
        template="undisputed.xml",
        signers=("parties", "mediators"),
        copies="parties + 2",
        subject=subjects.UNDISPUTED,
        needs=_TRACK,
        frozen_by="record_undisputed_facts",
    ),
    Paper(
        code="SF-PLAN",
        title="调解方案",
        template="plan.xml",
        signers=("mediators", "body_seal"),
        copies="parties + 1",
        subject=subjects.PLAN,
        needs=_AGREEMENT,
        frozen_by="propose_plan",
    ),
    Paper(
        code="SF-PLAN-OBJ",
        title="调解方案异议书",
        template="plan_objection.xml",
        signers=("objector",),
        copies="1",
        subject=subjects.PLAN_OBJECTION,
        needs=_TRACK,
    ),
    Paper(
        code="SF-PLAN-RES",
        title="方案效力确认记录",
        template="plan_result.xml",
        signers=("mediators", "body_seal"),
        copies="parties + 1",
        subject=subjects.PLAN_RESULT,
        needs=_TRACK,
    ),
    Paper(
        code="SF-CONFAPP",
        title="司法确认申请书",
        template="confirmation.xml",
        signers=("parties",),
        copies="parties + 2",
        subject=subjects.CONFIRMATION,
        needs=_AGREEMENT,
    ),
    Paper(
        code="SF-PROOF",
        title="主持调解证明",
        template="proof.xml",
        signers=("body_seal",),
        copies="2",
        subject=subjects.PROOF,
        needs=_AGREEMENT,
    ),
    Paper(
        code="RM-SERV",
        title="送达回证",
        template="service.xml",
        signers=("served", "witness", "server"),
        copies="1",
        subject=subjects.SERVICE,
    ),
    Paper(
        code="RM-PERF",
        title="履行凭证",
        template="payment.xml",
        signers=("payee",),
        copies="payer + 1",
        subject=subjects.PAYMENT,
        needs=_AGREEMENT,
    ),
    Paper(
        code="RM-VISIT",
        title="{mediation}回访记录",
        template="visit.xml",
        signers=("visitor",),
        copies="1",
        subject=subjects.VISIT,
        needs=_TRACK,
    ),
    Paper(
        code="NE-MANDATE",
        title="中立评估同意及委托书",
        template="mandate.xml",
        signers=("parties", "evaluators"),
        copies="parties + evaluators + 1",
        subject=subjects.MANDATE,
        own_volume=True,
    ),
    Paper(
        code="NE-REPORT",
        title="中立评估报告",
        template="report.xml",
        signers=("evaluators",),
        copies="parties + 1",
        subject=subjects.REPORT,
        own_volume=True,
    ),
)
_BY_CODE: Final[Mapping[str, Paper]] = {paper.code: paper for paper in CATALOGUE}


def paper(code: str) -> Paper:
    """The catalogue's line for a code. Refuses an unknown one."""
    if code not in _BY_CODE:
        raise Refusal("paper.unknown", paper=code)
    return _BY_CODE[code]
