"""文书模板: which papers are made by templates of the office's own, their editions, and how one would look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from mediation_desk.model.case import CaseFile
from mediation_desk.model.office import Staff, TemplateEdition
from mediation_desk.model.paper import Paper
from mediation_desk.papers import catalogue
from mediation_desk.papers.samples import SAMPLES
from mediation_desk.papers.trial import preview, shipped_text
from mediation_desk.preparing.own_templates import paper_facts
from mediation_desk.store.templates import template_editions
from mediation_desk.terms.refusal import Refusal

from .query import Query, View

_MOST_CASES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRow:
    """One paper and whose template makes it."""

    code: str
    title: str
    file: str
    active: int | None
    """The edition in use; None: the shipped template."""
    since: date | None
    waiting: int | None
    """The newest edition that waits for a second person."""


@dataclass(frozen=True, slots=True)
class TemplatesInUse(Query[tuple[TemplateRow, ...]]):
    """Every paper of the catalogue, in its order."""

    def answer(self, view: View) -> tuple[TemplateRow, ...]:
        rows = view.session.scalars(select(TemplateEdition).order_by(TemplateEdition.number)).all()
        active = {row.code: row for row in rows if row.state == "active"}
        waiting = {row.code: row.number for row in rows if row.state == "proposed"}
        return tuple(
            TemplateRow(
                code=kind.code,
                title=kind.title_for(kind.kinds[0]),
                file=kind.template,
                active=active[kind.code].number if kind.code in active else None,
                since=active[kind.code].activated_on if kind.code in active else None,
                waiting=waiting.get(kind.code),
            )
            for kind in catalogue.CATALOGUE
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One edition of the office's own template and what became of it."""

    id: str
    number: int
    state: str
    text: str
    note: str
    proposed_on: date
    proposed_by: str
    own: bool
    """Whether who asks proposed it, and so may not put it in use."""
    activated_on: date | None
    activated_by: str
    ended_on: date | None
    ended_why: str
    tried_on: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseToTry:
    """A paper of a real case whose facts a template can be looked at with."""

    paper: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A template with its history."""

    code: str
    title: str
    shipped: str
    editions: tuple[Edition, ...]
    cases: tuple[CaseToTry, ...]
    samples: tuple[tuple[str, str], ...]

    @property
    def active(self) -> Edition | None:
        """The edition in use."""
        return next((one for one in self.editions if one.state == "active"), None)


@dataclass(frozen=True, slots=True)
class TemplateSheet(Query[Sheet]):
    """The shipped text, the editions, and the cases it can be tried on by who may see them."""

    code: str

    def answer(self, view: View) -> Sheet:
        kind = catalogue.paper(self.code)
        names = {row.id: row.name for row in view.session.scalars(select(Staff))}
        return Sheet(
            code=kind.code,
            title=kind.title_for(kind.kinds[0]),
            shipped=shipped_text(kind.code, view.preparation.papers),
            editions=tuple(_edition(view, row, names) for row in template_editions(view.session, kind.code)),
            cases=_cases(view, kind.code),
            samples=tuple(SAMPLES.items()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """The pages that a template makes."""

    pdf: bytes
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatePreview(Query[Looked]):
    """How a paper would look by this text: on a sample, or with the facts of a paper whose people are masked."""

    code: str
    text: str
    sample: str = "plain"
    paper: str | None = None

    def answer(self, view: View) -> Looked:
        if self.sample not in SAMPLES:
            raise Refusal("template.no_sample", field="sample", sample=self.sample)
        facts = None
        if self.paper is not None:
            facts = paper_facts(view.session, self.paper, self.code)
            row = view.session.get_one(Paper, self.paper)
            view.require_case(row.case_id)
            if not view.may_read(row.compartment):
                raise Refusal("compartment.closed", title=row.title)
        made = preview(self.code, self.text, view.preparation.papers, facts, self.sample)
        return Looked(pdf=made.pdf, pages=made.pages)


def _cases(view: View, code: str) -> tuple[CaseToTry, ...]:
    wanted = (
        select(Paper, CaseFile.number)
        .join(CaseFile, CaseFile.id == Paper.case_id)
        .where(Paper.code == code, Paper.case_id.in_(view.visible_cases()))
        .order_by(Paper.made_on.desc(), Paper.id)
        .limit(_MOST_CASES)
    )
    rows = [(row, number) for row, number in view.session.execute(wanted) if view.may_read(row.compartment)]
    return tuple(CaseToTry(paper=row.id, words=f"{number} {row.made_on.isoformat()}") for row, number in rows)


def _edition(view: View, row: TemplateEdition, names: dict[str, str]) -> Edition:
    return Edition(
        id=row.id,
        number=row.number,
        state=row.state,
        text=row.text,
        note=row.note,
        proposed_on=row.proposed_on,
        proposed_by=names.get(row.proposed_by, ""),
        own=row.proposed_by == view.actor.staff,
        activated_on=row.activated_on,
        activated_by=names.get(row.activated_by or "", ""),
        ended_on=row.ended_on,
        ended_why=row.ended_why or "",
        tried_on=row.tried_on,
    )
