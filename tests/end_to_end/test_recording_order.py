"""The same facts in any lawful recording order give the same stages, dates and papers."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.acts.recorded import PauseClock, ResumeClock
from mediation_desk.exchange.scripts import Script, Step
from mediation_desk.facts.shapes import as_plain
from tests.support.worked_cases import WorkedOffice, found_office, scripts, without_refusals

pytestmark = pytest.mark.thorough

NAMES = ("C01", "C04", "C14")
AT_ANY_TIME = frozenset(
    {
        "record_session",
        "record_inquiry",
        "record_private_talk",
        "record_contact",
        "record_service",
        "record_outside",
        "record_performance",
        "record_visit",
        "meet_condition",
        "pause_clock",
        "resume_clock",
        "disclose",
        "tell_rights",
    }
)
"""Acts that another act waits for only where the procedure says so."""
LAST = frozenset({"issue_paper", "close_volume"})
AWAITED = frozenset({"extension", "electronic_form", "mediation"})
DAY = date(2027, 1, 15)


def is_free(step: Step) -> bool:
    act: Any = step.act
    if act.act_name == "record_consent":
        return bool(act.subject not in AWAITED)
    if act.act_name == "attach_file":
        return bool(act.kind != "scan")
    return act.act_name in AT_ANY_TIME


def facts_then_papers(script: Script) -> Script:
    """Every fact in the script's own order; then the papers, from the whole of the facts."""
    facts = [step for step in script.steps if step.act.act_name not in LAST]
    papers = [step for step in script.steps if step.act.act_name in LAST]
    return replace(script, steps=tuple(facts + papers))


def shuffled(script: Script, seed: int) -> Script:
    """Whatever may be recorded late is recorded at some later moment, in any order among itself."""
    dice = random.Random(seed)
    ordered = facts_then_papers(script).steps
    facts = [step for step in ordered if step.act.act_name not in LAST]
    keys = {
        step.path: dice.uniform(number, len(facts)) if is_free(step) else float(number)
        for number, step in enumerate(facts)
    }
    _pauses_in_pairs(facts, keys)
    facts.sort(key=lambda step: keys[step.path])
    return replace(script, steps=tuple(facts) + ordered[len(facts) :])


def _pauses_in_pairs(facts: list[Step], keys: dict[str, float]) -> None:
    """The end of a pause names its beginning, so it is recorded after it."""
    begun = {step.act.id: step.path for step in facts if isinstance(step.act, PauseClock)}
    for step in facts:
        if isinstance(step.act, ResumeClock):
            keys[step.path] = max(keys[step.path], keys[begun[step.act.id]] + 0.5)


def played(folder: Path, seed: int | None) -> WorkedOffice:
    office = found_office(folder / "office")
    for file, script in scripts(NAMES):
        plain = without_refusals(script)
        office.play(facts_then_papers(plain) if seed is None else shuffled(plain, seed), file)
    return office


def told(office: WorkedOffice, name: str) -> Any:
    """All facts of a case; how often its header was opened is nobody's fact."""
    plain: Any = as_plain(office.case(name, DAY))
    return {key: value for key, value in plain.items() if key != "version"}


def papers(office: WorkedOffice, name: str) -> dict[str, Any]:
    """What each paper says, by its id; of a text that was signed, the bytes that were signed."""
    return {
        paper.id: paper.frozen_sha256 if paper.code.endswith("-AGR") else printed_from(paper.context)
        for paper in office.papers(name)
    }


def printed_from(context: Any) -> Any:
    """Each office has an id of its own, which stands for the centre where no body has a track yet."""
    case = {key: value for key, value in context["case"].items() if key != "version"}
    return {**context, "case": case, "body": {**context["body"], "id": context["body"]["name"]}}


@pytest.fixture(scope="module")
def in_order(tmp_path_factory: pytest.TempPathFactory) -> WorkedOffice:
    return played(tmp_path_factory.mktemp("in-order"), None)


@pytest.mark.parametrize("seed", [1, pytest.param(2, marks=pytest.mark.proof)])
def test_that_the_order_of_recording_changes_no_stage_date_or_paper(
    in_order: WorkedOffice, tmp_path: Path, seed: int
) -> None:
    other = played(tmp_path, seed)
    for name in NAMES:
        assert told(other, name) == told(in_order, name)
        assert papers(other, name) == papers(in_order, name)


@pytest.mark.parametrize("seed", [1, 2])
def test_that_a_shuffle_does_move_something(seed: int) -> None:
    for _, script in scripts(NAMES):
        plain = facts_then_papers(without_refusals(script))
        moved = shuffled(plain, seed)
        assert [step.path for step in moved.steps] != [step.path for step in plain.steps]
        assert {step.path for step in moved.steps} == {step.path for step in plain.steps}
