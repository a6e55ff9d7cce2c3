"""What counts as handwriting, and what it is tied to."""

from __future__ import annotations

import io
import json
import math
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import Image

from mediation_desk.signatures.ink import (
    LARGEST_POINTS,
    Frame,
    bind,
    canonical,
    check,
    pdf_operators,
    png,
    require_signature,
    svg_path,
)
from mediation_desk.signatures.ink.binding import WITHOUT_TILT
from mediation_desk.signatures.moments import SHANGHAI
from mediation_desk.terms.ink import Ink, InkPoint
from mediation_desk.terms.refusal import Refusal
from tests.signatures.signing_office import FIRST_SIGNING, HANDS, drawn

HASH, OTHER_HASH, NONCE = "ab" * 32, "cd" * 32, bytes(range(16))


@pytest.mark.parametrize("ink", HANDS)
def test_that_pen_finger_and_mouse_all_count(ink: Ink) -> None:
    require_signature(ink)


def _with_point(ink: Ink, **changes: object) -> Ink:
    first, *rest = ink.strokes
    return replace(ink, strokes=((first[0], replace(first[1], **changes), *first[2:]), *rest))


@pytest.mark.parametrize(
    ("ink", "code"),
    [
        (Ink((), "pen", 0.4), "ink.empty"),
        (Ink(((),), "pen", 0.4), "ink.empty"),
        (Ink(((InkPoint(0.5, 0.2, 0),),), "pen", 0.4), "ink.too_short"),
        (Ink((tuple(InkPoint(0.5, 0.2, t) for t in range(500)),), "touch", 0.4), "ink.too_short"),
        (Ink((tuple(InkPoint(t % 2, 0.2, t) for t in range(LARGEST_POINTS + 1)),), "pen", 0.4), "ink.too_many_points"),
        (_with_point(HANDS[0], x=math.nan), "ink.not_a_number"),
        (_with_point(HANDS[0], y=math.inf), "ink.not_a_number"),
        (_with_point(HANDS[0], pressure=math.nan), "ink.not_a_number"),
        (_with_point(HANDS[0], x=1.5), "ink.outside_pad"),
        (_with_point(HANDS[0], y=0.9), "ink.outside_pad"),
        (_with_point(HANDS[0], pressure=1.5), "ink.pressure_impossible"),
        (_with_point(HANDS[0], tilt_x=90.5), "ink.tilt_impossible"),
        (_with_point(HANDS[0], tilt_y=math.nan), "ink.not_a_number"),
        (_with_point(HANDS[0], t=10_000), "ink.time_backwards"),
        (_with_point(HANDS[0], t=-1), "ink.time_backwards"),
        (replace(HANDS[0], device="eye"), "ink.device_unknown"),
        (replace(HANDS[0], aspect=0.0), "ink.pad_impossible"),
        (replace(HANDS[0], aspect=math.nan), "ink.pad_impossible"),
    ],
)
def test_that_impossible_ink_is_refused_by_name(ink: Ink, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        require_signature(ink)
    assert refused.value.code == code


def test_that_canonical_ink_is_stable_json() -> None:
    ink = Ink(((InkPoint(0, 0.25, 0), InkPoint(0.5, 0.1, 16, 1, -20, 5.5)),), "pen", 0.4)
    points = b"[[[0.0,0.25,0,null,null,null],[0.5,0.1,16,1.0,-20.0,5.5]]]"
    assert canonical(ink) == b'{"aspect":0.4,"device":"pen","strokes":' + points + b"}"
    assert canonical(ink, WITHOUT_TILT) == (
        b'{"aspect":0.4,"device":"pen","strokes":[[[0.0,0.25,0,null],[0.5,0.1,16,1.0]]]}'
    )
    assert json.loads(canonical(HANDS[0]))["device"] == "pen"


def test_that_a_seal_made_before_tilt_was_known_still_holds_and_covers_no_tilt() -> None:
    ink = HANDS[0]
    seal = bind(ink, HASH, "applicant", NONCE, FIRST_SIGNING, WITHOUT_TILT)
    given = {"document_hash": HASH, "signer_key": "applicant", "nonce": NONCE, "signed_at": FIRST_SIGNING}
    assert check(seal, ink, **given)
    assert not check(seal, _with_point(ink, tilt_x=10.0), **given)


def _checked(seal_of: Ink, ink: Ink, **changes: object) -> bool:
    bound = {"document_hash": HASH, "signer_key": "applicant", "nonce": NONCE, "signed_at": FIRST_SIGNING}
    seal = bind(seal_of, *bound.values())  # type: ignore[arg-type]
    return check(seal, ink, **{**bound, **changes})  # type: ignore[arg-type]


def test_that_the_seal_fits_what_was_bound_and_nothing_else() -> None:
    ink = HANDS[0]
    assert _checked(ink, ink)
    assert not _checked(ink, HANDS[1])
    assert not _checked(ink, ink, document_hash=OTHER_HASH)
    assert not _checked(ink, ink, signer_key="respondent")
    assert not _checked(ink, ink, nonce=bytes(16))
    assert not _checked(ink, ink, signed_at=FIRST_SIGNING + timedelta(seconds=1))


def test_that_a_moment_without_zone_means_shanghai() -> None:
    assert _checked(HANDS[0], HANDS[0], signed_at=FIRST_SIGNING.replace(tzinfo=SHANGHAI))
    assert not _checked(HANDS[0], HANDS[0], signed_at=FIRST_SIGNING + timedelta(hours=8))


@given(
    point=some.integers(0, 119),
    shift=some.floats(-0.1, 0.1).filter(lambda n: abs(n) > 1e-12),
    what=some.sampled_from(("x", "y")),
)
def test_that_any_moved_point_breaks_the_seal(point: int, shift: float, what: str) -> None:
    ink = drawn()
    stroke = list(ink.strokes[0])
    stroke[point] = replace(stroke[point], **{what: getattr(stroke[point], what) + shift})
    assert not _checked(ink, replace(ink, strokes=(tuple(stroke), *ink.strokes[1:])))


@pytest.mark.parametrize("nonce", [b"", bytes(15)])
def test_that_a_short_nonce_is_a_mistake_of_the_caller(nonce: bytes) -> None:
    with pytest.raises(ValueError, match="nonce"):
        bind(HANDS[0], HASH, "applicant", nonce, datetime(2026, 1, 1))


def test_that_the_hash_must_be_a_sha256() -> None:
    with pytest.raises(ValueError, match="SHA-256"):
        bind(HANDS[0], "AB" * 32, "applicant", NONCE, FIRST_SIGNING)


@pytest.mark.parametrize("ink", HANDS)
def test_that_drawn_ink_stays_in_its_frame(ink: Ink) -> None:
    runs = svg_path(ink, Frame(10, 20, 150, 40))
    numbers = [float(part) for _, path in runs for part in path.replace("M", " ").replace("Q", " ").split()]
    assert numbers
    assert all(10 <= x <= 160 for x in numbers[::2])
    assert all(20 <= y <= 60 for y in numbers[1::2])


def test_that_width_follows_pressure_and_is_even_without_it() -> None:
    assert len({width for width, _ in svg_path(HANDS[0], Frame(0, 0, 150, 40))}) > 2
    lines = svg_path(HANDS[1], Frame(0, 0, 150, 40))
    assert len({width for width, _ in lines[:-1]}) == 1


def test_that_pdf_operators_are_drawing_only() -> None:
    drawn_ink = pdf_operators(HANDS[0], Frame(0, 0, 150, 40, upwards=True)).decode()
    assert drawn_ink.startswith("q ")
    assert drawn_ink.endswith("Q")
    assert {word for word in drawn_ink.split() if word.isalpha()} == {"q", "J", "j", "RG", "w", "m", "c", "S", "Q"}


def test_that_up_on_the_pad_is_up_on_the_page() -> None:
    rising = Ink(((InkPoint(0.1, 0.3, 0), InkPoint(0.5, 0.1, 50)),), "mouse", 0.4)
    path = pdf_operators(rising, Frame(0, 0, 100, 40, upwards=True)).decode().split()
    start_y, end_y = float(path[path.index("m") - 1]), float(path[path.index("S") - 2])
    assert end_y > start_y


def test_that_the_picture_is_transparent_with_ink_in_it() -> None:
    picture = Image.open(io.BytesIO(png(HANDS[1], 300, 120)))
    assert picture.size == (300, 120)
    assert picture.mode == "RGBA"
    opacities = picture.getchannel("A").histogram()
    assert opacities[0] > 300 * 120 / 2
    assert sum(opacities[200:]) > 200
