"""Updates written by hand: tables of objects that readers believe and libraries would never write."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable, Mapping
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader

from tests.support.attacks import Attack, Genuine

_OTHER_WORDS: Final = b"BT /F1 40 Tf 72 700 Td (9,999) Tj ET"


def last_table(pdf: bytes) -> int:
    """Where the newest table starts."""
    return int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])


def tables(pdf: bytes) -> list[int]:
    """Where every table starts, oldest first."""
    return [int(place) for place in re.findall(rb"startxref\s+(\d+)", pdf)]


def ids(pdf: bytes) -> tuple[int, int, int, int]:
    """Numbers of the catalogue, of page one, of its content, and how many objects there are."""
    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    first = reader.root["/Pages"]["/Kids"].raw_get(0)
    content = first.get_object().raw_get("/Contents")
    size = int(reader.trailer["/Size"])
    return reader.root_ref.idnum, first.idnum, content.idnum, size


def stream(data: bytes, entries: bytes = b"") -> bytes:
    """A stream object's body."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def behind(
    pdf: bytes,
    objects: Mapping[int, bytes],
    *,
    with_table: bool = True,
    prev: int | None = None,
    freed: tuple[int, ...] = (),
    extra: bytes = b"",
) -> bytes:
    """Objects and a classic table behind the file."""
    root, _, _, size = ids(pdf)
    out, places = bytearray(pdf), {}
    for number, body in objects.items():
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    if with_table:
        out += b"xref\n"
        for number, place in places.items():
            out += b"%d 1\n%010d 00000 n \n" % (number, place)
        for number in freed:
            out += b"%d 1\n0000000000 65535 f \n" % number
    back = last_table(pdf) if prev is None else prev
    told = b"/Prev %d" % back if back >= 0 else b""
    trailer = b"trailer\n<</Size %d/Root %d 0 R%s%s>>\n" % (max([size, *objects]) + 1, root, told, extra)
    return bytes(out + trailer + b"startxref\n%d\n%%%%EOF\n" % start)


def behind_as_stream(pdf: bytes, objects: Mapping[int, bytes], packed: Mapping[int, bytes]) -> bytes:
    """Objects, some of them packed into an object stream, and a table that is a stream itself."""
    root, _, _, size = ids(pdf)
    out, rows = bytearray(pdf), {}
    for number, body in objects.items():
        rows[number] = (1, len(out), 0)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    holder, table = size + 10, size + 11
    if packed:
        bodies, heads, offset = b"", b"", 0
        for place, (number, body) in enumerate(packed.items()):
            rows[number] = (2, holder, place)
            heads += b"%d %d " % (number, offset)
            bodies += body + b" "
            offset = len(bodies)
        rows[holder] = (1, len(out), 0)
        held = zlib.compress(heads + bodies)
        entries = b"/Type/ObjStm/Filter/FlateDecode/N %d/First %d" % (len(packed), len(heads))
        out += b"%d 0 obj\n%s\nendobj\n" % (holder, stream(held, entries))
    start = len(out)
    rows[table] = (1, start, 0)
    index = b"".join(b"%d 1 " % number for number in rows)
    data = b"".join(
        bytes([kind]) + where.to_bytes(4, "big") + more.to_bytes(2, "big") for kind, where, more in rows.values()
    )
    entries = b"/Type/XRef/W[1 4 2]/Index[%s]/Size %d/Root %d 0 R/Prev %d" % (index, table + 1, root, last_table(pdf))
    out += b"%d 0 obj\n%s\nendobj\n" % (table, stream(data, entries))
    return bytes(out + b"startxref\n%d\n%%%%EOF\n" % start)


def _other_content(pdf: bytes) -> dict[int, bytes]:
    return {ids(pdf)[2]: stream(_OTHER_WORDS)}


def _hybrid(genuine: Genuine) -> bytes:
    """A classic table for one kind of reader, a hidden one for the other."""
    pdf = genuine.pdf
    *_, size = ids(pdf)
    hidden_at = len(pdf)
    number = size + 1
    content = ids(pdf)[2]
    body = stream(_OTHER_WORDS)
    place = hidden_at
    out = pdf + b"%d 0 obj\n%s\nendobj\n" % (content, body)
    hidden_at = len(out)
    data = bytes([1]) + place.to_bytes(4, "big") + bytes(2)
    entries = b"/Type/XRef/W[1 4 2]/Index[%d 1]/Size %d" % (content, number + 1)
    out += b"%d 0 obj\n%s\nendobj\n" % (number, stream(data, entries))
    start = len(out)
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d/XRefStm %d>>\n" % (
        number + 1,
        ids(pdf)[0],
        last_table(pdf),
        hidden_at,
    )
    return out + b"xref\n0 0\n" + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def _older_table(genuine: Genuine) -> bytes:
    """Only a pointer: the reader is sent back to the table before the signatures."""
    return genuine.pdf + b"startxref\n%d\n%%%%EOF\n" % tables(genuine.pdf)[1]


def _older_content(genuine: Genuine) -> bytes:
    """Hide and replace: a table alone that points an object at bytes that were signed, but for something else."""
    pdf = genuine.pdf
    _, page, content, size = ids(pdf)
    places = [match.start() for match in re.finditer(rb"\d+ 0 obj", pdf)]
    start = len(pdf)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (content, places[-1])
    root = ids(pdf)[0]
    trailer = b"trailer\n<</Size %d/Root %d 0 R/Prev %d>>\n" % (size, root, last_table(pdf))
    return pdf + table + trailer + b"startxref\n%d\n%%%%EOF\n" % start


def _pages_packed(genuine: Genuine) -> bytes:
    pdf = genuine.pdf
    _, page, content, size = ids(pdf)
    made = b"<</Type/Page/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<<>>>>" % (size + 5)
    return behind_as_stream(pdf, {size + 5: stream(_OTHER_WORDS)}, {page: made})


def _catalogue_packed(genuine: Genuine) -> bytes:
    pdf = genuine.pdf
    root, *_, size = ids(pdf)
    tree = b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (size + 3)
    made = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<<>>>>" % (size + 2, size + 4)
    new_root = b"<</Type/Catalog/Pages %d 0 R>>" % (size + 2)
    return behind_as_stream(pdf, {size + 4: stream(_OTHER_WORDS)}, {root: new_root, size + 2: tree, size + 3: made})


def _new_numbers_only(genuine: Genuine) -> bytes:
    """Old numbers stay; the trailer names another catalogue of new numbers."""
    pdf = genuine.pdf
    *_, size = ids(pdf)
    objects = {
        size + 1: b"<</Type/Catalog/Pages %d 0 R>>" % (size + 2),
        size + 2: b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % (size + 3),
        size + 3: b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<<>>>>"
        % (size + 2, size + 4),
        size + 4: stream(_OTHER_WORDS),
    }
    made = behind(pdf, objects)
    return made.replace(b"/Root %d 0 R/Prev" % ids(pdf)[0], b"/Root %d 0 R/Prev" % (size + 1))


def _generation(genuine: Genuine) -> bytes:
    """The same number in a later generation."""
    pdf = genuine.pdf
    made = behind(pdf, _other_content(pdf))
    tail = made[len(pdf) :].replace(b" 0 obj", b" 1 obj", 1).replace(b" 00000 n", b" 00001 n", 1)
    return pdf + tail


def _table(make: Callable[[bytes], bytes]) -> Callable[[Genuine], bytes]:
    return lambda genuine: make(genuine.pdf)


ATTACKS: Final = (
    Attack(
        "object without any table",
        "incremental saving",
        lambda g: g.pdf + b"%d 0 obj\n%s\nendobj\n" % (ids(g.pdf)[2], stream(_OTHER_WORDS)),
    ),
    Attack(
        "object and end without table",
        "incremental saving",
        lambda g: g.pdf + b"%d 0 obj\n%s\nendobj\n%%%%EOF\n" % (ids(g.pdf)[2], stream(_OTHER_WORDS)),
    ),
    Attack(
        "trailer without table", "incremental saving", _table(lambda p: behind(p, _other_content(p), with_table=False))
    ),
    Attack("table by hand", "incremental saving", _table(lambda p: behind(p, _other_content(p)))),
    Attack(
        "table that forgets the older ones",
        "incremental saving",
        _table(lambda p: behind(p, _other_content(p), prev=-1)),
    ),
    Attack(
        "table that skips the signatures",
        "incremental saving",
        _table(lambda p: behind(p, _other_content(p), prev=tables(p)[0])),
    ),
    Attack("empty table", "incremental saving", _table(lambda p: behind(p, {}))),
    Attack("object freed", "shadow hide", _table(lambda p: behind(p, {}, freed=(ids(p)[2],)))),
    Attack("page freed", "shadow hide", _table(lambda p: behind(p, {}, freed=(ids(p)[1],)))),
    Attack("object in a later generation", "incremental saving", _generation),
    Attack("pointer to an older table", "incremental saving", _older_table),
    Attack("number pointed at other signed bytes", "shadow hide and replace", _older_content),
    Attack("catalogue of new numbers", "shadow hide and replace", _new_numbers_only),
    Attack("hidden table beside the classic one", "tables", _hybrid),
    Attack("table as a stream", "tables", _table(lambda p: behind_as_stream(p, _other_content(p), {}))),
    Attack("page in an object stream", "tables", _pages_packed),
    Attack("catalogue in an object stream", "tables", _catalogue_packed),
    Attack(
        "trailer that says encrypted", "tables", _table(lambda p: behind(p, {}, extra=b"/Encrypt<</Filter/Standard>>"))
    ),
    Attack("trailer with another identity", "tables", _table(lambda p: behind(p, {}, extra=b"/ID[<00><00>]"))),
)
