"""A JPEG as it came, without anything but the picture: drawn and packed again, a signed scan would lose by it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_MARK, _START, _END, _SCAN = 0xFF, 0xD8, 0xD9, 0xDA
_KEPT: Final = frozenset({0xC0, 0xC1, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD})
"""Sizes, tables and the lines of the picture. Left out: where it was taken, by whom, a smaller picture, words."""
_ADOBE: Final = bytes((_MARK, 0xEE)) + (14).to_bytes(2) + b"Adobe"
"""How the colours are meant; without it they would come out wrong."""
_ALONE: Final = frozenset({0x00, 0x01, *range(0xD0, 0xD8)})
"""Marks without a length: data that looks like one, and the places to start again from."""


def picture_only(data: bytes) -> bytes | None:
    """The same picture with every other part and whatever follows it left out; None for what is laid out otherwise."""
    parts = list(_parts(data))
    if not parts or parts[-1] != bytes((_MARK, _END)):
        return None
    return b"".join((bytes((_MARK, _START)), *parts))


def _parts(data: bytes) -> Iterator[bytes]:
    """The parts that are kept, up to the end of the picture; nothing more where something cannot be followed."""
    place = 2
    while place + 4 <= len(data) or data[place : place + 2] == bytes((_MARK, _END)):
        if data[place] != _MARK:
            return
        mark = data[place + 1]
        if mark == _END:
            yield data[place : place + 2]
            return
        length = 2 + int.from_bytes(data[place + 2 : place + 4])
        end = _end_of_scan(data, place + length) if mark == _SCAN else place + length
        if mark in _KEPT or data.startswith(_ADOBE, place):
            yield data[place:end]
        place = end


def _end_of_scan(data: bytes, place: int) -> int:
    """Where the next part begins."""
    while True:
        place = data.find(_MARK, place)
        if place < 0 or place + 1 >= len(data):
            return len(data)
        if data[place + 1] not in _ALONE:
            return place
        place += 2
