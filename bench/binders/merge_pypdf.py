"""pypdf: pages put together, nothing else."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from pypdf import PdfWriter


def binder(folder: Path) -> Callable[[], bytes]:
    """All PDF files of the folder in the order of their names."""
    return lambda: _merged(sorted(folder.glob("*.pdf")))


def _merged(files: list[Path]) -> bytes:
    output, volume = BytesIO(), PdfWriter()
    for file in files:
        volume.append(file)
    volume.write(output)
    return output.getvalue()
