"""Freezing, signing in ink and confirming by seal: what is added, and what is refused."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest

from mediation_desk.signatures.authority import Authority, create_authority
from mediation_desk.signatures.claims import RecordedClaim
from mediation_desk.signatures.credentials import Credential
from mediation_desk.signatures.fields import SignBox, freeze
from mediation_desk.signatures.ink import bind
from mediation_desk.signatures.lettering import Lettering
from mediation_desk.signatures.pades import CLAIM_KEY, confirm_by_seal, sign_with_ink
from mediation_desk.signatures.revisions import frozen_part, sha256
from mediation_desk.signatures.verify import verify
from mediation_desk.terms.refusal import Refusal
from tests.signatures.signing_office import (
    BODY,
    FIRST_SIGNING,
    HANDS,
    OPENED,
    SIGNERS,
    Office,
    Randomness,
    boxes,
    drawn,
    rendered,
)

needs_poppler = pytest.mark.skipif(shutil.which("pdfsig") is None, reason="poppler-utils is not installed")


def _code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


def test_that_freezing_adds_empty_boxes_behind_the_paper(paper: bytes, frozen: bytes) -> None:
    assert frozen.startswith(paper)
    with pikepdf.open(io.BytesIO(frozen)) as pdf:
        names = [str(field.T) for field in pdf.Root.AcroForm.Fields]
        filled = [field for field in pdf.Root.AcroForm.Fields if "/V" in field]
        locks = [str(field.T) for field in pdf.Root.AcroForm.Fields if "/Lock" in field]
    assert names == [*SIGNERS, "seal"]
    assert filled == []
    assert locks == ["seal"]


def test_that_freezing_twice_gives_the_same_bytes(paper: bytes, frozen: bytes) -> None:
    assert freeze(paper, boxes()) == frozen


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ([], "freeze.no_box"),
        ([SignBox(key="a", page=5, x=10, y=10, width=90, height=30)], "freeze.page_missing"),
        ([SignBox(key="a", page=0, x=550, y=10, width=90, height=30)], "freeze.box_off_page"),
        ([SignBox(key="a", page=0, x=10, y=10, width=9, height=30)], "freeze.box_too_small"),
        ([SignBox(key="a", page=0, x=10, y=10, width=90, height=30)] * 2, "freeze.box_twice"),
        (
            [SignBox(key=key, page=0, x=10, y=10 + y, width=90, height=30) for key, y in (("a", 0), ("b", 20))],
            "freeze.boxes_overlap",
        ),
        (
            [SignBox(key=key, page=0, x=10, y=y, width=90, height=30, seal=True) for key, y in (("a", 0), ("b", 50))],
            "freeze.two_seals",
        ),
    ],
)
def test_that_a_wrong_box_is_refused(paper: bytes, changed: list[SignBox], code: str) -> None:
    with pytest.raises(Refusal) as refused:
        freeze(paper, changed)
    assert _code(refused) == code


@pytest.mark.parametrize("damage", [b"", b"%PDF-1.4 nothing", b"\x00" * 400])
def test_that_something_that_is_no_pdf_is_refused(damage: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        freeze(damage, boxes())
    assert _code(refused) == "freeze.unreadable"


def test_that_a_paper_that_acts_by_itself_is_not_frozen(paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        out = io.BytesIO()
        pdf.save(out)
    with pytest.raises(Refusal) as refused:
        freeze(out.getvalue(), boxes())
    assert _code(refused) == "freeze.active_content"


def test_that_every_revision_begins_with_the_frozen_bytes(
    office: Office, frozen: bytes, signed_by_four: bytes, sealed: bytes
) -> None:
    one = office.sign(frozen, frozen, "mediator", HANDS[0])
    row = [frozen, one, office.sign(one, frozen, "applicant", HANDS[1])]
    assert all(later.startswith(earlier) for earlier, later in pairwise(row))
    assert sealed.startswith(signed_by_four)
    assert signed_by_four.startswith(frozen)
    assert frozen_part(sealed) == frozen


def test_that_any_order_and_any_day_is_possible(office: Office, frozen: bytes) -> None:
    current = frozen
    for day, key in enumerate(reversed(SIGNERS)):
        current = office.sign(current, frozen, key, HANDS[day], FIRST_SIGNING + timedelta(days=30 * day))
    verdict = verify(office.confirm(current, FIRST_SIGNING + timedelta(days=200)), office.roots)
    assert verdict.intact
    assert [signature.field for signature in verdict.signatures] == [*reversed(SIGNERS), "seal"]


def test_that_the_same_inputs_give_the_same_bytes(office: Office, frozen: bytes) -> None:
    claim = office.claim(HANDS[0], frozen, "applicant", FIRST_SIGNING)
    first, second = (
        sign_with_ink(frozen, "applicant", HANDS[0], claim, office.witness_signer, FIRST_SIGNING, office.lettering)
        for _ in range(2)
    )
    assert first == second


def test_that_the_signed_part_says_what_it_is_and_is_not(sealed: bytes) -> None:
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        values = {str(field.T): field.V for field in pdf.Root.AcroForm.Fields}
        reasons = {key: str(value.Reason) for key, value in values.items()}
        claim = RecordedClaim.from_json(str(values["applicant"][CLAIM_KEY]))
    assert "不是签名人本人的数字证书签名" in reasons["applicant"]
    assert "不是实体印章的印模" in reasons["seal"]
    assert (claim.name, claim.field, claim.case_number, claim.version) == ("张三", "applicant", "2026-0001", 1)


def test_that_strokes_with_time_and_pressure_do_not_leave_the_office(sealed: bytes) -> None:
    assert b'"strokes"' not in sealed
    assert b"pressure" not in sealed


def test_that_a_box_is_signed_once(office: Office, frozen: bytes, signed_by_four: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        office.sign(signed_by_four, frozen, "applicant", HANDS[1])
    assert _code(refused) == "signing.already_signed"


def test_that_nothing_is_signed_after_the_seal(office: Office, short_frozen: bytes, paper: bytes) -> None:
    frozen = freeze(paper, boxes(("applicant", "late")))
    confirmed = office.confirm(office.sign(frozen, frozen, "applicant", HANDS[0]))
    with pytest.raises(Refusal) as refused:
        office.sign(confirmed, frozen, "late", HANDS[1])
    assert _code(refused) == "signing.sealed"
    with pytest.raises(Refusal) as refused:
        office.confirm(confirmed)
    assert _code(refused) == "signing.sealed"


def test_that_an_unknown_box_is_refused(office: Office, frozen: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        office.sign(frozen, frozen, "nobody", HANDS[0])
    assert _code(refused) == "signing.no_such_box"


def test_that_a_claim_about_another_paper_is_refused(office: Office, frozen: bytes) -> None:
    other = freeze(rendered("Party A pays party B 1.00 yuan."), boxes())
    with pytest.raises(Refusal) as refused:
        office.sign(frozen, other, "applicant", HANDS[0])
    assert _code(refused) == "signing.other_document"


def test_that_ink_of_another_paper_box_or_moment_is_refused(office: Office, frozen: bytes) -> None:
    ink, nonce = HANDS[0], bytes(16)
    elsewhere = [
        bind(ink, "00" * 32, "applicant", nonce, FIRST_SIGNING),
        bind(ink, sha256(frozen), "respondent", nonce, FIRST_SIGNING),
        bind(ink, sha256(frozen), "applicant", nonce, FIRST_SIGNING - timedelta(minutes=1)),
        bind(drawn(waves=3), sha256(frozen), "applicant", nonce, FIRST_SIGNING),
    ]
    for seal in elsewhere:
        claim = office.claim(ink, frozen, "applicant", FIRST_SIGNING, nonce=nonce, ink_seal=seal)
        with pytest.raises(Refusal) as refused:
            sign_with_ink(frozen, "applicant", ink, claim, office.witness_signer, FIRST_SIGNING)
        assert _code(refused) == "signing.ink_not_bound"


def test_that_a_broken_file_is_not_signed(office: Office, frozen: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        office.sign(frozen[:300], frozen, "applicant", HANDS[0])
    assert _code(refused) == "signing.unreadable"


def test_that_a_name_without_glyph_is_refused_rather_than_left_out(office: Office, short_frozen: bytes) -> None:
    with pytest.raises(Refusal) as refused:
        confirm_by_seal(short_frozen, "seal", "龘镇", office.seal_signer, FIRST_SIGNING, office.lettering)
    assert _code(refused) == "signing.character_without_glyph"
    assert refused.value.facts["character"] == "龘"


def test_that_the_seal_words_must_fit_their_box(office: Office, paper: bytes) -> None:
    small = freeze(paper, [SignBox(key="seal", page=0, x=50, y=50, width=40, height=14, seal=True)])
    with pytest.raises(Refusal) as refused:
        confirm_by_seal(small, "seal", BODY, office.seal_signer, FIRST_SIGNING, office.lettering)
    assert _code(refused) == "signing.box_too_small"


def test_that_ink_needs_no_lettering_and_then_shows_no_day(office: Office, short_frozen: bytes) -> None:
    claim = office.claim(HANDS[0], short_frozen, "applicant", FIRST_SIGNING)
    signed = sign_with_ink(short_frozen, "applicant", HANDS[0], claim, office.witness_signer, FIRST_SIGNING)
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        shown = pdf.Root.AcroForm.Fields[0].AP.N
        assert "/Font" not in shown.Resources
        assert b" c S" in shown.read_bytes()


def test_that_a_paper_with_compressed_objects_is_signed_alike(office: Office, paper: bytes) -> None:
    with pikepdf.open(io.BytesIO(paper)) as pdf:
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    frozen = freeze(out.getvalue(), boxes())
    signed = office.sign(frozen, frozen, "applicant", HANDS[0])
    signed = office.confirm(office.sign(signed, frozen, "respondent", HANDS[1]))
    assert signed.startswith(frozen)
    assert verify(signed, office.roots).intact
    with pytest.raises(Refusal) as refused:
        office.confirm(signed)
    assert _code(refused) == "signing.sealed"


@needs_poppler
def test_that_pdfsig_calls_all_five_signatures_valid(sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    said = subprocess.run(["pdfsig", "-nocert", str(file)], capture_output=True, text=True, check=True).stdout
    assert said.count("Signature Validation: Signature is Valid.") == 5
    assert said.count("ETSI.CAdES.detached") == 5
    assert said.rstrip().split("Signature #5")[1].count("Total document signed") == 1
    assert "办公室见证密钥（自建证书）" in said
    assert BODY in said


@needs_poppler
def test_that_words_in_boxes_can_be_read_back_and_fonts_are_embedded(sealed: bytes, tmp_path: Path) -> None:
    file = tmp_path / "sealed.pdf"
    file.write_bytes(sealed)
    text = subprocess.run(["pdftotext", "-f", "2", str(file), "-"], capture_output=True, text=True, check=True).stdout
    fonts = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout
    joined = re.sub(r"\s", "", text)
    assert f"（电子签章：{BODY}2026年3月10日）" in joined
    assert "2026年3月8日" in joined
    rows = fonts.splitlines()[2:]
    assert rows
    assert all(row.split()[-5] == "yes" for row in rows)


def test_that_an_authority_survives_its_files() -> None:
    made = create_authority("枫桥镇调解中心", OPENED, Randomness(3))
    read = Authority.from_pkcs12(*made.to_pkcs12(b"secret"), b"secret")
    assert read.office_name == made.office_name
    assert (read.root.der, read.witness.der) == (made.root.der, made.witness.der)
    assert read.witness.above == (made.root.certificate,)
    with pytest.raises(Refusal) as refused:
        Credential.from_pkcs12(made.witness.to_pkcs12(b"secret"), b"wrong")
    assert _code(refused) == "authority.file_unreadable"


@pytest.mark.parametrize(("name", "code"), [(" ", "authority.name_missing"), ("会" * 65, "authority.name_too_long")])
def test_that_an_office_needs_a_name_that_fits(name: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        create_authority(name, OPENED, Randomness(3))
    assert _code(refused) == code


def test_that_a_long_name_stays_whole_in_the_certificate(office: Office) -> None:
    name = "浙江省绍兴市诸暨市枫桥镇枫源村人民调解委员会驻派出所工作室"
    credential = office.authority.issue_seal_certificate(name, OPENED, office.randomness)
    assert name in credential.certificate.subject.rfc4514_string()
    assert credential.subject.startswith("浙江省绍兴市")


def test_that_characters_newer_than_unicode_3_2_verify(lettering: Lettering, frozen: bytes) -> None:
    authority = create_authority("𬱖镇调解中心", OPENED, Randomness(4))
    seal = authority.issue_seal_certificate("𬱖委员会", OPENED, Randomness(5))
    office = Office(authority, seal, lettering, Randomness(6))
    signed = office.confirm(office.sign(frozen, frozen, "applicant", HANDS[0]))
    assert verify(signed, office.roots).intact
