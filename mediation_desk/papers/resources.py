"""Where the templates and the fonts are: handed in, never looked up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from .pictured import CharacterPicture


@dataclass(frozen=True, slots=True)
class Resources:
    """The two folders that a paper is made from, and what the office adds."""

    papers: Path
    fonts: Path
    pictures: tuple[CharacterPicture, ...] = ()
    """Characters that the office draws itself, for no font has them."""

    @classmethod
    def under(cls, root: Path) -> Self:
        """The folders in the product's own resources."""
        return cls(papers=root / "papers", fonts=root / "fonts")
