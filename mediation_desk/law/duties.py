"""What an agreement makes people pay: amounts that show how they were computed, and sums that must agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal

ROUNDINGS: Final = {"half_up": "四舍五入到分", "down": "舍去不足一分", "up": "不足一分按一分"}
_WHOLE: Final = Decimal(100)


@dataclass(frozen=True, slots=True)
class Computation:
    """An amount and the line that shows how it came about."""

    amount: Money
    line: str


def compute(
    base: Money,
    *,
    quantity: Decimal = Decimal(1),
    share: Decimal = _WHOLE,
    rounding: str = "half_up",
    paid: Money | None = None,
) -> Computation:
    """base × quantity × share (percent), rounded to the 分, less what was paid already."""
    _check_factors(quantity, share, rounding)
    exact = Fraction(base.fen) * Fraction(quantity) * Fraction(share) / 100
    amount = Money(_rounded(exact, rounding))
    line = f"{base.figures}元{_times(quantity, share)}＝{amount.figures}元"
    if exact != amount.fen:
        line += f"（{ROUNDINGS[rounding]}）"
    if paid is None or not paid.fen:
        return Computation(amount, line)
    if paid > amount:
        raise Refusal("duty.paid_more_than_owed", field="paid", paid=paid.figures, amount=amount.figures)
    rest = amount - paid
    return Computation(rest, f"{line}，扣除已付{paid.figures}元，应付{rest.figures}元")


def split(total: Money, shares: Sequence[Decimal], odd_fen_to: int) -> tuple[Money, ...]:
    """A total by shares that make 100; whoever stands at `odd_fen_to` bears the odd 分, so the parts make the total."""
    _check_shares(shares)
    if not 0 <= odd_fen_to < len(shares):
        raise Refusal("share.odd_fen_unassigned", field="odd_fen_to", parts=len(shares))
    parts = [_rounded(Fraction(total.fen) * Fraction(share) / 100, "down") for share in shares]
    parts[odd_fen_to] += total.fen - sum(parts)
    return tuple(Money(part) for part in parts)


def check_instalments(total: Money, amounts: Sequence[Money], field: str) -> None:
    """Refuse instalments that do not make the total, or one of nothing."""
    if any(not amount.fen for amount in amounts):
        raise Refusal("duty.instalment_of_nothing", field=field)
    _check_sum("duty.instalments_do_not_add_up", total, amounts, field)


def check_payees(total: Money, amounts: Sequence[Money], field: str) -> None:
    """Refuse beneficiaries' parts that do not make the total."""
    _check_sum("duty.payees_do_not_add_up", total, amounts, field)


def _check_shares(shares: Sequence[Decimal]) -> None:
    """Shares make 100 percent, and none is outside 0 to 100."""
    if any(not 0 <= share <= _WHOLE for share in shares):
        raise Refusal("share.out_of_range", field="shares")
    if sum(shares) != _WHOLE:
        raise Refusal("share.not_hundred", field="shares", sum=_plain(Decimal(sum(shares))))


def _check_factors(quantity: Decimal, share: Decimal, rounding: str) -> None:
    if quantity <= 0:
        raise Refusal("duty.quantity_not_positive", field="quantity")
    if not 0 <= share <= _WHOLE:
        raise Refusal("share.out_of_range", field="share")
    if rounding not in ROUNDINGS:
        raise Refusal("duty.rounding_unknown", field="rounding", rounding=rounding)


def _rounded(exact: Fraction, rounding: str) -> int:
    if rounding == "down":
        return exact.numerator // exact.denominator
    if rounding == "up":
        return -(-exact.numerator // exact.denominator)
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)


def _times(quantity: Decimal, share: Decimal) -> str:
    return (f"×{_plain(quantity)}" if quantity != 1 else "") + (f"×{_plain(share)}%" if share != _WHOLE else "")


def _plain(number: Decimal) -> str:
    """Without an exponent and without zeros at the end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _check_sum(code: str, total: Money, amounts: Sequence[Money], field: str) -> None:
    found = sum(amount.fen for amount in amounts)
    if found != total.fen:
        off = Money(abs(total.fen - found)).figures
        raise Refusal(code, field=field, total=total.figures, sum=Money(found).figures, difference=off)
