"""A script played at the window: every step through the widgets that a mediator would use, never past them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, Final

from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from mediation_desk.acts.act import Act
from mediation_desk.acts.people import AddParty, AddPerson
from mediation_desk.acts.recorded import AttachFile, RecordConsent
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.desk.surroundings import SHANGHAI
from mediation_desk.exchange.scripts import Script, Step
from mediation_desk.queries.case import WholeCase
from mediation_desk.queries.case_shapes import CaseSheet, PaperRow
from mediation_desk.terms.plain import from_plain, to_plain
from mediation_desk.ui.dialogs.act_dialog import ActDialog
from mediation_desk.ui.dialogs.act_forms_sessions import BODY
from mediation_desk.ui.jobs import Jobs
from mediation_desk.ui.pages.case.page import CasePage
from tests.support.clerk import LEFT, PATIENCE_MS, Clerk, sit_down
from tests.support.refusal_words import says
from tests.support.watchdog import Watchdog
from tests.support.window_filling import NotOfferedError, answers_for, fill, is_id

_KINDS: Final = {
    "track": ("TrackFacts",),
    "into": ("TrackFacts",),
    "evaluation": ("EvaluationLine",),
    "evaluator": (),
    "paper": ("PaperRow",),
}
"""Fields whose name says what they name."""
_OTHERS: Final = (
    "TrackFacts",
    "TrackSheet",
    "EvaluationLine",
    "StageMark",
    "PersonFacts",
    "PartyFacts",
    "RelationFacts",
    "MediatorRow",
    "DeadlineFacts",
    "JournalRow",
)
ASKED_FIRST: Final = "请填写「"
"""How a form says that a field it needs is empty, before anything is asked of the desk."""
_IDS: Final = ("paper", "id", "consent", "evaluation", "evaluator", "track", "into", "opinion")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A step that was meant to be refused: what kept it away, the dialog's sentence or the window itself."""

    path: str
    code: str
    how: str  # said: the refusal's sentence | asked first: the form wants a field | not offered
    words: str


@dataclass
class WindowPlayer:
    """One case at the windows of everybody who works on it. `ids` leads from the script's names to what was made."""

    qtbot: QtBot
    office: PracticeOffice
    jobs: Jobs
    script: Script
    files: Path
    watchdog: Watchdog
    ids: dict[str, str] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    clerks: dict[str | None, Clerk] = field(default_factory=dict)
    done_before: set[str] = field(default_factory=set)
    case: str = ""
    at_desk: Clerk = field(init=False)
    _seat: tuple[int, date] | None = None
    _changes: int = 0
    _known: tuple[object, CaseSheet] | None = None
    """The case as it was asked last: it is asked again when a window has told of a change, or on another day."""

    def play(self) -> None:
        """Every step in its order."""
        first = self.script.steps[0]
        self.office.clock.moment = datetime.combine(first.on, first.at or time(8, 30), tzinfo=SHANGHAI)
        for place, step in enumerate(self.script.steps):
            if not self._done_with_another(step, place):
                with self.watchdog.watching(f"{self.script.name} {step.path} {step.act.act_name}"):
                    self.step(step)

    def step(self, step: Step) -> None:
        """One step: done, or kept away as the script says."""
        self.office.clock.move_to(step)
        self._sit(step.by)
        if step.refused is None:
            self._do(step)
            return
        try:
            sentence = self._try(step)
        except NotOfferedError as fault:
            self.kept.append(Kept(path=step.path, code=step.refused, how="not offered", words=str(fault)))
            self._leave_open_dialogs()
        else:
            asked = sentence.startswith(ASKED_FIRST)
            assert asked or says(step.refused, sentence), f"{step.path}: “{sentence}” is not {step.refused}"
            how = "asked first" if asked else "said"
            self.kept.append(Kept(path=step.path, code=step.refused, how=how, words=sentence))

    def own(self, act: Any) -> Any:
        """An act of the script with the ids that the window made."""
        return from_plain(type(act), self._swap(to_plain(act)))

    def see(self) -> CasePage:
        """The case page of the person at the desk, freshly asked, at the track that was worked on last."""
        page = self.at_desk.window.go("case")
        assert isinstance(page, CasePage)
        with self.qtbot.waitSignal(page.shown, timeout=PATIENCE_MS):
            page.show_subject(self.case)
        self.at_desk.rest()
        return page

    def sheet(self) -> CaseSheet:
        """The whole case as its director sees it: to find what the window made, never to do anything."""
        key = (self.case, self.office.clock.moment.date(), self._changes)
        if self._known is None or self._known[0] != key:
            with self.watchdog.aside():
                self._known = key, self.office.desk.ask(WholeCase(case=self.case))
        return self._known[1]

    def show_track(self, act: Act) -> CasePage:
        """The page at the track an act is about; one's own acts of the day are shown there already."""
        seat = (id(self.at_desk), self.office.clock.moment.date())
        same = seat == self._seat and self.at_desk.window.current() == "case"
        page = self.at_desk.page() if same else self.see()
        self._seat = seat
        track = self._track_of(act)
        if track and len(self.sheet().tracks) > 1:
            page.header.track_chosen.emit(track)
        return page

    def _track_of(self, act: Act) -> str:
        """The track an act names, or whose paper it is about."""
        named = self.ids.get(getattr(act, "track", None) or "", "")
        paper = self.ids.get(getattr(act, "paper", None) or "")
        if named or not paper:
            return named
        return next((one.id for one in self.sheet().tracks if any(row.id == paper for row in one.papers)), "")

    def paper(self, act: Any) -> PaperRow:
        """The paper an act is about."""
        return self.row_of(self.ids.get(act.paper, act.paper))

    def row_of(self, paper: str) -> PaperRow:
        """A paper of the case by its id; a text that was never frozen is not there to be worked on."""
        found = self.sheet().paper(paper)
        if found is None:
            raise NotOfferedError("there is no such paper")
        return found

    def learn(self, script_id: str, window_id: str) -> None:
        """What the script calls one thing is the window's other."""
        self.ids[script_id] = window_id

    def begin(self, act: str) -> ActDialog:
        """Press what is offered for an act."""
        if not self.at_desk.offers(act):
            raise NotOfferedError(f"{act} is not offered")
        return self.at_desk.begin(act)

    def press(self, button: QPushButton) -> QDialog:
        """Press a button that opens a dialog, if it is there to be pressed."""
        self.need(button)
        return self.at_desk.press(button)

    def need(self, button: QPushButton) -> QPushButton:
        """A button that can be pressed now."""
        if not button.isVisible() or not button.isEnabled():
            raise NotOfferedError(f"“{button.text()}” cannot be pressed")
        return button

    def fill(self, dialog: ActDialog, step: Step) -> None:
        """The form's fields, its day and its time."""
        fill(dialog, answers_for(step.act, dialog, self.own))
        if dialog.day.value() != step.on:
            dialog.day.set_value(step.on)
        if step.at is not None and dialog.hour.isVisibleTo(dialog):
            dialog.hour.set_value(step.at)

    def send(self, dialog: Any, refused: str | None) -> str:
        """Send it; where it is meant to be refused, the sentence, after which the dialog is left."""
        if refused is None:
            self.at_desk.send(dialog)
            return ""
        sentence = self.at_desk.refusal(dialog)
        self.qtbot.mouseClick(dialog.leave, LEFT)
        return sentence

    def _do(self, step: Step) -> None:
        before = self._ids_now()
        sentence = self._try(step)
        assert not sentence
        self._learn_new(step, before)

    def _try(self, step: Step) -> str:
        from tests.support.window_deeds import DEEDS  # noqa: PLC0415 - deeds use the player, the player uses deeds

        deed: Callable[[WindowPlayer, Step], str] = DEEDS.get(step.act.act_name, by_form)
        return deed(self, step)

    def _learn_new(self, step: Step, before: Mapping[str, str]) -> None:
        """The one thing an act of the script names is the one thing that is new in the case."""
        wanted = [name for name in _IDS if isinstance(getattr(step.act, name, None), str)]
        names = [getattr(step.act, name) for name in wanted if getattr(step.act, name) not in self.ids]
        if not self.case:
            return
        sheet = self.sheet()
        self._learn_act(step, sheet)
        new = [(id, kind) for id, kind in _ids_in(sheet) if id not in before and is_id(id)]
        for name in (one for one in wanted if getattr(step.act, one) in names):
            made = [id for id, kind in new if _is_the(name, kind) and id not in self.ids.values()]
            if made:
                self.learn(getattr(step.act, name), made[-1])

    def _learn_act(self, step: Step, sheet: CaseSheet) -> None:
        """The timeline's newest line of this act is the step."""
        rows = [row for row in sheet.timeline if row.act == step.act.act_name]
        if rows:
            self.learn(step.act_id, max(rows, key=lambda row: row.recorded_at).act_id)

    def _ids_now(self) -> dict[str, str]:
        return dict(_ids_in(self.sheet())) if self.case else {}

    def _sit(self, staff: str | None) -> None:
        """Another person's window does not hear of what was done at this one, as on another machine."""
        if staff not in self.clerks:
            self.clerks[staff] = sit_down(self.qtbot, self.office, self.jobs, staff)
            self.clerks[staff].door.feed.changed.connect(self._changed)
        if getattr(self, "at_desk", None) is not self.clerks[staff]:
            self.at_desk, self._seat = self.clerks[staff], None

    def _changed(self) -> None:
        self._changes += 1

    def _done_with_another(self, step: Step, place: int) -> bool:
        """The window does in one dialog what a script does in two steps: consents with the extension, scan with its
        confirmation."""
        act, later = step.act, self.script.steps[place + 1 :]
        if step.path in self.done_before:
            return True
        if isinstance(act, RecordConsent) and any(act.id in getattr(one.act, "consents", ()) for one in later):
            self.ids[act.id] = BODY if act.party is None else self.ids[act.party]
            return True
        if isinstance(act, AddPerson):
            return any(isinstance(one.act, AddParty) and one.act.party.person == act.person.id for one in later)
        return isinstance(act, AttachFile) and any(getattr(one.act, "scan", None) == act.id for one in later)

    def _swap(self, value: Any) -> Any:
        if isinstance(value, str):
            return self.ids.get(value, value)
        if isinstance(value, list):
            return [self._swap(item) for item in value]
        if isinstance(value, dict):
            return {self.ids.get(key, key): self._swap(item) for key, item in value.items()}
        return value

    def _leave_open_dialogs(self) -> None:
        for clerk in self.clerks.values():
            for dialog in clerk.window.findChildren(QDialog):
                if dialog.isVisible():
                    dialog.reject()
        self.at_desk.rest()


def _is_the(name: str, kind: str) -> bool:
    """Whether a row of this kind is what an act's field names."""
    return kind in _KINDS[name] if name in _KINDS else kind not in _OTHERS


def by_form(player: WindowPlayer, step: Step) -> str:
    """Any act that has a form: its button or menu line, the form's fields, the day, and send."""
    player.show_track(step.act)
    dialog = player.begin(step.act.act_name)
    player.fill(dialog, step)
    return player.send(dialog, step.refused)


def _ids_in(value: object) -> Iterator[tuple[str, str]]:
    """Every row with an id, however deep, with the name of its kind."""
    if is_dataclass(value) and not isinstance(value, type):
        kind = type(value).__name__
        if kind != "Choice" and isinstance(getattr(value, "id", None), str):
            yield value.id, kind  # type: ignore[attr-defined]
        for item in fields(value):
            yield from _ids_in(getattr(value, item.name))
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _ids_in(one)


__all__ = ["Kept", "WindowPlayer", "by_form"]
