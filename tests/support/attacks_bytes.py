"""Crude ways: something before, behind or instead; cut off; written anew by another program."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Final

import pikepdf

from tests.support.attacks import ON_HANDS, REGISTER, Attack, Genuine


def _saved(genuine: Genuine, **how: object) -> bytes:
    """Opened and written again by qpdf, which keeps every object and moves all of them."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(genuine.pdf)) as book:
        book.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def _copied_pages(genuine: Genuine) -> bytes:
    """The pages in a new book: they look the same, picture of the signature and all."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(genuine.pdf)) as book, pikepdf.new() as fresh:
        fresh.add_pages_from(book)
        fresh.save(out)
    return out.getvalue()


def _wrapped(genuine: Genuine) -> bytes:
    """Another paper with the genuine one inside as an attachment."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(genuine.draft)) as book:
        book.attachments["genuine.pdf"] = genuine.pdf
        book.save(out)
    return out.getvalue()


def _zipped(genuine: Genuine) -> bytes:
    """Both a PDF and an archive."""
    out = io.BytesIO(genuine.pdf)
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("x.txt", "9999")
    return out.getvalue()


def revisions(pdf: bytes) -> list[int]:
    """Where each revision ends."""
    return [match.end() for match in re.finditer(rb"%%EOF\r?\n?", pdf)]


def _cut(back: int) -> Callable[[Genuine], bytes]:
    return lambda genuine: genuine.pdf[: revisions(genuine.pdf)[-1 - back]]


def _first_revisions(genuine: Genuine) -> bytes:
    """The text of the version before under the genuine signatures."""
    return genuine.draft + genuine.pdf[len(genuine.frozen) :]


def _text_exchanged(genuine: Genuine) -> bytes:
    """A byte of the page's content, its length as before."""
    place = genuine.pdf.index(b"stream\n") + 12
    return genuine.pdf[:place] + bytes([genuine.pdf[place] ^ 1]) + genuine.pdf[place + 1 :]


def _between(genuine: Genuine) -> bytes:
    """A word between two revisions, where a table's offsets are none the wiser."""
    end = revisions(genuine.pdf)[-2]
    return genuine.pdf[:end] + b"%9\n" + genuine.pdf[end:]


def _tail(*more: bytes) -> Callable[[Genuine], bytes]:
    return lambda genuine: genuine.pdf + b"".join(more)


def _head(before: bytes) -> Callable[[Genuine], bytes]:
    return lambda genuine: before + genuine.pdf


def _version(genuine: Genuine) -> bytes:
    return b"%PDF-2.0" + genuine.pdf[8:]


def _second_line(genuine: Genuine) -> bytes:
    """The comment that marks a file as binary means nothing, and is signed all the same."""
    end = genuine.pdf.index(b"\n") + 2
    return genuine.pdf[:end] + b"%" + genuine.pdf[end + 1 :]


ATTACKS: Final = (
    Attack("a comment behind", "appended bytes", _tail(b"% hello\n")),
    Attack("a blank behind", "appended bytes", _tail(b" ")),
    Attack("new lines behind", "appended bytes", _tail(b"\n\n\n")),
    Attack("zeros behind", "appended bytes", _tail(bytes(512))),
    Attack("a second end", "appended bytes", _tail(b"%%EOF\n")),
    Attack("a web page behind", "appended bytes", _tail(b"<html><script>1</script></html>\n%%EOF\n")),
    Attack("another paper behind", "appended bytes", lambda g: g.pdf + g.other_case),
    Attack("an archive behind", "appended bytes", _zipped),
    Attack("end cut off", "truncated", lambda g: g.pdf[: -len(b"%%EOF\n")]),
    Attack("half cut off", "truncated", lambda g: g.pdf[: len(g.pdf) * 2 // 3]),
    Attack("last byte missing", "truncated", lambda g: g.pdf.rstrip(b"\r\n")[:-1]),
    Attack("bytes before", "prepended bytes", _head(b"\n")),
    Attack("a web page before", "prepended bytes", _head(b"<html></html>\n")),
    Attack("another header before", "prepended bytes", _head(b"%PDF-1.7\n")),
    Attack("another paper before", "prepended bytes", lambda g: g.draft + g.pdf),
    Attack("version in the header", "header", _version),
    Attack("mark of the header", "header", _second_line),
    Attack("a byte of the text", "bytes exchanged", _text_exchanged),
    Attack("the text of another version", "bytes exchanged", _first_revisions, kinds=ON_HANDS),
    Attack("a comment between revisions", "bytes exchanged", _between),
    Attack("older revision", "cut back", _cut(1), found_by=REGISTER, kinds=ON_HANDS),
    Attack("back to the frozen paper", "cut back", lambda g: g.frozen),
    Attack("back to the paper without boxes", "cut back", lambda g: g.pdf[: revisions(g.pdf)[0]]),
    Attack("written anew", "rewrite", _saved),
    Attack("made linear", "rewrite", lambda g: _saved(g, linearize=True)),
    Attack(
        "packed into object streams",
        "rewrite",
        lambda g: _saved(g, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    ),
    Attack("unpacked", "rewrite", lambda g: _saved(g, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)),
    Attack(
        "locked with an empty password",
        "rewrite",
        lambda g: _saved(g, encryption=pikepdf.Encryption(user="", owner="x")),
    ),
    Attack("pages in a new book", "rewrite", _copied_pages),
    Attack("as an attachment of another paper", "rewrite", _wrapped),
)
