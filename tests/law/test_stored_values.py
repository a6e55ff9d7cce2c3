"""An office's stored values of what is local: what can be read, what holds, and what is set aside."""

from __future__ import annotations

import pytest

from mediation_desk.law.local_rules import LocalLength, LocalText, SetAside, stored_lengths, stored_values
from mediation_desk.law.rulebook import RuleBook


def test_that_stored_lengths_are_read_and_broken_ones_named() -> None:
    stored = {
        "people.conclude": {"length": 20, "source": "某办法 3"},
        "school.conclude": {"length": 3, "source": "某条例", "unit": "months"},
        "people.visit": {"days": 10},
        "odd": "ten",
    }
    lengths, unreadable = stored_lengths(stored)
    assert lengths == {
        "people.conclude": LocalLength(20, "某办法 3"),
        "school.conclude": LocalLength(3, "某条例", "months"),
    }
    assert [(one.setting, one.refusal.code, one.refusal.facts["limit"]) for one in unreadable] == [
        ("people.visit", "limit.local_unreadable", "people.visit"),
        ("odd", "limit.local_unreadable", "odd"),
    ]


def test_that_stored_values_are_read_and_broken_ones_named() -> None:
    values, unreadable = stored_values({"series:a": {"value": "x", "source": "y"}, "copies:a": 3})
    assert values == {"series:a": LocalText("x", "y")}
    assert [(one.setting, one.refusal.code, one.refusal.facts["key"]) for one in unreadable] == [
        ("copies:a", "local.unreadable", "copies:a")
    ]


def test_that_what_no_longer_holds_is_set_aside_and_the_rest_is_used(rulebook: RuleBook) -> None:
    lengths = {"people.conclude": LocalLength(20, "某办法 3"), "confirm": LocalLength(10, "某办法 4")}
    values = {
        "standing:administrative.general": LocalText("open", "某法院答复"),
        "standing:people.vanished": LocalText("open", "某法院答复"),
    }
    own, aside = rulebook.with_sound_local(lengths, values)
    assert own.limit("people.conclude").length == 20 and own.limit("confirm").length == 30
    route = next(r for r in own.procedure("administrative.general").routes if r.id == "judicial_confirmation")
    assert route.standing == "open"
    assert {one.setting: one.refusal.code for one in aside} == {
        "confirm": "limit.not_local",
        "standing:people.vanished": "local.unknown",
    }


@pytest.mark.parametrize(
    ("stored", "length"),
    [
        ({"length": 20, "source": "某办法"}, LocalLength(20, "某办法")),
        ({"length": 3, "source": "某办法", "unit": "months"}, LocalLength(3, "某办法", "months")),
        ({"length": 3, "source": "某办法", "unit": 7}, LocalLength(3, "某办法")),
        ({"length": "20", "source": "某办法"}, None),
        ({"length": 20, "source": None}, None),
        ({"source": "某办法"}, None),
        (20, None),
    ],
)
def test_that_a_stored_length_is_read_or_set_aside(stored: object, length: LocalLength | None) -> None:
    read, aside = stored_lengths({"visit": stored})
    assert read == ({} if length is None else {"visit": length})
    unreadable = {"code": "limit.local_unreadable", "limit": "visit", "field": "local"}
    assert facts(aside) == ([] if length is not None else [("visit", unreadable)])


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ({"value": "x", "source": "y"}, LocalText("x", "y")),
        ({"value": 7, "source": "y"}, None),
        ({"value": "x", "source": 7}, None),
        ({"value": "x"}, None),
        ("x", None),
    ],
)
def test_that_a_stored_value_is_read_or_set_aside(stored: object, text: LocalText | None) -> None:
    read, aside = stored_values({"series:a": stored})
    assert read == ({} if text is None else {"series:a": text})
    unreadable = {"code": "local.unreadable", "key": "series:a", "field": "values"}
    assert facts(aside) == ([] if text is not None else [("series:a", unreadable)])


def facts(aside: tuple[SetAside, ...]) -> list[tuple[str, dict[str, object]]]:
    return [(one.setting, {"code": one.refusal.code, **one.refusal.facts}) for one in aside]
