"""A PDF as a row of revisions: the frozen bytes first, then one revision for each signature."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields

_END: Final = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")


class Revision(IncrementalPdfFileWriter):
    """One more revision. Its file identifier follows from the bytes before it: the same input, the same bytes."""

    def _update_meta(self) -> None:
        """Leaves title, dates and producer as the paper was rendered; the library would write the computer's clock."""

    @classmethod
    def _handle_id(cls, prev: PdfFileReader) -> generic.ArrayObject:
        digest = sha256_bytes(_whole(prev))[:16]
        second = generic.ByteStringObject(digest)
        try:
            first = prev.trailer["/ID"][0]
        except KeyError:
            first = second
        return generic.ArrayObject([generic.ByteStringObject(getattr(first, "original_bytes", first)), second])


def open_revision(pdf: bytes) -> Revision:
    """Start a revision on top of these bytes."""
    return Revision(io.BytesIO(pdf))


def written(revision: Revision) -> bytes:
    """The old bytes with the new revision behind them."""
    out = io.BytesIO()
    revision.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def frozen_part(pdf: bytes, reader: PdfFileReader | None = None) -> bytes:
    """The bytes that were shown to the signers: everything before the first signature's revision."""
    known = reader if reader is not None else PdfFileReader(io.BytesIO(pdf))
    first = min(signing_revisions(known), default=None)
    if first is None:
        return pdf
    if first == 0:
        raise ValueError("no revision before the first signature")
    end = _END.search(pdf, known.xrefs.get_xref_container_info(first - 1).end_location)
    if end is None:
        raise ValueError("a revision without an end")
    return pdf[: end.end()]


def signing_revisions(reader: PdfFileReader) -> list[int]:
    """The revision of each signature in the file."""
    filled = enumerate_sig_fields(reader, filled_status=True)
    values = [field.get_object().raw_get("/V") for _, _, field in filled]
    return [reader.xrefs.get_last_change(value.reference) for value in values]


def sha256(data: bytes) -> str:
    """SHA-256 in lower-case hex."""
    return hashlib.sha256(data).hexdigest()


def sha256_bytes(data: bytes) -> bytes:
    """SHA-256 as 32 bytes."""
    return hashlib.sha256(data).digest()


def _whole(prev: PdfFileReader) -> bytes:
    stream = prev.stream
    position = stream.tell()
    stream.seek(0)
    data = stream.read()
    stream.seek(position)
    return bytes(data)
