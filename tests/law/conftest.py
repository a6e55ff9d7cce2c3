from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.acts.known import BY_NAME
from mediation_desk.law.agents import Powers
from mediation_desk.law.calendars import Calendar
from mediation_desk.law.capacity import Ages
from mediation_desk.law.checkup import CheckLaw
from mediation_desk.law.checkup_rules import CheckRules
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.electronic import ElectronicRules
from mediation_desk.law.following_rules import FollowingRules
from mediation_desk.law.procedure_parts import compose
from mediation_desk.law.risk import RiskRules
from mediation_desk.law.rulebook import RuleBook

RESOURCES = Path(__file__).parents[2] / "resources"

SPOILED = ("people.general.toml", "professional.labour.toml", "professional.medical.toml")
APART = ("endings.toml", "divisions.toml")
"""Files among the code lists that have a shape of their own."""
ACTS = frozenset(BY_NAME)


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
    """Fresh copies of a few that stand alone, own limits first, for tests that spoil them."""
    files = documents("procedures")
    return {name: _alone(name, files[name]) for name in SPOILED}


def _alone(name: str, file: dict[str, Any]) -> dict[str, Any]:
    whole = _plain(compose(name, file, parts(), []))
    whole["limit"].sort(key=lambda limit: limit["id"] in ("visit", "confirm", "court.enforce"))
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
    lists = {name.removesuffix(".toml"): file for name, file in documents("codes").items() if name not in APART}
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
def following() -> FollowingRules:
    return FollowingRules.of(document("rules", "following"))


@pytest.fixture(scope="session")
def disputes() -> CodeList:
    return CodeList.of(document("codes", "dispute_types"), "dispute_types")


@pytest.fixture(scope="session")
def check_law(
    calendar: Calendar, ages: Ages, powers: Powers, electronic: ElectronicRules, confirmation: ConfirmationRules
) -> CheckLaw:
    return CheckLaw(
        words=CheckRules.of(document("rules", "checkup")),
        ages=ages,
        powers=powers,
        electronic=electronic,
        confirmation=confirmation,
        calendar=calendar,
    )


@pytest.fixture(scope="session")
def risk() -> RiskRules:
    return RiskRules.of(document("rules", "risk"))
