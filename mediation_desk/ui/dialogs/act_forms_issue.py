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
from mediation_desk.ui.dialogs.act_fields import ActForm, Field, Ground, Kind, Values

ISSUE: Final = "issue_paper"
ADDED: Final[dict[str, tuple[str, ...]]] = {
    "RM-VISITOR": ("visitors", "phone", "materials", "next_step"),
    "RM-DISC": ("attitudes",),
    "RM-POA": ("attachments",),
    "RM-REG": ("note",),
    "RM-ORAL": ("note",),
    "RM-REPLY": ("attachments",),
    "AD-FILE": ("opinion", "unit_head", "leader", "note"),
    "AD-CLOSE": ("opinion", "unit_head", "leader", "note"),
    "AD-ASK1": ("reply_by",),
    "AD-ASK2": ("reply_by",),
    "AD-REG": ("note",),
    "TR-APP": ("accident_time", "accident_place", "finding"),
    "SF-CONFAPP": ("court", "attachments"),
    "SF-PROOF": ("court", "registration"),
}
"""What an author may add to a paper beside what the case says; what stays empty is taken from the case."""


def _takes(name: str) -> Callable[[Values], bool]:
    """Asked once a paper that takes it is among those to be made."""
    return lambda values: any(name in ADDED.get(item.partition("|")[0], ()) for item in _chosen(values))


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
    )


def _as_it_is(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


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


_ADDED_AS: Final[dict[str, Callable[[Any], Any]]] = {
    "materials": _materials,
    "attitudes": _attitudes,
    "reply_by": date.isoformat,
}


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
            Field(name="attachments", words="附件", kind=Kind.LINES, hint="每行一件", asked_if=_takes("attachments")),
            Field(name="reply_by", words="请于何日前答复", kind=Kind.DATE, asked_if=_takes("reply_by")),
            Field(name="opinion", words="承办人意见", kind=Kind.LONG, asked_if=_takes("opinion")),
            Field(name="unit_head", words="调解机构负责人", hint="不填则留空手签", asked_if=_takes("unit_head")),
            Field(name="leader", words="调解机关负责人", hint="不填则留空手签", asked_if=_takes("leader")),
            Field(name="accident_time", words="事故时间", asked_if=_takes("accident_time")),
            Field(name="accident_place", words="事故地点", asked_if=_takes("accident_place")),
            Field(name="finding", words="事故认定书编号", asked_if=_takes("finding")),
            Field(name="note", words="备注", asked_if=_takes("note")),
            Field(name="shipped_template", words="用自带模板制作", kind=Kind.CHECK, hint="本单位的模板出错时"),
        ),
    ),
)
