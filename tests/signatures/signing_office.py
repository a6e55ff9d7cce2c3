"""A small office that signs: its authority, a lettering, papers and hands of several kinds."""

from __future__ import annotations

import io
import math
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from mediation_desk.signatures.authority import Authority
from mediation_desk.signatures.claims import SignatureClaim
from mediation_desk.signatures.credentials import Credential, KeySigner
from mediation_desk.signatures.fields import SignBox
from mediation_desk.signatures.ink import bind
from mediation_desk.signatures.lettering import Lettering
from mediation_desk.signatures.pades import confirm_by_seal, sign_with_ink
from mediation_desk.signatures.revisions import sha256
from mediation_desk.signatures.verdict import RegisterEntry
from mediation_desk.terms.ink import Ink, InkPoint

OPENED = datetime(2026, 3, 1, 9, 0)
FIRST_SIGNING = datetime(2026, 3, 5, 10, 30)
BODY = "枫桥镇人民调解委员会"
LETTERS = "（）电子签章枫桥镇人民调解委员会扫描件与纸质原件核对一致。：0123456789年月日 𬱖"


class Randomness:
    """Repeatable bytes for serial numbers and nonces."""

    def __init__(self, seed: int) -> None:
        self._source = random.Random(seed)

    def __call__(self, count: int) -> bytes:
        return self._source.randbytes(count)


@dataclass
class Office:
    """Signs papers as the desk would."""

    authority: Authority
    seal: Credential
    lettering: Lettering
    randomness: Randomness
    witness_signer: KeySigner = field(init=False)
    seal_signer: KeySigner = field(init=False)

    def __post_init__(self) -> None:
        self.witness_signer, self.seal_signer = self.authority.witness.signer, self.seal.signer

    @property
    def roots(self) -> tuple[bytes, ...]:
        return (self.authority.root.der,)

    def claim(self, ink: Ink, frozen: bytes, key: str, at: datetime, **changes: object) -> SignatureClaim:
        nonce = self.randomness(16)
        stated: dict[str, object] = {
            "name": "张三",
            "capacity": "申请人",
            "for_whom": None,
            "document_hash": sha256(frozen),
            "case_number": "2026-0001",
            "version": 1,
            "nonce": nonce,
            "ink_seal": bind(ink, sha256(frozen), key, nonce, at),
        }
        return SignatureClaim(**{**stated, **changes})  # type: ignore[arg-type]

    def sign(
        self,
        current: bytes,
        frozen: bytes,
        key: str,
        ink: Ink,
        at: datetime = FIRST_SIGNING,
        **changes: object,
    ) -> bytes:
        claim = self.claim(ink, frozen, key, at, **changes)
        return sign_with_ink(current, key, ink, claim, self.witness_signer, at, self.lettering)

    def confirm(self, current: bytes, at: datetime = FIRST_SIGNING + timedelta(days=5)) -> bytes:
        return confirm_by_seal(
            current, "seal", BODY, self.seal_signer, at, self.lettering, case_number="2026-0001", version=1
        )


def recorded(pdf: bytes, frozen: bytes, signers: tuple[str, ...]) -> RegisterEntry:
    """What the office recorded of its one case."""
    return RegisterEntry(
        whole_hash=sha256(pdf),
        frozen_hash=sha256(frozen),
        signers=signers,
        title="人民调解协议书",
        case_number="2026-0001",
        version=1,
    )


def bar_font() -> bytes:
    """A font made for the tests: a bar for each character, enough to see that words are drawn and found again."""
    names = {ord(char): f"u{ord(char):X}" for char in set(LETTERS)}
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap(names)
    builder.setupGlyf({name: _bar() for name in [".notdef", *names.values()]})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *names.values()], (1000, 100)))
    builder.setupHorizontalHeader(ascent=900, descent=-100)
    builder.setupNameTable({"familyName": "Bars", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _bar() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    pen.qCurveTo((80, 400), (100, 800))
    pen.lineTo((900, 800))
    pen.lineTo((900, 0))
    pen.closePath()
    return pen.glyph()


def rendered(text: str, pages: int = 2) -> bytes:
    """A plain paper with an embedded font; the same text gives the same bytes."""
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    out = io.BytesIO()
    sheet = canvas.Canvas(out, invariant=1, initialFontName="Vera")
    for number in range(1, pages + 1):
        sheet.setFont("Vera", 12)
        sheet.drawString(72, 760, f"{text} Page {number}.")
        sheet.showPage()
    sheet.save()
    return out.getvalue()


SIGNERS = ("applicant", "respondent", "guardian", "mediator")


def boxes(signers: tuple[str, ...] = SIGNERS, page: int = 1) -> list[SignBox]:
    """Boxes one below the other, the seal's last."""
    keys = (*signers, "seal")
    return [
        SignBox(key=key, page=page, x=100, y=600 - 60 * row, width=180, height=46, seal=key == "seal")
        for row, key in enumerate(keys)
    ]


def drawn(device: str = "pen", *, pressure: bool = True, waves: float = 8.0, points: int = 120) -> Ink:
    """A hand that draws a wave and a dot."""
    wave = tuple(
        InkPoint(
            0.1 + 0.7 * step / points,
            0.2 + 0.1 * math.sin(step / waves),
            step * 8,
            0.3 + 0.4 * abs(math.sin(step / 20)) if pressure else None,
        )
        for step in range(points)
    )
    dot = (InkPoint(0.85, 0.1, points * 8 + 200, 0.5 if pressure else None),)
    return Ink((wave, dot), device, 0.4)


HANDS = (
    drawn("pen"),
    drawn("touch", pressure=False, waves=6.0),
    drawn("mouse", pressure=False, waves=11.0),
    drawn("pen", waves=5.0, points=300),
)
