"""A real case to look at, with nobody in it to be known: people, numbers, places and telephones have stand-ins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_NAMES: Final = frozenset(
    {
        *("name", "payer", "account_holder", "recorder", "registrar", "server", "receiver", "giver", "witness"),
        *("visitor", "visitors", "payee", "reporter", "addressee", "applicant", "discloser", "party", "opposite"),
        *("legal_representative", "handler", "by", "objector", "referred_by", "signer_names", "debtors"),
        *("beneficiaries", "attending", "invited", "mediators"),
    }
)
"""Keys under which somebody is named."""
_BODIES: Final = frozenset({"office", "body", "paper"})
"""Parts that name the office and the body only."""
_PLACES: Final = frozenset({"address", "place"})
_NUMBERS: Final = re.compile(r"\d{17}[\dXx]|[0-9A-HJ-NPQRTUWXY]{18}|1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{15,19}")
_SHORT: Final = 2
_PLACE: Final = "某县某镇某村某号"
_ORGANISATION: Final = re.compile("公司|委员会|合作社|法院|局|厂|店|中心|医院|学校|银行|村|社区|所$")


def with_stand_ins(context: Mapping[str, Any]) -> dict[str, Any]:
    """The context with every name, number, telephone and address replaced wherever it occurs."""
    told = {part: value for part, value in context.items() if part not in _BODIES}
    names = {name.strip() for name in _under(told, _NAMES) if len(name.strip()) > 1} - set(_bodies(context))
    places = {place.strip() for place in _under(told, _PLACES) if len(place.strip()) > 2}
    stand_ins = dict.fromkeys(places, _PLACE) | _people(names, _region(context))
    known = re.compile("|".join(map(re.escape, sorted(stand_ins, key=lambda one: (-len(one), one)))) or "(?!)")
    return {part: _put(value, known, stand_ins) for part, value in context.items()}


def _people(names: Iterable[str], region: str) -> dict[str, str]:
    """甲某某, 乙某单位, …: the same person is the same everywhere; a company also by what it is called for short."""
    chosen = {}
    for number, name in enumerate(sorted(names)):
        stem = _STEMS[number % len(_STEMS)] + (str(number // len(_STEMS)) if number >= len(_STEMS) else "")
        if not _ORGANISATION.search(name):
            chosen[name] = f"{stem}某某"
            continue
        chosen[name], short = f"{stem}某单位", name.removeprefix(region)[:_SHORT]
        if len(name) > len(region) + 2 * _SHORT:
            chosen.setdefault(short, f"{stem}某")
    return chosen


def _region(context: Mapping[str, Any]) -> str:
    office = context.get("office")
    return str(office.get("region") or "") if isinstance(office, Mapping) else ""


def _bodies(context: Mapping[str, Any]) -> Iterator[str]:
    for part in ("office", "body"):
        held = context.get(part)
        if isinstance(held, Mapping) and held.get("name"):
            yield str(held["name"])


def _under(value: Any, keys: frozenset[str], named: bool = False) -> Iterator[str]:
    """Every text under one of the keys, single or in a list."""
    if isinstance(value, str):
        if named:
            yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _under(item, keys, key in keys)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _under(item, keys, named)


def _put(value: Any, known: re.Pattern[str], stand_ins: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return _NUMBERS.sub(lambda found: "*" * len(found[0]), known.sub(lambda found: stand_ins[found[0]], value))
    if isinstance(value, Mapping):
        return {key: item if key in _KEYS else _put(item, known, stand_ins) for key, item in value.items()}
    return [_put(item, known, stand_ins) for item in value] if isinstance(value, list | tuple) else value


_KEYS: Final = frozenset({"id", "key", "for_party", "for_parties", "kind", "side", "role", "code", "figures", "words"})
"""What ties rows together or is money: no reader knows anybody by it."""
