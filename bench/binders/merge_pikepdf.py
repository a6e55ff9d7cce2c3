"""qpdf through pikepdf: pages put together, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pikepdf import Pdf


def binder(folder: Path) -> Callable[[], bytes]:
    """All PDF files of the folder in the order of their names."""
    return lambda: _merged(sorted(folder.glob("*.pdf")))


def _merged(files: list[Path]) -> bytes:
    output = BytesIO()
    with Pdf.new() as volume:
        for file in files:
            with Pdf.open(file) as piece:
                volume.pages.extend(piece.pages)
        volume.save(output)
    return output.getvalue()
