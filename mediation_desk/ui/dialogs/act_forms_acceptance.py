"""Forms from the application to the chosen mediator."""

from __future__ import annotations

from typing import Final

from mediation_desk.acts.acceptance import (
    AcceptCase,
    ChooseMediator,
    DecideRecusal,
    Disclose,
    DisclosedItem,
    ReceiveApplication,
    RecordTurningPoint,
    RefuseCase,
    SignFileReceipt,
    TellRights,
)
from mediation_desk.acts.act import Act
from mediation_desk.acts.intake import CorrectCase, OpenTrack, Referral, TakeUpEnquiry
from mediation_desk.acts.work import FieldCorrection
from mediation_desk.terms.ids import OrganisationId, StaffId, TrackId
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values, actor, everyone, simple

_ROLES_HINT = "调解员主持，记录人记录；评估员、当事人和代理人不能担任"


def _disclose(values: Values, ground: Ground) -> tuple[Act, ...]:
    items = tuple(DisclosedItem(code=code, answer=yes, note=note) for code, yes, note in values["items"])
    return (Disclose(track=TrackId(ground.the_track), staff=StaffId(values["staff"]), items=items),)


def _all_matters(ground: Ground) -> tuple[str, ...]:
    return tuple(choice.code for choice in ground.sheet.matters)


def _referral(values: Values) -> Referral:
    return Referral(
        organ=values["organ"],
        number=values["number"] or None,
        contact=values["contact"] or None,
        documents=values["documents"],
    )


def _open_track(values: Values, ground: Ground) -> tuple[Act, ...]:
    referral = None if not values["organ"] else _referral(values)
    return (
        OpenTrack(
            track=TrackId(ground.new_id()),
            procedure=values["procedure"],
            body=OrganisationId(values["body"]),
            parties=values["parties"],
            matters=values["matters"],
            variant=values["variant"],
            referral=referral,
        ),
    )


def _correct(values: Values, ground: Ground) -> tuple[Act, ...]:
    facts = ground.sheet.facts
    was = {
        "title": facts.title,
        "summary": facts.summary,
        "request": facts.request,
        "source": facts.source,
        "dispute_type": facts.dispute_type,
        "amount_claimed": None if facts.amount_claimed is None else facts.amount_claimed.figures,
    }
    now = {**values, "amount_claimed": None if values["amount_claimed"] is None else values["amount_claimed"].figures}
    changes = tuple(
        FieldCorrection(field=name, was=value, now=now[name] or None)
        for name, value in was.items()
        if (now[name] or None) != (value or None)
    )
    return (CorrectCase(changes=changes, reason=values["reason"]),)


FORMS: Final = (
    ActForm(
        act="take_up_enquiry",
        title="咨询转纠纷登记",
        build=simple(TakeUpEnquiry),
        remark="编号不变，转为纠纷案件后可以分流。",
    ),
    ActForm(
        act="open_track",
        title="分流到调解程序",
        build=_open_track,
        go_ahead="分流",
        fields=(
            Field(name="procedure", words="调解程序", kind=Kind.CHOICE, choices="procedures", required=True),
            Field(name="body", words="主持机构", kind=Kind.CHOICE, choices="bodies", required=True),
            Field(
                name="parties", words="当事人", kind=Kind.CHOICES, choices="parties", required=True, initial=everyone
            ),
            Field(name="matters", words="争议事项", kind=Kind.CHOICES, choices="matters", initial=_all_matters),
            Field(name="variant", words="审判程序", kind=Kind.CHOICE, choices="variants", empty="不适用"),
            Field(name="organ", words="委派、委托机关", hint="由法院或者其他机关转来的填写"),
            Field(name="number", words="对方案号"),
            Field(name="contact", words="对方联系人"),
            Field(name="documents", words="随附材料（每行一件）", kind=Kind.LINES),
        ),
    ),
    ActForm(
        act="correct_case",
        title="更正登记",
        build=_correct,
        fields=(
            Field(name="title", words="名称", initial=lambda g: g.sheet.facts.title, required=True),
            Field(
                name="dispute_type",
                words="纠纷类型",
                kind=Kind.CHOICE,
                choices="dispute_types",
                initial=lambda g: g.sheet.facts.dispute_type,
            ),
            Field(
                name="source",
                words="来源渠道",
                kind=Kind.CHOICE,
                choices="sources",
                initial=lambda g: g.sheet.facts.source,
            ),
            Field(
                name="summary", words="纠纷事实", kind=Kind.LONG, initial=lambda g: g.sheet.facts.summary, required=True
            ),
            Field(name="request", words="请求", kind=Kind.LONG, initial=lambda g: g.sheet.facts.request),
            Field(
                name="amount_claimed", words="争议金额", kind=Kind.MONEY, initial=lambda g: g.sheet.facts.amount_claimed
            ),
            Field(name="reason", words="更正理由", required=True),
        ),
    ),
    ActForm(
        act="receive_application",
        title="收到申请",
        build=simple(ReceiveApplication),
        go_ahead="登记申请",
        fields=(Field(name="form", words="申请方式", kind=Kind.CHOICE, choices="application_forms", required=True),),
    ),
    ActForm(
        act="sign_file_receipt",
        title="签收材料",
        build=simple(SignFileReceipt),
        go_ahead="签收",
        remark="签收之日起计算人民法院确定的调解期限。",
        fields=(
            Field(name="documents", words="材料（每行一件）", kind=Kind.LINES, required=True),
            Field(name="handed_over_by", words="移交人", required=True),
            Field(name="received_by", words="接收人", required=True, initial=actor),
        ),
    ),
    ActForm(
        act="record_turning_point",
        title="登记起算事由",
        build=simple(RecordTurningPoint),
        go_ahead="登记",
        remark="有的期限从这一天起算：事故认定书收到之日，治疗终结、定残、丧葬结束或者损失确定之日，平台确认接受之日等。",
        fields=(
            Field(name="what", words="事由", kind=Kind.CHOICE, choices="turning_points", required=True),
            Field(name="note", words="说明", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="accept_case",
        title="受理",
        build=simple(AcceptCase),
        remark="受理后从主持机构的编号簿取得案号，并开始计算调解期限。",
        fields=(Field(name="own_motion", words="主动调解（没有当事人申请）", kind=Kind.CHECK),),
    ),
    ActForm(
        act="refuse_case",
        title="不予受理",
        build=simple(RefuseCase),
        remark="不占用案号；告知书写明理由和仍然可以走的途径。",
        fields=(
            Field(name="ground", words="理由", kind=Kind.CHOICE, choices="grounds", required=True),
            Field(name="note", words="内部备注", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="choose_mediator",
        title="选定调解员、记录人",
        build=simple(ChooseMediator),
        go_ahead="选定",
        remark=_ROLES_HINT,
        fields=(
            Field(
                name="staff",
                words="人员",
                kind=Kind.CHOICE,
                choices="mediating_staff",
                required=True,
                initial=lambda g: g.sheet.actor,
            ),
            Field(name="role", words="身份", kind=Kind.CHOICE, choices="mediator_roles", required=True),
            Field(name="how", words="产生方式", kind=Kind.CHOICE, choices="mediator_hows", required=True),
        ),
    ),
    ActForm(
        act="disclose",
        title="披露",
        build=_disclose,
        remark="可能影响公正的事项逐项说明；没有的不勾选。",
        fields=(
            Field(name="staff", words="披露人", kind=Kind.CHOICE, choices="mediators", required=True),
            Field(name="items", words="披露事项", kind=Kind.ANSWERS, choices="evaluator_disclosures"),
        ),
    ),
    ActForm(
        act="decide_recusal",
        title="回避决定",
        build=simple(DecideRecusal),
        go_ahead="作出决定",
        fields=(
            Field(name="staff", words="调解员", kind=Kind.CHOICE, choices="mediators", required=True),
            Field(name="asked_by", words="申请人", kind=Kind.SUGGEST, choices="party_names", hint="自行回避的不填"),
            Field(name="recused", words="回避", kind=Kind.CHECK),
            Field(name="reason", words="理由", kind=Kind.LONG, required=True),
        ),
    ),
    ActForm(
        act="tell_rights",
        title="告知权利义务",
        build=simple(TellRights),
        go_ahead="已经告知",
        fields=(
            Field(
                name="parties", words="当事人", kind=Kind.CHOICES, choices="parties", required=True, initial=everyone
            ),
        ),
    ),
)
