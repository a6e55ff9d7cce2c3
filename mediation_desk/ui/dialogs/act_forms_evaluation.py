"""Forms of a neutral evaluation. An opinion itself is written on the evaluation page."""

from __future__ import annotations

from typing import Final

from mediation_desk.acts.acceptance import DisclosedItem
from mediation_desk.acts.act import Act
from mediation_desk.acts.evaluation import (
    AskEvaluation,
    ChooseEvaluator,
    DiscloseAsEvaluator,
    ListMaterial,
    ObjectToEvaluator,
    ProposeEvaluator,
    SignMandate,
)
from mediation_desk.acts.opinions import ChooseToHear, CloseEvaluation, ReleaseEvaluation, StateLaterUse
from mediation_desk.terms.ids import ConsentId, EvaluationId, TrackId
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values, everyone, simple


def _ids(ground: Ground) -> tuple[TrackId, EvaluationId]:
    return TrackId(ground.the_track), EvaluationId(ground.subject)


def _ask(values: Values, ground: Ground) -> tuple[Act, ...]:
    return simple(AskEvaluation)({**values, "evaluation": ground.new_id()}, ground)


def _mandate(values: Values, ground: Ground) -> tuple[Act, ...]:
    track, evaluation = _ids(ground)
    return tuple(
        SignMandate(track=track, evaluation=evaluation, consent=ConsentId(ground.new_id()), party=party)
        for party in values["parties"]
    )


def _propose(values: Values, ground: Ground) -> tuple[Act, ...]:
    return simple(ProposeEvaluator)({**values, "evaluation": ground.subject, "evaluator": ground.new_id()}, ground)


def _choose(values: Values, ground: Ground) -> tuple[Act, ...]:
    return simple(ChooseEvaluator)({**values, "evaluation": ground.subject}, ground)


def _disclose(values: Values, ground: Ground) -> tuple[Act, ...]:
    track, evaluation = _ids(ground)
    items = tuple(DisclosedItem(code=code, answer=yes, note=note) for code, yes, note in values["items"])
    own = ground.evaluation.own if ground.evaluation is not None else None
    return (
        DiscloseAsEvaluator(track=track, evaluation=evaluation, evaluator="" if own is None else own.id, items=items),
    )


def _object(values: Values, ground: Ground) -> tuple[Act, ...]:
    track, evaluation = _ids(ground)
    return tuple(
        ObjectToEvaluator(
            track=track,
            evaluation=evaluation,
            evaluator=values["evaluator"],
            id=ground.new_id(),
            party=party,
            objects=values["objects"],
            reason=values["reason"],
        )
        for party in values["parties"]
    )


def _material(values: Values, ground: Ground) -> tuple[Act, ...]:
    attached = {choice.code: choice.hint for choice in ground.choices("attachments")}
    fixed = attached.get(values["attachment"] or "")
    return simple(ListMaterial)(
        {**values, "evaluation": ground.subject, "sha256": fixed, "pages": values["pages"] or 0}, ground
    )


def _hear(values: Values, ground: Ground) -> tuple[Act, ...]:
    track, evaluation = _ids(ground)
    return tuple(
        ChooseToHear(track=track, evaluation=evaluation, id=ground.new_id(), party=party, choice=values["choice"])
        for party in values["parties"]
    )


def _release(values: Values, ground: Ground) -> tuple[Act, ...]:
    track, evaluation = _ids(ground)
    return (ReleaseEvaluation(track=track, evaluation=evaluation),)


def _later_use(values: Values, ground: Ground) -> tuple[Act, ...]:
    track, evaluation = _ids(ground)
    return tuple(
        StateLaterUse(
            track=track,
            evaluation=evaluation,
            consent=ConsentId(ground.new_id()),
            party=party,
            answer="given" if values["allowed"] else "refused",
            scope=values["scope"],
        )
        for party in values["parties"]
    )


def _close(values: Values, ground: Ground) -> tuple[Act, ...]:
    track, evaluation = _ids(ground)
    return (CloseEvaluation(track=track, evaluation=evaluation, result=values["result"]),)


_PARTIES = Field(name="parties", words="当事人", kind=Kind.CHOICES, choices="parties", required=True, initial=everyone)
_EVALUATOR = Field(name="evaluator", words="评估员", kind=Kind.CHOICE, choices="evaluators", required=True)

FORMS: Final = (
    ActForm(
        act="ask_evaluation",
        title="申请中立评估",
        build=_ask,
        go_ahead="登记申请",
        fields=(
            Field(
                name="kind",
                words="评估种类",
                kind=Kind.CHOICE,
                choices="evaluation_kinds",
                required=True,
                initial=lambda g: "professional",
            ),
            Field(name="questions", words="评估事项（每行一项）", kind=Kind.LINES, required=True),
            Field(
                name="asked_by",
                words="申请人",
                required=True,
                initial=lambda g: "、".join(choice.words for choice in g.choices("parties")),
            ),
            Field(name="fee", words="费用", kind=Kind.MONEY),
            Field(name="fee_borne_by", words="费用负担"),
        ),
    ),
    ActForm(
        act="sign_mandate",
        title="签署评估委托",
        build=_mandate,
        go_ahead="登记书面委托",
        remark="每一方都要书面委托；全部签署后评估开始并取得编号。",
        fields=(_PARTIES,),
    ),
    ActForm(
        act="propose_evaluator",
        title="提名评估员",
        build=_propose,
        go_ahead="提名",
        fields=(
            Field(name="staff", words="评估员", kind=Kind.CHOICE, choices="evaluating_staff", required=True),
            Field(name="field", words="专业领域", required=True, follows="staff"),
        ),
    ),
    ActForm(
        act="choose_evaluator",
        title="选定评估员",
        build=_choose,
        go_ahead="选定",
        remark="全体当事人都选定才算选定。",
        fields=(_EVALUATOR, _PARTIES),
    ),
    ActForm(
        act="disclose_as_evaluator",
        title="评估员披露",
        build=_disclose,
        go_ahead="提交披露",
        remark="逐项回答；没有的不勾选。",
        fields=(Field(name="items", words="披露事项", kind=Kind.ANSWERS, choices="evaluator_disclosures"),),
    ),
    ActForm(
        act="object_to_evaluator",
        title="对评估员披露的意见",
        build=_object,
        go_ahead="登记意见",
        fields=(
            _EVALUATOR,
            _PARTIES,
            Field(name="objects", words="有异议（该评估员退出）", kind=Kind.CHECK),
            Field(name="reason", words="异议理由", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="list_material",
        title="评估材料",
        build=_material,
        go_ahead="列入清单",
        fields=(
            Field(
                name="attachment", words="已收取的文件", kind=Kind.CHOICE, choices="attachments", empty="（不在卷内）"
            ),
            Field(name="name", words="名称", required=True),
            Field(name="pages", words="页数", kind=Kind.NUMBER),
            Field(name="provider", words="提供人", required=True),
            Field(name="provided", words="已经提供", kind=Kind.CHECK, initial=lambda g: True),
        ),
    ),
    ActForm(
        act="choose_to_hear",
        title="当事人选择",
        build=_hear,
        go_ahead="登记选择",
        fields=(
            _PARTIES,
            Field(name="choice", words="选择", kind=Kind.CHOICE, choices="hearing_choices", required=True),
        ),
    ),
    ActForm(
        act="release_evaluation",
        title="同时发布",
        build=_release,
        remark="同时向全体当事人发布；此前任何一方都没有看过意见。",
    ),
    ActForm(
        act="state_later_use",
        title="后续使用意见",
        build=_later_use,
        go_ahead="登记意见",
        remark="没有表示的视为不同意。",
        fields=(
            _PARTIES,
            Field(name="allowed", words="同意用于后续程序", kind=Kind.CHECK),
            Field(name="scope", words="范围", hint="例如：用于诉讼"),
        ),
    ),
    ActForm(
        act="close_evaluation",
        title="评估结束（不发布）",
        build=_close,
        go_ahead="结束评估",
        fields=(Field(name="result", words="结果", kind=Kind.LONG, required=True),),
    ),
)
