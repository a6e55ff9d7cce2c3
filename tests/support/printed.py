"""What stands on the stored bytes of a paper."""

from __future__ import annotations

import re

import pypdfium2

from mediation_desk.model.blob import Blob
from mediation_desk.store.blobs import BlobRef

from .practice_desk import Case


def printed(case: Case, paper: str) -> str:
    """The text of the stored bytes without breaks between lines."""
    row = case.paper(paper)
    with case.office.desk.store.reading() as session:
        size = session.get_one(Blob, row.frozen_blob).size
    data = case.office.desk.store.blobs.get(case.case, BlobRef(row.frozen_blob, row.frozen_sha256, size))
    document = pypdfium2.PdfDocument(data)
    try:
        return re.sub(r"\s", "", "".join(page.get_textpage().get_text_range() for page in document))
    finally:
        document.close()
