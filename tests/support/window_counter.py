"""Registering at the counter: every field of the page is typed, people who stand for parties are added in the case."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QComboBox

from mediation_desk.acts.intake import OpenTrack, RegisterCase
from mediation_desk.acts.people import PersonDraft, RelationDraft
from mediation_desk.exchange.scripts import Step
from mediation_desk.queries.choices import Choices
from mediation_desk.ui.dialogs.party_draft import KINDS
from mediation_desk.ui.dialogs.party_fields import PartyFields
from mediation_desk.ui.pages.intake.entry_form import EntryForm
from mediation_desk.ui.pages.intake.page import IntakePage
from mediation_desk.ui.pages.intake.party_box import PartyBox
from tests.support.clerk import LEFT
from tests.support.window_filling import NotOfferedError, fill

if TYPE_CHECKING:
    from tests.support.window_player import WindowPlayer

_TEXTS = ("occupation", "phone", "address", "legal_representative", "representative_post", "account")


def register(player: WindowPlayer, step: Step) -> str:
    """Type the form, choose the procedure where the next step does so at once, and press the button."""
    act = step.act
    assert isinstance(act, RegisterCase)
    page = _counter(player)
    entry = page.entry
    assert entry is not None
    _origin(entry, act, step)
    simple = _people(player, entry, act)
    _dispute(entry, act)
    following = None if act.enquiry else _opened_at_once(player, step)
    _triage(player, page, following)
    before = page.registered.case()
    player.qtbot.mouseClick(page.enquiry if act.enquiry else page.send, LEFT)
    player.at_desk.until(lambda: page.registered.case() not in ("", before))
    player.case = page.registered.case()
    player.at_desk.rest()
    _learn(player, act, following)
    _stand_for(player, act, [one for one in act.relations if one.id not in simple])
    for person in act.people:
        _name(player, person)
    return ""


def fill_person(fields: PartyFields, person: PersonDraft, player: WindowPlayer) -> None:
    """Everything that is known of a person, into the fields of the dialog or of the page."""
    ui = fields.ui
    ui.kind.setCurrentIndex(KINDS.index(person.kind))
    ui.name.setText(person.name)
    for name in _TEXTS:
        edit, value = getattr(ui, name), getattr(person, name)
        if value is not None:
            _there(edit, name)
            edit.setText(value)
    if person.ethnicity is not None:
        ui.ethnicity.setText(_ethnicity(player, person.ethnicity))
    if person.id_number is not None:
        ui.id_number.setText(person.id_number)
        ui.id_number.settle()
    if person.credit_code is not None:
        ui.credit_code.setText(person.credit_code)
        ui.credit_code.settle()
    if person.sex is not None:
        choose(ui.sex, person.sex, by_text=True)
    if person.birth is not None:
        ui.birth.set_value(person.birth)


def choose(box: QComboBox, value: Any, by_text: bool = False) -> None:
    """A line of a list; what is not in it is not offered."""
    place = box.findText(value) if by_text else box.findData(value)
    if place < 0:
        raise NotOfferedError(f"{value} is not in the list “{box.accessibleName()}”")
    box.setCurrentIndex(place)


def _counter(player: WindowPlayer) -> IntakePage:
    page = player.at_desk.window.go("intake")
    assert isinstance(page, IntakePage)
    player.at_desk.until(lambda: page.entry is not None)
    player.qtbot.mouseClick(page.clear, LEFT)
    return page


def _origin(entry: EntryForm, act: RegisterCase, step: Step) -> None:
    choose(entry.source, act.source)
    choose(entry.region, act.region)
    choose(entry.dispute_type, act.dispute_type)
    entry.received_on.set_value(step.on)
    if step.at is not None:
        entry.received_at.set_value(step.at)


def _dispute(entry: EntryForm, act: RegisterCase) -> None:
    entry.case_title.setText(act.title)
    entry.summary.setPlainText(act.summary)
    entry.request.setPlainText(act.request)
    entry.amount.set_value(act.amount_claimed)
    entry.matters.setText("；".join(matter.text for matter in act.matters))


def _people(player: WindowPlayer, entry: EntryForm, act: RegisterCase) -> set[str]:
    """The parties box by box, with those of the people who stand for them whom the counter can take down."""
    people = {person.id: person for person in act.people}
    parties = {party.person for party in act.parties}
    simple: set[str] = set()
    count: dict[str, int] = {}
    for party in act.parties:
        count[party.side] = count.get(party.side, 0) + 1
        box = _box(player, entry, party.side, count[party.side])
        box.more.setChecked(True)
        fill_person(box.fields, people[party.person], player)
        for relation in (one for one in act.relations if one.party == party.id):
            if relation.person not in parties and _is_simple(people[relation.person], relation):
                _stands(player, box, people[relation.person], relation)
                simple.add(relation.id)
    return simple


def _box(player: WindowPlayer, entry: EntryForm, side: str, number: int) -> PartyBox:
    same = [box for box in entry.boxes() if box.side == side]
    if len(same) < number:
        player.qtbot.mouseClick(same[-1].add if same else entry.third, LEFT)
    return [box for box in entry.boxes() if box.side == side][number - 1]


def _is_simple(person: PersonDraft, relation: RelationDraft) -> bool:
    brief = PersonDraft(id=person.id, name=person.name, id_number=person.id_number, phone=person.phone)
    return person == brief and not any((relation.since, relation.until, relation.document, relation.note))


def _stands(player: WindowPlayer, box: PartyBox, person: PersonDraft, relation: RelationDraft) -> None:
    player.qtbot.mouseClick(box.stand_for, LEFT)
    row = box.rows()[-1]
    choose(row.kind, relation.kind)
    row.name.setText(person.name)
    row.id_number.setText(person.id_number or "")
    row.phone.setText(person.phone or "")
    for action in row.powers.menu().actions():
        action.setChecked(action.data() in relation.powers)


def _opened_at_once(player: WindowPlayer, step: Step) -> OpenTrack | None:
    """The next step, if it is the triage that the counter does along with the registration."""
    steps = player.script.steps
    following = steps[steps.index(step) + 1]
    act = following.act
    if (
        not isinstance(act, OpenTrack)
        or following.refused is not None
        or (following.by, following.on)
        != (
            step.by,
            step.on,
        )
    ):
        return None
    asks_more = act.parties or act.matters or (act.referral and (act.referral.contact or act.referral.documents))
    if asks_more:
        return None
    player.done_before.add(following.path)
    return act


def _triage(player: WindowPlayer, page: IntakePage, act: OpenTrack | None) -> None:
    if act is None:
        player.at_desk.until(page.triage.later.isVisible)
        page.triage.later.click()
        return
    player.at_desk.until(lambda: page.triage.offers(act.procedure))
    page.triage.choose(act.procedure)
    choose(page.triage.body_box, act.body)
    if act.variant is not None:
        choose(page.triage.variant, act.variant)
    if act.referral is not None:
        page.triage.organ.setText(act.referral.organ)
        page.triage.organ_number.setText(act.referral.number or "")


def _stand_for(player: WindowPlayer, act: RegisterCase, relations: Iterable[RelationDraft]) -> None:
    """In the case: first the person, with everything that is known, then for whom and with which powers."""
    people = {person.id: person for person in act.people}
    groups: dict[Any, list[RelationDraft]] = {}
    for one in relations:
        same = (one.person, one.kind, one.powers, one.since, one.until, one.document)
        groups.setdefault(same, []).append(one)
    for group in groups.values():
        _name(player, people[group[0].person])
        player.see()
        relate(player, group)


def _name(player: WindowPlayer, person: PersonDraft) -> None:
    """Somebody whom the counter has no box for is added in the case, before or without standing for anybody."""
    from tests.support.window_deeds import person_dialog  # noqa: PLC0415 - they use each other

    if person.id not in player.ids:
        player.see()
        assert person_dialog(player, "add_person", person) == ""
        player.learn(person.id, _newest_person(player, person.name))


def relate(player: WindowPlayer, group: list[RelationDraft], refused: str | None = None) -> str:
    """One person stands for one or several parties, in the same way."""
    one = group[0]
    dialog = player.begin("add_relation")
    fill(
        dialog,
        {
            "parties": tuple(player.ids[relation.party] for relation in group),
            "kind": one.kind,
            "person": player.ids[one.person],
            "powers": one.powers,
            "since": one.since,
            "until": one.until,
            "document": one.document or "",
        },
    )
    sentence = player.send(dialog, refused)
    if sentence:
        return sentence
    made = {
        (relation.person.id, party.id): relation.id
        for party in player.sheet().facts.parties
        for relation in party.relations
        if relation.kind == one.kind and relation.id not in player.ids.values()
    }
    for relation in group:
        player.learn(relation.id, made[player.ids[one.person], player.ids[relation.party]])
    return ""


def _learn(player: WindowPlayer, act: RegisterCase, opened: OpenTrack | None) -> None:
    """The window's ids for the script's people, parties, matters and track."""
    sheet = player.sheet()
    player.learn(player.script.case, player.case)
    names = {person.id: person.name for person in act.people}
    for party, made in zip(act.parties, _in_order(act, sheet.facts.parties, names), strict=True):
        player.learn(party.id, made.id)
        player.learn(party.person, made.person.id)
    for matter in act.matters:
        player.learn(matter.id, next(one.code for one in sheet.matters if one.words == matter.text))
    for relation in act.relations:
        for made in sheet.facts.parties:
            for held in made.relations:
                if made.id == player.ids[relation.party] and held.person.name == names[relation.person]:
                    player.learn(relation.id, held.id)
                    player.learn(relation.person, held.person.id)
    if opened is not None:
        player.learn(opened.track, sheet.tracks[0].id)


def _in_order(act: RegisterCase, made: Iterable[Any], names: dict[Any, str]) -> list[Any]:
    by_name = {(one.side, one.person.name): one for one in made}
    return [by_name[party.side, names[party.person]] for party in act.parties]


def _newest_person(player: WindowPlayer, name: str) -> str:
    return [person.id for person in player.sheet().facts.people if person.name == name][-1]


def _there(edit: Any, name: str) -> None:
    if edit.isHidden():
        raise NotOfferedError(f"{name} is not asked of such a person")


def _ethnicity(player: WindowPlayer, code: str) -> str:
    with player.watchdog.aside():
        listed = player.office.desk.ask(Choices()).lists["ethnicities"]
    return next(one.words for one in listed if one.code == code)
