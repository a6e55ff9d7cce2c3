"""Printing, as two acts: before a printer gets anything, and once it is known what came of it.

A program that dies between the two leaves a printing without an end, and the next one asks whether paper came out.
Neither touches a number: that was drawn when the paper was issued.
"""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.facts.printings import next_turn, without_end
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.printing import Printing
from mediation_desk.model.track import Track
from mediation_desk.terms.compartments import COMMON
from mediation_desk.terms.ids import AttachmentId, PaperId, PrintingId, TrackId
from mediation_desk.terms.printing import MOST_COPIES, OUTCOMES, SIDES, STARTED
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import require_text
from .work import Work

DRAFT_TITLE = "协议草稿"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPrinting(Act):
    """打印. Of one paper, one file that was brought, or the draft of a track's agreement.

    `turn` is what the pages say: a paper that somebody else has printed since is refused, for its mark would be untrue.
    """

    id: PrintingId
    paper: PaperId | None = None
    file: AttachmentId | None = None
    draft_of: TrackId | None = None
    turn: int = 1
    copies: int
    pages: int
    sides: str
    printer: str
    reason: str = ""
    """Why it is printed once more."""

    def perform(self, work: Work) -> None:
        if len([one for one in (self.paper, self.file, self.draft_of) if one]) != 1:
            raise Refusal("printing.of_one_thing")
        if not 1 <= self.copies <= MOST_COPIES:
            raise Refusal("printing.copies", field="copies", most=MOST_COPIES)
        if self.sides not in SIDES:
            raise Refusal("printing.sides", field="sides", sides=self.sides)
        if self.paper:
            self._start(work, self._paper(work, self.paper))
        elif self.file:
            self._start(work, work.find(Attachment, self.file, "attachment"))
        else:
            self._start(work, None)

    def _paper(self, work: Work, id: str) -> Paper:
        """The paper, if it may be printed now."""
        paper = work.find(Paper, id, "paper")
        if paper.state == "void":
            raise Refusal("printing.void", title=paper.title)
        before = work.rows(Printing, paper_id=paper.id)
        if without_end(before) is not None:
            raise Refusal("printing.no_end_yet", title=paper.title)
        if next_turn(before) != self.turn:
            raise Refusal("printing.turn_moved", title=paper.title, turn=next_turn(before))
        if self.turn > 1:
            require_reason(self.reason, paper.title)
        return paper

    def _start(self, work: Work, what: Paper | Attachment | None) -> None:
        track = work.find(Track, self.draft_of, "track").id if self.draft_of else what and what.track_id
        title = what.title if isinstance(what, Paper) else what.name if what is not None else DRAFT_TITLE
        work.add(
            Printing,
            id=self.id,
            compartment=COMMON if what is None else what.compartment,
            track_id=track,
            paper_id=self.paper,
            attachment_id=self.file,
            title=title,
            turn=self.turn,
            copies=self.copies,
            pages=self.pages,
            sides=self.sides,
            printer=require_text(self.printer, "printer"),
            reason=self.reason.strip() or None,
            started_by=work.actor.staff,
            outcome=STARTED,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPrinting(Act):
    """打印结果. What the printer took, or what a person found in its tray."""

    printing: PrintingId
    outcome: str
    pages_sent: int = 0
    problem: str = ""

    def perform(self, work: Work) -> None:
        row = work.find(Printing, self.printing, "printing")
        if self.outcome not in OUTCOMES:
            raise Refusal("printing.outcome", field="outcome", outcome=self.outcome)
        if row.outcome != STARTED:
            raise Refusal("printing.ended", title=row.title)
        row.outcome, row.pages_sent = self.outcome, self.pages_sent
        row.problem, row.ended_at = self.problem or None, work.now


def require_reason(reason: str, title: str) -> None:
    """Refuse to print once more without a reason."""
    if not reason.strip():
        raise Refusal("printing.reason_missing", field="reason", title=title)
