"""空白文书: the empty forms of a procedure's papers, for a pen. They take no number and belong to no case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from mediation_desk.law.procedure import Procedure
from mediation_desk.model.office import Office
from mediation_desk.papers import catalogue
from mediation_desk.papers.paper import Paper as PaperKind
from mediation_desk.papers.printing import PrintPiece, PrintSheet, lay_out
from mediation_desk.papers.texts import text_papers, title_in
from mediation_desk.preparing.own_templates import rendered
from mediation_desk.terms.refusal import Refusal

from .query import Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankForm:
    """One paper that can be printed empty."""

    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankProcedure:
    """A procedure with the forms of its papers: those that it lists, then whatever else its kind of mediation has."""

    id: str
    name: str
    forms: tuple[BlankForm, ...]


@dataclass(frozen=True, slots=True)
class BlankForms(Query[tuple[BlankProcedure, ...]]):
    """Every procedure in force."""

    def answer(self, view: View) -> tuple[BlankProcedure, ...]:
        procedures = view.law.rules.procedures.values()
        return tuple(BlankProcedure(id=one.id, name=one.name, forms=tuple(_forms(one))) for one in procedures)


@dataclass(frozen=True, slots=True, kw_only=True)
class BlanksToPrint(Query[PrintSheet]):
    """Empty forms laid out as they will come out; `items` are codes and copies."""

    procedure: str
    items: tuple[tuple[str, int], ...]
    two_sided: bool = False
    collated: bool = True

    def answer(self, view: View) -> PrintSheet:
        if not self.items:
            raise Refusal("printing.nothing_chosen")
        procedure = view.law.procedure(self.procedure)
        pieces = [_piece(view, procedure, code, copies) for code, copies in self.items]
        fonts = view.preparation.papers.fonts
        return lay_out(pieces, fonts, two_sided=self.two_sided, collated=self.collated)


def _forms(procedure: Procedure) -> Iterator[BlankForm]:
    listed = [code for due in procedure.papers for code in (due.code, *due.instead)]
    others = [one.code for one in catalogue.CATALOGUE if not one.only_listed and not one.is_agreement]
    for code in dict.fromkeys((*listed, *text_papers(procedure), *others)):
        kind = catalogue.paper(code)
        if procedure.kind in kind.kinds and not kind.part_of_volume:
            yield BlankForm(code=code, title=title_in(kind, procedure))


def _piece(view: View, procedure: Procedure, code: str, copies: int) -> PrintPiece:
    kind = catalogue.paper(code)
    given = _given(view, procedure, kind)
    made, _ = rendered(view.session, view.preparation.papers, kind, given, shipped=False, blank=True)
    return PrintPiece(key=code, title=given["paper"]["title"], data=made.pdf, copies=copies)


def _given(view: View, procedure: Procedure, kind: PaperKind) -> dict[str, Any]:
    """The office and what the paper is called; everything else is for a pen."""
    office = view.session.scalars(select(Office)).one()
    return {
        "paper": {"code": kind.code, "title": title_in(kind, procedure)},
        "office": {"name": office.name, "region": office.region_name},
        "track": {"kind": procedure.kind},
    }
