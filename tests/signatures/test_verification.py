"""What verification says of honest files and of everything an attacker, a bad disk or a bad neighbour may do."""

from __future__ import annotations

import asyncio
import io
import random
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pikepdf
import pytest
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from mediation_desk.signatures.authority import Authority, create_authority
from mediation_desk.signatures.fields import freeze
from mediation_desk.signatures.lettering import Lettering
from mediation_desk.signatures.moments import with_zone
from mediation_desk.signatures.pades import CLAIM_KEY
from mediation_desk.signatures.revisions import open_revision, sha256
from mediation_desk.signatures.verdict import RegisterEntry, Verdict
from mediation_desk.signatures.verify import matches_ink, verify
from tests.signatures.signing_office import (
    BODY,
    FIRST_SIGNING,
    HANDS,
    OPENED,
    SIGNERS,
    Office,
    Randomness,
    boxes,
    rendered,
)

pytestmark = pytest.mark.thorough

_HOLE = re.compile(rb"/Contents <([0-9A-F]{2000,})>")


def _codes(verdict: Verdict) -> set[str]:
    return {finding.code for finding in verdict.findings if finding.breaks}


def _register(whole: bytes, frozen: bytes, *fields: str) -> RegisterEntry:
    return RegisterEntry(
        whole_hash=sha256(whole), frozen_hash=sha256(frozen), signers=fields, case_number="2026-0001", version=1
    )


def _holes(pdf: bytes) -> list[range]:
    return [range(*match.span(1)) for match in _HOLE.finditer(pdf)]


# --- honest files


def test_that_a_signed_and_sealed_paper_is_intact(office: Office, frozen: bytes, sealed: bytes) -> None:
    verdict = verify(sealed, office.roots, _register(sealed, frozen, *SIGNERS, "seal"))
    assert verdict.intact
    assert verdict.findings == ()
    assert verdict.levels == ("file", "trust", "register")
    assert [(one.field, one.kind) for one in verdict.signatures] == [
        *((key, "witnessed_ink") for key in SIGNERS),
        ("seal", "body_seal"),
    ]
    assert all(one.valid and one.trusted for one in verdict.signatures)
    first = verdict.signatures[0]
    assert (first.name, first.capacity, first.certificate) == ("张三", "申请人", "办公室见证密钥（自建证书）")
    assert first.signed_at is not None
    assert first.signed_at.isoformat() == "2026-03-05T10:30:00+08:00"


def test_that_the_file_alone_says_what_was_not_checked(sealed: bytes) -> None:
    verdict = verify(sealed)
    assert verdict.intact
    assert verdict.levels == ("file",)
    assert {finding.code for finding in verdict.findings} == {"verify.trust_not_checked", "verify.register_not_checked"}
    assert {one.trusted for one in verdict.signatures} == {None}
    assert {one.issuer for one in verdict.signatures} == {"枫桥镇调解中心（自建）"}


def test_that_a_half_signed_paper_is_intact_and_says_who_is_missing(
    office: Office, frozen: bytes, signed_by_four: bytes
) -> None:
    assert verify(signed_by_four, office.roots, _register(signed_by_four, frozen, *SIGNERS)).intact
    waiting = verify(signed_by_four, office.roots, _register(signed_by_four, frozen, *SIGNERS, "seal"))
    assert _codes(waiting) == {"verify.signature_missing"}


def test_that_a_superseded_version_is_intact_and_says_so(office: Office, frozen: bytes, sealed: bytes) -> None:
    entry = replace(_register(sealed, frozen, *SIGNERS, "seal"), superseded_by=2)
    verdict = verify(sealed, office.roots, entry)
    assert verdict.intact
    assert [(finding.code, finding.facts) for finding in verdict.findings] == [("verify.superseded", {"version": 2})]


def test_that_stored_strokes_are_found_again_in_their_signature_only(office: Office, sealed: bytes) -> None:
    verdict = verify(sealed, office.roots)
    for row, signature in enumerate(verdict.signatures[:4]):
        assert [matches_ink(signature, ink) for ink in HANDS] == [column == row for column in range(4)]
    assert not matches_ink(verdict.signatures[4], HANDS[0])


def test_that_the_same_strokes_for_another_paper_do_not_match(office: Office, short_frozen: bytes) -> None:
    other = freeze(rendered("Party A pays party B 1.00 yuan."), boxes(("applicant",)))
    here = office.sign(short_frozen, short_frozen, "applicant", HANDS[0])
    there = office.sign(other, other, "applicant", HANDS[0])
    (mine,), (theirs,) = verify(here, office.roots).signatures, verify(there, office.roots).signatures
    assert mine.claim is not None
    assert theirs.claim is not None
    moved = replace(theirs, claim=replace(theirs.claim, document_hash=mine.claim.document_hash))
    assert matches_ink(theirs, HANDS[0])
    assert not matches_ink(moved, HANDS[0])


# --- single bytes


@pytest.mark.parametrize("part", [0, 1, *(pytest.param(part, marks=pytest.mark.proof) for part in range(2, 6))])
def test_that_a_flipped_bit_outside_the_containers_is_always_found(
    office: Office, short_sealed: bytes, part: int
) -> None:
    source = random.Random(part)
    hidden = {place for hole in _holes(short_sealed) for place in hole}
    places = source.sample([place for place in range(len(short_sealed)) if place not in hidden], 50)
    assert [place for place in places if verify(_flipped(short_sealed, place, source), office.roots).intact] == []


@pytest.mark.parametrize("part", [0, *(pytest.param(part, marks=pytest.mark.proof) for part in range(1, 4))])
def test_that_a_flipped_bit_inside_a_container_is_found_too(office: Office, short_sealed: bytes, part: int) -> None:
    source = random.Random(100 + part)
    places = source.sample([place for hole in _holes(short_sealed) for place in hole], 40)
    assert [place for place in places if verify(_flipped(short_sealed, place, source), office.roots).intact] == []


def test_that_with_the_register_every_byte_counts(office: Office, short_frozen: bytes, short_sealed: bytes) -> None:
    entry = _register(short_sealed, short_frozen, "applicant", "seal")
    source = random.Random(5)
    assert verify(short_sealed, office.roots, entry).intact
    for place in source.sample(range(len(short_sealed)), 20):
        assert "verify.differs_from_register" in _codes(verify(_flipped(short_sealed, place, source), (), entry))


def _flipped(pdf: bytes, place: int, source: random.Random) -> bytes:
    changed = bytearray(pdf)
    changed[place] ^= 1 << source.randrange(8)
    return bytes(changed)


# --- the container


def _lower_case(pdf: bytes) -> bytes:
    hole = _holes(pdf)[-1]
    return pdf[: hole.start] + pdf[hole.start : hole.stop].lower() + pdf[hole.stop :]


def _filled_padding(pdf: bytes) -> bytes:
    hole = _holes(pdf)[-1]
    return pdf[: hole.stop - 2] + b"FF" + pdf[hole.stop :]


def _emptied(pdf: bytes) -> bytes:
    hole = _holes(pdf)[-1]
    return pdf[: hole.start] + b"0" * len(hole) + pdf[hole.stop :]


def _swapped(pdf: bytes) -> bytes:
    first, second = _holes(pdf)
    return (
        pdf[: first.start]
        + pdf[second.start : second.start + len(first)]
        + pdf[first.stop : second.start]
        + pdf[first.start : first.stop].ljust(len(second), b"0")
        + pdf[second.stop :]
    )


def _range_removed(pdf: bytes) -> bytes:
    return re.sub(rb"/ByteRange \[[^\]]*\]", lambda found: b"/ByteRange null".ljust(len(found.group())), pdf)


def _range_negative(pdf: bytes) -> bytes:
    return re.sub(rb"/ByteRange \[[^\]]*\]", lambda found: b"/ByteRange [0 -1 0 -1]".ljust(len(found.group())), pdf)


@pytest.mark.parametrize("attack", [_lower_case, _filled_padding, _emptied, _swapped, _range_removed, _range_negative])
@pytest.mark.parametrize("trusting", [False, True])
def test_that_the_container_has_one_spelling(
    office: Office, short_sealed: bytes, attack: Callable[[bytes], bytes], trusting: bool
) -> None:
    attacked = attack(short_sealed)
    assert attacked != short_sealed
    assert not verify(attacked, office.roots if trusting else ()).intact


@pytest.fixture(scope="module")
def even(lettering: Lettering) -> Office:
    """An office whose root's signature ends in a bit of zero, which a reader may take for one that does not count."""
    for seed in range(64):
        authority = create_authority("枫桥镇调解中心", OPENED, Randomness(seed))
        if authority.root.der[-1] % 2 == 0:
            break
    return Office(authority, authority.issue_seal_certificate(BODY, OPENED, Randomness(9)), lettering, Randomness(9))


@pytest.mark.parametrize("number", [0, 1])
@pytest.mark.parametrize("trusting", [False, True])
def test_that_no_bit_less_of_a_certificate_s_signature_counts(even: Office, number: int, trusting: bool) -> None:
    frozen = freeze(rendered("Short.", 1), boxes(("applicant",), page=0))
    pdf = even.confirm(even.sign(frozen, frozen, "applicant", HANDS[0]))
    roots, root = even.roots if trusting else (), even.authority.root.der
    assert verify(pdf, roots).intact
    unused = len(asn1_x509.Certificate.load(root)["signature_value"].contents)
    place = pdf.index(root.hex().upper().encode(), _holes(pdf)[number].start) + 2 * (len(root) - unused)
    assert pdf[place : place + 2] == b"00"
    assert "verify.not_canonical" in _codes(verify(pdf[:place] + b"01" + pdf[place + 2 :], roots))


# --- bytes and revisions behind the end


def _updated(change: Callable[[IncrementalPdfFileWriter], None]) -> Callable[[bytes], bytes]:
    def attack(pdf: bytes) -> bytes:
        writer = open_revision(pdf)
        change(writer)
        out = io.BytesIO()
        writer.write(out)
        return out.getvalue()

    return attack


def _replaced_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    drawn = generic.StreamObject(stream_data=b"0 0 m 100 100 l S")
    page[pdf_name("/Contents")] = writer.add_object(drawn)
    writer.update_container(page)


def _noted(writer: IncrementalPdfFileWriter) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    note = generic.DictionaryObject(
        {
            pdf_name("/Type"): pdf_name("/Annot"),
            pdf_name("/Subtype"): pdf_name("/FreeText"),
            pdf_name("/Rect"): generic.ArrayObject(generic.NumberObject(n) for n in (72, 690, 400, 720)),
            pdf_name("/Contents"): generic.pdf_string("Party A pays party B 1 yuan"),
        }
    )
    notes = list(page.get("/Annots", generic.ArrayObject()))
    page[pdf_name("/Annots")] = generic.ArrayObject([*notes, writer.add_object(note)])
    writer.update_container(page)


def _scripted(writer: IncrementalPdfFileWriter) -> None:
    script = {pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)")}
    writer.root[pdf_name("/OpenAction")] = generic.DictionaryObject(script)
    writer.update_root()


def _titled(writer: IncrementalPdfFileWriter) -> None:
    writer.root[pdf_name("/Lang")] = generic.pdf_string("zh")
    writer.update_root()


def _redrawn_signature(writer: IncrementalPdfFileWriter) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0]
    field[pdf_name("/AP")] = generic.DictionaryObject({pdf_name("/N"): writer.add_object(_blank())})
    writer.update_container(field)


def _removed_signature(writer: IncrementalPdfFileWriter) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0]
    del field["/V"]
    writer.update_container(field)


def _untouched(writer: IncrementalPdfFileWriter) -> None:
    writer.add_object(_blank())


def _blank() -> generic.StreamObject:
    return generic.StreamObject(
        {pdf_name("/Type"): pdf_name("/XObject"), pdf_name("/Subtype"): pdf_name("/Form")}, stream_data=b""
    )


_BEHIND: dict[str, Callable[[bytes], bytes]] = {
    "a comment": lambda pdf: pdf + b"% hello\n",
    "a new line": lambda pdf: pdf + b"\n\n",
    "a space": lambda pdf: pdf + b" ",
    "zeros": lambda pdf: pdf + bytes(10),
    "a second end": lambda pdf: pdf + b"%%EOF\n",
    "an object without table": lambda pdf: pdf + b"4 0 obj\n<</A 1>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n",
    "a replaced page": _updated(_replaced_page),
    "a note over the text": _updated(_noted),
    "a script": _updated(_scripted),
    "a language": _updated(_titled),
    "another picture of a signature": _updated(_redrawn_signature),
    "a removed signature": _updated(_removed_signature),
    "an unused object": _updated(_untouched),
}


@pytest.mark.parametrize("attack", _BEHIND.values(), ids=_BEHIND)
@pytest.mark.parametrize("confirmed", [False, True])
def test_that_nothing_may_stand_behind_the_last_signature(
    office: Office, short_frozen: bytes, short_sealed: bytes, attack: Callable[[bytes], bytes], confirmed: bool
) -> None:
    pdf = short_sealed if confirmed else office.sign(short_frozen, short_frozen, "applicant", HANDS[0])
    assert verify(pdf, office.roots).intact
    assert not verify(attack(pdf), office.roots).intact


@pytest.mark.parametrize("name", ["a comment", "a new line", "a space", "zeros"])
def test_that_bytes_behind_the_end_are_called_so(office: Office, short_sealed: bytes, name: str) -> None:
    assert "verify.trailing_bytes" in _codes(verify(_BEHIND[name](short_sealed), office.roots))


@pytest.mark.parametrize("change", [_replaced_page, _noted, _scripted])
def test_that_a_change_between_two_signatures_is_found(
    office: Office, frozen: bytes, change: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    one = office.sign(frozen, frozen, "applicant", HANDS[0])
    two = office.sign(_updated(change)(one), frozen, "respondent", HANDS[1])
    assert {"verify.extra_revision", "verify.changed_after"} <= _codes(verify(two, office.roots))


def test_that_a_change_hidden_in_the_first_signature_is_found(office: Office, short_frozen: bytes) -> None:
    stated = _claim_text(office.sign(short_frozen, short_frozen, "applicant", HANDS[0]))
    forged = _signed_by(short_frozen, office, "applicant", stated, before=_replaced_page)
    verdict = verify(forged, office.roots)
    assert "verify.changed_by_first_signature" in _codes(verdict)
    assert verify(_signed_by(short_frozen, office, "applicant", stated), office.roots).intact


def test_that_a_text_exchanged_before_signing_is_found(office: Office, short_frozen: bytes) -> None:
    other = freeze(rendered("Party A pays party B 1.00 yuan."), boxes(("applicant",)))
    stated = _claim_text(office.sign(short_frozen, short_frozen, "applicant", HANDS[0]))
    forged = _signed_by(other, office, "applicant", stated)
    assert _codes(verify(forged, office.roots)) == {"verify.other_document"}
    entry = _register(forged, short_frozen, "applicant")
    assert _codes(verify(forged, office.roots, entry)) == {"verify.other_document", "verify.other_text"}


def _claim_text(pdf: bytes) -> str:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return str(opened.Root.AcroForm.Fields[0].V[CLAIM_KEY])


def _signed_by(
    pdf: bytes,
    office: Office,
    field: str,
    stated: str | None = None,
    before: Callable[[IncrementalPdfFileWriter], None] | None = None,
) -> bytes:
    """Signs any claim in any field: what a forger with a key could do."""
    writer = open_revision(pdf)
    if before is not None:
        before(writer)
    steps = PdfCMSEmbedder().write_cms(field, writer)
    next(steps)
    dictionary = SignatureObject(
        timestamp=with_zone(FIRST_SIGNING), subfilter=SigSeedSubFilter.PADES, bytes_reserved=10_000
    )
    if stated is not None:
        dictionary[pdf_name(CLAIM_KEY)] = generic.TextStringObject(stated)
    steps.send(SigObjSetup(dictionary))
    prepared, out = steps.send(SigIOSetup("sha256"))
    steps.send(asyncio.run(office.witness_signer.async_sign(prepared.document_digest, "sha256", use_pades=True)))
    return bytes(out.getvalue())


# --- the wrong people


def test_that_an_impostors_office_of_the_same_name_is_not_trusted(
    office: Office, stranger: Office, short_frozen: bytes
) -> None:
    forged = stranger.confirm(stranger.sign(short_frozen, short_frozen, "applicant", HANDS[0]))
    assert _codes(verify(forged, office.roots)) == {"verify.untrusted"}
    assert verify(forged).intact  # the file alone cannot tell, and says that trust was not checked


def test_that_an_impostor_in_a_waiting_box_is_found(office: Office, stranger: Office, frozen: bytes) -> None:
    honest = office.sign(frozen, frozen, "applicant", HANDS[0])
    forged = stranger.sign(honest, frozen, "respondent", HANDS[1])
    assert "verify.untrusted" in _codes(verify(forged, office.roots))


def test_that_a_signature_of_a_stranger_in_a_box_of_its_own_is_found(
    office: Office, stranger: Office, short_frozen: bytes
) -> None:
    honest = office.sign(short_frozen, short_frozen, "applicant", HANDS[0])
    forged = _signed_by(honest, stranger, "intruder")
    assert {"verify.stranger", "verify.unknown_signature", "verify.untrusted"} <= _codes(verify(forged, office.roots))
    assert not verify(forged).intact


def test_that_a_signature_behind_the_seal_is_found(office: Office, stranger: Office, short_sealed: bytes) -> None:
    for signer in (stranger, office):
        forged = _signed_by(short_sealed, signer, "intruder")
        assert {"verify.signed_after_seal", "verify.changed_after"} <= _codes(verify(forged, office.roots))
        assert not verify(forged).intact


def test_that_a_claim_moved_to_another_box_is_found(office: Office, frozen: bytes) -> None:
    stated = _claim_text(office.sign(frozen, frozen, "applicant", HANDS[0]))
    forged = _signed_by(frozen, office, "respondent", stated)
    assert _codes(verify(forged, office.roots)) == {"verify.wrong_box"}


def test_that_a_seal_without_lock_is_no_seal(office: Office, short_frozen: bytes, short_sealed: bytes) -> None:
    with pikepdf.open(io.BytesIO(short_sealed)) as opened:
        stated = str(opened.Root.AcroForm.Fields[1].V[CLAIM_KEY])
    unlocked = freeze(rendered("x"), [replace(box, seal=False) for box in boxes(("applicant",))])
    forged = _signed_by(unlocked, office, "seal", stated)
    assert "verify.seal_without_lock" in _codes(verify(forged, office.roots))


def test_that_a_signature_without_our_claim_is_unknown(office: Office, short_frozen: bytes) -> None:
    for stated in (None, "{}", '{"format":"mediation-desk-claim-1"}', "not json"):
        verdict = verify(_signed_by(short_frozen, office, "applicant", stated), office.roots)
        assert _codes(verdict) == {"verify.unknown_signature"}
        assert verdict.signatures[0].kind == "unknown"


def test_that_the_stated_time_is_the_signed_time(office: Office, short_frozen: bytes) -> None:
    later = office.sign(short_frozen, short_frozen, "applicant", HANDS[0], FIRST_SIGNING + timedelta(days=1))
    forged = _signed_by(short_frozen, office, "applicant", _claim_text(later))
    assert _codes(verify(forged, office.roots)) == {"verify.time_contradicts"}


def test_that_exactly_the_expected_people_must_have_signed(office: Office, frozen: bytes, sealed: bytes) -> None:
    fewer = verify(sealed, office.roots, _register(sealed, frozen, *SIGNERS[1:], "seal"))
    assert [(f.code, f.facts) for f in fewer.findings] == [("verify.signature_unexpected", {"field": SIGNERS[0]})]
    more = verify(sealed, office.roots, _register(sealed, frozen, *SIGNERS, "seal", "witness"))
    assert [(f.code, f.facts) for f in more.findings] == [("verify.signature_missing", {"field": "witness"})]


def test_that_an_earlier_state_is_not_the_current_one(
    office: Office, frozen: bytes, signed_by_four: bytes, sealed: bytes
) -> None:
    verdict = verify(signed_by_four, office.roots, _register(sealed, frozen, *SIGNERS, "seal"))
    assert _codes(verdict) == {"verify.differs_from_register", "verify.signature_missing"}


def test_that_a_paper_of_another_case_or_version_is_found(office: Office, frozen: bytes, sealed: bytes) -> None:
    entry = replace(_register(sealed, frozen, *SIGNERS, "seal"), case_number="2026-0002", version=2)
    assert _codes(verify(sealed, office.roots, entry)) == {"verify.other_case", "verify.other_version"}


def test_that_signatures_of_two_offices_are_noticed_in_the_file_alone(office: Office, short_frozen: bytes) -> None:
    other = create_authority("别的办公室", OPENED, office.randomness)
    foreign = replace_signers(office, other)
    forged = foreign.confirm(office.sign(short_frozen, short_frozen, "applicant", HANDS[0]))
    assert _codes(verify(forged)) == {"verify.issuers_differ"}


def replace_signers(office: Office, authority: Authority) -> Office:
    """The same office with another authority behind its keys."""
    seal = authority.issue_seal_certificate(BODY, OPENED, office.randomness)
    return Office(authority, seal, office.lettering, office.randomness)


# --- what is no signed paper at all


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n%%EOF\n", bytes(1000), b"\xff" * 5000 + b"%%EOF\n"])
def test_that_rubbish_is_not_intact(office: Office, pdf: bytes) -> None:
    assert not verify(pdf, office.roots).intact


def test_that_an_unsigned_paper_is_not_intact(office: Office, frozen: bytes) -> None:
    assert _codes(verify(frozen, office.roots)) == {"verify.no_signature"}


def test_that_a_truncated_file_is_not_intact(office: Office, short_sealed: bytes) -> None:
    for length in range(0, len(short_sealed) - 1, len(short_sealed) // 25):
        assert not verify(short_sealed[:length], office.roots).intact
