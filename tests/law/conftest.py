from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.law.agents import Powers
from mediation_desk.law.calendars import Calendar
from mediation_desk.law.capacity import Ages
from mediation_desk.law.checkup import CheckLaw
from mediation_desk.law.checkup_rules import CheckRules
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.electronic import ElectronicRules
from mediation_desk.law.procedure_parts import compose
from mediation_desk.law.rulebook import RuleBook

RESOURCES = Path(__file__).parents[2] / "resources"

_ACT_NAMES = """
register_case take_up_enquiry open_track correct_case add_person correct_person add_party withdraw_party
add_relation end_relation withhold_fact receive_application accept_case refuse_case choose_mediator disclose
decide_recusal tell_rights sign_file_receipt record_consent record_contact record_service record_outside
plan_session record_session record_inquiry record_private_talk suggest record_reached record_oral_agreement
finalise_agreement withdraw_text record_signature refuse_to_sign affix_seal confirm_scan pause_clock
resume_clock extend_limit end_track reopen_track record_performance record_default record_visit
apply_confirmation take_route split_track transfer refer_aside report_danger ask_evaluation sign_mandate
propose_evaluator choose_evaluator disclose_as_evaluator object_to_evaluator list_material lock_opinion
choose_to_hear release_evaluation state_later_use close_evaluation issue_paper attach_file reverse_act
close_volume supplement_volume receive_referral feed_back close_outside record_handover_taken
record_handover_declined record_handover_answer void_paper meet_condition
"""
ACTS = frozenset(_ACT_NAMES.split())


def document(*path: str) -> dict[str, Any]:
    return tomllib.loads(RESOURCES.joinpath(*path).with_suffix(".toml").read_text(encoding="utf-8"))


def parts() -> dict[str, dict[str, Any]]:
    files = (RESOURCES / "procedures" / "parts").glob("*.toml")
    return {file.stem: tomllib.loads(file.read_text(encoding="utf-8")) for file in files}


def documents(folder: str) -> dict[str, dict[str, Any]]:
    return {file.name: tomllib.loads(file.read_text(encoding="utf-8")) for file in (RESOURCES / folder).glob("*.toml")}


@pytest.fixture(scope="session")
def calendar() -> Calendar:
    return Calendar.of(documents("calendars"))


@pytest.fixture(scope="session")
def rulebook(calendar: Calendar) -> RuleBook:
    return RuleBook.of(
        documents("procedures"),
        parts=parts(),
        endings=document("codes", "endings"),
        general=document("rules", "limits"),
        known_acts=ACTS,
        calendar=calendar,
    )


@pytest.fixture(scope="session")
def known_acts() -> frozenset[str]:
    return ACTS


@pytest.fixture
def procedure_files() -> dict[str, dict[str, Any]]:
    """Fresh copies that stand alone, own limits first, for tests that spoil them."""
    files = documents("procedures")
    return {name: _alone(name, file) for name, file in files.items()}


def _alone(name: str, file: dict[str, Any]) -> dict[str, Any]:
    whole = _plain(compose(name, file, parts(), []))
    own = {limit["id"] for limit in file["limit"]}
    whole["limit"].sort(key=lambda limit: limit["id"] not in own)
    whole["agreement"].sort(key=lambda rule: rule["form"] == "oral")
    whole["always"] = {"acts": [act for table in whole["always"] for act in table["acts"]]}
    stages: dict[str, dict[str, Any]] = {}
    for stage in whole["stage"]:
        stages.setdefault(stage["id"], {**stage, "acts": []})["acts"] += stage["acts"]
    return whole | {"stage": list(stages.values())}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(entry) for key, entry in value.items()}
    return [_plain(entry) for entry in value] if isinstance(value, list) else value


@pytest.fixture
def build(calendar: Calendar) -> Callable[[dict[str, dict[str, Any]]], RuleBook]:
    """Builds a rule book from spoiled procedure files."""

    def build(procedures: dict[str, dict[str, Any]], **general: Any) -> RuleBook:
        return RuleBook.of(
            procedures,
            parts=parts(),
            endings=document("codes", "endings"),
            general={**document("rules", "limits"), **general},
            known_acts=ACTS,
            calendar=calendar,
        )

    return build


@pytest.fixture(scope="session")
def code_lists() -> dict[str, CodeList]:
    lists = {name: file for name, file in documents("codes").items() if name != "endings.toml"}
    return {name: CodeList.of(file, name) for name, file in lists.items()}


@pytest.fixture(scope="session")
def ages() -> Ages:
    return Ages.of(document("rules", "capacity"))


@pytest.fixture(scope="session")
def powers() -> Powers:
    return Powers.of(document("rules", "agents"))


@pytest.fixture(scope="session")
def electronic() -> ElectronicRules:
    return ElectronicRules.of(document("rules", "electronic"))


@pytest.fixture(scope="session")
def confirmation() -> ConfirmationRules:
    return ConfirmationRules.of(document("rules", "confirmation"))


@pytest.fixture(scope="session")
def disputes() -> CodeList:
    return CodeList.of(document("codes", "dispute_types"), "dispute_types")


@pytest.fixture(scope="session")
def check_law(calendar: Calendar, ages: Ages, powers: Powers, electronic: ElectronicRules) -> CheckLaw:
    words = CheckRules.of(document("rules", "checkup"))
    return CheckLaw(words=words, ages=ages, powers=powers, electronic=electronic, calendar=calendar)
