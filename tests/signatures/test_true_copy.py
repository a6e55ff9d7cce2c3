"""The paper route: a scan becomes pictures, sealed as a true copy."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from mediation_desk.scans.pictures import LARGEST_PAGES
from mediation_desk.signatures.revisions import sha256
from mediation_desk.signatures.scan import seal_scan
from mediation_desk.signatures.verify import verify
from mediation_desk.terms.refusal import Refusal
from tests.signatures.signing_office import BODY, FIRST_SIGNING, Office, rendered


def _picture(kind: str, size: tuple[int, int] = (300, 420), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, "white").save(out, kind, **options)
    return out.getvalue()


def _sealed(office: Office, scan: bytes) -> bytes:
    return seal_scan(scan, BODY, office.seal_signer, FIRST_SIGNING, office.lettering, case_number="2026-0001").pdf


@pytest.mark.parametrize(
    "scan",
    [
        _picture("JPEG"),
        _picture("PNG"),
        _picture("PNG", mode="RGBA"),
        _picture("JPEG", (420, 300), "L"),
        rendered("A scan", pages=3),
    ],
    ids=["jpeg", "png", "transparent png", "grey and wide", "pdf"],
)
def test_that_a_scan_becomes_a_sealed_true_copy(office: Office, scan: bytes) -> None:
    verdict = verify(_sealed(office, scan), office.roots)
    assert verdict.intact
    (copy,) = verdict.signatures
    assert (copy.kind, copy.name) == ("true_copy", BODY)
    assert copy.claim is not None
    assert copy.claim.original_hash == sha256(scan)


def test_that_every_page_is_kept_as_a_picture_and_nothing_else(office: Office) -> None:
    with pikepdf.open(io.BytesIO(rendered("A scan", pages=3))) as pdf:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.attachments["x.txt"] = b"hidden"
        out = io.BytesIO()
        pdf.save(out)
    sealed = _sealed(office, out.getvalue())
    assert b"JavaScript" not in sealed
    with pikepdf.open(io.BytesIO(sealed)) as copy:
        assert len(copy.pages) == 3
        assert [list(page.Resources.keys()) for page in copy.pages] == [["/XObject"]] * 3
        assert not copy.attachments
        assert "/OpenAction" not in copy.Root


def test_that_the_words_of_the_seal_stand_below_the_scan(office: Office) -> None:
    with pikepdf.open(io.BytesIO(_sealed(office, _picture("JPEG")))) as copy:
        page = copy.pages[0]
        placed = [float(part) for part in page.Contents.read_bytes().split()[1:7]]
        top_of_words = float(page.Annots[0].Rect[3])
    assert top_of_words <= placed[5]


def test_that_the_place_a_photograph_was_taken_is_dropped(office: Office) -> None:
    photo = Image.new("RGB", (300, 420), "white")
    exif = photo.getexif()
    exif[0x0112] = 6
    exif[0x010E] = "taken at the party's home"
    sealed = _sealed(office, _picture_of(photo, exif))
    assert b"party's home" not in sealed
    with pikepdf.open(io.BytesIO(sealed)) as copy:
        scan = copy.pages[0].Resources.XObject.Scan
        assert (int(scan.Width), int(scan.Height)) == (420, 300)


def _picture_of(photo: Image.Image, exif: Image.Exif) -> bytes:
    out = io.BytesIO()
    photo.save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.mark.parametrize(
    ("scan", "code"),
    [
        (b"", "scan.kind_unknown"),
        (b"GIF89a....", "scan.kind_unknown"),
        (b"PK\x03\x04", "scan.kind_unknown"),
        (b"%PDF-1.7 broken", "scan.unreadable"),
        (b"\x89PNG\r\n\x1a\n broken", "scan.unreadable"),
        (_picture("JPEG")[:200], "scan.unreadable"),
        (_picture("PNG", (9000, 7000), "1"), "scan.too_large"),
        (rendered("A scan", pages=LARGEST_PAGES + 1), "scan.page_count"),
    ],
)
def test_that_what_is_no_scan_is_refused(office: Office, scan: bytes, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        _sealed(office, scan)
    assert refused.value.code == code
    assert refused.value.facts["field"] == "scan"
