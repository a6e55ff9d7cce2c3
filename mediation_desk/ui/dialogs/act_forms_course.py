"""Forms of time, performance, ending and splitting."""

from __future__ import annotations

from typing import Final

from mediation_desk.acts.act import Act
from mediation_desk.acts.court import ApplyExecution, RecordRuling
from mediation_desk.acts.ending import ApplyConfirmation, EndTrack, ReopenTrack, TakeRoute
from mediation_desk.acts.handover import SplitTrack
from mediation_desk.acts.performance import MeetCondition, RecordDefault, RecordPerformance, RecordVisit
from mediation_desk.acts.recorded import PauseClock, RecordConsent, ResumeClock
from mediation_desk.acts.time import ExtendLimit
from mediation_desk.terms.ids import ConsentId, DutyId, InstalmentId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values, actor, simple
from mediation_desk.ui.dialogs.act_forms_sessions import BODY


def _extend(values: Values, ground: Ground) -> tuple[Act, ...]:
    """Who consented is recorded first, then the limit is extended on these consents."""
    consents: list[Act] = []
    ids: list[ConsentId] = []
    for party in values["consenting"]:
        ids.append(ConsentId(ground.new_id()))
        consents.append(
            RecordConsent(
                track=TrackId(ground.the_track),
                id=ids[-1],
                subject="extension",
                party=None if party == BODY else party,
                subject_ref=values["limit"],
            )
        )
    extension = ExtendLimit(
        track=TrackId(ground.the_track),
        id=ground.new_id(),
        limit=values["limit"],
        days=values["days"],
        consents=tuple(ids),
    )
    return (*consents, extension)


def _performance(values: Values, ground: Ground) -> tuple[Act, ...]:
    kind, _, id = values["target"].partition(":")
    if kind == "duty":
        return (
            RecordPerformance(
                track=TrackId(ground.the_track), id=ground.new_id(), duty=DutyId(id), voucher=values["voucher"]
            ),
        )
    return (
        RecordPerformance(
            track=TrackId(ground.the_track),
            id=ground.new_id(),
            instalment=InstalmentId(id),
            amount=values["amount"],
            payer=values["payer"],
            manner=values["manner"],
            voucher=values["voucher"],
        ),
    )


def _default(values: Values, ground: Ground) -> tuple[Act, ...]:
    kind, _, id = values["target"].partition(":")
    return (
        RecordDefault(
            track=TrackId(ground.the_track),
            note=values["note"],
            instalment=InstalmentId(id) if kind == "instalment" else None,
            duty=DutyId(id) if kind == "duty" else None,
        ),
    )


def _visit(values: Values, ground: Ground) -> tuple[Act, ...]:
    satisfaction = None if values["satisfaction"] is None else int(values["satisfaction"])
    return simple(RecordVisit)({**values, "satisfaction": satisfaction}, ground)


def _free(ground: Ground) -> tuple[str, ...]:
    """All terms that a court may confirm."""
    return tuple(choice.code for choice in ground.choices("terms_free"))


def _apply_confirmation(values: Values, ground: Ground) -> tuple[Act, ...]:
    return simple(ApplyConfirmation)({**values, "terms": tuple(map(int, values.get("terms", ())))}, ground)


def _split(values: Values, ground: Ground) -> tuple[Act, ...]:
    both = set(values["parties"]) & set(values["shared_parties"])
    if both:
        raise Refusal("split.stays_and_leaves", field="parties", name=ground.sheet.name(min(both)))
    return simple(SplitTrack)({**values, "into": ground.new_id()}, ground)


FORMS: Final = (
    ActForm(
        act="extend_limit",
        title="延长期限",
        build=_extend,
        go_ahead="记录同意并延长",
        remark="期限届满前各方同意才能延长。",
        fields=(
            Field(name="limit", words="期限", kind=Kind.CHOICE, choices="limits", required=True),
            Field(name="days", words="延长天数", kind=Kind.NUMBER, required=True, initial=lambda g: 30),
            Field(name="consenting", words="同意的人", kind=Kind.CHOICES, choices="consenting", required=True),
        ),
    ),
    ActForm(
        act="pause_clock",
        title="期间不计入",
        build=simple(PauseClock),
        go_ahead="开始不计入",
        fields=(
            Field(name="reason", words="事由", kind=Kind.CHOICE, choices="pauses", required=True),
            Field(name="organ", words="机构"),
        ),
    ),
    ActForm(
        act="resume_clock",
        title="恢复计算期间",
        build=simple(ResumeClock),
        go_ahead="恢复计算",
        fields=(
            Field(name="id", words="事由", kind=Kind.CHOICE, choices="open_pauses", required=True),
            Field(name="result", words="结果", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="record_performance",
        title="履行登记",
        build=_performance,
        go_ahead="登记履行",
        fields=(
            Field(
                name="target",
                words="义务",
                kind=Kind.CHOICE,
                choices="paid_under",
                required=True,
                initial=lambda g: g.subject,
            ),
            Field(name="amount", words="金额", kind=Kind.MONEY, follows="target"),
            Field(name="payer", words="付款人"),
            Field(name="manner", words="付款方式", initial=lambda g: "银行转账"),
            Field(name="voucher", words="凭证", kind=Kind.CHOICE, choices="attachments", empty="（没有收取凭证文件）"),
        ),
    ),
    ActForm(
        act="meet_condition",
        title="条件成就",
        build=simple(MeetCondition),
        go_ahead="登记条件成就",
        fields=(
            Field(name="duty", words="义务", kind=Kind.CHOICE, choices="conditions", required=True),
            Field(name="note", words="说明", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="record_default",
        title="逾期未履行",
        build=_default,
        go_ahead="登记逾期",
        fields=(
            Field(name="target", words="义务", kind=Kind.CHOICE, choices="paid_under", required=True),
            Field(name="note", words="说明", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="record_visit",
        title="回访",
        build=_visit,
        go_ahead="保存回访",
        fields=(
            Field(name="visitor", words="回访人", required=True, initial=actor),
            Field(name="manner", words="方式", kind=Kind.CHOICE, choices="contact_words", required=True),
            Field(name="performance", words="履行情况", kind=Kind.LONG, required=True),
            Field(name="satisfaction", words="满意度", kind=Kind.CHOICE, choices="satisfaction", empty="未评"),
            Field(name="dispute", words="新的争议", kind=Kind.LONG),
            Field(name="measures", words="处理措施", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="apply_confirmation",
        title="共同申请司法确认",
        build=_apply_confirmation,
        go_ahead="登记申请",
        fields=(
            Field(name="court", words="法院", required=True),
            Field(name="number", words="案号"),
            Field(
                name="terms",
                words="申请确认的条款（不选即全部可确认的）",
                kind=Kind.CHOICES,
                choices="terms",
                initial=_free,
            ),
        ),
    ),
    ActForm(
        act="record_ruling",
        title="司法确认裁定",
        build=simple(RecordRuling),
        go_ahead="登记裁定",
        remark="发生日期写裁定作出的日期。",
        fields=(
            Field(name="result", words="结果", kind=Kind.CHOICE, choices="rulings", required=True),
            Field(name="number", words="案号", required=True),
            Field(name="note", words="说明", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="apply_execution",
        title="申请强制执行",
        build=simple(ApplyExecution),
        go_ahead="登记申请",
        fields=(
            Field(name="court", words="法院", required=True),
            Field(name="number", words="案号"),
            Field(name="note", words="说明", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="take_route",
        title="引导其他途径",
        build=simple(TakeRoute),
        go_ahead="登记",
        fields=(
            Field(name="route", words="途径", kind=Kind.CHOICE, choices="routes", required=True),
            Field(name="note", words="说明", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="end_track",
        title="终结",
        build=simple(EndTrack),
        fields=(
            Field(name="reason", words="原因（内部）", kind=Kind.CHOICE, choices="endings", required=True),
            Field(name="words", words="告知当事人的话", kind=Kind.LONG, required=True, follows="reason"),
            Field(name="note", words="内部备注", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="reopen_track",
        title="恢复调解",
        build=simple(ReopenTrack),
        fields=(Field(name="reason", words="理由", kind=Kind.LONG, required=True),),
    ),
    ActForm(
        act="split_track",
        title="分案",
        build=_split,
        remark="分出的当事人或事项进入并列的程序，保留经过和期限，取得自己的案号。",
        fields=(
            Field(name="parties", words="分出的当事人", kind=Kind.CHOICES, choices="parties"),
            Field(name="shared_parties", words="两边都参加的", kind=Kind.CHOICES, choices="parties"),
            Field(name="matters", words="分出的事项", kind=Kind.CHOICES, choices="matters"),
            Field(name="reason", words="理由", kind=Kind.LONG, required=True),
        ),
    ),
)
