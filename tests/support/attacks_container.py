"""The hole of a signature and the range around it: rewritten, refilled, emptied, moved (wrapping), or taken away."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from asn1crypto import cms, core
from asn1crypto import x509 as asn1_x509

from tests.support.attacks import ON_HANDS, Attack, Genuine
from tests.support.attacks_tables import ids, stream

HOLE: Final = re.compile(rb"/Contents <([0-9A-Fa-f]{2000,})>")
RANGE: Final = re.compile(rb"/ByteRange \[([^\]]*)\]")


def holes(pdf: bytes) -> list[range]:
    """The hex digits of each signature."""
    return [range(*match.span(1)) for match in HOLE.finditer(pdf)]


def put(pdf: bytes, place: range, data: bytes) -> bytes:
    """Other bytes in this place."""
    return pdf[: place.start] + data + pdf[place.stop :]


def container(pdf: bytes, hole: range) -> bytes:
    """The container of a signature without its padding."""
    raw = bytes.fromhex(pdf[hole.start : hole.stop].decode("ascii"))
    return bytes(cms.ContentInfo.load(raw).dump())


def _last(change: Callable[[bytes], bytes]) -> Callable[[Genuine], bytes]:
    """Change the digits of the last signature, their number staying."""

    def make(genuine: Genuine) -> bytes:
        hole = holes(genuine.pdf)[-1]
        digits = change(genuine.pdf[hole.start : hole.stop])
        assert len(digits) == len(hole)
        return put(genuine.pdf, hole, digits)

    return make


def _parsed(change: Callable[[Any, Genuine], None]) -> Callable[[Genuine], bytes]:
    """Change the container as a structure and write it back into the hole."""

    def make(genuine: Genuine) -> bytes:
        hole = holes(genuine.pdf)[-1]
        info = cms.ContentInfo.load(container(genuine.pdf, hole))
        data = cms.SignedData.load(info["content"].untag().dump())
        change(data, genuine)
        made = cms.ContentInfo({"content_type": "signed_data", "content": data})
        digits = made.dump(force=True).hex().upper().encode("ascii")
        return put(genuine.pdf, hole, digits.ljust(len(hole), b"0"))

    return make


def _stranger(genuine: Genuine) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(genuine.stranger.seal.der)


def _certificate_added(data: Any, genuine: Genuine) -> None:
    data["certificates"].append(cms.CertificateChoices("certificate", _stranger(genuine)))


def _certificate_exchanged(data: Any, genuine: Genuine) -> None:
    """The certificate of a stranger of the same name, the signature value as it was."""
    kept = [_stranger(genuine), asn1_x509.Certificate.load(genuine.stranger.authority.root.der)]
    data["certificates"] = cms.CertificateSet([cms.CertificateChoices("certificate", one) for one in kept])


def _certificates_removed(data: Any, genuine: Genuine) -> None:
    data["certificates"] = cms.CertificateSet(list(data["certificates"])[:1])


def _unsigned_attribute(data: Any, genuine: Genuine) -> None:
    """Nobody signs an unsigned attribute: room for a note."""
    note = cms.CMSAttribute({"type": "1.2.3.4", "values": [core.Any(core.UTF8String("x"))]})
    data["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([note])


def _second_signer(data: Any, genuine: Genuine) -> None:
    data["signer_infos"].append(data["signer_infos"][0].copy())


def _without_attributes(data: Any, genuine: Genuine) -> None:
    del data["signer_infos"][0]["signed_attrs"]


def _other_digest(data: Any, genuine: Genuine) -> None:
    data["signer_infos"][0]["digest_algorithm"]["algorithm"] = "sha1"


def _content_inside(data: Any, genuine: Genuine) -> None:
    data["encap_content_info"]["content"] = b"hello"


def _hidden_in_padding(genuine: Genuine) -> bytes:
    pdf, hole = genuine.pdf, holes(genuine.pdf)[-1]
    used = 2 * len(container(pdf, hole))
    note = b"hidden".hex().upper().encode()
    return put(pdf, range(hole.start + used + 4, hole.start + used + 4 + len(note)), note)


def _exchanged(genuine: Genuine) -> bytes:
    """The two last containers change places."""
    pdf = genuine.pdf
    one, two = holes(pdf)[-2:]
    first, second = container(pdf, one), container(pdf, two)
    swapped = put(pdf, one, second.hex().upper().encode().ljust(len(one), b"0")[: len(one)])
    return put(swapped, two, first.hex().upper().encode().ljust(len(two), b"0"))


def _from(other: Callable[[Genuine], bytes]) -> Callable[[Genuine], bytes]:
    """The containers of another paper in the holes of this one."""

    def make(genuine: Genuine) -> bytes:
        pdf, source = genuine.pdf, other(genuine)
        for hole, theirs in zip(holes(pdf), holes(source), strict=False):
            pdf = put(pdf, hole, source[theirs.start : theirs.stop].ljust(len(hole), b"0")[: len(hole)])
        return pdf

    return make


def _range(change: Callable[[list[bytes]], bytes]) -> Callable[[Genuine], bytes]:
    """The range of the last signature as text, its length staying."""

    def make(genuine: Genuine) -> bytes:
        found = list(RANGE.finditer(genuine.pdf))[-1]
        told = change(found.group(1).split()).ljust(len(found.group(1)))[: len(found.group(1))]
        return put(genuine.pdf, range(*found.span(1)), told)

    return make


def _key(key: bytes, other: bytes) -> Callable[[Genuine], bytes]:
    """A key of the last signature under another name: as if it were not there."""

    def make(genuine: Genuine) -> bytes:
        place = genuine.pdf.rindex(key)
        return put(genuine.pdf, range(place, place + len(key)), other.ljust(len(key)))

    return make


def _contents(text: bytes) -> Callable[[Genuine], bytes]:
    """Something else where the last signature was, padded with blanks."""

    def make(genuine: Genuine) -> bytes:
        hole = holes(genuine.pdf)[-1]
        whole = range(hole.start - 1, hole.stop + 1)
        return put(genuine.pdf, whole, text.ljust(len(whole)))

    return make


def _wrapped(genuine: Genuine, *, with_table: bool) -> bytes:
    """What the signature covers is moved to the end; the gap before it holds what is shown."""
    pdf = genuine.pdf
    found = list(RANGE.finditer(pdf))[-1]
    numbers = [int(number) for number in found.group(1).split()]
    root, page, content, size = ids(pdf)
    shown = b"%d 0 obj\n%s\nendobj\n" % (content, stream(b"BT (9,999) Tj ET"))
    start = numbers[2] + len(shown)
    if with_table:
        table = b"xref\n%d 1\n%010d 00000 n \n" % (content, numbers[2])
        table += b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, root, start)
        shown += table
    moved = [0, numbers[1], numbers[2] + len(shown), numbers[3]]
    told = b" ".join(b"%d" % number for number in moved).ljust(len(found.group(1)))
    head = put(pdf, range(*found.span(1)), told)
    return head[: numbers[2]] + shown + head[numbers[2] :]


def _gap_widened(genuine: Genuine) -> bytes:
    """The gap grows over the end of the dictionary, so that new keys fit into it."""
    pdf = genuine.pdf
    found = list(RANGE.finditer(pdf))[-1]
    one, two, three, four = (int(number) for number in found.group(1).split())
    told = b"%d %d %d %d" % (one, two, three + 30, four - 30)
    return put(pdf, range(*found.span(1)), told.ljust(len(found.group(1))))


ATTACKS: Final = (
    Attack("lower-case digits", "container", _last(bytes.lower)),
    Attack("padding filled", "container", _last(lambda digits: digits[:-200] + b"F" * 200)),
    Attack("one digit of the padding", "container", _last(lambda digits: digits[:-1] + b"1")),
    Attack("words in the padding", "container", _hidden_in_padding),
    Attack("blanks in the padding", "container", _last(lambda digits: digits[:-40] + b" " * 40)),
    Attack("new lines in the padding", "container", _last(lambda digits: digits[:-40] + b"\n" * 40)),
    Attack("signature emptied", "container", _last(lambda digits: b"0" * len(digits))),
    Attack("signatures change holes", "container", _exchanged, kinds=ON_HANDS),
    Attack("signatures of another case", "signatures of another paper", _from(lambda g: g.other_case), kinds=ON_HANDS),
    Attack(
        "signatures of another version", "signatures of another paper", _from(lambda g: g.other_version), kinds=ON_HANDS
    ),
    Attack("a certificate added", "certificates", _parsed(_certificate_added)),
    Attack("certificates exchanged", "certificates", _parsed(_certificate_exchanged)),
    Attack("the root taken out", "certificates", _parsed(_certificates_removed)),
    Attack("a note as an unsigned attribute", "container", _parsed(_unsigned_attribute)),
    Attack("a second signer's block", "container", _parsed(_second_signer)),
    Attack("without signed attributes", "container", _parsed(_without_attributes)),
    Attack("a weaker digest", "container", _parsed(_other_digest)),
    Attack("content inside the container", "container", _parsed(_content_inside)),
    Attack("range of nothing", "universal forgery", _range(lambda _: b"")),
    Attack("range null", "universal forgery", _range(lambda _: b"null")),
    Attack("range of three", "universal forgery", _range(lambda n: b" ".join(n[:3]))),
    Attack("range below zero", "universal forgery", _range(lambda n: b" ".join([n[0], b"-1", n[2], n[3]]))),
    Attack("range beyond the end", "universal forgery", _range(lambda n: b" ".join([*n[:3], b"9999999"]))),
    Attack("range that overlaps", "universal forgery", _range(lambda n: b" ".join([n[0], n[2], n[1], n[3]]))),
    Attack("range that starts later", "universal forgery", _range(lambda n: b" ".join([b"1", *n[1:]]))),
    Attack("range of words", "universal forgery", _range(lambda n: b"a b c d")),
    Attack("range of one byte", "universal forgery", _range(lambda n: b"0 1 1 0")),
    Attack("range under another name", "universal forgery", _key(b"/ByteRange", b"/ByteRangf")),
    Attack("contents under another name", "universal forgery", _key(b"/Contents", b"/Contentz")),
    Attack("contents null", "universal forgery", _contents(b"null")),
    Attack("contents empty", "universal forgery", _contents(b"<>")),
    Attack("contents zero", "universal forgery", _contents(b"<00>")),
    Attack("contents a reference", "universal forgery", _contents(b"1 0 R")),
    Attack("kind of signature unknown", "universal forgery", _key(b"/ETSI.CAdES.detached", b"/adbe.x509.rsa_sha1")),
    Attack("kind of signature missing", "universal forgery", _key(b"/SubFilter", b"/SubFilteq")),
    Attack("handler unknown", "universal forgery", _key(b"/Adobe.PPKLite", b"/Adobe.PPKLitf")),
    Attack("signed part moved behind", "signature wrapping", lambda g: _wrapped(g, with_table=False)),
    Attack("signed part moved behind a table", "signature wrapping", lambda g: _wrapped(g, with_table=True)),
    Attack("gap widened", "signature wrapping", _gap_widened),
)
