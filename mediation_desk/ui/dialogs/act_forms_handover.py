"""Forms of handing over, of what other bodies answer, and of what comes in."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mediation_desk.acts.act import Act
from mediation_desk.acts.handover import ReferAside, ReportDanger, Transfer
from mediation_desk.acts.recorded import RecordConsent
from mediation_desk.acts.referrals import (
    CloseOutside,
    FeedBack,
    ReceiveReferral,
    RecordHandoverAnswer,
    RecordHandoverDeclined,
    RecordHandoverTaken,
)
from mediation_desk.terms.ids import ConsentId, TrackId
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values, actor, simple


def _with_consents(kind: type[Act]) -> Callable[[Values, Ground], tuple[Act, ...]]:
    """Who consents to this very hand-over is recorded first, then the hand-over."""

    def build(values: Values, ground: Ground) -> tuple[Act, ...]:
        handover = ground.new_id()
        consents = tuple(
            RecordConsent(
                track=TrackId(ground.the_track),
                id=ConsentId(ground.new_id()),
                subject="handover",
                party=party,
                subject_ref=handover,
            )
            for party in values["consenting"]
        )
        return (*consents, *simple(kind)({**values, "id": handover}, ground))

    return build


def _rule(choices: str) -> Field:
    return Field(name="rule", words="衔接", kind=Kind.CHOICE, choices=choices, empty="不在列出之内")


def _about(choices: str, words: str) -> Field:
    return Field(
        name="about", words=words, kind=Kind.CHOICE, choices=choices, required=True, initial=lambda g: g.subject
    )


_HANDED_OVER = (
    Field(name="to", words="接收单位", required=True),
    Field(name="reason", words="理由", kind=Kind.LONG, required=True),
    Field(name="basis", words="依据", hint="不填的，用所选衔接的依据"),
    Field(name="documents", words="材料（每行一件）", kind=Kind.LINES, follows="rule", filled_from="handover_papers"),
    Field(name="lacking", words="缺少材料的说明"),
    Field(name="consenting", words="同意移送材料的人", kind=Kind.CHOICES, choices="parties"),
)

FORMS: Final = (
    ActForm(
        act="transfer",
        title="移送",
        build=_with_consents(Transfer),
        timed=True,
        remark="本程序在这里终结，整案转往接收单位；案件编号不变，已用的期限保留。",
        fields=(_rule("transfer_rules"), *_HANDED_OVER),
    ),
    ActForm(
        act="refer_aside",
        title="转介",
        build=_with_consents(ReferAside),
        timed=True,
        remark="本程序继续；只转出必要的材料，并等待回复。",
        fields=(_rule("aside_rules"), *_HANDED_OVER, Field(name="reply_due", words="回复期限", kind=Kind.DATE)),
    ),
    ActForm(
        act="report_danger",
        title="报告危险",
        build=simple(ReportDanger),
        go_ahead="已经报告",
        timed=True,
        remark="可能激化、有人身危险的，立即报告并记下时间和接收人（人民调解法 25）。",
        fields=(
            _rule("report_rules"),
            Field(name="to", words="接收单位", required=True),
            Field(name="receiver", words="接收人", required=True),
            Field(name="reason", words="情况", kind=Kind.LONG, required=True),
            Field(name="basis", words="依据", hint="不填的，用所选衔接的依据"),
        ),
    ),
    ActForm(
        act="record_handover_taken",
        title="对方已接收",
        build=simple(RecordHandoverTaken),
        go_ahead="登记接收",
        fields=(
            _about("handovers_sent", "移送、转介"),
            Field(name="receiver", words="接收人", required=True),
            Field(name="number", words="对方编号"),
        ),
    ),
    ActForm(
        act="record_handover_declined",
        title="对方不接收",
        build=simple(RecordHandoverDeclined),
        go_ahead="登记不接收",
        remark="整案移送被退回的，可以在这里恢复调解，经过和期限都保留。",
        fields=(
            _about("handovers_sent", "移送、转介"),
            Field(name="reason", words="对方的理由", kind=Kind.LONG, required=True),
        ),
    ),
    ActForm(
        act="record_handover_answer",
        title="收到回复",
        build=simple(RecordHandoverAnswer),
        go_ahead="登记回复",
        fields=(
            _about("handovers_sent", "移送、转介、报告"),
            Field(name="result", words="办理结果", kind=Kind.LONG, required=True),
            Field(name="number", words="对方文号"),
            Field(name="documents", words="退回、送来的材料（每行一件）", kind=Kind.LINES),
        ),
    ),
    ActForm(
        act="receive_referral",
        title="接收转来事项",
        build=simple(ReceiveReferral),
        go_ahead="登记接收",
        remark="其他单位转来的，记下对方的编号和期限；办结后向对方反馈。",
        fields=(
            Field(name="rule", words="渠道", kind=Kind.CHOICE, choices="referral_rules", required=True),
            Field(name="organ", words="转来的单位", required=True),
            Field(name="number", words="对方编号"),
            Field(name="contact", words="对方联系人"),
            Field(name="phone", words="联系电话"),
            Field(name="receiver", words="接收人", initial=actor),
            Field(
                name="documents",
                words="收到的材料（每行一件）",
                kind=Kind.LINES,
                follows="rule",
                filled_from="referral_papers",
            ),
            Field(name="due", words="来件载明的期限", kind=Kind.DATE),
            Field(name="limit", words="适用的期限", kind=Kind.CHOICE, choices="referral_limits", empty="按渠道的规则"),
            Field(name="counted_from", words="对方受理日期", kind=Kind.DATE),
        ),
    ),
    ActForm(
        act="feed_back",
        title="向来源反馈",
        build=simple(FeedBack),
        go_ahead="登记反馈",
        remark="只反馈结果、日期、协议编号，不多带个人信息。复函在“制作文书”里做。",
        fields=(
            _about("referrals", "转来事项"),
            Field(name="words", words="反馈的结果", kind=Kind.LONG, required=True),
            Field(name="to", words="反馈给", hint="不填的，为转来的单位"),
            Field(name="documents", words="随附材料（每行一件）", kind=Kind.LINES),
            Field(name="paper", words="复函", kind=Kind.CHOICE, choices="papers", empty="口头或者系统反馈"),
        ),
    ),
    ActForm(
        act="close_outside",
        title="外部程序结束",
        build=simple(CloseOutside),
        go_ahead="登记结束",
        fields=(
            _about("outside_open", "外部程序"),
            Field(name="result", words="结果", kind=Kind.LONG, required=True),
            Field(name="papers", words="收到的文书", kind=Kind.CHOICES, choices="attachment_names"),
        ),
    ),
)
