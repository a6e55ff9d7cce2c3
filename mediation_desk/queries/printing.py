"""Printing: which papers of a case can be printed, what was printed of them, and exactly what goes to the printer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.facts.printings import next_turn
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.model.printing import Printing
from mediation_desk.papers.printing import PrintPart as PrintPart
from mediation_desk.papers.printing import PrintPiece, draft_head, lay_out, reprint_note
from mediation_desk.papers.printing import PrintSheet as PrintSheet
from mediation_desk.terms.refusal import Refusal

from .case_papers import paper_rows
from .case_reading import CaseReading
from .case_shapes import PaperRow
from .papers import require_readable, stored_bytes
from .query import Query, View

DRAFT: Final = "draft"
"""The key of a draft; a paper's is paper:ID, a file's file:ID."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintablePapers(Query[tuple[PaperRow, ...]]):
    """The papers that stand, of the case and of one track, for whoever may read them; the newest first."""

    case: str
    track: str | None = None

    def answer(self, view: View) -> tuple[PaperRow, ...]:
        header = view.require_case(self.case)
        builder = CaseBuilder(view.session, header.id, view.law, view.today, for_parties=view.before_party)
        reading = CaseReading(view=view, builder=builder)
        own = () if self.track is None else paper_rows(reading, self.track)
        rows = (*own[::-1], *paper_rows(reading, None)[::-1])
        return tuple(row for row in rows if row.readable and row.state != "void")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToPrint:
    """A paper or a file by its id, or a draft as it is in view; and how many copies."""

    copies: int
    paper: str | None = None
    file: str | None = None
    draft: bytes | None = None
    title: str = ""
    """Of a draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersToPrint(Query[PrintSheet]):
    """Every copy, laid out as it will come out; a paper that was printed before says so on every page."""

    case: str
    items: tuple[ToPrint, ...]
    two_sided: bool = False
    collated: bool = True

    def answer(self, view: View) -> PrintSheet:
        view.require_case(self.case)
        if not self.items:
            raise Refusal("printing.nothing_chosen")
        pieces = [self._piece(view, item) for item in self.items]
        fonts = view.preparation.papers.fonts
        return lay_out(pieces, fonts, two_sided=self.two_sided, collated=self.collated)

    def _piece(self, view: View, item: ToPrint) -> PrintPiece:
        if item.paper is not None:
            return self._paper(view, item.paper, item.copies)
        if item.file is not None:
            return self._file(view, item.file, item.copies)
        head = draft_head(view.today.isoformat())
        return PrintPiece(key=DRAFT, title=item.title, data=item.draft or b"", copies=item.copies, head=head)

    def _paper(self, view: View, id: str, copies: int) -> PrintPiece:
        row = view.session.get(Paper, id)
        if row is None or row.case_id != self.case:
            raise Refusal("paper.unknown", field="paper", id=id)
        require_readable(view, row.compartment, row.title)
        if not view.may_show(row.code):
            raise Refusal("compartment.closed", title=row.title)
        before = CaseBuilder(view.session, self.case, view.law, view.today).rows(Printing, paper_id=id)
        note = reprint_note(next_turn(before), view.today.isoformat())
        data = stored_bytes(view, row.case_id, row.current_blob, row.current_sha256)
        return PrintPiece(key=f"paper:{id}", title=row.title, data=data, copies=copies, note=note)

    def _file(self, view: View, id: str, copies: int) -> PrintPiece:
        row = view.session.get(Attachment, id)
        if row is None or row.case_id != self.case:
            raise Refusal("attachment.unknown", field="attachment", id=id)
        require_readable(view, row.compartment, row.name)
        data = stored_bytes(view, row.case_id, row.blob, row.sha256)
        return PrintPiece(key=f"file:{id}", title=row.name, data=data, copies=copies, own=False)
