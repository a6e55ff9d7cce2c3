"""The bytes of issued papers, for whoever writes them into files."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.model.blob import Blob
from mediation_desk.model.paper import Paper
from mediation_desk.store.blobs import BlobRef

from .query import Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFile:
    """A paper with the bytes of its newest signed revision."""

    id: str
    code: str
    title: str
    number: str | None
    edition: int
    state: str
    pdf: bytes


@dataclass(frozen=True, slots=True)
class IssuedPapers(Query[tuple[PaperFile, ...]]):
    """The papers of a case that this person may read; with `only`, that one."""

    case: str
    only: str | None = None

    def answer(self, view: View) -> tuple[PaperFile, ...]:
        view.require_case(self.case)
        rows = CaseBuilder(view.session, self.case, view.law, view.today).rows(Paper)
        wanted = [row for row in rows if self.only in (None, row.id) and view.may_read(row.compartment)]
        return tuple(_file(view, row) for row in wanted)


def _file(view: View, row: Paper) -> PaperFile:
    size = view.session.get_one(Blob, row.current_blob).size
    pdf = view.preparation.blobs.get(row.case_id, BlobRef(row.current_blob, row.current_sha256, size))
    return PaperFile(
        id=row.id, code=row.code, title=row.title, number=row.number, edition=row.edition, state=row.state, pdf=pdf
    )
