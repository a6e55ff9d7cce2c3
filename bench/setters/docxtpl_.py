"""docxtpl fills a Word template and LibreOffice makes the PDF: what most offices' software does today."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from docx import Document
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate


def typesetter() -> Callable[[Mapping[str, Any]], bytes]:
    """A template made once; a LibreOffice profile of its own, kept between papers."""
    folder = Path("build", "bench", "docx").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    _template().save(str(folder / "template.docx"))
    return lambda words: _converted(folder, words["lines"])


def _template() -> Any:
    document = Document()
    page, style = document.sections[0], document.styles["Normal"]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    style.font.size, style.paragraph_format.line_spacing = Pt(16), Pt(28.9)
    style.paragraph_format.first_line_indent, style.paragraph_format.space_after = Pt(32), Pt(0)
    for text in ("{%p for line in lines %}", "{{ line }}", "{%p endfor %}"):
        document.add_paragraph(text)
    return document


def _converted(folder: Path, lines: list[tuple[str, str]]) -> bytes:
    filled = DocxTemplate(str(folder / "template.docx"))
    filled.render({"lines": [text for _, text in lines]}, autoescape=True)
    filled.save(str(folder / "filled.docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        "--headless",
        profile,
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "filled.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / "filled.pdf").read_bytes()
