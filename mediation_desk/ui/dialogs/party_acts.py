"""A party in its dialog: added to the case, or put right field by field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

from PySide6.QtWidgets import QWidget

from mediation_desk.acts.act import Act
from mediation_desk.acts.people import AddParty, AddPerson, CorrectPerson, PersonDraft
from mediation_desk.acts.people import PartyDraft as PartyOf
from mediation_desk.acts.work import FieldCorrection
from mediation_desk.queries.case_shapes import CaseSheet, PersonFacts, TrackSheet
from mediation_desk.terms.ids import PersonId, TrackId
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor, Deed, these
from mediation_desk.ui.dialogs.party_draft import PartyDraft
from mediation_desk.ui.dialogs.party_editor import PartyEditor
from mediation_desk.ui.dialogs.person_readers import credit_reader, id_reader
from mediation_desk.ui.messages import refusal_notice

_PERSONAL = tuple(item.name for item in fields(PersonDraft) if item.name not in ("id", "kind"))
CORRECTED = "当事人提供的信息更正"


class PartyDialog(PartyEditor):
    """Stays open until the desk has taken what was typed."""

    def __init__(
        self,
        title: str,
        door: ActDoor,
        case: CaseSheet,
        acts: Callable[[PartyDraft], tuple[Act, ...]],
        draft: PartyDraft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, _anything, door.sentence, draft, parent)
        self._door, self._case, self._acts = door, case, acts
        rules, today = case.numbers, door.now().date
        self.fields.set_readers(
            id_reader(rules, today, door.sentence), credit_reader(rules, door.sentence), today, rules.kinds
        )
        if draft is not None:
            self.fields.show_draft(draft)

    def accept(self) -> None:
        """Perform first; a refusal keeps the dialog open with its sentence."""
        acts = self._acts(self.draft())
        if not acts:
            super().accept()
            return
        deed = Deed(case=self._case.facts.id, acts=these(*acts), seen=self._case.seen)
        self._door.perform(deed, lambda _outcomes: super(PartyDialog, self).accept(), self._refused, owner=self)

    def _refused(self, refusal: Refusal) -> None:
        self._tell(refusal_notice(refusal, self._door.sentence))


def add_party(door: ActDoor, sheet: CaseSheet, track: TrackSheet | None, parent: QWidget) -> PartyDialog:
    """A new party of the case and of the track that is looked at."""

    def acts(draft: PartyDraft) -> tuple[Act, ...]:
        person = PersonId(door.new_id())
        party = PartyOf(id=door.new_id(), person=person, side=draft.side)
        tracks = () if track is None else (TrackId(track.id),)
        return (
            AddPerson(person=_person(sheet, draft, person)),
            AddParty(party=party, tracks=tracks),
        )

    return PartyDialog("添加当事人", door, sheet, acts, parent=parent)


def add_person(door: ActDoor, sheet: CaseSheet, parent: QWidget) -> PartyDialog:
    """Somebody who is no party: who stands for one, insures one, or knows something."""

    def acts(draft: PartyDraft) -> tuple[Act, ...]:
        return (AddPerson(person=_person(sheet, draft, PersonId(door.new_id()))),)

    dialog = PartyDialog("添加人员", door, sheet, acts, parent=parent)
    dialog.fields.set_side("applicant", fixed=True)
    return dialog


def correct_person(door: ActDoor, sheet: CaseSheet, person: str, parent: QWidget) -> PartyDialog | None:
    """What is known of a person, to be put right."""
    known = next((one for one in sheet.facts.people if one.id == person), None)
    if known is None:
        return None
    side = next((party.side for party in sheet.facts.parties if party.person.id == person), "applicant")
    before = PartyDraft(side=side, kind=known.kind, **{name: getattr(known, name) for name in _PERSONAL})

    def acts(draft: PartyDraft) -> tuple[Act, ...]:
        changes = _changes(sheet, known, draft)
        if not changes:
            return ()
        return (CorrectPerson(person=PersonId(person), changes=changes, reason=CORRECTED),)

    dialog = PartyDialog("更正当事人信息", door, sheet, acts, before, parent)
    dialog.fields.set_side(side, fixed=True)
    dialog.fields.ui.kind.setEnabled(False)
    return dialog


def _person(sheet: CaseSheet, draft: PartyDraft, id: PersonId) -> PersonDraft:
    given = {name: getattr(draft, name) for name in _PERSONAL}
    given["ethnicity"] = _code(sheet, draft.ethnicity)
    return PersonDraft(id=id, kind=draft.kind, **given)


def _changes(sheet: CaseSheet, known: PersonFacts, draft: PartyDraft) -> tuple[FieldCorrection, ...]:
    found = []
    for name in _PERSONAL:
        was, now = getattr(known, name), getattr(draft, name)
        if name == "ethnicity":
            was, now = _code(sheet, was), _code(sheet, now)
        if (was or None) != (now or None):
            found.append(FieldCorrection(field=name, was=_text(was), now=_text(now)))
    return tuple(found)


def _text(value: object) -> str | None:
    return None if value in (None, "") else str(value)


def _code(sheet: CaseSheet, words: str | None) -> str | None:
    """The code of an ethnicity that was typed in words; what the list does not have is refused by the desk."""
    for choice in sheet.choices["ethnicities"]:
        if words in (choice.words, f"{choice.words}族", choice.code):
            return choice.code
    return words


def _anything(_draft: PartyDraft) -> None:
    """The desk refuses; there is nothing to check before."""
