"""What the print dialog prints: the papers of a case, or empty forms."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Protocol

from mediation_desk.acts.printing import StartPrinting
from mediation_desk.desk.desk import Desk
from mediation_desk.queries.blanks import BlankForms, BlankProcedure, BlanksToPrint
from mediation_desk.queries.case_shapes import PaperRow, PrintRow
from mediation_desk.queries.printing import DRAFT, PapersToPrint, PrintablePapers, PrintPart, PrintSheet, ToPrint
from mediation_desk.terms.ids import AttachmentId, PaperId, PrintingId, TrackId
from mediation_desk.terms.printing import SENT, STARTED
from mediation_desk.ui.workstation import PrintHabit
from mediation_desk.words.case import PAPER_STATES
from mediation_desk.words.printing import printed_words

BLANK_HABIT: Final = "blank"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintLine:
    """One line of the list. `turn` is the how-manieth printing comes next; `unknown` one of which nobody knows."""

    key: str
    code: str
    title: str
    copies: int
    about: str = ""
    """What tells it from another of the same title."""
    standing: str = ""
    tip: str = ""
    turn: int = 1
    unknown: PrintRow | None = None

    @property
    def again(self) -> bool:
        """Whether printing it is a reprint."""
        return self.turn > 1


Chosen = Sequence[tuple[PrintLine, int]]
"""Lines with the copies that are wanted of each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """On which printer, and how."""

    printer: str
    sides: str
    collated: bool
    grey: bool
    reason: str = ""

    def habit(self, copies: dict[str, tuple[str, int]]) -> PrintHabit:
        """What the workstation remembers of it."""
        return PrintHabit(printer=self.printer, sides=self.sides, collated=self.collated, grey=self.grey, copies=copies)


class PrintSource(Protocol):
    """Where lines come from and what becomes of them. Its questions are asked on the read lane."""

    @property
    def title(self) -> str:
        """What the window is called."""

    @property
    def case(self) -> str | None:
        """The case in which printing is recorded; None: nowhere."""

    @property
    def habit(self) -> str:
        """Under which name the workstation remembers how it was printed."""

    @property
    def ticked(self) -> str:
        """The key of the line that is wanted from the start."""

    def groups(self) -> tuple[tuple[str, str], ...]:
        """What can be chosen between: id and name; nothing where there is no choice."""

    def choose(self, group: str) -> None:
        """Show another group's lines from now on."""

    def lines(self, desk: Desk) -> tuple[PrintLine, ...]:
        """What can be printed now."""

    def sheet(self, desk: Desk, chosen: Chosen, *, two_sided: bool, collated: bool) -> PrintSheet:
        """Exactly what will go to the printer."""

    def start(self, line: PrintLine, part: PrintPart, how: How, id: str) -> StartPrinting:
        """The act that records the beginning, in a case."""


@dataclass(kw_only=True)
class CaseSource:
    """The papers of a case and of the track that is looked at, with a draft or a brought file where one is in view."""

    case: str
    track: str | None
    procedure: str
    title: str = "打印文书"
    ticked: str = ""
    draft: bytes | None = None
    draft_title: str = "协议草稿"
    file: str = ""
    file_title: str = ""

    @property
    def habit(self) -> str:
        """Each procedure has its own."""
        return self.procedure

    def groups(self) -> tuple[tuple[str, str], ...]:
        """None."""
        return ()

    def choose(self, group: str) -> None:
        """There is nothing to choose."""

    def lines(self, desk: Desk) -> tuple[PrintLine, ...]:
        """What is in view and no paper, then the papers, the newest first."""
        papers = desk.ask(PrintablePapers(case=self.case, track=self.track))
        count = Counter(row.title for row in papers)
        return (*self._beside(), *(_line(row, alone=count[row.title] == 1) for row in papers))

    def sheet(self, desk: Desk, chosen: Chosen, *, two_sided: bool, collated: bool) -> PrintSheet:
        """Laid out by the desk."""
        items = tuple(self._item(line, copies) for line, copies in chosen)
        return desk.ask(PapersToPrint(case=self.case, items=items, two_sided=two_sided, collated=collated))

    def start(self, line: PrintLine, part: PrintPart, how: How, id: str) -> StartPrinting:
        """Of a paper, of the file, or of the draft."""
        kind, _, of = line.key.partition(":")
        return StartPrinting(
            id=PrintingId(id),
            paper=PaperId(of) if kind == "paper" else None,
            file=AttachmentId(of) if kind == "file" else None,
            draft_of=TrackId(self.track or "") if kind == DRAFT else None,
            turn=line.turn,
            copies=part.copies,
            pages=part.pages,
            sides=how.sides,
            printer=how.printer,
            reason=how.reason if line.again else "",
        )

    def _beside(self) -> tuple[PrintLine, ...]:
        if self.draft is not None and self.track is not None:
            line = PrintLine(key=DRAFT, code=DRAFT, title=self.draft_title, copies=1, standing="未定稿，每页标明草稿")
            return (line,)
        if self.file:
            return (
                PrintLine(key=f"file:{self.file}", code="", title=self.file_title, copies=1, standing="收取的材料"),
            )
        return ()

    def _item(self, line: PrintLine, copies: int) -> ToPrint:
        kind, _, of = line.key.partition(":")
        if kind == DRAFT:
            return ToPrint(draft=self.draft, title=self.draft_title, copies=copies)
        return ToPrint(copies=copies, paper=of if kind == "paper" else None, file=of if kind == "file" else None)


@dataclass(kw_only=True)
class BlankSource:
    """Empty forms of one procedure's papers."""

    title: str = "空白文书"
    case: str | None = None
    ticked: str = ""
    procedure: str = ""
    _all: tuple[BlankProcedure, ...] = field(default=())

    @property
    def habit(self) -> str:
        """One for all: a pen fills them in."""
        return BLANK_HABIT

    def groups(self) -> tuple[tuple[str, str], ...]:
        """The procedures."""
        return tuple((one.id, one.name) for one in self._all)

    def choose(self, group: str) -> None:
        """Another procedure."""
        self.procedure = group

    def lines(self, desk: Desk) -> tuple[PrintLine, ...]:
        """The procedure's forms."""
        self._all = self._all or desk.ask(BlankForms())
        shown = next((one for one in self._all if one.id == self.procedure), self._all[0])
        self.procedure = shown.id
        return tuple(PrintLine(key=form.code, code=form.code, title=form.title, copies=1) for form in shown.forms)

    def sheet(self, desk: Desk, chosen: Chosen, *, two_sided: bool, collated: bool) -> PrintSheet:
        """Laid out by the desk."""
        items = tuple((line.code, copies) for line, copies in chosen)
        query = BlanksToPrint(procedure=self.procedure, items=items, two_sided=two_sided, collated=collated)
        return desk.ask(query)

    def start(self, line: PrintLine, part: PrintPart, how: How, id: str) -> StartPrinting:
        """Empty forms belong to no case, so that nothing is recorded."""
        raise AssertionError(f"{line.key} {part.key} {how.printer} {id}")


def asked_about(line: PrintLine) -> str:
    """The question about a printing that has no end."""
    assert line.unknown is not None
    return f"《{line.title}》{_moment(line.unknown.at)}在“{line.unknown.printer}”的打印没有结果。纸出来了吗？"


def _told_apart(row: PaperRow) -> str:
    """By its day and whoever signs it first."""
    return f"{row.made_on:%m-%d} {row.signers[0].name}" if row.signers else f"{row.made_on:%m-%d}"


def _moment(at: datetime) -> str:
    return f"{at:%m-%d %H:%M}"


def _line(row: PaperRow, *, alone: bool) -> PrintLine:
    unknown = next((one for one in row.prints if one.outcome == STARTED), None)
    number = f"{row.number}  " if row.number else ""
    return PrintLine(
        key=f"paper:{row.id}",
        code=row.code,
        title=row.title,
        about="" if alone else _told_apart(row),
        copies=row.copies,
        standing=printed_words(row.prints) or PAPER_STATES[row.state],
        tip=f"{number}{row.made_on:%Y-%m-%d}制作，{row.pages}页，应有{row.copies}份",
        turn=1 + sum(one.outcome == SENT for one in row.prints),
        unknown=unknown,
    )
