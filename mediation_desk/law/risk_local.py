"""An office's own weights of risk as it keeps them: what no longer holds is set aside, and can be given up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Final

from mediation_desk.terms.refusal import Refusal

from .local_rules import SetAside
from .risk import RiskRules

RISK: Final = "risk"
"""The setting as a whole; one weight or one signal of it is risk:CODE."""


def stored_risk(rules: RiskRules, stored: object) -> tuple[RiskRules, tuple[SetAside, ...]]:
    """The rules with what still holds of the stored weights and of the signals left out, and what does not."""
    match stored:
        case None:
            return rules, ()
        case {"weights": dict(weights), "left_out": list(left_out)}:
            against = {id: _against(rules, {id: weight}, ()) for id, weight in weights.items()}
            against_out = {code: _against(rules, {}, (code,)) for code in left_out}
        case _:
            return rules, (SetAside(RISK, _unreadable(RISK)),)
    sound = {id: weight for id, weight in weights.items() if against[id] is None}
    out = [code for code in left_out if against_out[code] is None]
    lapsed = {**against_out, **{id: refusal for id, refusal in against.items() if refusal}}
    aside = (SetAside(_key(id), refusal) for id, refusal in lapsed.items() if refusal)
    return rules.with_local(sound, out), tuple(aside)


def risk_keys(stored: Mapping[str, Any] | None) -> frozenset[str]:
    """What of the stored setting can be given up."""
    if stored is None:
        return frozenset()
    return frozenset({RISK, *map(_key, (*stored.get("weights", ()), *stored.get("left_out", ())))})


def risk_without(stored: Mapping[str, Any], given_up: Collection[str]) -> dict[str, Any] | None:
    """The stored setting without what is given up; None when that is all of it."""
    if RISK in given_up:
        return None
    weights = {id: weight for id, weight in stored["weights"].items() if _key(id) not in given_up}
    return {
        **stored,
        "weights": weights,
        "left_out": [code for code in stored["left_out"] if _key(code) not in given_up],
    }


def _key(id: object) -> str:
    return f"{RISK}:{id}"


def _against(rules: RiskRules, weights: Mapping[str, object], left_out: Collection[object]) -> Refusal | None:
    """Why one stored weight or one signal left out no longer holds."""
    whole = {id: weight for id, weight in weights.items() if isinstance(weight, int)}
    codes = [code for code in left_out if isinstance(code, str)]
    for id in (*(weights.keys() - whole.keys()), *(code for code in left_out if code not in codes)):
        return _unreadable(_key(id))
    try:
        rules.with_local(whole, codes)
    except Refusal as refusal:
        return refusal
    return None


def _unreadable(key: str) -> Refusal:
    return Refusal("local.unreadable", key=key, field="risk")
