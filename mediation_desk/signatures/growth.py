"""What one signature may do to the file: fill its own box. Nothing that was there before may change otherwise.

A library's rules of what a form may do are made for every form there is; these are made for the one way in which this
desk writes. They also find what somebody with the office's keys changes in the very revision that he signs.
"""

from __future__ import annotations

from typing import Any, Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

_FILLED: Final = frozenset({"/V", "/AP"})
_EVIDENCE: Final = "/DSS"
_LASTING: Final = ("/Root", "/Info", "/Encrypt")


def fills_only(reader: PdfFileReader, revision: int, box: generic.Reference, *, locks: bool) -> bool:
    """Whether this revision writes over nothing but the box, fills it for the first time, adds only what that needs.

    One that locks the file may put evidence into it, for the first time and beside everything else.
    """
    new, old = _objects(reader, revision)
    evidence = _evidence(reader, revision) if locks and old == {_number(box), _root(reader)} else None
    may = {_number(box)} if evidence is None else {_number(box), _root(reader)}
    if old != may or reader.xrefs.refs_freed_in_revision(revision):
        return False
    if reader.xrefs.object_streams_used_in(revision) or not _same_document(reader, revision):
        return False
    before, after = (_box(reader, revision - back, box) for back in (1, 0))
    rest = {key for key in {*before, *after} if key not in _FILLED}
    if "/V" in before or any(_raw(before, key) != _raw(after, key) for key in rest):
        return False
    leads = [after.raw_get(key) for key in _FILLED if key in after] + ([] if evidence is None else [evidence])
    return new <= _reached(leads, new)


def _objects(reader: PdfFileReader, revision: int) -> tuple[set[int], set[int]]:
    """The numbers of the objects that a revision adds, and of those that it writes over."""
    xrefs = reader.xrefs
    touched = {_number(ref) for ref in xrefs.explicit_refs_in_revision(revision)}
    known = {_number(ref) for earlier in range(revision) for ref in xrefs.explicit_refs_in_revision(earlier)}
    table = xrefs.get_xref_container_info(revision).stream_ref
    new = touched - known - ({_number(table)} if table is not None else set())
    return new, touched & known


def _number(reference: generic.Reference) -> int:
    """Without generations: this desk writes none but the first."""
    return int(reference.idnum) if reference.generation == 0 else -1


def _same_document(reader: PdfFileReader, revision: int) -> bool:
    before, after = (reader.get_historical_resolver(revision - back).trailer_view for back in (1, 0))
    return all(_raw(before, key) == _raw(after, key) for key in _LASTING)


def _box(reader: PdfFileReader, revision: int, box: generic.Reference) -> generic.DictionaryObject:
    resolver = reader.get_historical_resolver(revision)
    found: generic.DictionaryObject = resolver.get_object(generic.Reference(box.idnum, box.generation, pdf=resolver))
    return found


def _raw(held: generic.DictionaryObject, key: str) -> Any:
    """A value for comparison: references by their number, whichever view they were read through."""
    return _plain(held.raw_get(key)) if key in held else None


def _plain(value: Any) -> Any:
    if isinstance(value, generic.IndirectObject):
        return ("reference", value.idnum, value.generation)
    if isinstance(value, generic.DictionaryObject):
        return {key: _plain(value.raw_get(key)) for key in value}
    if isinstance(value, generic.ArrayObject):
        return [_plain(value.raw_get(place)) for place in range(len(value))]
    return value


def _root(reader: PdfFileReader) -> int:
    return _number(reader.root_ref)


def _evidence(reader: PdfFileReader, revision: int) -> Any:
    """What a changed document root leads to, if evidence is all that came to it; else None."""
    before, after = (_box(reader, revision - back, reader.root_ref) for back in (1, 0))
    if _EVIDENCE in before or set(after) != {*before, _EVIDENCE}:
        return None
    return after.raw_get(_EVIDENCE) if all(_raw(before, key) == _raw(after, key) for key in before) else None


def _reached(leads: list[Any], new: set[int]) -> set[int]:
    """The new objects that the filled box leads to; what lies around unused waits for another attack."""
    found: set[int] = set()
    waiting = list(leads)
    while waiting:
        value = waiting.pop()
        if isinstance(value, generic.IndirectObject):
            if value.idnum in new and value.idnum not in found:
                found.add(value.idnum)
                waiting.append(value.get_object())
        elif isinstance(value, generic.DictionaryObject):
            waiting += [value.raw_get(key) for key in value]
        elif isinstance(value, generic.ArrayObject):
            waiting += [value.raw_get(place) for place in range(len(value))]
    return found
