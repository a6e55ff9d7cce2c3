"""Forms of the no-objection plan and of the record of undisputed facts."""

from __future__ import annotations

from typing import Final

from mediation_desk.acts.act import Act
from mediation_desk.acts.agreement import Overruled
from mediation_desk.acts.plans import ConfirmSilence, ProposePlan, RecordObjection, WithdrawPlan
from mediation_desk.acts.undisputed import RecordUndisputedFacts
from mediation_desk.queries.case_shapes import PlanFacts, PlanSideFacts
from mediation_desk.terms.ids import AgreementId, PaperId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values, actor, simple
from mediation_desk.words.plans import plan_side_words


def _propose(values: Values, ground: Ground) -> tuple[Act, ...]:
    """The terms are the draft on the agreement tab; the form asks what a plan needs besides."""
    if ground.draft is None or not ground.draft.duties:
        raise Refusal("plan.terms_missing", field="content")
    return (
        ProposePlan(
            track=TrackId(ground.the_track),
            agreement=AgreementId(ground.new_id()),
            paper=PaperId(ground.new_id()),
            content=ground.draft,
            reasons=values["reasons"],
            objections_to=values["objections_to"],
            facts_agreed=values["facts_agreed"],
            route=values["route"] or "paper",
            large=bool(values["large"]),
            overruled=tuple(Overruled(code=code, reason=said) for code, said in values["overruled"].items() if said),
        ),
    )


def _undisputed(values: Values, ground: Ground) -> tuple[Act, ...]:
    return (
        RecordUndisputedFacts(
            track=TrackId(ground.the_track),
            id=ground.new_id(),
            paper=PaperId(ground.new_id()),
            facts=values["facts"],
            no_concession=values["no_concession"],
            route=values["route"] or "paper",
        ),
    )


def _latest(ground: Ground) -> PlanFacts | None:
    plans = () if ground.track is None else ground.track.facts.plans
    return plans[-1] if plans else None


def _standing(ground: Ground) -> str:
    """Each party's own days, so that whoever confirms sees what is confirmed."""
    plan = _latest(ground)
    lines = () if plan is None else tuple(_line(side) for side in plan.sides)
    return "\n".join((*lines, "确认后，协议自最后一方异议期届满之日生效；日后发现期限内有书面异议的，效力随之取消。"))


def _line(side: PlanSideFacts) -> str:
    return f"{side.name}：{plan_side_words(side.state, side.served_on, side.last_day, side.objected_on, side.oral_on)}"


def _known_facts(ground: Ground) -> object:
    """What sessions have recorded as undisputed is where the list begins."""
    sessions = () if ground.track is None else ground.sheet.facts.tracks
    return tuple(fact for track in sessions for session in track.sessions for fact in session.undisputed)


_PLAN = Field(name="plan", words="调解方案", kind=Kind.CHOICE, choices="plans", required=True)
_ROUTE = Field(name="route", words="签署方式", kind=Kind.CHOICE, choices="routes_of_signing")

FORMS: Final = (
    ActForm(
        act="propose_plan",
        title="提出无异议方案",
        build=_propose,
        go_ahead="冻结方案",
        remark="条款取自「协议」页的草稿。前提：各方对事实没有重大分歧，并已同意适用；冻结后逐方送达，七日期间各自计算。",
        fields=(
            Field(name="reasons", words="理由", kind=Kind.LONG, required=True),
            Field(
                name="objections_to",
                words="异议提交地址",
                required=True,
                initial=lambda g: "" if g.track is None else g.track.facts.body,
                hint="机构、地址、收件人、电话",
            ),
            Field(
                name="facts_agreed",
                words="事实无重大分歧的确认",
                kind=Kind.LONG,
                hint="调解记录里已写明无争议事实的，可以不填",
            ),
            _ROUTE,
            Field(name="large", words="大字版", kind=Kind.CHECK, hint="给看小字吃力的人"),
            Field(name="overruled", words="必须处理的问题，保留的理由", kind=Kind.REASONS, choices="findings_blocking"),
        ),
    ),
    ActForm(
        act="withdraw_plan",
        title="撤回调解方案",
        build=simple(WithdrawPlan),
        remark="修改后的方案是新的方案，重新送达，重新计算期间。",
        fields=(_PLAN, Field(name="reason", words="理由", kind=Kind.LONG, required=True)),
    ),
    ActForm(
        act="record_objection",
        title="方案异议",
        build=simple(RecordObjection),
        go_ahead="登记异议",
        timed=True,
        remark="日期和时间填收到的时刻。只有在本人七日内提出的书面异议才使方案不成立；口头异议记录在案，不算。",
        fields=(
            _PLAN,
            Field(name="party", words="异议人", kind=Kind.CHOICE, choices="parties", required=True),
            Field(name="written", words="书面异议", kind=Kind.CHECK, initial=lambda g: True),
            Field(name="text", words="异议内容", kind=Kind.LONG, required=True),
            Field(name="receiver", words="收件人", initial=actor),
            Field(name="file", words="异议书", kind=Kind.CHOICE, choices="attachments", empty="没有收进材料"),
        ),
    ),
    ActForm(
        act="confirm_silence",
        title="确认方案无异议",
        build=simple(ConfirmSilence),
        go_ahead="确认无异议",
        remark=_standing,
        fields=(_PLAN,),
    ),
    ActForm(
        act="record_undisputed_facts",
        title="无争议事实记载",
        build=_undisputed,
        go_ahead="冻结记载书",
        remark="须各方同意；各方和调解员都签名之后，才在诉讼中无需举证。单独谈话和为达成协议作出的让步不得写入。",
        fields=(
            Field(name="facts", words="事实", kind=Kind.FACTS, choices="excluded_interests", initial=_known_facts),
            Field(name="no_concession", words="已核对：不含让步性陈述", kind=Kind.CHECK),
            _ROUTE,
        ),
    ),
)
