"""Steps for every row of a table: ids of their own, entries in every text, and each fault with the path of its row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from mediation_desk.acts.ending import EndTrack
from mediation_desk.acts.performance import RecordPerformance
from mediation_desk.exchange.scripts import Script, parse_script, script_schema
from mediation_desk.terms.money import Money
from mediation_desk.words.refusals import sentence

HOUSES = [{"key": "h1", "sum": "10.50", "day": "2026-05-29"}, {"key": "h2", "sum": "7.00", "day": "2026-05-30"}]


def _pay(**changes: Any) -> dict[str, Any]:
    fields = {"track": "#t-{key}", "id": "#pay-{key}", "instalment": "#i-{key}", "amount": "{sum}", "payer": "户{key}"}
    return {"for_each": "houses", "act": "record_performance", "on": "{day}", "fields": fields, **changes}


def _document(*acts: dict[str, Any], houses: list[dict[str, str]] | None = None) -> dict[str, Any]:
    tables = {"houses": HOUSES if houses is None else houses}
    return {"format": "mediation-desk/script", "version": 1, "name": "T", "tables": tables, "acts": list(acts)}


def _script(*acts: dict[str, Any]) -> Script:
    script, problems = parse_script(_document(*acts), "t.json", Path())
    assert problems == ()
    assert script is not None
    return script


def _faults(document: dict[str, Any]) -> list[tuple[str, str]]:
    script, problems = parse_script(document, "t.json", Path())
    assert script is None
    assert all(sentence(problem.refusal).endswith("。") for problem in problems)
    return [(problem.path, problem.refusal.code) for problem in problems]


def test_that_a_row_fills_every_text_of_the_step() -> None:
    script = _script(_pay())
    acts = [step.act for step in script.steps]
    assert all(isinstance(act, RecordPerformance) for act in acts)
    assert [(act.amount, act.payer) for act in acts] == [  # type: ignore[attr-defined]
        (Money.parse("10.50"), "户h1"),
        (Money.parse("7.00"), "户h2"),
    ]
    assert [step.on.isoformat() for step in script.steps] == ["2026-05-29", "2026-05-30"]
    assert [step.where for step in script.steps] == [
        "$.acts[0] ($.tables.houses[0])",
        "$.acts[0] ($.tables.houses[1])",
    ]


def test_that_an_acts_id_follows_its_step_and_the_rows_key_not_its_place() -> None:
    given = _document(_pay(id="pay"))
    turned = _document(_pay(id="pay"), houses=HOUSES[::-1])
    ids = [{s.act_id for s in parse_script(d, "t.json", Path())[0].steps} for d in (given, turned)]  # type: ignore[union-attr]
    assert ids[0] == ids[1]
    assert len(ids[0]) == 2


def test_that_braces_mean_nothing_where_there_is_no_table() -> None:
    end = {"act": "end_track", "on": "2026-05-29", "fields": {"track": "#t", "reason": "deadlock", "note": "{key}"}}
    (step,) = _script(end).steps
    assert isinstance(step.act, EndTrack)
    assert step.act.note == "{key}"


@pytest.mark.parametrize(
    ("change", "path", "code"),
    [
        ({"for_each": "barns"}, "$.acts[0].for_each", "script.table_unknown"),
        ({"on": "{date}"}, "$.acts[0] ($.tables.houses[0])", "script.column_unknown"),
        ({"on": "{sum}"}, "$.acts[0].on ($.tables.houses[0])", "date.impossible"),
        (
            {"fields": {"track": "#t-{key}", "id": "#p", "amount": "a{sum}"}},
            "$.acts[0].fields.amount ($.tables.houses[0])",
            "script.does_not_fit",
        ),
        (
            {"fields": {"track": "#t-{key}", "id": "#p", "sum": "{sum}"}},
            "$.acts[0].fields ($.tables.houses[0])",
            "script.does_not_fit",
        ),
        ({"act": "pay"}, "$.acts[0].act", "script.does_not_fit"),
    ],
)
def test_that_a_fault_is_told_with_its_place_in_step_and_table(change: dict[str, Any], path: str, code: str) -> None:
    assert (path, code) in _faults(_document(_pay(**change)))


@pytest.mark.parametrize(
    ("houses", "path"),
    [
        ([{"sum": "1.00"}], "$.tables.houses[0]"),
        ([{"key": "a b", "sum": "1.00"}], "$.tables.houses[0].key"),
        ([{"key": "h1", "sum": 1}], "$.tables.houses[0].sum"),
        ([*HOUSES, HOUSES[0]], "$.tables.houses[2].key"),
    ],
)
def test_that_a_table_has_rows_of_text_with_keys_of_their_own(houses: list[Any], path: str) -> None:
    assert path in [place for place, _ in _faults(_document(_pay(), houses=houses))]


def test_that_the_published_schema_knows_steps_for_every_row() -> None:
    valid = Draft202012Validator(script_schema())
    assert valid.is_valid(_document(_pay()))
    assert not valid.is_valid(_document(_pay(for_each=3)))
    assert not valid.is_valid(_document(_pay(rows=[])))
