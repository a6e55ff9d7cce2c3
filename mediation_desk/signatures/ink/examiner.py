"""The strokes of one signature for a forensic examiner: a ZIP file whose format is written down in docs/strokes.md.

Times and pressures of handwriting tell one person from another; whoever hands this out hands out biometric data.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from mediation_desk.terms.ink import Ink, InkPoint
from mediation_desk.terms.refusal import Refusal

from .binding import InkSeal, bind, canonical
from .drawing import Frame, svg_path
from .strokes import all_points, require_signature

FORMAT: Final = "mediation-desk-strokes-1"
_COLUMNS: Final = ("stroke", "point", "x", "y", "t_ms", "pressure", "tilt_x_deg", "tilt_y_deg")
LARGEST_BYTES: Final = 8 << 20
"""Of strokes.json: twenty thousand points are a third of it."""
_WIDTH_PT: Final = 600.0
_LONG_AGO: Final = (1980, 1, 1, 0, 0, 0)
"""ZIP files carry a time of their own; the same strokes shall be the same file."""


def examiner_file(
    ink: Ink,
    seal: InkSeal,
    *,
    document_hash: str,
    signer_key: str,
    nonce: bytes,
    signed_at: datetime,
    about: Mapping[str, object],
) -> bytes:
    """strokes.json, strokes.csv, drawing.svg and canonical.json. `about` says in words whose signature on what it is.

    ValueError where the strokes are not those that the seal was made with: such a file would prove the wrong thing.
    """
    if bind(ink, document_hash, signer_key, nonce, signed_at, seal.method) != seal:
        raise ValueError("the strokes are not those of the seal")
    bound = {
        "document_sha256": document_hash,
        "signer_key": signer_key,
        "nonce": nonce.hex(),
        "signed_at": signed_at.isoformat(),
        "method": seal.method,
        "digest": seal.digest,
    }
    told = {
        "format": FORMAT,
        "about": dict(about),
        "bound": bound,
        "device": ink.device,
        "aspect": ink.aspect,
        "measured": {
            "pressure": any(point.pressure is not None for point in all_points(ink)),
            "tilt": any(point.tilt_x is not None for point in all_points(ink)),
        },
        "strokes": [[_point(row) for row in rows] for rows in _rows(ink)],
    }
    return _zipped(
        {
            "strokes.json": json.dumps(told, ensure_ascii=False, indent=1).encode(),
            "strokes.csv": _table(ink),
            "drawing.svg": _drawing(ink),
            "canonical.json": canonical(ink, seal.method),
        }
    )


def ink_in(file: bytes) -> Ink:
    """The strokes of a file that `examiner_file` wrote. Refuses anything else; whose they are is not believed here."""
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as archive:
            entry = archive.getinfo("strokes.json")
            if entry.file_size > LARGEST_BYTES:
                raise ValueError("too large")
            told = json.loads(archive.read(entry))
        if told["format"] != FORMAT:
            raise ValueError("another format")
        strokes = tuple(tuple(_read_point(point) for point in stroke) for stroke in told["strokes"])
        ink = Ink(strokes, str(told["device"]), float(told["aspect"]))
    except (zipfile.BadZipFile, ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise Refusal("strokes.unreadable", field="strokes") from wrong
    require_signature(ink)
    return ink


def _read_point(point: Mapping[str, Any]) -> InkPoint:
    measured = (None if point[name] is None else float(point[name]) for name in _COLUMNS[5:])
    return InkPoint(float(point["x"]), float(point["y"]), int(point["t_ms"]), *measured)


def _rows(ink: Ink) -> list[list[tuple[float | int | None, ...]]]:
    return [[(p.x, p.y, p.t, p.pressure, p.tilt_x, p.tilt_y) for p in stroke] for stroke in ink.strokes]


def _point(row: tuple[float | int | None, ...]) -> dict[str, float | int | None]:
    return dict(zip(_COLUMNS[2:], row, strict=True))


def _table(ink: Ink) -> bytes:
    out = io.StringIO()
    lines = csv.writer(out, lineterminator="\r\n")
    lines.writerow(_COLUMNS)
    for stroke, rows in enumerate(_rows(ink), 1):
        lines.writerows((stroke, number, *row) for number, row in enumerate(rows, 1))
    return out.getvalue().encode()


def _drawing(ink: Ink) -> bytes:
    """The strokes where they were drawn on the pad, as wide as the pad was."""
    high = _WIDTH_PT * ink.aspect
    frame = Frame(0, 0, _WIDTH_PT, high)
    lines = "".join(
        f'<path d="{path}" stroke-width="{width}" fill="none" stroke="#101840" stroke-linecap="round"/>'
        for width, path in svg_path(ink, frame)
    )
    size = f'viewBox="0 0 {_WIDTH_PT:g} {high:g}" width="{_WIDTH_PT:g}" height="{high:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{lines}</svg>'.encode()


def _zipped(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _LONG_AGO), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
