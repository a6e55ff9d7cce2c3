"""Writing an agreement on its tab: duties in their dialog, plans and shares in theirs, then frozen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QPushButton

from mediation_desk.exchange.scripts import Step
from mediation_desk.terms.agreement import AgreementDraft, DutyDraft, InstalmentDraft
from mediation_desk.terms.money import Money
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.finalise import FinaliseDialog
from mediation_desk.ui.editors.agreement_editor import AgreementEditor
from mediation_desk.ui.editors.due_editor import DueEditor
from mediation_desk.ui.editors.duty_editor import DutyEditor
from mediation_desk.ui.editors.instalments_editor import InstalmentsEditor
from mediation_desk.ui.editors.shares_editor import SharesEditor
from mediation_desk.ui.pages.case.agreement_tab import CALM_MS, AgreementTab
from mediation_desk.ui.widgets.money_edit import MoneyEdit
from tests.support.clerk import LEFT
from tests.support.hands import write
from tests.support.window_counter import choose
from tests.support.window_filling import NotOfferedError

if TYPE_CHECKING:
    from tests.support.window_player import WindowPlayer


def write_agreement(player: WindowPlayer, step: Step, *, oral: bool) -> str:
    """The whole text, duty by duty; then the button that freezes it, or that records what was agreed by word."""
    act = player.own(_without_prepared(step.act))
    dialog = _write_and_press(player, step, lambda tab: tab.oral if oral else tab.finalise)
    assert isinstance(dialog, FinaliseDialog)
    if not oral:
        (dialog.on_screen if act.route == "screen" else dialog.on_paper).setChecked(True)
        dialog.large.setChecked(act.large)
        if act.carried_by is not None:
            dialog.texts.setCurrentIndex(dialog.texts.findData(act.carried_by))
        for one in act.overruled:
            dialog.reasons[one.code].setText(one.reason)
    sentence = player.send(dialog, step.refused)
    if not sentence:
        _learn(player, step.act)
    return sentence


def propose_plan(player: WindowPlayer, step: Step) -> str:
    """The terms are written on the tab like an agreement's; the form asks what a plan needs besides."""
    dialog = _write_and_press(player, step, lambda tab: tab.plan)
    assert isinstance(dialog, ActDialog)
    player.fill(dialog, step)
    sentence = player.send(dialog, step.refused)
    if not sentence:
        _learn(player, step.act)
    return sentence


def _write_and_press(player: WindowPlayer, step: Step, which: Callable[[AgreementTab], QPushButton]) -> QDialog:
    """The terms typed on the agreement tab, the keyboard at rest, and the button that does something with them."""
    page = player.show_track(step.act)
    page.tabs.setCurrentWidget(page.agreement)
    player.at_desk.rest()
    button = player.need(which(page.agreement))
    _write(player, page.agreement.editor, player.own(_without_prepared(step.act)).content)
    player.qtbot.wait(CALM_MS + 50)
    player.at_desk.rest()
    return player.press(button)


def _without_prepared(act: Any) -> Any:
    return replace(act, prepared=None) if hasattr(act, "prepared") else act


def _write(player: WindowPlayer, editor: AgreementEditor, content: AgreementDraft) -> None:
    while editor.draft().duties:
        editor.duties.choose_first()
        player.qtbot.mouseClick(editor.remove, LEFT)
    for duty in content.duties:
        _write_duty(player, editor, duty)
    editor.clauses.setPlainText("\n".join(content.other_clauses))
    editor.facts.setPlainText(content.facts)
    editor.dispute.setPlainText(content.dispute)
    editor.responsibility.setPlainText(content.responsibility)
    for code, box in editor.touches.items():
        box.setChecked(code in content.touches)
    said, meant = _bare(editor.draft()), _bare(content)
    assert said == meant, f"the agreement tab cannot say this: {said} instead of {meant}"


def _write_duty(player: WindowPlayer, agreement: AgreementEditor, duty: DutyDraft) -> None:
    editor = player.at_desk.press(agreement.add)
    assert isinstance(editor, DutyEditor)
    choose(editor.kind, duty.kind)
    for boxes, ids in ((editor.debtors, duty.debtors), (editor.beneficiaries, duty.beneficiaries)):
        for id in ids:
            boxes.boxes[id].setChecked(True)
    editor.joint.setChecked(duty.joint)
    for combo, person in ((editor.payer, duty.payer), (editor.account_holder, duty.account_holder)):
        choose(combo, _as_listed(player, combo, person))
    _write_amount(editor, duty)
    editor.text.setText(duty.text)
    editor.manner.setText(duty.manner)
    _write_shares(player, editor, duty)
    _write_plan(player, editor, duty)
    editor.accelerate.setChecked(duty.accelerate_after_days is not None)
    editor.grace.setValue(duty.accelerate_after_days or 0)
    editor.penalty.set_value(duty.penalty_per_breach)
    editor.on_the_spot.setChecked(duty.done_on_the_spot)
    player.qtbot.mouseClick(editor.take, LEFT)


def _as_listed(player: WindowPlayer, combo: Any, person: str | None) -> str | None:
    """A party is listed as a party; everyone else as a person."""
    if person is None or combo.findData(person) >= 0:
        return person
    parties = {party.person.id: party.id for party in player.sheet().facts.parties}
    return parties.get(person, person)


def _write_amount(editor: DutyEditor, duty: DutyDraft) -> None:
    editor.amount.set_value(duty.amount)
    if duty.computation is None:
        return
    editor.computed.setChecked(True)
    editor.base.set_value(duty.computation.base)
    editor.quantity.setValue(duty.computation.quantity)
    editor.percent.setValue(duty.computation.percent)
    editor.paid.set_value(duty.computation.paid)
    choose(editor.rounding, duty.computation.rounding)


def _write_shares(player: WindowPlayer, editor: DutyEditor, duty: DutyDraft) -> None:
    if not duty.shares:
        return
    dialog = player.at_desk.press(player.need(editor.share))
    assert isinstance(dialog, SharesEditor)
    for share in duty.shares:
        type_amount(dialog.amounts[share.beneficiary], share.amount)
    player.qtbot.mouseClick(player.need(dialog.take), LEFT)


def _write_plan(player: WindowPlayer, editor: DutyEditor, duty: DutyDraft) -> None:
    """A payment is due on the duty's own day, or by a plan."""
    if _single(duty):
        write_due(editor.due, duty.instalments[0].due)
    elif duty.instalments:
        dialog = player.at_desk.press(player.need(editor.plan))
        assert isinstance(dialog, InstalmentsEditor)
        for item in duty.instalments:
            player.qtbot.mouseClick(dialog.more, LEFT)
            _, amount, due = dialog.rows[-1]
            type_amount(amount, item.amount)
            write_due(due, item.due)
        player.qtbot.mouseClick(player.need(dialog.take), LEFT)
    elif duty.due is not None:
        write_due(editor.due, duty.due)


def write_due(editor: DueEditor, due: Any) -> None:
    """When something is due."""
    choose(editor.kind, due.kind)
    editor.day.set_value(due.on)
    editor.days.setValue(due.days or 0)
    editor.condition.setText(due.condition or "")


def type_amount(edit: MoneyEdit, amount: Money) -> None:
    """Typed by hand, so that the form adds up at once."""
    edit.clear()
    write(edit, amount.figures)
    edit.settle()


def _single(duty: DutyDraft) -> bool:
    """One payment on the duty's own day: no plan is opened for it."""
    return len(duty.instalments) == 1 and duty.due == duty.instalments[0].due


def _bare(content: AgreementDraft) -> AgreementDraft:
    """Without ids, and with one payment written as the duty's own day."""
    return replace(content, duties=tuple(_bare_duty(duty) for duty in content.duties))


def _bare_duty(duty: DutyDraft) -> DutyDraft:
    if _single(duty):
        return replace(duty, id="", due=duty.instalments[0].due, instalments=(), account_holder="")
    plan = tuple(InstalmentDraft(id="", amount=item.amount, due=item.due) for item in duty.instalments)
    return replace(duty, id="", instalments=plan, account_holder="")


def _learn(player: WindowPlayer, act: Any) -> None:
    """The newest text of the track, its duties and payments in their order, and its paper."""
    sheet = player.sheet()
    track = sheet.track(player.ids[act.track])
    text = track.facts.agreements[-1]
    player.learn(act.agreement, text.id)
    for duty, made in zip(act.content.duties, text.duties, strict=True):
        player.learn(duty.id, made.id)
        for item, payment in zip(duty.instalments, made.instalments, strict=True):
            player.learn(item.id, payment.id)
    for paper in track.papers:
        if paper.agreement == text.id:
            player.learn(act.paper, paper.id)


__all__ = ["NotOfferedError", "propose_plan", "type_amount", "write_agreement", "write_due"]
