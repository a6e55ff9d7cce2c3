"""What a checker of PDF/A-2b finds: veraPDF is no Python package, `page-validation` is the nearest there is."""

from __future__ import annotations

from io import BytesIO

import page
import pikepdf

_LENGTH = "PDFA2B-STREAM-LENGTH-001"
"""The checker looks for the ends of streams in the raw bytes, where compressed data can look like one: qpdf reads."""


def archival_faults(pdf: bytes) -> list[str]:
    """Every rule that the file breaks, and what qpdf finds wrong."""
    found = page.validate_pdf_bytes(pdf, profile="pdfa-2b").failures
    with pikepdf.open(BytesIO(pdf)) as document:
        wrong = document.check_pdf_syntax()
    return [f"{one.rule_id}: {one.message}" for one in found if one.rule_id != _LENGTH] + wrong
