"""Numbers that name a person or a body, and what they say: resident identity number, unified credit code, telephone."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from mediation_desk.terms.refusal import Refusal

from .codes import CodeList

_ID_WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECKS: Final = "10X98765432"
_OLDEST_YEARS: Final = 130
_HONG_KONG_MACAO_TAIWAN: Final = ("81", "82", "83")

_CODE_ALPHABET: Final = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGAN_WEIGHTS: Final = (3, 7, 9, 10, 5, 8, 4, 2)
_MOBILE: Final = re.compile(r"1[3-9]\d{9}")
_LANDLINE: Final = re.compile(r"0\d{2,3}\d{7,8}")


@dataclass(frozen=True, slots=True)
class ResidentId:
    """What a resident identity number says. `warnings` are codes that a person may look at; none of them refuses."""

    number: str
    birth: date
    sex: str
    area: str
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CreditCode:
    """What a unified social credit code says: the registering department, the kind of body, the area."""

    number: str
    department: str
    category: str
    area: str
    organisation: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number without blanks and dashes."""

    number: str
    kind: str  # mobile | landline


def resident_id(text: str, today: date, *, field: str = "id_number", areas: Collection[str] = ()) -> ResidentId:
    """Read a number of 18 or (old) 15 places; an unknown area only warns, because counties are merged."""
    number = text.strip().upper()
    if not re.fullmatch(r"[0-9]{15}|[0-9]{17}[0-9X]", number):
        raise Refusal("identity.id_number_form", field=field, text=text.strip())
    old = len(number) == 15
    if not old and resident_check(number[:17]) != number[17]:
        raise Refusal("identity.id_number_check", field=field, text=number)
    birth = _birth("19" + number[6:12] if old else number[6:14], today, field)
    serial = number[-1] if old else number[16]
    return ResidentId(number, birth, "男" if int(serial) % 2 else "女", number[:6], _warnings(number, areas))


def resident_check(body: str) -> str:
    """The check character of the first 17 places (ISO 7064 MOD 11-2)."""
    return _ID_CHECKS[sum(weight * int(digit) for weight, digit in zip(_ID_WEIGHTS, body, strict=True)) % 11]


def _birth(digits: str, today: date, field: str) -> date:
    try:
        birth = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Refusal("identity.birth_impossible", field=field, digits=digits) from None
    require_believable(birth, today, field=field)
    return birth


def require_believable(birth: date, today: date, *, field: str) -> None:
    """Refuse a birth in the future, or so long ago that nobody is as old."""
    if birth > today:
        raise Refusal("identity.birth_in_future", field=field, birth=birth)
    if age_on(birth, today) > _OLDEST_YEARS:
        raise Refusal("identity.birth_too_long_ago", field=field, birth=birth)


def _warnings(number: str, areas: Collection[str]) -> tuple[str, ...]:
    if len(number) == 15:
        return ("identity.old_number",)
    if number[0] == "9":
        return ("identity.foreign_resident",)
    if number[:2] in _HONG_KONG_MACAO_TAIWAN:
        return ("identity.hong_kong_macao_taiwan",)
    return ("identity.area_unknown",) if areas and number[:6] not in areas else ()


def age_on(birth: date, day: date) -> int:
    """Full years on a day; who is born on 29 February grows older on 1 March of a common year."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def credit_code(text: str, *, field: str = "credit_code") -> CreditCode:
    """Read a unified social credit code and hold both of its check characters (GB 32100, GB 11714)."""
    number = text.strip().upper()
    if len(number) != 18 or any(character not in _CODE_ALPHABET for character in number):
        raise Refusal("identity.credit_code_form", field=field, text=text.strip())
    if organisation_check(number[8:16]) != number[16]:
        raise Refusal("identity.credit_code_inner_check", field=field, text=number)
    if credit_check(number[:17]) != number[17]:
        raise Refusal("identity.credit_code_check", field=field, text=number)
    return CreditCode(number, number[0], number[:2], number[2:8], number[8:17])


def credit_code_words(code: CreditCode, bodies: CodeList) -> str:
    """市场监督管理部门登记的企业: what the first two places say; empty where the list does not know them."""
    known = {one.code: one.words for one in bodies.codes}
    return "的".join(words for words in (known.get(code.department), known.get(code.category)) if words)


def organisation_check(body: str) -> str:
    """The check character of an organisation code's first eight places."""
    total = sum(weight * int(character, 36) for weight, character in zip(_ORGAN_WEIGHTS, body, strict=True))
    return "0123456789X0"[11 - total % 11]


def credit_check(body: str) -> str:
    """The check character of a credit code's first 17 places: weights are powers of three modulo 31."""
    total = sum(3**place * _CODE_ALPHABET.index(character) for place, character in enumerate(body))
    return _CODE_ALPHABET[-total % 31]


def phone(text: str, *, field: str = "phone") -> Phone:
    """Read a mobile number or a land line with its area code."""
    number = re.sub(r"[\s\-－()（）]", "", text).removeprefix("+86")
    if _MOBILE.fullmatch(number):
        return Phone(number, "mobile")
    if _LANDLINE.fullmatch(number):
        return Phone(number, "landline")
    raise Refusal("identity.phone_form", field=field, text=text.strip())
