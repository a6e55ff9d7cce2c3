"""Genuine signed papers of every shape, each from a number: the same number, the same paper."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Final

import pikepdf
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas

from mediation_desk.signatures.fields import SignBox, freeze
from mediation_desk.signatures.pades import confirm_by_seal
from mediation_desk.signatures.revisions import frozen_part, sha256
from mediation_desk.signatures.scan import seal_scan
from mediation_desk.signatures.verdict import RegisterEntry
from tests.signatures.signing_office import BODY, Office, drawn

NAMES: Final = (
    "王有田",
    "阿依古丽·买买提",
    "张䶮",
    "李㛃",
    "赵𬱖",
    "钱𡋾",
    "欧阳〇",
    "O'Neill (a\\b)",
    "<孙&二>",
    "周\u200d吴",
    "Ж. Иванов",
    "临溪县鸿达建筑劳务有限公司",
)
CAPACITIES: Final = ("申请人", "被申请人", "委托代理人", "法定代理人", "调解员", "记录人", "见证人", "法定代表人")
RARE_BODY: Final = "枫桥镇𬱖人民调解委员会"
_MOST: Final = 9
_LARGE: Final = 3_000_000


@dataclass(frozen=True)
class Genuine:
    """A paper, what the register says of it, and how many signatures there are."""

    pdf: bytes
    register: RegisterEntry
    signatures: int


def genuine(number: int, office: Office, rare: Office) -> Genuine:
    """Paper number so and so. `rare` is the same office with a body of a rare name."""
    source = Random(number)
    signing = rare if source.random() < 0.1 else office
    if source.random() < 0.1:
        return _copy(source, signing)
    hands = tuple(f"s{place}" for place in range(1, source.randint(1, _MOST) + 1))
    frozen = _frozen(source, hands, large=source.random() < 0.03)
    at = datetime(2026, 3, 2, 9) + timedelta(minutes=source.randrange(500_000))
    case, version = f"（2026）枫调字第{number}号", source.randint(1, 4)
    current = frozen
    for place, key in enumerate(hands):
        current = _signed(current, frozen, key, source, signing, at + timedelta(hours=place), (case, version))
    sealed = source.random() < 0.7
    if sealed:
        body = RARE_BODY if signing is rare else BODY
        moment = at + timedelta(days=1)
        current = confirm_by_seal(
            current, "seal", body, signing.seal_signer, moment, signing.lettering, case_number=case, version=version
        )
    signers = (*hands, *(["seal"] if sealed else []))
    return _with_register(current, signers, case, version)


def _signed(
    current: bytes,
    frozen: bytes,
    key: str,
    source: Random,
    office: Office,
    at: datetime,
    what: tuple[str, int],
) -> bytes:
    device = source.choice(("pen", "touch", "mouse"))
    ink = drawn(device, pressure=device == "pen", waves=source.uniform(4, 12), points=source.choice((20, 120, 600)))
    return office.sign(
        current,
        frozen,
        key,
        ink,
        at,
        name=source.choice(NAMES),
        capacity=source.choice(CAPACITIES),
        for_whom=source.choice((None, None, source.choice(NAMES))),
        case_number=what[0],
        version=what[1],
    )


def _copy(source: Random, office: Office) -> Genuine:
    """A scan that the body has sealed as a true copy."""
    pages = [
        Image.effect_noise((620, 877), source.randint(10, 90)).convert(source.choice(("L", "RGB")))
        for _ in range(source.randint(1, 4))
    ]
    scan = io.BytesIO()
    pages[0].save(scan, "PDF", save_all=True, append_images=pages[1:])
    at = datetime(2026, 4, 1) + timedelta(minutes=source.randrange(300_000))
    case, version = f"（2026）枫调字第{source.randrange(9999)}号", source.randint(1, 4)
    copy = seal_scan(scan.getvalue(), BODY, office.seal_signer, at, office.lettering, case_number=case, version=version)
    return _with_register(copy.pdf, ("true_copy",), case, version)


def _with_register(pdf: bytes, signers: tuple[str, ...], case: str, version: int) -> Genuine:
    entry = RegisterEntry(
        whole_hash=sha256(pdf),
        frozen_hash=sha256(frozen_part(pdf)),
        signers=signers,
        title="协议书",
        case_number=case,
        version=version,
    )
    return Genuine(pdf, entry, len(signers))


def _frozen(source: Random, hands: tuple[str, ...], *, large: bool) -> bytes:
    pages = source.randint(1, 12)
    made = _rendered(source, pages)
    packed = source.random() < 0.5
    if large or packed:
        made = _saved(made, source, large=large, packed=packed)
    at = source.randrange(pages)
    keys = (*hands, "seal")
    boxes = [
        SignBox(key, at, 60 + 260 * (row % 2), 640 - 60 * row, 200, source.choice((24, 46)), seal=key == "seal")
        for row, key in enumerate(keys)
    ]
    return freeze(made, [replace(box, y=max(box.y, 20.0)) for box in boxes])


def _rendered(source: Random, pages: int) -> bytes:
    pdfmetrics.registerFont(TTFont("Vera", "Vera.ttf"))
    out = io.BytesIO()
    sheet = canvas.Canvas(out, invariant=1, initialFontName="Vera", pageCompression=source.randint(0, 1))
    for number in range(1, pages + 1):
        sheet.setFont("Vera", 12)
        sheet.drawString(72, 760, f"Case {source.randrange(10**9)}, page {number} /Contents (x) startxref 12 %%EOF")
        sheet.showPage()
    sheet.save()
    return out.getvalue()


def _saved(pdf: bytes, source: Random, *, large: bool, packed: bool) -> bytes:
    """As the renderer's last step writes it: tables as streams, objects packed; some papers hold large pictures."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as book:
        if large:
            picture = pikepdf.Stream(book, source.randbytes(_LARGE))
            book.pages[0].obj.Resources.XObject = pikepdf.Dictionary(Im=book.make_indirect(picture))
        mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
        book.save(out, object_stream_mode=mode, deterministic_id=True)
    return out.getvalue()
