"""Money is a whole number of 分 (1/100 yuan). Words in 大写 are derived from it elsewhere, never typed."""

from __future__ import annotations

import re
from functools import total_ordering

from .refusal import Refusal

_FIGURES = re.compile(r"^[¥￥]?\s*(\d{1,3}(?:[,，]\d{3})+|\d{1,15})(?:\.(\d{1,2}))?\s*元?$")
LARGEST_FEN = 10**15


@total_ordering
class Money:
    """An amount in 分; never negative, below ten trillion yuan.

    Not a dataclass, so that it travels as its figures and not as an object with a field.
    """

    __slots__ = ("_fen",)

    def __init__(self, fen: int) -> None:
        if not 0 <= fen < LARGEST_FEN:
            raise Refusal("money.out_of_range", fen=fen)
        self._fen = fen

    @property
    def fen(self) -> int:
        """The whole number of 分."""
        return self._fen

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money) and self._fen == other._fen

    def __lt__(self, other: Money) -> bool:
        return self._fen < other._fen

    def __hash__(self) -> int:
        return hash((Money, self._fen))

    def __repr__(self) -> str:
        return f"Money({self._fen})"

    @classmethod
    def parse(cls, text: str, field: str = "amount") -> Money:
        """Read what a person typed: 8000, 8,000.00, ¥8000.5. Refuses a third decimal rather than rounding it."""
        match = _FIGURES.match(text.strip())
        if match is None:
            raise Refusal("money.unreadable", field=field, text=text)
        yuan, fraction = match.group(1).replace(",", "").replace("，", ""), match.group(2) or ""
        return cls(int(yuan) * 100 + int(fraction.ljust(2, "0")))

    @property
    def figures(self) -> str:
        """As printed after ¥: 8,000.00."""
        return f"{self.fen // 100:,}.{self.fen % 100:02d}"

    def __add__(self, other: Money) -> Money:
        return Money(self.fen + other.fen)

    def __sub__(self, other: Money) -> Money:
        return Money(self.fen - other.fen)
