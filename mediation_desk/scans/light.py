"""What a scanner's lamp and a seal's red do to a page, undone."""

from __future__ import annotations

from typing import Final

from PIL import Image

_BLACKEST: Final = 0.0005
"""So much of every page is black, if only the code: more would take a seal for black where little is printed."""


def levelled(grey: Image.Image) -> Image.Image:
    """Paper white and print black, however bright the scanner's lamp is."""
    counts = grey.histogram()
    paper = max(range(96, 256), key=lambda shade: sum(counts[max(shade - 3, 0) : shade + 4]))
    black = next((shade for shade in range(256) if sum(counts[: shade + 1]) > sum(counts) * _BLACKEST), 0)
    black = min(black, paper - 40)
    return grey.point([min(255, max(0, round((shade - black) * 255 / (paper - black)))) for shade in range(256)])


def in_red_light(picture: Image.Image) -> Image.Image:
    """What a seal covers can be read through it: red ink is as white as paper."""
    return picture.getchannel("R") if picture.mode == "RGB" else picture.convert("L")


def cut(grey: Image.Image, shade: int) -> Image.Image:
    """Black what is darker than this shade, white everything else."""
    return grey.point([0 if here < shade else 255 for here in range(256)])
