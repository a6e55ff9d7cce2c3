"""The form that makes papers: which, how they are signed, and what only their author can add."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from re import fullmatch
from typing import Any, Final

from mediation_desk.acts.act import Act
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.terms.ids import PaperId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs import act_forms_issue_court
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values

ISSUE: Final = "issue_paper"
ADDED: Final[dict[str, tuple[str, ...]]] = {
    "RM-VISITOR": ("visitors", "phone", "materials", "next_step"),
    "RM-DISC": ("attitudes",),
    "RM-POA": ("agent_kind", "unit", "licence", "attachments"),
    "RM-REG": ("note",),
    "RM-ORAL": ("note",),
    "RM-REPLY": ("attachments",),
    "AD-FILE": ("opinion", "unit_head", "leader", "note"),
    "AD-CLOSE": ("opinion", "unit_head", "leader", "note"),
    "AD-ASK1": ("reply_by",),
    "AD-ASK2": ("reply_by",),
    "AD-REG": ("note",),
    "TR-APP": ("accident_time", "accident_place", "finding"),
    "RM-EVID": ("provider", "items"),
    "RM-CONSENT": ("reply_by",),
    "RM-WITHDRAW": ("reason",),
    "RM-INVITE": ("invited", "wish"),
    "RM-NOTICE": ("bring",),
    "RM-RECUSE": ("asker", "reason"),
    "RM-CLOSE": ("opinion",),
    "RM-LOG": ("village", "firm", "period", "way", "served", "work", "content", "result"),
    "SF-CONFAPP": ("court", "attachments"),
    "SF-PROOF": ("court", "registration"),
    **act_forms_issue_court.ADDED,
}
"""What an author may add to a paper beside what the case says; what stays empty is taken from the case."""


def _takes(name: str) -> Callable[[Values], bool]:
    """Asked once a paper that takes it is among those to be made."""
    return lambda values: bool(_takers(name, values))


def _takes_alone(name: str) -> Callable[[Values], bool]:
    """Asked while only one paper takes it: what is one party's own must not go into another's paper."""
    return lambda values: len(_takers(name, values)) == 1


def _takers(name: str, values: Values) -> list[str]:
    return [item for item in _chosen(values) if name in ADDED.get(item.partition("|")[0], ())]


def _chosen(values: Values) -> tuple[str, ...]:
    other = values["other"]
    return (*values["papers"], *(() if other is None else (other,)))


def _issue(values: Values, ground: Ground) -> tuple[Act, ...]:
    chosen = _chosen(values)
    if not chosen:
        raise Refusal("field.empty", field="papers")
    return tuple(_paper(item, values, ground) for item in chosen)


def _paper(item: str, values: Values, ground: Ground) -> IssuePaper:
    code, _, ref = item.partition("|")
    added = {name: _ADDED_AS.get(name, _as_it_is)(values[name]) for name in ADDED.get(code, ()) if values[name]}
    return IssuePaper(
        id=PaperId(ground.new_id()),
        code=code,
        track=None if ground.track is None else TrackId(ground.track.id),
        subject=added,
        ref=ref or None,
        route=values["route"] or "paper",
        shipped_template=bool(values["shipped_template"]),
        large=bool(values["large"]),
    )


def _as_it_is(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_as_it_is(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _materials(lines: tuple[str, ...]) -> list[dict[str, Any]]:
    """考勤表 ×12 is twelve copies; without a number it is one."""
    found = []
    for line in lines:
        counted = fullmatch(r"(.+?)\s*[×xX*]\s*(\d+)", line)
        name, copies = (line, 1) if counted is None else (counted[1], int(counted[2]))
        found.append({"name": name, "copies": copies})
    return found


def _attitudes(said: tuple[tuple[str, str], ...]) -> list[dict[str, Any]]:
    return [{"party": party, "opinion": opinion} for party, opinion in said]


def _pieces(lines: tuple[str, ...]) -> list[dict[str, Any]]:
    """工资结算单；复印件；1；拖欠的数额: name, form, pages and what it proves, as far as they are written."""
    parts = (part.replace(";", "；").split("；", 3) for part in lines)
    return [dict(zip(_OF_A_PIECE, (word.strip() for word in words), strict=False)) for words in parts]


def _several(words: str) -> list[str]:
    return [word.strip() for word in words.split("、") if word.strip()]


_OF_A_PIECE: Final = ("name", "form", "pages", "proves")
_ADDED_AS: Final[dict[str, Callable[[Any], Any]]] = {
    "materials": _materials,
    "attitudes": _attitudes,
    "items": _pieces,
    "work": _several,
    "reply_by": date.isoformat,
}


def _asked(name: str, words: str, kind: Kind = Kind.TEXT, *, hint: str = "", choices: str = "") -> Field:
    return Field(name=name, words=words, kind=kind, hint=hint, choices=choices, asked_if=_takes(name))


_OF_LETTERS: Final = (
    _asked("agent_kind", "受托人类型", hint="律师、基层法律服务工作者、近亲属、单位工作人员、推荐的公民"),
    _asked("unit", "受托人单位、职务"),
    _asked("licence", "受托人执业证号"),
    _asked("provider", "提供人", Kind.SUGGEST, choices="party_names", hint="不填为收取材料时登记的提供人"),
    _asked("items", "证据材料", Kind.LINES, hint="每行一件：名称；原件或复印件；页数；证明内容。不填为已收取的材料"),
    _asked("reply_by", "请于何日前答复", Kind.DATE),
    _asked("invited", "被邀请人", Kind.LINES, hint="每行一人或者一个单位"),
    _asked("wish", "请其协助的事项"),
    _asked("bring", "请携带的材料", Kind.LINES, hint="每行一件"),
    _asked("asker", "回避申请人", Kind.SUGGEST, choices="party_names"),
    _asked("reason", "理由", Kind.LONG),
    _asked("opinion", "承办人意见", Kind.LONG),
)
_OF_THE_LOG: Final = (
    _asked("village", "村（居）"),
    _asked("firm", "律所、执业证号"),
    _asked("period", "起止时间", hint="如 9:00—11:30，2.5小时"),
    _asked("way", "服务方式", hint="驻点、上门、电话、微信、视频"),
    _asked("served", "服务对象", hint="村（居）委会或者村（居）民，可以不写姓名"),
    _asked("work", "事项类别", hint="咨询、讲座、审查文书、参与调解、法律援助引导、代书、其他"),
    _asked("content", "内容摘要", Kind.LONG),
    _asked("result", "处理结果", Kind.LONG),
)


def _wanted(ground: Ground) -> tuple[str, ...]:
    """The paper that was asked for, or all that are obligatory."""
    due = ground.choices("papers_due")
    if ground.subject:
        return tuple(choice.code for choice in due if choice.code == ground.subject)
    return tuple(choice.code for choice in due if choice.hint == "必须")


def _other(ground: Ground) -> str:
    return ground.subject


FORMS: Final = (
    ActForm(
        act=ISSUE,
        title="制作文书",
        build=_issue,
        go_ahead="制作",
        remark="按已登记的事实生成；必须的文书已经勾选。",
        fields=(
            Field(name="papers", words="文书", kind=Kind.CHOICES, choices="papers_due", initial=_wanted),
            Field(
                name="other",
                words="其他文书",
                kind=Kind.CHOICE,
                choices="papers_more",
                empty="（不另选）",
                initial=_other,
            ),
            Field(name="route", words="签署方式", kind=Kind.CHOICE, choices="routes_of_signing"),
            Field(name="visitors", words="来访人", hint="不填为全体申请人", asked_if=_takes("visitors")),
            Field(name="phone", words="联系电话", hint="经办人的电话", asked_if=_takes("phone")),
            Field(
                name="materials",
                words="收取的材料",
                kind=Kind.LINES,
                hint="每行一件，多份的写“考勤表 ×12”",
                asked_if=_takes("materials"),
            ),
            Field(
                name="next_step",
                words="答复或下一步",
                kind=Kind.LONG,
                hint="不填为已登记、等待分流办理",
                asked_if=_takes("next_step"),
            ),
            Field(
                name="attitudes",
                words="当事人对披露的意见",
                kind=Kind.STATEMENTS,
                choices="party_names",
                asked_if=_takes("attitudes"),
            ),
            Field(name="court", words="法院", hint="不填为登记的法院", asked_if=_takes("court")),
            Field(name="registration", words="设立或备案文号", asked_if=_takes("registration")),
            *_OF_LETTERS,
            *_OF_THE_LOG,
            Field(name="attachments", words="附件", kind=Kind.LINES, hint="每行一件", asked_if=_takes("attachments")),
            Field(name="unit_head", words="调解机构负责人", hint="不填则留空手签", asked_if=_takes("unit_head")),
            Field(name="leader", words="调解机关负责人", hint="不填则留空手签", asked_if=_takes("leader")),
            Field(name="accident_time", words="事故时间", asked_if=_takes("accident_time")),
            Field(name="accident_place", words="事故地点", asked_if=_takes("accident_place")),
            Field(name="finding", words="事故认定书编号", asked_if=_takes("finding")),
            *act_forms_issue_court.fields(_takes, _takes_alone),
            Field(name="note", words="备注", asked_if=_takes("note")),
            Field(name="large", words="大字版", kind=Kind.CHECK, hint="给看小字吃力的人；签的就是大字的"),
            Field(name="shipped_template", words="用自带模板制作", kind=Kind.CHECK, hint="本单位的模板出错时"),
        ),
    ),
)
