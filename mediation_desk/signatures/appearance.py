"""What a signature looks like on the page: the ink as it was drawn, or plain framed words. Never a round seal."""

from __future__ import annotations

from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.writer import BasePdfFileWriter

from mediation_desk.terms.ink import Ink
from mediation_desk.terms.refusal import Refusal

from .ink import Frame, pdf_operators
from .lettering import Lettering

_DATE_SIZE: Final = 7.0
_DATE_ROOM: Final = 30.0
"""A box lower than this keeps its whole height for the name."""
_SIZES: Final = (10.0, 9.0, 8.0, 7.0, 6.0, 5.0)
_MARGIN: Final = 4.0
_LEADING: Final = 1.3


def ink_appearance(
    writer: BasePdfFileWriter, size: tuple[float, float], ink: Ink, day: str, lettering: Lettering | None
) -> generic.IndirectObject:
    """The strokes, and below them the day where the box has room for it."""
    width, height = size
    if lettering is None or height < _DATE_ROOM or lettering.width(day, _DATE_SIZE) > width:
        return _form(writer, size, pdf_operators(ink, Frame(0, 0, width, height, upwards=True)))
    below = _DATE_SIZE * _LEADING
    drawn = pdf_operators(ink, Frame(0, below, width, height - below, upwards=True))
    letters = lettering.embed(writer, day)
    start = (width - lettering.width(day, _DATE_SIZE)) / 2
    words = f"BT /T {_DATE_SIZE} Tf {start:.2f} 2 Td {letters.shown(day)} Tj ET"
    return _form(writer, size, drawn + b"\n" + words.encode("ascii"), letters.reference)


def words_appearance(
    writer: BasePdfFileWriter, size: tuple[float, float], words: str, lettering: Lettering, *, field: str
) -> generic.IndirectObject:
    """Words in a thin rectangular frame: it must not be mistaken for the print of a real seal."""
    type_size, lines = _fitted(words, size, lettering, field)
    letters = lettering.embed(writer, "".join(lines))
    leading, (width, height) = type_size * _LEADING, size
    top = height / 2 + len(lines) * leading / 2 - type_size
    shown = [
        f"1 0 0 1 {(width - lettering.width(line, type_size)) / 2:.2f} {top - number * leading:.2f} Tm "
        f"{letters.shown(line)} Tj"
        for number, line in enumerate(lines)
    ]
    frame = f"q 0.6 w 0.3 G 0.5 0.5 {width - 1:.2f} {height - 1:.2f} re S Q"
    text = "\n".join([frame, f"BT /T {type_size} Tf 0.1 g", *shown, "ET"])
    return _form(writer, size, text.encode("ascii"), letters.reference)


def _fitted(words: str, size: tuple[float, float], lettering: Lettering, field: str) -> tuple[float, list[str]]:
    width, height = (side - 2 * _MARGIN for side in size)
    for type_size in _SIZES:
        lines = [line for part in words.split("\n") for line in lettering.wrapped(part, type_size, width)]
        widest = max(lettering.width(line, type_size) for line in lines)
        if len(lines) * type_size * _LEADING <= height and widest <= width + _MARGIN:
            return type_size, lines
    raise Refusal("signing.box_too_small", field=field)


def _form(
    writer: BasePdfFileWriter, size: tuple[float, float], operators: bytes, font: generic.IndirectObject | None = None
) -> generic.IndirectObject:
    resources = generic.DictionaryObject()
    if font is not None:
        resources[pdf_name("/Font")] = generic.DictionaryObject({pdf_name("/T"): font})
    form = generic.StreamObject(
        {
            pdf_name("/Type"): pdf_name("/XObject"),
            pdf_name("/Subtype"): pdf_name("/Form"),
            pdf_name("/BBox"): generic.ArrayObject(generic.FloatObject(round(side, 2)) for side in (0, 0, *size)),
            pdf_name("/Resources"): resources,
        },
        stream_data=operators,
    )
    form.compress()
    return writer.add_object(form)
