"""Reading hexadecimal strings at once.

The library reads them digit by digit in Python, and the hole of one signature has ten thousand digits and more: that
was more than half of every verification. White space and comments between them are left to the library.
"""

from __future__ import annotations

import binascii
from typing import Any, BinaryIO, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfStreamError

_PIECE: Final = 4096
_DIGITS: Final = b"0123456789abcdefABCDEF"
_SPACED: Final = frozenset(b"\x00\t\n\x0c\r %")
_LIBRARYS_OWN: Final = generic.read_hex_string_from_stream


def _read(stream: BinaryIO) -> Any:
    start = stream.tell()
    stream.read(1)
    digits = bytearray()
    while True:
        piece = stream.read(_PIECE)
        end = piece.find(b">")
        digits += piece if end < 0 else piece[:end]
        if end >= 0 or not piece:
            break
    strange = digits.translate(None, _DIGITS)
    if end < 0 or not _SPACED.isdisjoint(strange) or len(digits) % 2:
        stream.seek(start)
        return _LIBRARYS_OWN(stream)
    if strange:
        raise PdfStreamError("Unexpected token in hex string")
    stream.seek(start + len(digits) + 2)
    return generic.pdf_string(binascii.unhexlify(digits))


def read_quickly() -> None:
    """Let the library read them so. Done once for the process; doing it again changes nothing."""
    generic.read_hex_string_from_stream = _read
