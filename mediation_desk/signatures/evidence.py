"""What a later reader needs to check a signature alone: certificates and revocation lists, kept in the file (DSS).

They are written in the seal's own revision, before it is signed: so they are covered by it, nothing has to follow it,
and the rule stays that a file has one revision for each signature.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader

from .revisions import Revision


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Certificates and revocation lists in DER. `complete`: none of the certificates lacks one."""

    certificates: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()
    complete: bool = False


NO_EVIDENCE: Final = Evidence()


def put_evidence(revision: Revision, evidence: Evidence) -> None:
    """Write it into the document's security store."""
    named = (("/Certs", evidence.certificates), ("/CRLs", evidence.lists))
    kept = {pdf_name(name): _streams(revision, data) for name, data in named if data}
    if kept:
        store = generic.DictionaryObject({pdf_name("/Type"): pdf_name("/DSS"), **kept})
        revision.root[pdf_name("/DSS")] = revision.add_object(store)
        revision.update_root()  # type: ignore[no-untyped-call]


def _streams(revision: Revision, data: tuple[bytes, ...]) -> generic.ArrayObject:
    return generic.ArrayObject([revision.add_object(generic.StreamObject(stream_data=each)) for each in data])


def lists_in(reader: PdfFileReader) -> tuple[bytes, ...]:
    """The revocation lists that the file carries."""
    try:
        kept = reader.root["/DSS"]["/CRLs"]
    except KeyError:
        return ()
    return tuple(bytes(each.get_object().data) for each in kept)
