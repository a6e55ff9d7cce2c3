"""The one way from a case's screens to the desk: acts on the write lane, questions on the read lane."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from mediation_desk.acts import many
from mediation_desk.acts.act import Act, Outcome
from mediation_desk.desk.desk import Desk
from mediation_desk.desk.permissions import ACTS, QUERIES, may
from mediation_desk.queries.query import Query
from mediation_desk.terms.refusal import Refusal
from mediation_desk.terms.unrecorded import NOTHING, Unrecorded
from mediation_desk.ui.change_feed import Change, ChangeFeed
from mediation_desk.ui.context import PageContext
from mediation_desk.ui.dialogs.token_pin_dialog import ASKS_PIN, TokenPinDialog
from mediation_desk.ui.jobs import Job, Jobs
from mediation_desk.ui.messages import Notice, NoticeTone, Sentence, refusal_notice

Answer = TypeVar("Answer")
Outcomes = tuple[Outcome, ...]


Acts = Callable[[Desk], Sequence[Act]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """Acts that are done one after the other on one case and one day. `seen` guards the first of them.

    `acts` makes them on the write lane, where files may be read and kept.
    """

    case: str
    acts: Acts
    on: date | None = None
    at: time | None = None
    seen: Mapping[str, int] | None = None
    unrecorded: Unrecorded = NOTHING


@dataclass(frozen=True, slots=True, kw_only=True)
class ActDoor:
    """What the screens of a case are handed. `face` gives the whole screen to a party, `leave` takes it back."""

    desk: Desk
    jobs: Jobs
    feed: ChangeFeed
    sentence: Sentence
    go: Callable[[str, str], object]
    tell: Callable[[Notice], None]
    face: Callable[[QWidget], None]
    leave: Callable[[], None]

    def perform(
        self,
        deed: Deed,
        done: Callable[[Outcomes], None],
        refused: Callable[[Refusal], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Do it behind the window's back; then tell every page what was touched."""

        def finish(outcomes: Outcomes) -> None:
            kinds = frozenset(kind for outcome in outcomes for kind in outcome.touched.kinds)
            self.feed.publish(Change(cases=frozenset({deed.case}), kinds=kinds))
            for code in (code for outcome in outcomes for code in outcome.notices):
                self.tell(Notice(NoticeTone.TELL, self.sentence(Refusal(code))))
            done(outcomes)

        answer = refused or self.refuse

        def ask_pin(refusal: Refusal) -> None:
            """A token asks for its PIN each time; who gives none has the refusal as it is."""
            if refusal.code not in ASKS_PIN:
                answer(refusal)
                return
            parent = owner if isinstance(owner, QWidget) else None
            dialog = TokenPinDialog(self.sentence(refusal), parent)
            dialog.given.connect(lambda pin: self.perform(with_pin(deed, pin), done, refused, owner))
            dialog.rejected.connect(lambda: answer(refusal))
            dialog.open()

        return self.jobs.write(lambda: self._do(deed), finish, ask_pin, owner)

    def perform_many(
        self,
        deeds: Sequence[many.Deed],
        told: Callable[[many.Tally], None],
        done: Callable[[], None],
        stop: Callable[[], bool],
        owner: QObject,
    ) -> None:
        """Do a list. After each act it queues up anew behind whatever else wants to be written.

        It ends when its owner is gone; what was done until then is told to every page all the same.
        """
        going = many.in_turns(self.desk, deeds, stop=lambda: stop() or not isValid(owner))

        def next_turn() -> None:
            self.jobs.write(lambda: next(going, None), arrived, refused)

        def arrived(tally: many.Tally | None) -> None:
            if tally is None:
                finish()
                return
            if isValid(owner):
                told(tally)
            next_turn()

        def finish() -> None:
            cases, kinds = (
                {deed.case for deed in deeds},
                {deed.act.act_name for deed in deeds if isinstance(deed.act, Act)},
            )
            self.feed.publish(Change(cases=frozenset(case for case in cases if case), kinds=frozenset(kinds)))
            if isValid(owner):
                done()

        def refused(refusal: Refusal) -> None:
            self.refuse(refusal)
            if isValid(owner):
                done()

        next_turn()

    def ask(
        self,
        query: Query[Answer],
        done: Callable[[Answer], None],
        refused: Callable[[Refusal], None] | None = None,
        owner: QObject | None = None,
    ) -> Job:
        """Look something up; a refusal is told above the page where nobody else listens."""
        return self.jobs.read(lambda: self.desk.ask(query), done, refused or self.refuse, owner)

    def refuse(self, refusal: Refusal) -> None:
        """Say above the page why something was refused."""
        self.tell(refusal_notice(refusal, self.sentence))

    def may_do(self, act: str) -> bool:
        """Whether this person may perform an act at all."""
        return may(ACTS, act, self.desk.actor.roles)

    def may_ask(self, query: str) -> bool:
        """Whether this person may ask a query at all."""
        return may(QUERIES, query, self.desk.actor.roles)

    def new_id(self) -> str:
        """A fresh id for something an act will make."""
        return self.desk.surroundings.new_id()

    def now(self) -> datetime:
        """The office's time."""
        return self.desk.surroundings.now().replace(tzinfo=None)

    def _do(self, deed: Deed) -> Outcomes:
        today = self.desk.surroundings.now().date()
        on = None if deed.on in (None, today) else deed.on
        return tuple(
            self.desk.perform(
                act,
                case=deed.case,
                on=on,
                at=deed.at,
                seen=deed.seen if number == 0 else None,
                unrecorded=deed.unrecorded,
            )
            for number, act in enumerate(deed.acts(self.desk))
        )


def with_pin(deed: Deed, pin: str) -> Deed:
    """The same once more, with the PIN that was asked for."""
    return replace(deed, unrecorded=Unrecorded(pin=pin))


def door_of(context: PageContext) -> ActDoor:
    """The door for what a page is handed."""
    return ActDoor(
        desk=context.session.desk,
        jobs=context.jobs,
        feed=context.feed,
        sentence=context.sentence,
        go=context.go,
        tell=context.tell,
        face=context.face_party,
        leave=context.leave_party,
    )


def these(*acts: Act) -> Acts:
    """Acts that are known beforehand."""
    return lambda _desk: acts


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file of this machine that now lies in the encrypted store."""

    name: str
    media_type: str
    blob: str
    sha256: str
    size: int


def keep(desk: Desk, case: str, path: Path) -> KeptFile:
    """Read a file and keep it. Called on the write lane."""
    ref = desk.keep_file(case, path.read_bytes())
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    return KeptFile(name=path.name, media_type=media, blob=ref.name, sha256=ref.sha256, size=ref.size)
