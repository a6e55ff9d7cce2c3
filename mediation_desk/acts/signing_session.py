"""The signing desk, as acts: one paper handed to the people who sign it, who has it before him, and how that ended.

A program that dies leaves a session without an end. The next one takes it over, and whoever still holds the old one
can sign nothing in it any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mediation_desk.model.office import Staff
from mediation_desk.model.paper import Paper
from mediation_desk.model.signing_session import SigningSession
from mediation_desk.terms.ids import PaperId, SigningSessionId
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import open_session, require_text
from .signing import open_box
from .work import Work

FINISHED, LEFT, STOPPED, BROKEN_OFF, TAKEN_OVER = "finished", "left", "stopped", "broken_off", "taken_over"
UNSAID: Final = "未说明理由"
"""Nobody has to say why he does not sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartSigning(Act):
    """开始签署. A paper is open at one desk only; taking it over ends the other session, and the record says so."""

    id: SigningSessionId
    paper: PaperId
    workstation: str
    takes_over: SigningSessionId | None = None
    """The open session that this one goes on from: broken off here, or still open elsewhere."""

    def perform(self, work: Work) -> None:
        paper = self._paper(work)
        for session in work.rows(SigningSession, paper_id=paper.id, ended_at=None):
            self._end(work, session, paper)
        work.add(
            SigningSession,
            id=self.id,
            compartment=paper.compartment,
            paper_id=paper.id,
            staff_id=work.actor.staff,
            workstation=require_text(self.workstation, "workstation"),
            started_at=work.now,
        )

    def _paper(self, work: Work) -> Paper:
        paper = work.find(Paper, self.paper, "paper")
        if work.happened_on != work.now.date():
            raise Refusal("signing.screen_is_live", field="happened_on", day=work.happened_on)
        if paper.state == "void":
            raise Refusal("signing.paper_is_void", title=paper.title)
        if paper.route != "screen":
            raise Refusal("signing.wrong_route", field="paper", route=paper.route)
        if paper.state != "signing":
            raise Refusal("signing.nobody_waits", title=paper.title)
        return paper

    def _end(self, work: Work, session: SigningSession, paper: Paper) -> None:
        if session.id != self.takes_over:
            raise Refusal(
                "signing.session_open",
                title=paper.title,
                who=work.session.get_one(Staff, session.staff_id).name,
                workstation=session.workstation,
                since=session.started_at,
            )
        own = (session.staff_id, session.workstation) == (work.actor.staff, self.workstation.strip())
        _close(work, session, BROKEN_OFF if own else TAKEN_OVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class FaceSigner(Act):
    """请其阅签. From now on this signer has the screen before him, from the first page on."""

    session: SigningSessionId
    signer: str

    def perform(self, work: Work) -> None:
        session = open_session(work, self.session)
        open_box(work, session.paper_id, self.signer, "screen")
        session.signer_key, session.faced_at = self.signer, work.now


@dataclass(frozen=True, slots=True, kw_only=True)
class EndSigning(Act):
    """结束签署. The screen is with the staff again: all have signed, some come later, or somebody did not agree."""

    session: SigningSessionId
    stopped_by: str | None = None
    reason: str = ""
    broken_off: bool = False
    """Whether it ended without anybody giving the screen back: power, a crash, a party who walked out."""

    def perform(self, work: Work) -> None:
        session = open_session(work, self.session)
        paper = work.find(Paper, session.paper_id, "paper")
        if self.stopped_by is not None:
            _require_signer(paper, self.stopped_by)
            session.stopped_by, session.reason = self.stopped_by, self.reason.strip() or UNSAID
        else:
            session.reason = self.reason.strip() or None
        _close(work, session, self._how(paper))

    def _how(self, paper: Paper) -> str:
        if self.stopped_by is not None:
            return STOPPED
        if self.broken_off:
            return BROKEN_OFF
        return FINISHED if paper.state == "complete" else LEFT


def _close(work: Work, session: SigningSession, how: str) -> None:
    session.ended_at, session.ended_how, session.ended_by = work.now, how, work.actor.staff


def _require_signer(paper: Paper, key: str) -> None:
    if all(signer["key"] != key for signer in paper.signers):
        raise Refusal("signing.signer_unknown", field="signer", signer=key, title=paper.title)
