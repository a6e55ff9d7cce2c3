"""Forms of risk: judging it, asking for a lower grade, and confirming what somebody else has asked for."""

from __future__ import annotations

from typing import Final

from mediation_desk.acts.act import Act
from mediation_desk.acts.risk import AskLowerRisk, AssessRisk, LowerRisk, Sign
from mediation_desk.queries.case_shapes import CaseSheet, Choice
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values

_NOT_TOLD = "只供内部使用：不印在任何文书上，不得告知当事人。"


def _signs(values: Values) -> tuple[Sign, ...]:
    return tuple(Sign(code=code, count=count, note=note) for code, count, note in values["signals"])


def _assess(values: Values, ground: Ground) -> tuple[Act, ...]:
    return (AssessRisk(id=ground.new_id(), signals=_signs(values), reason=values["reason"]),)


def _ask(values: Values, ground: Ground) -> tuple[Act, ...]:
    return (AskLowerRisk(id=ground.new_id(), signals=_signs(values), reason=values["reason"]),)


def _lower(values: Values, ground: Ground) -> tuple[Act, ...]:
    return (LowerRisk(id=ground.new_id(), request=values["request"]),)


def risk_requests(sheet: CaseSheet) -> tuple[Choice, ...]:
    """The requests that wait for a second person, with who asked, why, and what it would come to."""
    requests = () if sheet.risk is None else sheet.risk.requests
    return tuple(
        Choice(one.id, one.words, "\n".join((f"{one.asked_by}：{one.reason}", *one.explanation))) for one in requests
    )


_SIGNALS = Field(name="signals", words="信号", kind=Kind.SIGNALS)

FORMS: Final = (
    ActForm(
        act="assess_risk",
        title="风险评估",
        build=_assess,
        go_ahead="评定",
        timed=True,
        remark=f"勾选现在存在的信号。事由大小不影响分数。{_NOT_TOLD}",
        fields=(_SIGNALS, Field(name="reason", words="理由", kind=Kind.LONG, required=True)),
    ),
    ActForm(
        act="ask_lower_risk",
        title="申请风险降级",
        build=_ask,
        go_ahead="提出申请",
        timed=True,
        remark=f"去掉已经消除的信号。由另一人确认后才降级。{_NOT_TOLD}",
        fields=(_SIGNALS, Field(name="reason", words="理由", kind=Kind.LONG, required=True)),
    ),
    ActForm(
        act="lower_risk",
        title="确认风险降级",
        build=_lower,
        go_ahead="确认降级",
        timed=True,
        remark="申请人自己不能确认。",
        fields=(Field(name="request", words="申请", kind=Kind.CHOICE, choices="risk_requests", required=True),),
    ),
)
