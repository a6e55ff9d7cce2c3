"""Handwriting: what counts as a signature, what it is bound to, and how it is drawn."""

from __future__ import annotations

from .binding import InkSeal, bind, canonical, check
from .drawing import Frame, pdf_operators, png, svg_path
from .strokes import LARGEST_POINTS, require_signature

__all__ = [
    "LARGEST_POINTS",
    "Frame",
    "InkSeal",
    "bind",
    "canonical",
    "check",
    "pdf_operators",
    "png",
    "require_signature",
    "svg_path",
]
