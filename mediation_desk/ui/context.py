"""What every page is handed: who sits here, the lanes, the feed of changes, and the ways back to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from mediation_desk.acts.act import Outcome
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.change_feed import Change, ChangeFeed
from mediation_desk.ui.jobs import Job, Jobs
from mediation_desk.ui.messages import Notice, Sentence, refusal_notice
from mediation_desk.ui.session import Session

Answer = TypeVar("Answer")
Outcomes = tuple[Outcome, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PageContext:
    """`go` shows a page by its key, with a subject where it has one; `tell` puts a notice above the page.

    `face_party` gives the whole screen to what a party signs, until `leave_party`.
    """

    session: Session
    jobs: Jobs
    feed: ChangeFeed
    sentence: Sentence
    go: Callable[[str, str], object]
    tell: Callable[[Notice], None]
    face_party: Callable[[QWidget], None]
    leave_party: Callable[[], None]

    def read(self, ask: Callable[[], Answer], show: Callable[[Answer], None], owner: QWidget) -> Job:
        """Look something up on the read lane and show it; a refusal is told above the page."""
        return self.jobs.read(ask, show, self.refuse, owner)

    def perform(
        self,
        deed: Callable[[], Outcome | Outcomes],
        done: Callable[[Outcomes], None],
        owner: QWidget,
        refused: Callable[[Refusal], None] | None = None,
    ) -> Job:
        """Perform one act or several on the write lane, tell the feed what they touched, then go on."""

        def finish(result: Outcome | Outcomes) -> None:
            outcomes = result if isinstance(result, tuple) else (result,)
            self.feed.publish(change_of(outcomes))
            done(outcomes)

        return self.jobs.write(deed, finish, refused or self.refuse, owner)

    def refuse(self, refusal: Refusal) -> None:
        """Say above the page why something was refused."""
        self.tell(refusal_notice(refusal, self.sentence))


def change_of(outcomes: Outcomes) -> Change:
    """What a number of acts touched together."""
    touched = [outcome.touched for outcome in outcomes]
    return Change(
        cases=frozenset(one.case for one in touched if one.case is not None),
        kinds=frozenset(kind for one in touched for kind in one.kinds),
    )
