"""The stored bytes of a paper or a file, for those who may read the compartment it lies in."""

from __future__ import annotations

from dataclasses import dataclass

from mediation_desk.model.blob import Blob
from mediation_desk.model.paper import Attachment, Paper
from mediation_desk.preparing.reading_copies import reading_copy
from mediation_desk.store.blobs import BlobRef
from mediation_desk.terms.refusal import Refusal

from .query import Query, View


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperBytes(Query[bytes]):
    """The newest revision of a paper, or the frozen text that every revision begins with."""

    paper: str
    frozen: bool = False

    def answer(self, view: View) -> bytes:
        """Read the blob and check it against its hash."""
        row = _paper(view, self.paper)
        if self.frozen:
            return stored_bytes(view, row.case_id, row.frozen_blob, row.frozen_sha256)
        return stored_bytes(view, row.case_id, row.current_blob, row.current_sha256)


@dataclass(frozen=True, slots=True, kw_only=True)
class LargeCopy(Query[bytes]):
    """A paper that stands in large type, for reading: the words of the original, and no place among the papers."""

    paper: str

    def answer(self, view: View) -> bytes:
        """Made anew from the facts of the paper, and refused where its words would not be the same."""
        row = _paper(view, self.paper)
        original = stored_bytes(view, row.case_id, row.frozen_blob, row.frozen_sha256)
        return reading_copy(view.session, view.preparation.papers, row, original)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentBytes(Query[bytes]):
    """A file that was brought to the case."""

    attachment: str

    def answer(self, view: View) -> bytes:
        """Read the blob and check it against its hash."""
        row = view.session.get(Attachment, self.attachment)
        if row is None:
            raise Refusal("attachment.unknown", field="attachment", id=self.attachment)
        view.require_case(row.case_id)
        require_readable(view, row.compartment, row.name)
        return stored_bytes(view, row.case_id, row.blob, row.sha256)


def _paper(view: View, id: str) -> Paper:
    row = view.session.get(Paper, id)
    if row is None:
        raise Refusal("paper.unknown", field="paper", id=id)
    view.require_case(row.case_id)
    require_readable(view, row.compartment, row.title)
    return row


def require_readable(view: View, compartment: str, title: str) -> None:
    """Refuse what lies in a compartment that is closed to this person."""
    if not view.may_read(compartment):
        raise Refusal("compartment.closed", title=title)


def stored_bytes(view: View, case: str, name: str, sha256: str) -> bytes:
    """A blob, checked against its hash."""
    size = view.session.get_one(Blob, name).size
    return view.preparation.blobs.get(case, BlobRef(name, sha256, size))
