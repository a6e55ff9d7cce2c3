"""What makes a PDF fit for archives: PDF/A-2b (ISO 19005-2) wants colours and metadata declared inside it.

ReportLab's own streams end in a way that the standard forbids, so that the file is written once more by qpdf.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import Final

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream
from PIL import ImageCms

_MADE: Final = slice(24, 36)
"""Where a colour profile says when it was made: the moment of this run, which would change every file."""
_NO_MOMENT: Final = bytes(12)


def archival(pdf: bytes, title: str, producer: str) -> bytes:
    """The same pages as PDF/A-2b. The same bytes give the same bytes."""
    with Pdf.open(BytesIO(pdf)) as document:
        declare(document, title, producer)
        _spare_work(document)
        return saved(document)


def _spare_work(document: Pdf) -> None:
    """qpdf unpacks and packs anew what is packed by a list of one filter, fonts too: four fifths of its time."""
    for item in document.objects:
        filters = item.get(Name.Filter) if isinstance(item, Stream) else None
        if isinstance(filters, Array) and len(filters) == 1:
            item[Name.Filter] = filters[0]


def declare(document: Pdf, title: str, producer: str) -> None:
    """Declare the colours, the title and the standard; no dates, which would differ from run to run."""
    colours = document.make_stream(_srgb(), N=3, Alternate=Name.DeviceRGB)
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name("/GTS_PDFA1"),
        OutputConditionIdentifier="sRGB",
        Info="sRGB IEC61966-2.1",
        DestOutputProfile=colours,
    )
    document.Root.OutputIntents = Array([document.make_indirect(intent)])
    with document.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["pdfaid:part"], metadata["pdfaid:conformance"] = "2", "B"
        metadata["dc:title"], metadata["pdf:Producer"] = title, producer


def saved(document: Pdf) -> bytes:
    """The bytes of a document, the same for the same content."""
    output = BytesIO()
    document.save(output, object_stream_mode=ObjectStreamMode.disable, deterministic_id=True)
    return output.getvalue()


@cache
def _srgb() -> bytes:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_MADE] = _NO_MOMENT
    return bytes(profile)
