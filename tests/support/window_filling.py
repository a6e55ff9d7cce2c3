"""Filling a form of the window from an act: by the names of its fields, with what differs said in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date
from typing import Any, Final

from PySide6.QtWidgets import QComboBox

from mediation_desk.acts.act import Act
from mediation_desk.queries.case_shapes import Choice
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.act_editors import ChoiceEditor, ChoicesEditor, FieldEditor, FileEditor
from mediation_desk.ui.dialogs.act_forms_sessions import BODY
from mediation_desk.ui.dialogs.act_row_editors import AnswersEditor, DatesEditor, ReasonsEditor

Answers = dict[str, Any]
Translate = Callable[[Any], Any]


class NotOfferedError(Exception):
    """The window does not let a person say this: the field, and what was to be said."""


MINTED: Final = frozenset(
    {"id", "track", "evaluation", "evaluator", "consent", "agreement", "paper", "opinion", "into"}
)
"""Fields that hold ids: made by the window, or known from where the form was opened."""

TAKEN_FROM_ELSEWHERE: Final[Mapping[str, frozenset[str]]] = {
    "propose_plan": frozenset({"content"}),  # of the agreement tab
    "list_material": frozenset({"sha256"}),  # of the file that was attached, never typed
    "record_session": frozenset({"mediators"}),  # of the track
    "record_inquiry": frozenset({"mediators"}),
    "record_consent": frozenset({"subject_ref"}),
    "withdraw_party": frozenset({"tracks"}),  # the one that is looked at
    "add_party": frozenset({"tracks"}),
    "issue_paper": frozenset({"subject"}),  # field by field below
}


def _meeting(act: Any, dialog: ActDialog) -> Answers:
    """Those who are listed are ticked, in the list's order; everyone else is written down."""
    listed = _codes(dialog.editors["attending"])
    return {
        "attending": tuple(name for name in act.attending if name in listed),
        "others": tuple(name for name in act.attending if name not in listed),
        "statements": tuple((one.who, one.what) for one in act.statements),
        "recorder": act.recorder or "",
    }


def _performance(act: Any, dialog: ActDialog) -> Answers:
    target = f"duty:{act.duty}" if act.instalment is None else f"instalment:{act.instalment}"
    return {"target": target} if act.instalment is None else {"target": target, "amount": act.amount}


def _default(act: Any, dialog: ActDialog) -> Answers:
    return {"target": f"duty:{act.duty}" if act.instalment is None else f"instalment:{act.instalment}"}


def _visit(act: Any, dialog: ActDialog) -> Answers:
    return {"satisfaction": None if act.satisfaction is None else str(act.satisfaction)}


def _application(act: Any, dialog: ActDialog) -> Answers:
    """Where the act names no term, those that stand ticked are left as they are."""
    return {"terms": tuple(map(str, act.terms))} if act.terms else {}


def _referral(act: Any, dialog: ActDialog) -> Answers:
    ticked = {"parties": act.parties} if act.parties else {}
    if act.referral is None:
        return ticked
    given = act.referral
    return ticked | {
        "organ": given.organ,
        "number": given.number or "",
        "contact": given.contact or "",
        "documents": given.documents,
    }


def _items(act: Any, dialog: ActDialog) -> Answers:
    return {"items": tuple((item.code, item.answer, item.note) for item in act.items)}


def _issue(act: Any, dialog: ActDialog) -> Answers:
    """The paper is ticked among those that are due, or chosen among the others; what its author adds is typed."""
    due, more = dialog.editors["papers"], dialog.editors["other"]
    item = _paper(act, _codes(due))
    if item:
        chosen: Answers = {"papers": (item,), "other": None}
    else:
        chosen = {"papers": (), "other": _paper(act, _codes(more)) or f"{act.code}|{act.ref or ''}"}
    return chosen | {"route": act.route} | {name: _added(name, value) for name, value in act.subject.items()}


def _paper(act: Any, offered: tuple[str, ...]) -> str:
    """By the fact it is about; where the window knows that fact by another id, the newest of the kind."""
    if f"{act.code}|{act.ref or ''}" in offered:
        return f"{act.code}|{act.ref or ''}"
    same = [code for code in offered if code.startswith(f"{act.code}|")]
    return same[-1] if same else ""


def _added(name: str, value: Any) -> Any:
    if name == "materials":
        return tuple(f"{one['name']} ×{one['copies']}" for one in value)
    if name == "items":
        return tuple("；".join(str(word) for word in one.values()) for one in value)
    if name == "attitudes":
        return tuple((one["party"], one["opinion"]) for one in value)
    if name == "reply_by":
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def _extension(act: Any, dialog: ActDialog) -> Answers:
    """Consents are ticked in the same form; the player has put the parties in their place."""
    return {"consenting": act.consents}


def _corrections(act: Any, dialog: ActDialog) -> Answers:
    return {change.field: change.now for change in act.changes}


def _refusing(act: Any, dialog: ActDialog) -> Answers:
    return {"signer": f"{act.paper}|{act.signer}"}


def _later_use(act: Any, dialog: ActDialog) -> Answers:
    return {"allowed": act.answer == "given"}


def _signals(act: Any, dialog: ActDialog) -> Answers:
    """Those that no longer stand are unticked too."""
    return {"signals": tuple((one.code, one.count, one.note) for one in act.signals)}


def _plan(act: Any, dialog: ActDialog) -> Answers:
    return {"overruled": {one.code: one.reason for one in act.overruled}}


PARTICULAR: Final[Mapping[str, Callable[[Any, ActDialog], Answers]]] = {
    "record_session": _meeting,
    "record_inquiry": _meeting,
    "record_performance": _performance,
    "record_default": _default,
    "record_visit": _visit,
    "apply_confirmation": _application,
    "open_track": _referral,
    "disclose": _items,
    "disclose_as_evaluator": _items,
    "issue_paper": _issue,
    "extend_limit": _extension,
    "correct_case": _corrections,
    "propose_plan": _plan,
    "assess_risk": _signals,
    "ask_lower_risk": _signals,
    "refuse_to_sign": _refusing,
    "record_reading_aloud": _refusing,
    "state_later_use": _later_use,
}
"""What a form asks otherwise than the act says it. Every other act is filled by the names of its fields."""

_COVERED: Final[Mapping[str, frozenset[str]]] = {
    "record_performance": frozenset({"instalment", "duty", "amount"}),
    "record_default": frozenset({"instalment", "duty"}),
    "open_track": frozenset({"referral"}),
    "extend_limit": frozenset({"consents"}),
    "correct_case": frozenset({"changes"}),
    "state_later_use": frozenset({"answer"}),
    "issue_paper": frozenset({"code", "ref"}),
}


def answers_for(act: Act, dialog: ActDialog, own: Translate) -> Answers:
    """What the form is told. An act field that the form has no place for is a fault of the form."""
    act = own(act)
    asked = set(dialog.editors)
    told = _by_name(act, asked)
    if act.act_name in PARTICULAR:
        told |= PARTICULAR[act.act_name](act, dialog)
    unsaid = _said(act) - asked - _covered(act.act_name, asked)
    unsaid |= {name for name in told if name not in asked}
    assert not unsaid, f"the form of {act.act_name} has no field for {sorted(unsaid)}"
    return told


def fill(dialog: ActDialog, answers: Answers) -> None:
    """Answer the fields from the top down, as far as the form lets a person say it."""
    assert set(answers) <= set(dialog.editors)
    for name in (one for one in dialog.editors if one in answers):
        answer(dialog.editors[name], name, answers[name])


def answer(editor: FieldEditor, name: str, value: Any) -> None:
    """Put one answer in; what is not among the choices is not offered."""
    if isinstance(editor, ChoiceEditor):
        _choose(editor, name, value)
    elif isinstance(editor, ChoicesEditor):
        _tick(editor, name, value)
    elif isinstance(editor, AnswersEditor):
        _answer_each(editor, name, value)
    elif isinstance(editor, ReasonsEditor):
        for code, reason in value.items():
            editor.lines[code].setText(reason)
    elif isinstance(editor, DatesEditor):
        for code, edit in editor.days.items():
            edit.set_value(dict(value).get(code))
    elif isinstance(editor, FileEditor):
        editor.path.setText(str(value))
    else:
        editor.set_value(value)


def _choose(editor: ChoiceEditor, name: str, value: Any) -> None:
    wanted = value if editor.combo.findData(value) >= 0 else _only(editor.combo, value)
    if editor.combo.findData(wanted) < 0 and not (value is None and editor.combo.findData("") >= 0):
        raise NotOfferedError(f"{name}: {value} is not among the choices")
    editor.combo.setCurrentIndex(editor.combo.findData("" if wanted is None else wanted))


def _only(combo: QComboBox, value: Any) -> Any:
    """An id that the window made and nobody has seen: where one line alone can be meant, it is that one."""
    ids = [combo.itemData(place) for place in range(combo.count()) if combo.itemData(place)]
    return ids[0] if len(ids) == 1 and is_id(value) and is_id(ids[0]) else value


def is_id(value: Any) -> bool:
    """Whether this is an id and no word or code."""
    return isinstance(value, str) and value.count("-") == 4  # noqa: PLR2004 - a UUID


def _tick(editor: ChoicesEditor, name: str, value: Any) -> None:
    missing = [one for one in value if one not in editor.boxes]
    if missing:
        raise NotOfferedError(f"{name}: {missing} are not among the choices")
    editor.set_value(value)


def _answer_each(editor: AnswersEditor, name: str, value: Any) -> None:
    """Every question is answered by this form; fewer answers cannot be given with it."""
    said = {code: (yes, note) for code, yes, note in value}
    if name == "items" and set(said) - set(editor.boxes):
        raise NotOfferedError(f"{name}: {sorted(set(said) - set(editor.boxes))} are not asked")
    for code, (box, note) in editor.boxes.items():
        yes, words = said.get(code, (False, ""))
        box.setChecked(yes)
        note.setText(words)


def _by_name(act: Act, asked: set[str]) -> Answers:
    """Where the act says nothing, what the form proposes is left to stand."""
    told: Answers = {}
    for item in fields(act):
        value = getattr(act, item.name)
        if item.name in asked and value not in (None, (), ""):
            told[item.name] = value
        elif f"{item.name[:-1]}ies" in asked and item.name.endswith("y"):
            told[f"{item.name[:-1]}ies"] = (BODY if value is None else value,)
    return told


def _said(act: Act) -> set[str]:
    """Fields of the act that say something and are no ids of the window's own making."""
    return {
        item.name
        for item in fields(act)
        if item.name not in MINTED | {"prepared", "revision"} and not _default_of(item, getattr(act, item.name))
    }


def _covered(act: str, asked: set[str]) -> frozenset[str]:
    plural = {f"{name[:-3]}y" for name in asked if name.endswith("ies")}
    return _COVERED.get(act, frozenset()) | TAKEN_FROM_ELSEWHERE.get(act, frozenset()) | frozenset(plural)


def _default_of(item: Any, value: Any) -> bool:
    if item.default is not MISSING:
        return bool(value == item.default)
    return item.default_factory is not MISSING and bool(value == item.default_factory())


def _codes(editor: FieldEditor) -> tuple[str, ...]:
    if isinstance(editor, ChoicesEditor):
        return tuple(editor.boxes)
    assert isinstance(editor, ChoiceEditor)
    return tuple(editor.combo.itemData(place) for place in range(editor.combo.count()))


__all__ = ["Answers", "Choice", "NotOfferedError", "answer", "answers_for", "fill", "is_id"]
