"""What only their author can add to the papers of a court's referral and of an evaluation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mediation_desk.ui.dialogs.act_fields import Field, Kind, Values

ADDED: Final[dict[str, tuple[str, ...]]] = {
    "SF-WP": ("judge_phone",),
    "SF-WT": ("judge_phone",),
    "SF-SEL": ("reason",),
    "SF-ADDR": ("recipient", "postcode", "mailbox", "wechat", "platform", "proxy"),
    "SF-NOTE": ("extra",),
    "SF-TERM": ("costly_conduct", "hints"),
    "SF-WD": ("by", "reason"),
    "SF-WDSUIT": ("by", "reason"),
    "SF-FILE": ("receiver", "attachments"),
    "NE-MORE": ("until",),
    "NE-MEET": ("started", "ended", "place", "attending", "statements", "agreed_facts", "course", "follow_up"),
    "NE-VIEW": ("attitude", "opinion", "wish"),
}
"""By paper; what stays empty is taken from the case or written by hand."""

Asked = Callable[[Values], bool]


def fields(takes: Callable[[str], Asked], alone: Callable[[str], Asked]) -> tuple[Field, ...]:
    """The questions, each asked where a chosen paper takes it; what is one party's own, where it is the only such."""
    return (*_of_the_court(takes), *_of_one_party(alone), *_of_evaluations(takes))


def _of_the_court(takes: Callable[[str], Asked]) -> tuple[Field, ...]:
    return (
        Field(name="judge_phone", words="联系法官的电话", asked_if=takes("judge_phone")),
        Field(
            name="by",
            words="撤回的当事人",
            kind=Kind.CHOICES,
            choices="party_names",
            hint="不选为全体申请人",
            asked_if=takes("by"),
        ),
        Field(name="reason", words="理由", kind=Kind.LONG, hint="不填留待手写", asked_if=takes("reason")),
        Field(name="extra", words="另行告知的事项", kind=Kind.LINES, hint="每行一项", asked_if=takes("extra")),
        Field(
            name="costly_conduct",
            words="增加诉讼成本的行为",
            kind=Kind.LONG,
            hint="谁、何时、什么行为；不填为没有发现",
            asked_if=takes("costly_conduct"),
        ),
        Field(name="hints", words="向法院提示的情况", kind=Kind.LONG, hint="不填为没有", asked_if=takes("hints")),
        Field(name="receiver", words="接收人", hint="不填留待签名", asked_if=takes("receiver")),
    )


def _of_one_party(alone: Callable[[str], Asked]) -> tuple[Field, ...]:
    return (
        Field(name="recipient", words="收件人", hint="不填为当事人本人", asked_if=alone("recipient")),
        Field(name="postcode", words="邮政编码", asked_if=alone("postcode")),
        Field(name="mailbox", words="电子邮箱", asked_if=alone("mailbox")),
        Field(name="wechat", words="微信", asked_if=alone("wechat")),
        Field(name="platform", words="平台账号", asked_if=alone("platform")),
        Field(name="proxy", words="代收人", hint="姓名、与当事人的关系、电话、地址", asked_if=alone("proxy")),
        Field(
            name="attitude",
            words="对报告的意见",
            kind=Kind.CHOICE,
            choices="report_attitudes",
            empty="（由当事人勾选）",
            asked_if=alone("attitude"),
        ),
        Field(name="opinion", words="具体意见、理由", kind=Kind.LONG, asked_if=alone("opinion")),
        Field(
            name="wish",
            words="希望的下一步",
            kind=Kind.CHOICE,
            choices="report_wishes",
            empty="（由当事人勾选）",
            asked_if=alone("wish"),
        ),
    )


def _of_evaluations(takes: Callable[[str], Asked]) -> tuple[Field, ...]:
    return (
        Field(name="until", words="补充的期限", kind=Kind.DATE, hint="不填留待手写", asked_if=takes("until")),
        Field(name="started", words="会议开始", kind=Kind.MOMENT, asked_if=takes("started")),
        Field(name="ended", words="会议结束", kind=Kind.MOMENT, asked_if=takes("ended")),
        Field(name="place", words="会议地点", asked_if=takes("place")),
        Field(name="attending", words="会议参加人", kind=Kind.LINES, hint="每行一人", asked_if=takes("attending")),
        Field(
            name="statements",
            words="各方陈述",
            kind=Kind.STATEMENTS,
            choices="at_table",
            asked_if=takes("statements"),
        ),
        Field(
            name="agreed_facts",
            words="各方一致的事实",
            kind=Kind.LINES,
            hint="每行一项",
            asked_if=takes("agreed_facts"),
        ),
        Field(name="course", words="询问和说明", kind=Kind.LONG, asked_if=takes("course")),
        Field(name="follow_up", words="会后的安排", kind=Kind.LONG, asked_if=takes("follow_up")),
    )
