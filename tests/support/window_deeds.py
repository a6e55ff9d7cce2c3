"""The acts that have a place of their own in the window; every other act is a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMessageBox

from mediation_desk.acts.people import AddPerson, PersonDraft
from mediation_desk.exchange.scripts import Step
from mediation_desk.terms.evaluation import OpinionDraft
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.act_forms_evaluation import FORMS as OF_EVALUATION
from mediation_desk.ui.dialogs.party_acts import PartyDialog
from mediation_desk.ui.dialogs.party_draft import SIDES
from mediation_desk.ui.editors.finding_editor import FindingEditor
from mediation_desk.ui.pages.evaluation.page import EvaluationPage
from mediation_desk.ui.pages.signing.page import SigningPage
from tests.support import signing_desk
from tests.support.clerk import LEFT
from tests.support.window_agreement import propose_plan, write_agreement
from tests.support.window_counter import fill_person, register, relate
from tests.support.window_filling import NotOfferedError, answers_for, fill
from tests.support.window_player import WindowPlayer, by_form

Deed = Callable[[WindowPlayer, Step], str]


def attach_file(player: WindowPlayer, step: Step) -> str:
    """A file of the script, brought on a stick."""
    player.show_track(step.act)
    dialog = player.begin("attach_file")
    act: Any = step.act
    fill(dialog, {"file": _on_disk(player, act.blob), "name": act.name, "kind": act.kind})
    hidden = tuple(player.ids.get(party, party) for party in act.withheld_from)
    fill(dialog, {"provided_by": player.ids.get(act.provided_by, act.provided_by), "withheld_from": hidden})
    return player.send(dialog, step.refused)


def confirm_scan(player: WindowPlayer, step: Step) -> str:
    """The signed original comes back: its scan, and the day beside each signature."""
    page = player.show_track(step.act)
    act: Any = step.act
    if player.paper(act).agreement is not None:
        page.tabs.setCurrentWidget(page.agreement)
        dialog = player.press(page.agreement.live.scan)
    else:
        page.tabs.setCurrentWidget(page.materials)
        page.materials.table.choose(f"paper:{player.ids.get(act.paper, act.paper)}")
        dialog = player.press(page.materials.scan)
    assert isinstance(dialog, ActDialog)
    scan = next(one.act for one in player.script.steps if getattr(one.act, "id", None) == act.scan)
    days = tuple((one.signer, one.on) for one in act.signatures)
    said = {"name": scan.name, "provided_by": scan.provided_by}  # type: ignore[attr-defined]
    fill(dialog, said | {"file": _on_disk(player, scan.blob), "signatures": days})  # type: ignore[attr-defined]
    return player.send(dialog, step.refused)


def record_signature(player: WindowPlayer, step: Step) -> str:
    """The paper is put before the signer, who reads it to the end and writes with the mouse."""
    act: Any = step.act
    clerk, paper = player.at_desk, player.paper(act)
    page = clerk.window.go("signing")
    assert isinstance(page, SigningPage)
    page.refresh()
    clerk.rest()
    page.table.choose(paper.id)
    if page.table.current_key() != paper.id:
        raise NotOfferedError("the paper does not wait for a signature")
    clerk.qtbot.mouseClick(player.need(page.face), LEFT)
    screen = signing_desk.handed(clerk, page, act.place or "")
    if act.signer not in screen.face.choose.buttons:
        signing_desk.give_back(clerk, page)
        raise NotOfferedError(f"it is not the turn of {act.signer}")
    signing_desk.sign_as(clerk, screen, act.signer, act.place)
    signing_desk.give_back(clerk, page)
    return ""


def of_evaluation(player: WindowPlayer, step: Step) -> str:
    """An act of an evaluation, on the evaluation's own page."""
    page = see_evaluation(player, step.act)
    name = step.act.act_name
    if name not in page.acts:
        raise NotOfferedError(f"{name} is not offered on the evaluation's page")
    dialog = player.press(page.acts[name])
    assert isinstance(dialog, ActDialog)
    own = getattr(step.act, "evaluator", None)
    if own in player.ids and page.sheet is not None and page.sheet.own is not None and "items" in dialog.editors:
        assert page.sheet.own.id == player.ids[own]
    _need_everything(step.act, dialog)
    fill(dialog, answers_for(step.act, dialog, player.own))
    if dialog.day.value() != step.on:
        dialog.day.set_value(step.on)
    before = _evaluators(page)
    sentence = player.send(dialog, step.refused)
    _learn_evaluator(player, step, page, before)
    return sentence


def lock_opinion(player: WindowPlayer, step: Step) -> str:
    """The evaluator writes his opinion, presses lock, and says once more that he means it."""
    act: Any = step.act
    page, clerk = see_evaluation(player, act), player.at_desk
    if not page.lock.isVisible() or page.sheet is None or page.sheet.own is None:
        raise NotOfferedError("there is nothing to lock")
    if page.sheet.own.id != player.ids.get(act.evaluator, act.evaluator):
        raise NotOfferedError("the page holds nobody's opinion but one's own")
    _write_opinion(player, page, player.own(act.content))
    clerk.window.notices.clear()
    QTimer.singleShot(50, _confirm)
    clerk.qtbot.mouseClick(page.lock, LEFT)
    clerk.until(lambda: clerk.window.notices.notice() is not None)
    clerk.rest()
    notice = clerk.window.notices.notice()
    assert notice is not None
    return "" if step.refused is None and notice.tone.value == "done" else notice.text


def reverse_act(player: WindowPlayer, step: Step) -> str:
    """The line of the timeline is chosen and taken back."""
    page = player.show_track(step.act)
    act: Any = step.act
    page.tabs.setCurrentWidget(page.timeline)
    page.timeline.table.choose(player.ids.get(act.reversed, act.reversed))
    dialog = player.press(page.timeline.reverse)
    assert isinstance(dialog, ActDialog)
    fill(dialog, {"reason": act.reason})
    return player.send(dialog, step.refused)


def add_party(player: WindowPlayer, step: Step) -> str:
    """A new party, typed with its person in one dialog."""
    player.show_track(step.act)
    act: Any = step.act
    drafts = {one.act.person.id: one.act.person for one in player.script.steps if isinstance(one.act, AddPerson)}
    if act.party.person not in drafts:
        raise NotOfferedError("a party is added together with its person")
    known = {party.id for party in player.sheet().facts.parties}
    sentence = person_dialog(player, "add_party", drafts[act.party.person], act.party.side)
    for party in player.sheet().facts.parties:
        if party.id not in known:
            player.learn(act.party.id, party.id)
            player.learn(act.party.person, party.person.id)
    return sentence


def correct_person(player: WindowPlayer, step: Step) -> str:
    """The party is chosen in the list, and what was wrong is typed anew."""
    page = player.show_track(step.act)
    act: Any = step.act
    person = player.ids.get(act.person, act.person)
    party = next((one.id for one in player.sheet().facts.parties if one.person.id == person), "")
    page.tabs.setCurrentWidget(page.people)
    page.people.table.choose(party)
    dialog = player.press(page.people.buttons["correct_person"])
    assert isinstance(dialog, PartyDialog)
    for change in act.changes:
        edit = getattr(dialog.fields.ui, change.field)
        edit.setText(change.now or "")
    return _save(player, dialog)


def add_relation(player: WindowPlayer, step: Step) -> str:
    """Who is known already stands for a party from now on."""
    act: Any = step.act
    player.show_track(act)
    return relate(player, [act.relation], step.refused)


def add_person(player: WindowPlayer, step: Step) -> str:
    """Somebody who is no party."""
    player.show_track(step.act)
    act: Any = step.act
    return person_dialog(player, "add_person", act.person)


def person_dialog(player: WindowPlayer, act: str, person: PersonDraft, side: str = "") -> str:
    """A person typed in the dialog of parties."""
    dialog = open_dialog(player, act)
    assert isinstance(dialog, PartyDialog)
    if side:
        dialog.fields.ui.side.setCurrentIndex(SIDES.index(side))
    fill_person(dialog.fields, person, player)
    return _save(player, dialog)


def _save(player: WindowPlayer, dialog: PartyDialog) -> str:
    closed: list[int] = []
    dialog.finished.connect(closed.append)
    player.qtbot.mouseClick(dialog.save, LEFT)
    player.at_desk.until(lambda: bool(closed) or dialog.notices.notice() is not None)
    player.at_desk.rest()
    notice = dialog.notices.notice()
    return "" if closed else "" if notice is None else notice.text


def open_dialog(player: WindowPlayer, act: str) -> QDialog:
    """The dialog that an act's button or menu line opens, of whatever kind."""
    clerk = player.at_desk
    if not clerk.offers(act):
        raise NotOfferedError(f"{act} is not offered")
    before = {w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()}
    clerk.offered(act).trigger()
    opened: list[QDialog] = []

    def there() -> bool:
        now = {w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()}
        opened[:] = list(now - before)
        return bool(opened)

    clerk.until(there)
    return opened[0]


def see_evaluation(player: WindowPlayer, act: Any) -> EvaluationPage:
    """The page of the evaluation an act is about, freshly asked."""
    clerk, evaluation = player.at_desk, player.ids.get(act.evaluation, act.evaluation)
    page = clerk.window.go("evaluation", evaluation)
    assert isinstance(page, EvaluationPage)
    page.refresh()
    clerk.rest()
    clerk.until(lambda: page.sheet is not None and page.sheet.id == evaluation)
    clerk.rest()
    return page


def _need_everything(act: Any, dialog: ActDialog) -> None:
    """A list of questions is always answered as a whole: an answer cannot be left out on purpose."""
    if "items" in dialog.editors and len(act.items) < len(dialog.editors["items"].boxes):  # type: ignore[attr-defined]
        raise NotOfferedError("every question of the list is asked and answered")


def _evaluators(page: EvaluationPage) -> set[str]:
    return set() if page.sheet is None else {row.id for row in page.sheet.evaluators}


def _learn_evaluator(player: WindowPlayer, step: Step, page: EvaluationPage, before: set[str]) -> None:
    if step.act.act_name != "propose_evaluator" or step.refused is not None:
        return
    player.at_desk.until(lambda: bool(_evaluators(page) - before))
    player.learn(step.act.evaluator, (_evaluators(page) - before).pop())  # type: ignore[attr-defined]


def _write_opinion(player: WindowPlayer, page: EvaluationPage, content: Any) -> None:
    editor = page.editor
    while editor.draft().findings:
        editor.table.choose_first()
        player.qtbot.mouseClick(editor.drop_issue, LEFT)
    for finding in content.findings:
        dialog = player.at_desk.press(editor.add_issue)
        assert isinstance(dialog, FindingEditor)
        dialog.issue.setText(finding.issue)
        for party, claim in finding.claims:
            dialog.claims[party].setText(claim)
        for party, strength in finding.strengths:
            dialog.strengths[party].set_value(strength)
        dialog.view.setPlainText(finding.view)
        dialog.basis.setPlainText(finding.basis)
        dialog.reason.setPlainText(finding.reason)
        dialog.confidence.setCurrentIndex(dialog.confidence.findData(finding.confidence))
        player.qtbot.mouseClick(dialog.take, LEFT)
    for share in content.liability:
        for spin, value in zip(editor.shares[share.party], (share.low, share.likely, share.high), strict=True):
            spin.setValue(value)
    for line, how, one in zip(editor.amounts, editor.computations, content.amounts, strict=False):
        line[0].setText(one.item)
        for edit, amount in zip(line[1:], (one.low, one.likely, one.high), strict=True):
            edit.set_value(amount)
        how.setText("；".join(one.computation))
    editor.agreed.setPlainText("\n".join(content.agreed_facts))
    editor.options.setPlainText("\n".join(content.options))
    editor.cautions.setPlainText("\n".join(content.cautions))
    editor.meetings.setPlainText("\n".join(content.meetings))
    editor.time_and_cost.setPlainText(content.time_and_cost)
    assert _bare(editor.draft()) == _bare(content), "the form cannot say all of this opinion"


def _bare(content: OpinionDraft) -> OpinionDraft:
    """The form lists the parties in the order of the case."""
    return replace(content, liability=tuple(sorted(content.liability, key=lambda share: share.party)))


def _confirm() -> None:
    box = QApplication.activeModalWidget()
    assert isinstance(box, QMessageBox)
    next(b for b in box.buttons() if box.buttonRole(b) == QMessageBox.ButtonRole.AcceptRole).click()


def _on_disk(player: WindowPlayer, blob: str) -> str:
    file = next(one for one in player.script.files if one.id == blob)
    path = player.files / file.name
    path.write_bytes(file.data)
    return str(path)


def _finalise(player: WindowPlayer, step: Step) -> str:
    return write_agreement(player, step, oral=False)


def _oral(player: WindowPlayer, step: Step) -> str:
    return write_agreement(player, step, oral=True)


DEEDS: Final[Mapping[str, Deed]] = {
    "register_case": register,
    "attach_file": attach_file,
    "finalise_agreement": _finalise,
    "record_oral_agreement": _oral,
    "propose_plan": propose_plan,
    "record_signature": record_signature,
    "confirm_scan": confirm_scan,
    "lock_opinion": lock_opinion,
    "reverse_act": reverse_act,
    "add_person": add_person,
    "add_party": add_party,
    "add_relation": add_relation,
    "correct_person": correct_person,
    **{form.act: of_evaluation for form in OF_EVALUATION if form.act != "ask_evaluation"},
}
"""Act to how a person does it, where that is not simply a form of the case page."""

__all__ = ["DEEDS", "by_form"]
