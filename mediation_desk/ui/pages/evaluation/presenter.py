"""What the evaluation page says and offers. Knows no Qt and no rule."""

from __future__ import annotations

from collections.abc import Callable

from mediation_desk.queries.evaluation import EvaluationView, progress_words

_ORDER = (
    ("sign_mandate", "签署评估委托…"),
    ("propose_evaluator", "提名评估员…"),
    ("choose_evaluator", "选定评估员…"),
    ("disclose_as_evaluator", "披露…"),
    ("object_to_evaluator", "当事人对披露的意见…"),
    ("list_material", "列入材料…"),
    ("choose_to_hear", "登记当事人选择…"),
    ("release_evaluation", "同时发布…"),
    ("issue_paper", "制作评估报告…"),
    ("state_later_use", "后续使用意见…"),
    ("close_evaluation", "结束评估…"),
)


def head_words(sheet: EvaluationView) -> str:
    """Number and what kind it is."""
    return f"{sheet.number or '尚未取得编号'} · {sheet.kind_words} · 独立卷，不入调解卷"


def progress_lines(sheet: EvaluationView) -> tuple[str, str]:
    """How far it is, and the tone of the chip that says so."""
    words = progress_words(sheet)
    if sheet.released_on is not None:
        return words, "green"
    return words, "grey" if sheet.closed_on is not None else "amber"


def place(sheet: EvaluationView) -> str:
    """What stands in the middle: the viewer's own form, opinions that may be read, or the progress."""
    own = sheet.own
    if own is not None and own.locked_on is None and not sheet.over:
        return "write"
    return "read" if any(row.opinion is not None for row in sheet.evaluators) else "progress"


def buttons(sheet: EvaluationView, may_do: Callable[[str], bool]) -> tuple[tuple[str, str], ...]:
    """Acts that are open and have something to work on, in the order of an evaluation."""
    return tuple(
        (act, words)
        for act, words in _ORDER
        if (act in sheet.acts or act == "issue_paper") and may_do(act) and _WANTED[act](sheet)
    )


_WANTED: dict[str, Callable[[EvaluationView], bool]] = {
    "sign_mandate": lambda sheet: not sheet.over and any(row.mandate_on is None for row in sheet.parties),
    "propose_evaluator": lambda sheet: not sheet.over and not sheet.all_locked,
    "choose_evaluator": lambda sheet: (
        not sheet.over and any(row.chosen_on is None and row.removed_on is None for row in sheet.evaluators)
    ),
    "disclose_as_evaluator": lambda sheet: sheet.own is not None and sheet.own.disclosed_on is None and not sheet.over,
    "object_to_evaluator": lambda sheet: (
        not sheet.over
        and any(row.disclosed_on is not None and row.waiting_for and row.removed_on is None for row in sheet.evaluators)
    ),
    "list_material": lambda sheet: not sheet.over and not any(row.locked_on for row in sheet.evaluators),
    "choose_to_hear": lambda sheet: not sheet.over and sheet.all_locked,
    "release_evaluation": lambda sheet: not sheet.over and sheet.all_locked and not sheet.waiting_to_hear,
    "issue_paper": lambda sheet: sheet.released_on is not None,
    "state_later_use": lambda sheet: sheet.released_on is not None,
    "close_evaluation": lambda sheet: not sheet.over,
}
