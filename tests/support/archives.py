"""What a checker of PDF/A-2b finds: veraPDF is no Python package, `page-validation` is the nearest there is."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import page
import pikepdf

_LENGTH = "PDFA2B-STREAM-LENGTH-001"
"""The checker looks for the ends of streams in the raw bytes, where compressed data can look like one: qpdf reads."""
_WHOLE_FILE = "PDFA2B-SIGNATURE-BYTERANGE-001"
"""The checker wants every signature to cover the file as it is now; one that others followed covers it as it was."""


def archival_faults(pdf: bytes) -> list[str]:
    """Every rule that the file breaks, what qpdf finds wrong, and signatures that leave something out."""
    found = page.validate_pdf_bytes(pdf, profile="pdfa-2b").failures
    with pikepdf.open(BytesIO(pdf)) as document:
        wrong = document.check_pdf_syntax() + list(_uncovered(document, pdf))
    return [f"{one.rule_id}: {one.message}" for one in found if one.rule_id not in (_LENGTH, _WHOLE_FILE)] + wrong


def _uncovered(document: pikepdf.Pdf, pdf: bytes) -> Iterator[str]:
    """A signature covers all of a revision but its own contents, and the last one all of the file."""
    ends = []
    for thing in document.objects:
        if not isinstance(thing, pikepdf.Dictionary) or "/ByteRange" not in thing:
            continue
        start, before, after, rest = (int(number) for number in thing.ByteRange)
        ends.append(after + rest)
        gap, contents = pdf[before:after], bytes(thing.Contents).hex().encode()
        if start != 0 or gap.lower().strip(b"<>") != contents or not pdf[: after + rest].rstrip().endswith(b"%%EOF"):
            yield f"a signature leaves out more than its contents: {before} to {after} of {after + rest}"
    if ends and max(ends) != len(pdf):
        yield "nothing signs the end of the file"
