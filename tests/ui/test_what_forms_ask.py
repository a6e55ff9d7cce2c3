"""What forms ask beyond one line for each field: statements in turn, shares that add up, plans with any due day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import cast

import pytest
from pytestqt.qtbot import QtBot

from mediation_desk.acts.papers import IssuePaper
from mediation_desk.queries.case_shapes import CaseSheet, Choice
from mediation_desk.queries.readings import computed_amount, money_words
from mediation_desk.terms.agreement import Computation, Due, DutyDraft, InstalmentDraft, PayeeShare
from mediation_desk.terms.money import Money
from mediation_desk.ui.dialogs import act_forms_issue
from mediation_desk.ui.dialogs.act_editors import SuggestEditor
from mediation_desk.ui.dialogs.act_fields import Ground
from mediation_desk.ui.dialogs.act_row_editors import StatementsEditor
from mediation_desk.ui.editors.duty_editor import DutyEditor, DutyGround
from mediation_desk.ui.editors.instalments_editor import InstalmentsEditor
from mediation_desk.ui.editors.shares_editor import SharesEditor
from tests.support.window_agreement import type_amount

WORKERS = (("w1", "刘大勇"), ("w2", "周桂兰"), ("c", "鸿达建筑劳务公司"))


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"id{next(numbers)}"


@pytest.fixture
def ground(new_id: Callable[[], str]) -> DutyGround:
    return DutyGround(
        parties=WORKERS,
        people=WORKERS,
        new_id=new_id,
        to_words=money_words,
        computed=computed_amount,
        today=lambda: date(2026, 9, 22),
    )


def test_that_statements_stay_in_the_order_in_which_they_were_made(qtbot: QtBot) -> None:
    editor = StatementsEditor((Choice("a", "郑海"), Choice("b", "谢芳")))
    qtbot.addWidget(editor)
    said = (("郑海", "可以让一点"), ("谢芳", "请求分六期"), ("郑海", "可以，但要办公证"))
    editor.set_value(said)
    assert editor.value() == said
    assert editor.problem() == ""


def test_that_a_statement_nobody_made_is_not_taken(qtbot: QtBot) -> None:
    editor = StatementsEditor(())
    qtbot.addWidget(editor)
    editor.add(what="沉淀池满了没及时清")
    assert "谁说的" in editor.problem()


def test_that_a_name_may_be_typed_that_is_not_in_the_list(qtbot: QtBot) -> None:
    editor = SuggestEditor((Choice("a", "方正"),))
    qtbot.addWidget(editor)
    assert editor.value() == ""
    editor.set_value("临溪县水产技术推广站")
    assert editor.value() == "临溪县水产技术推广站"


def test_that_shares_can_be_taken_only_when_they_make_the_whole(qtbot: QtBot) -> None:
    editor = SharesEditor(Money.parse("35850"), WORKERS[:2], (), money_words)
    qtbot.addWidget(editor)
    type_amount(editor.amounts["w1"], Money.parse("18600"))
    type_amount(editor.amounts["w2"], Money.parse("17200"))
    assert not editor.take.isEnabled()
    type_amount(editor.amounts["w2"], Money.parse("17250"))
    assert editor.take.isEnabled()
    assert [share.amount.figures for share in editor.shares()] == ["18,600.00", "17,250.00"]


def test_that_an_instalment_may_wait_for_a_condition(qtbot: QtBot, new_id: Callable[[], str]) -> None:
    editor = InstalmentsEditor(Money.parse("168000"), (), new_id, lambda: date(2026, 6, 2), money_words)
    qtbot.addWidget(editor)
    for amount, due in (
        ("68000", Due(kind="at_signing")),
        ("100000", Due(kind="after_condition", days=15, condition="交房")),
    ):
        editor.add_one()
        _, money, when = editor.rows[-1]
        type_amount(money, Money.parse(amount))
        when.set_value(due)
    assert editor.take.isEnabled()
    assert [item.due.kind for item in editor.instalments()] == ["at_signing", "after_condition"]


def test_that_an_instalment_added_by_hand_begins_with_what_is_missing(qtbot: QtBot, new_id: Callable[[], str]) -> None:
    first = (InstalmentDraft(id="i", amount=Money.parse("60"), due=Due(kind="at_signing")),)
    editor = InstalmentsEditor(Money.parse("100"), first, new_id, lambda: date(2026, 6, 2), money_words)
    qtbot.addWidget(editor)
    editor.add_one()
    assert editor.rows[-1][1].value() == Money.parse("40")


def test_that_a_duty_is_shown_and_read_with_everything_it_says(qtbot: QtBot, ground: DutyGround) -> None:
    duty = DutyDraft(
        id="d",
        kind="pay",
        debtors=("c",),
        beneficiaries=("w1", "w2"),
        computation=Computation(base=Money.parse("240000"), percent=70, rounding="down"),
        shares=(
            PayeeShare(beneficiary="w1", amount=Money.parse("100000")),
            PayeeShare(beneficiary="w2", amount=Money.parse("68000")),
        ),
        instalments=(
            InstalmentDraft(id="1", amount=Money.parse("68000"), due=Due(kind="at_signing")),
            InstalmentDraft(id="2", amount=Money.parse("100000"), due=Due(kind="on", on=date(2026, 12, 31))),
        ),
        text="所欠工资",
        manner="银行转账",
    )
    editor = DutyEditor(ground, duty)
    qtbot.addWidget(editor)
    assert editor.duty() == duty


def test_that_a_guardian_owes_in_his_own_name(qtbot: QtBot, ground: DutyGround) -> None:
    editor = DutyEditor(replace(ground, answering=(("g", "方丽娟（吴浩然的监护人）"),)))
    qtbot.addWidget(editor)
    assert editor.debtors.boxes["g"].text() == "方丽娟（吴浩然的监护人）"
    assert "g" not in editor.beneficiaries.boxes
    editor.debtors.boxes["g"].setChecked(True)
    assert editor.duty().debtors == ("g",)


def test_that_a_lasting_duty_says_from_when_it_runs(qtbot: QtBot, ground: DutyGround) -> None:
    lasting = Due(kind="ongoing", condition="自2026年6月18日起")
    editor = DutyEditor(ground, DutyDraft(id="d", kind="refrain", debtors=("c",), text="不得营业", due=lasting))
    qtbot.addWidget(editor)
    assert not editor.due.condition.isHidden()
    assert editor.duty().due == lasting


def test_that_the_shares_of_one_who_receives_no_more_are_not_written(qtbot: QtBot, ground: DutyGround) -> None:
    both = tuple(PayeeShare(beneficiary=id, amount=Money.parse("5")) for id in ("w1", "w2"))
    duty = DutyDraft(
        id="d", kind="pay", debtors=("c",), beneficiaries=("w1", "w2"), amount=Money.parse("10"), shares=both
    )
    editor = DutyEditor(ground, duty)
    qtbot.addWidget(editor)
    editor.beneficiaries.set_value(("w1",))
    assert editor.duty().shares == ()


def _asked(*papers: str) -> set[str]:
    """What is asked beyond the papers themselves once these are ticked."""
    (form,) = act_forms_issue.FORMS
    values = {"papers": papers, "other": None}
    return {field.name for field in form.fields if field.asked_if is not None and field.asked_if(values)}


def test_that_what_is_one_partys_own_is_asked_for_one_paper_only() -> None:
    assert {"mailbox", "proxy"} <= _asked("SF-ADDR|p1")
    assert not {"mailbox", "proxy"} & _asked("SF-ADDR|p1", "SF-ADDR|p2")
    assert {"costly_conduct", "hints"} <= _asked("SF-TERM|", "SF-ADDR|p1", "SF-ADDR|p2")


def test_that_what_is_added_to_a_paper_is_plain_data(new_id: Callable[[], str]) -> None:
    (form,) = act_forms_issue.FORMS
    names = [field.name for field in form.fields]
    meeting = {
        "papers": ("NE-MEET|e",),
        "started": datetime(2026, 5, 18, 9, 30),
        "statements": (("林国平", "板裂了"),),
        "attending": ("林国平",),
    }
    ground = Ground(sheet=cast(CaseSheet, None), track=None, new_id=new_id)
    (act,) = form.build(dict.fromkeys(names) | meeting, ground)
    assert isinstance(act, IssuePaper) and (act.code, act.ref) == ("NE-MEET", "e")
    assert act.subject == {
        "started": "2026-05-18T09:30:00",
        "statements": [["林国平", "板裂了"]],
        "attending": ["林国平"],
    }
