"""What the catalogue says of one paper: its titles, template, signers, copies and the facts it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from .subjects import Shape

PEOPLE, ADMINISTRATIVE, JUDICIAL, PROFESSIONAL = "people", "administrative", "judicial", "professional"
KINDS: Final = (PEOPLE, ADMINISTRATIVE, JUDICIAL, PROFESSIONAL)
_MEDIATION: Final = {PEOPLE: "人民调解", PROFESSIONAL: "人民调解", ADMINISTRATIVE: "行政调解", JUDICIAL: "特邀调解"}
BY_PEOPLE: Final = (PEOPLE, PROFESSIONAL)

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
    "officer": "承办人（签名）",
    "unit_head": "调解机构负责人（签名）",
    "leader": "调解机关负责人（签名）",
    "the_party": "当事人（签名、盖章或按指印）",
    "withdrawing": "申请人（签名、盖章或按指印）",
    "judge": "联系法官（签名）",
    "court_seal": "人民法院（印章）",
    "party_seal": "单位（印章）",
    "provider": "提供人（签名或按指印）",
    "checker": "核对人（签名）",
    "collector": "收取人（签名）",
    "consulted": "被征询人（签名、盖章或按指印）",
    "asker": "申请人（签名、盖章或按指印）",
    "approver": "负责人（签名）",
    "listener": "听读人（签名、盖章或按指印）",
    "reader": "宣读人（签名）",
    "adviser": "法律顾问（签名）",
    "village": "村（居）委员会（签名或盖章）",
    "filer": "立卷人（签名）",
    "inspector": "检查人（签名）",
    "binder": "装订人（签名）",
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
    only_listed: bool = False
    """Whether it is offered only in a procedure that lists it."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """Kinds of mediation in which it is called otherwise."""
    part_of_volume: bool = False
    """Whether it only binds a volume together: it is made with the volume, never issued by itself."""
    frozen_by: str = ""
    """The act that freezes it together with its facts; it is never issued by itself."""

    def copies_for(self, there: Mapping[str, int]) -> int:
        """How many copies are made: one for everybody it names; `there` says how many of a plural name there are."""
        return sum(int(part) if part.isdigit() else there.get(part, 1) for part in self.copies.split(" + "))

    @property
    def is_agreement(self) -> bool:
        """Whether it is an agreement, which is frozen together with its terms."""
        return self.code.endswith(("-AGR", "-SITE"))

    @property
    def is_text(self) -> bool:
        """Whether it lays down an agreement's terms, whose copies are counted by the agreement's own rule."""
        return self.is_agreement or self.code == "SF-PLAN"

    def title_for(self, kind: str) -> str:
        """人民调解申请书, 行政调解申请书, 特邀调解申请书."""
        return self.titles.get(kind, self.title).format(mediation=_MEDIATION.get(kind, "调解"))


TRACK, WITH_AGREEMENT = ("track",), ("track", "agreement")
"""What the context must hold beside the case."""
