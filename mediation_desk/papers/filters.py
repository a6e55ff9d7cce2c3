"""What templates can do with a value: Chinese dates and numerals, money in figures and words, lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from markupsafe import Markup

from . import catalogue

_DIGITS = "零一二三四五六七八九"
_PLACES = ((1000, "千"), (100, "百"), (10, "十"))
_LINE_ENDS = ("\r\n", "\r", "\u2028", "\u2029")
BLANK_DATE: Final = "\u3000\u3000年\u3000月\u3000日"
SEALS: Final = frozenset({"body_seal", "party_seal", "office_seal", "court_seal"})
_FOR_ANOTHER: Final = frozenset({"agent", "guardian", "representative"})


def is_empty(value: object) -> bool:
    """Nothing to print: none, no characters, no items. A fact that is missing altogether raises."""
    return value is None or (hasattr(value, "__len__") and not value)


def cn_date(value: str | None, blank: str = BLANK_DATE) -> str:
    """2026年9月1日; a place to write a date where there is none."""
    if is_empty(value):
        return blank
    day = date.fromisoformat(str(value)[:10])
    return f"{day.year}年{day.month}月{day.day}日"


def cn_month(value: str | None) -> str:
    """1968年3月."""
    return "" if is_empty(value) else cn_date(value).partition("月")[0] + "月"


def cn_datetime(value: str | None) -> str:
    """2026年9月1日9时05分, by the 24 hours of the clock."""
    if is_empty(value):
        return "\u3000\u3000年\u3000月\u3000日\u3000时\u3000分"
    moment = datetime.fromisoformat(str(value))
    return f"{moment.year}年{moment.month}月{moment.day}日{moment.hour}时{moment.minute:02d}分"


def numeral(number: int) -> str:
    """一, 十, 十二, 二十, 一百零五."""
    if not 0 <= number < 10000:
        return str(number)
    words, rest, skipped = "", number, False
    for place, name in _PLACES:
        digit, rest = divmod(rest, place)
        if digit:
            words += ("零" if skipped else "") + _DIGITS[digit] + name
        skipped = not digit and bool(words)
    if rest or not words:
        words += ("零" if skipped else "") + _DIGITS[rest]
    return words[1:] if words.startswith("一十") else words


def ordinal(number: int) -> str:
    """第一, 第十二."""
    return "第" + numeral(number)


def money(amount: Mapping[str, Any] | None) -> str:
    """人民币捌仟元整（¥8,000.00）: both come from one integer."""
    if is_empty(amount) or amount is None:
        return "人民币\u3000\u3000\u3000\u3000元（¥\u3000\u3000\u3000\u3000）"
    return f"{amount['words']}（¥{amount['figures']}）"


def figures(amount: Mapping[str, Any] | None) -> str:
    """¥8,000.00, for columns of a table."""
    return "" if is_empty(amount) or amount is None else f"¥{amount['figures']}"


def lines(text: str | None) -> list[str]:
    """The lines of a text that are not empty, without the indentation that somebody typed."""
    if is_empty(text):
        return []
    plain = str(text)
    for end in _LINE_ENDS:
        plain = plain.replace(end, "\n")
    return [line.strip(" \t\u3000") for line in plain.split("\n") if line.strip(" \t\u3000")]


def either(value: object, otherwise: object = "") -> object:
    """The value, or something else where there is nothing to print."""
    return otherwise if is_empty(value) else value


def fill(value: object, chars: int = 8) -> object:
    """The value, or a line to write on where there is nothing to print."""
    return Markup(f'<blank chars="{int(chars)}"/>') if is_empty(value) else value


def nothing_for_none(value: object) -> object:
    """What an empty fact prints."""
    return "" if value is None else value


def names(values: Iterable[str] | None) -> str:
    """张三、李四."""
    return "" if is_empty(values) or values is None else "、".join(values)


def ended(text: str | None) -> str:
    """A sentence with its full stop, once; after a line to write on too."""
    if isinstance(text, Markup):
        return text + "。"
    words = "" if is_empty(text) else str(text).rstrip()
    return words if not words or words[-1] in "。！？；：”’）" else words + "。"


def is_seal(signer: Mapping[str, Any]) -> bool:
    """Whether a seal goes into the place."""
    return signer["role"] in SEALS


def sign_label(signer: Mapping[str, Any], parties: Sequence[Mapping[str, Any]] = ()) -> str:
    """What stands beside a signature's place: who, as what, and for whom."""
    label, name = str(signer["label"]), signer["name"]
    if is_seal(signer):
        return label if not name or name in label else f"{name}（印章）"
    whole = label if not name or name in label else f"{label}：{name}"
    principal = _principal(signer, parties)
    return f"{whole}（代{principal}）" if principal and principal not in whole else whole


def _principal(signer: Mapping[str, Any], parties: Sequence[Mapping[str, Any]]) -> str:
    if signer["role"] not in _FOR_ANOTHER or not signer["for_party"]:
        return ""
    return next((str(party["person"]["name"]) for party in parties if party["id"] == signer["for_party"]), "")


def fellows(relations: Sequence[Mapping[str, Any]], parties: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Elected representatives who are parties themselves: they are described once, as parties."""
    own = {party["person"]["id"] for party in parties}
    return [r for r in relations if r["kind"] == "representative" and r["person"]["id"] in own]


def first_chars(text: str | None, most: int) -> str:
    """As much of a text as a narrow place holds."""
    words = "" if text is None else str(text)
    return words if len(words) <= most else words[: most - 1] + "…"


def paper_title(code: str, kind: str) -> str:
    """What the paper of a code is called in one kind of mediation."""
    return catalogue.paper(code).title_for(kind)


FILTERS: Final[dict[str, Callable[..., object]]] = {
    "cn_date": cn_date,
    "cn_month": cn_month,
    "cn_datetime": cn_datetime,
    "numeral": numeral,
    "ordinal": ordinal,
    "money": money,
    "figures": figures,
    "lines": lines,
    "either": either,
    "fill": fill,
    "names": names,
    "ended": ended,
    "is_empty": is_empty,
    "is_seal": is_seal,
    "sign_label": sign_label,
    "fellows": fellows,
    "first_chars": first_chars,
    "paper_title": paper_title,
}
