"""Forms of bringing people together, and of what they agree to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from mediation_desk.acts.act import Act
from mediation_desk.acts.agreement import RecordReached, WithdrawText
from mediation_desk.acts.recorded import RecordConsent, RecordContact, RecordOutside
from mediation_desk.acts.sessions import (
    PlanSession,
    RecordInquiry,
    RecordPrivateTalk,
    RecordSession,
    Statement,
    Suggest,
)
from mediation_desk.queries.case_shapes import TrackSheet
from mediation_desk.terms.agreement import LIVE
from mediation_desk.terms.ids import AgreementId, ConsentId, TrackId
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values, everyone, simple

BODY = "body"
"""Stands for the mediating body itself among those who consent."""


def live_text(track: TrackSheet) -> str:
    """The text that is being signed or in force; empty where there is none."""
    live = [agreement.id for agreement in track.facts.agreements if agreement.state in LIVE]
    return live[-1] if live else ""


def _consents(values: Values, ground: Ground) -> tuple[Act, ...]:
    return tuple(
        RecordConsent(
            track=TrackId(ground.the_track),
            id=ConsentId(ground.new_id()),
            subject=values["subject"],
            answer=values["answer"],
            party=None if party == BODY else party,
            how=values["how"],
            scope=values["scope"] or None,
        )
        for party in values["parties"]
    )


def _meeting(kind: type[RecordSession] | type[RecordInquiry], values: Values, ground: Ground) -> tuple[Act, ...]:
    started = values["started"]
    ended = values["ended"] or started
    given: dict[str, Any] = {
        name: values[name] for name in ("place", "subject", "invited", "verified", "course", "result", "undisputed")
    }
    return (
        kind(
            track=TrackId(ground.the_track),
            id=ground.new_id(),
            started=started,
            ended=ended,
            attending=(*values["attending"], *values["others"]),
            rights_told=values["rights_told"],
            recorder=values["recorder"] or None,
            statements=tuple(Statement(who=who, what=what) for who, what in values["statements"]),
            **given,
        ),
    )


def _session(values: Values, ground: Ground) -> tuple[Act, ...]:
    return _meeting(RecordSession, values, ground)


def _inquiry(values: Values, ground: Ground) -> tuple[Act, ...]:
    return _meeting(RecordInquiry, values, ground)


def _withdraw(values: Values, ground: Ground) -> tuple[Act, ...]:
    assert ground.track is not None
    text = AgreementId(live_text(ground.track))
    return (WithdrawText(track=TrackId(ground.the_track), agreement=text, reason=values["reason"]),)


def _an_hour_ago(ground: Ground) -> object:
    return ground.sheet.now.replace(second=0, microsecond=0) - timedelta(hours=1)


def _now(ground: Ground) -> object:
    return ground.sheet.now.replace(second=0, microsecond=0)


def _meeting_fields(asked: str) -> tuple[Field, ...]:
    return (
        Field(name="started", words="开始", kind=Kind.MOMENT, required=True, initial=_an_hour_ago),
        Field(name="ended", words="结束", kind=Kind.MOMENT, required=True, initial=_now),
        Field(name="place", words="地点", required=True, initial=lambda g: "本中心调解室"),
        Field(
            name="attending",
            words=asked,
            kind=Kind.CHOICES,
            choices="at_table",
            required=True,
            initial=lambda g: tuple(c.code for c in g.choices("party_names")),
        ),
        Field(name="others", words="其他到场的当事人方人员", kind=Kind.LINES, hint="没有登记的人，每行一人"),
        Field(name="invited", words="受邀参加人", kind=Kind.LINES, hint="每行一人"),
        Field(name="recorder", words="记录人", hint="不填为本案记录人"),
        Field(name="rights_told", words="已告知权利义务", kind=Kind.CHECK, initial=lambda g: True),
        Field(name="statements", words="陈述", kind=Kind.STATEMENTS, choices="at_table"),
        Field(name="verified", words="核实情况", kind=Kind.LONG),
        Field(name="course", words="调解经过", kind=Kind.LONG),
        Field(name="result", words="结果", kind=Kind.LONG, required=True),
        Field(name="undisputed", words="无争议事实", kind=Kind.LINES, hint="每行一项；经各方同意才写入文书"),
        Field(name="subject", words="事由", hint="不填为案件名称"),
    )


FORMS: Final = (
    ActForm(
        act="plan_session",
        title="安排调解",
        build=simple(PlanSession),
        go_ahead="安排",
        fields=(
            Field(name="at", words="时间", kind=Kind.MOMENT, required=True),
            Field(name="place", words="地点", required=True, initial=lambda g: "本中心调解室"),
            Field(name="subject", words="事由"),
        ),
    ),
    ActForm(
        act="record_session",
        title="调解记录",
        build=_session,
        go_ahead="保存记录",
        fields=_meeting_fields("到场当事人"),
    ),
    ActForm(
        act="record_inquiry", title="调查记录", build=_inquiry, go_ahead="保存记录", fields=_meeting_fields("被调查人")
    ),
    ActForm(
        act="record_private_talk",
        title="单独谈话",
        build=simple(RecordPrivateTalk),
        go_ahead="保存",
        remark="只有调解员能看；不进入调解记录，不会出现在对方的任何文书里。",
        fields=(
            Field(name="party", words="当事人", kind=Kind.CHOICE, choices="parties", required=True),
            Field(name="text", words="谈话内容", kind=Kind.LONG, required=True),
        ),
    ),
    ActForm(
        act="suggest",
        title="提出建议",
        build=simple(Suggest),
        remark="调解员的建议，当事人可以不接受（人民调解法 22）。",
        fields=(Field(name="text", words="建议内容", kind=Kind.LONG, required=True),),
    ),
    ActForm(
        act="record_consent",
        title="记录同意",
        build=_consents,
        go_ahead="记录",
        fields=(
            Field(name="subject", words="事项", kind=Kind.CHOICE, choices="consent_subjects", required=True),
            Field(
                name="parties", words="当事人", kind=Kind.CHOICES, choices="parties", required=True, initial=everyone
            ),
            Field(name="answer", words="意见", kind=Kind.CHOICE, choices="consent_answers", required=True),
            Field(name="how", words="方式", initial=lambda g: "当面书面", required=True),
            Field(name="scope", words="范围"),
        ),
    ),
    ActForm(
        act="record_contact",
        title="联系当事人",
        build=simple(RecordContact),
        go_ahead="记录",
        timed=True,
        fields=(
            Field(name="party", words="当事人", kind=Kind.CHOICE, choices="parties", required=True),
            Field(name="how", words="方式", kind=Kind.CHOICE, choices="contact_words", required=True),
            Field(name="reached", words="联系上了", kind=Kind.CHECK),
            Field(name="note", words="内容", kind=Kind.LONG),
        ),
    ),
    ActForm(
        act="record_outside",
        title="外部程序",
        build=simple(RecordOutside),
        go_ahead="登记",
        fields=(
            Field(name="kind", words="种类", kind=Kind.CHOICE, choices="outside_kinds", required=True),
            Field(name="organ", words="机关、机构", required=True),
            Field(name="number", words="对方编号"),
            Field(name="started_on", words="开始日期", kind=Kind.DATE),
            Field(name="ended_on", words="结束日期", kind=Kind.DATE),
            Field(name="result", words="结果", kind=Kind.LONG),
            Field(name="parties", words="涉及的人（不选即各方）", kind=Kind.CHOICES, choices="parties"),
            Field(name="matters", words="涉及的事项（不选即全部）", kind=Kind.CHOICES, choices="matters"),
            Field(name="papers", words="收到的文书", kind=Kind.CHOICES, choices="attachment_names"),
        ),
    ),
    ActForm(
        act="record_reached",
        title="达成协议",
        build=simple(RecordReached),
        go_ahead="登记达成",
        remark="达成之日与签署、生效之日分开记录。",
        fields=(Field(name="form", words="协议形式", kind=Kind.CHOICE, choices="forms", required=True),),
    ),
    ActForm(
        act="withdraw_text",
        title="撤回定稿",
        build=_withdraw,
        remark="已有的签名随之作废；修改后重新定稿为新的文本。",
        fields=(Field(name="reason", words="理由", kind=Kind.LONG, required=True),),
    ),
)
