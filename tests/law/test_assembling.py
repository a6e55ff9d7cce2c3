"""The law put together from the texts of its files: what is read from where, and what is told of faulty files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from mediation_desk.law.agents import Powers
from mediation_desk.law.assembling import assemble, with_settings
from mediation_desk.law.calendars import Calendar
from mediation_desk.law.capacity import Ages
from mediation_desk.law.checkup import CheckLaw
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.electronic import ElectronicRules
from mediation_desk.law.following_rules import FollowingRules
from mediation_desk.law.forums import ForumRules
from mediation_desk.law.handovers import HandoverRules
from mediation_desk.law.in_force import LawInForce
from mediation_desk.law.regions import Regions
from mediation_desk.law.risk import RiskRules
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.law.triage import TriageRules

from .conftest import ACTS, RESOURCES, document
from .refusals import mistakes

Texts = Mapping[str, str | bytes]
FOLDERS = ("calendars", "codes", "procedures", "procedures/parts", "rules")
TEXTS: Texts = {
    f"{folder}/{path.name}": path.read_bytes() for folder in FOLDERS for path in (RESOURCES / folder).glob("*.toml")
}


@pytest.fixture(scope="module")
def law() -> LawInForce:
    return assemble(TEXTS, ACTS)


def without(*names: str) -> Texts:
    return {name: text for name, text in TEXTS.items() if name not in names}


def test_that_each_part_of_the_law_comes_from_its_own_file(
    check_law: CheckLaw, calendar: Calendar, rulebook: RuleBook, code_lists: dict[str, CodeList]
) -> None:
    law = assemble(TEXTS, ACTS)
    assert law.calendar == calendar
    assert (law.rules.procedures, law.rules.general) == (rulebook.procedures, rulebook.general)
    assert law.powers == Powers.of(document("rules", "agents"))
    assert law.ages == Ages.of(document("rules", "capacity"))
    assert law.electronic == ElectronicRules.of(document("rules", "electronic"))
    assert law.confirmation == ConfirmationRules.of(document("rules", "confirmation"))
    assert law.check == check_law
    assert law.following == FollowingRules.of(document("rules", "following"))
    assert law.triage == TriageRules.of(document("rules", "triage"), rulebook.procedures)
    limits = {limit.id for limit in rulebook.general}
    assert law.handovers == HandoverRules.of(document("rules", "handovers"), limits)
    assert law.forums == ForumRules.of(document("rules", "forums"))
    assert law.risk == RiskRules.of(document("rules", "risk"))
    assert law.regions == Regions.of(document("codes", "divisions"))
    assert law.lists == code_lists
    assert (law.set_aside, law.unread) == ((), None)


def spoiled(name: str, was: str, now: str) -> Texts:
    """The texts with one of them worded otherwise, as a text this time and with the line ends of Windows."""
    text = bytes(TEXTS[name]).decode()  # type: ignore[arg-type]
    assert was in text
    return {**TEXTS, name: text.replace(was, now, 1).replace("\n", "\r\n").encode()}


@pytest.mark.parametrize(
    ("texts", "other_edition", "other_digest"),
    [
        (spoiled("rules/limits.toml", "\n", "\n# 注\n"), False, False),
        (spoiled("codes/sides.toml", "申请人", "申请方"), False, False),
        (spoiled("rules/agents.toml", "most_agents = 2", "most_agents = 3"), True, False),
        (spoiled("calendars/2027.toml", "元旦", "新年"), True, False),
        (spoiled("calendars/2026.toml", "2026-01-04", "2026-01-10"), True, True),
        (spoiled("procedures/people.general.toml", 'name = "人民调解"', 'name = "调解"'), True, True),
    ],
)
def test_that_what_an_office_adopts_and_what_a_clock_rests_on_are_told_apart(
    law: LawInForce, texts: Texts, other_edition: bool, other_digest: bool
) -> None:
    other = assemble(texts, ACTS)
    assert (other.edition != law.edition, other.digest != law.digest) == (other_edition, other_digest)
    assert {len(other.edition), len(other.digest)} == {64}


RULES = ("agents", "capacity", "electronic", "checkup", "confirmation", "following", "triage", "risk", "forums")


def test_that_every_file_that_is_not_there_is_named_once() -> None:
    gone = "缺少这一文件"
    assert mistakes(lambda: assemble({}, ())) == [
        ("calendars", "*.toml", "没有规则文件"),
        ("codes/endings.toml", "文件", gone),
        ("rules/limits.toml", "文件", gone),
        ("procedures", "*.toml", "没有规则文件"),
        ("procedures/parts", "*.toml", "没有规则文件"),
        *((f"rules/{name}.toml", "文件", gone) for name in RULES),
        ("rules/handovers.toml", "文件", gone),
        ("rules/volume.toml", "文件", gone),
        ("rules/certificates.toml", "文件", gone),
        ("codes/divisions.toml", "文件", gone),
        ("codes", "*.toml", "没有规则文件"),
    ]


@pytest.mark.parametrize(
    "name", ["codes/endings.toml", "rules/limits.toml", "calendars/2026.toml", "procedures/people.general.toml"]
)
def test_that_what_others_say_of_a_faulty_file_is_not_held_against_them(name: str) -> None:
    place = "第2行第5列"
    assert mistakes(lambda: assemble({**TEXTS, name: "\nx = \n"}, ACTS)) == [
        (name, place, "不合TOML语法（Invalid value）")
    ]


def test_that_the_mistakes_of_all_files_come_together() -> None:
    texts = {
        **without("rules/forums.toml"),
        "rules/agents.toml": b"\xff",
        "rules/risk.toml": 'a = "',
        "codes/sides.toml": "x = 1\n",
    }
    found = mistakes(lambda: assemble(texts, ACTS))
    assert [(file, key) for file, key, _ in found][:3] == [
        ("rules/agents.toml", "文件"),
        ("rules/risk.toml", "文件末尾"),
        ("rules/forums.toml", "文件"),
    ]
    assert [reason for *_, reason in found][:2] == [
        "不是UTF-8编码的文本",
        "不合TOML语法（Unterminated string (at end of document)）",
    ]
    assert {file for file, *_ in found[3:]} == {"codes/sides.toml"}


def test_that_without_procedures_nobody_else_is_blamed() -> None:
    texts = {name: text for name, text in TEXTS.items() if not name.startswith("procedures/people")}
    broken = {**texts, "procedures/people.general.toml": 'id = "people.general"\n', "rules/risk.toml": ""}
    files = {file for file, *_ in mistakes(lambda: assemble(broken, ACTS))}
    assert files == {"procedures/people.general.toml", "rules/risk.toml"}


def test_that_examples_are_held_against_the_calendar_and_triage_against_the_procedures() -> None:
    limits = spoiled("rules/limits.toml", "due = 2026-", "due = 2025-")
    triage = spoiled("rules/triage.toml", 'procedure = "people.general"', 'procedure = "people.gone"')
    both = {**limits, "rules/triage.toml": triage["rules/triage.toml"]}
    assert [file for file, *_ in mistakes(lambda: assemble(limits, ACTS))] == ["rules/limits.toml"]
    assert [reason for *_, reason in mistakes(lambda: assemble(triage, ACTS))] == ["未知的程序：people.gone"]
    assert [file for file, *_ in mistakes(lambda: assemble(both, ACTS))] == ["rules/limits.toml"]


def test_that_an_act_nobody_knows_is_a_mistake_of_the_procedures() -> None:
    reasons = {reason for *_, reason in mistakes(lambda: assemble(TEXTS, ACTS - {"end_track"}))}
    assert any("end_track" in reason for reason in reasons)


def test_that_an_office_without_settings_has_the_law_as_it_was_shipped(law: LawInForce) -> None:
    assert with_settings(law, {}) == law
    assert with_settings(law, {"local": {}, "local_values": {}}) == law
    assert with_settings(law, {}).rules is law.rules


LENGTH = {"people.conclude": {"length": 20, "source": "某办法 3"}}
VALUE = {"standing:administrative.general": {"value": "open", "source": "某法院答复"}}
RISK = {"weights": {"breakup": 40}, "left_out": ["heavy_loss"]}


def test_that_an_office_has_its_own_lengths_values_and_weights(law: LawInForce) -> None:
    own = with_settings(law, {"local": LENGTH, "local_values": VALUE, "risk": RISK})
    assert own.rules.limit("people.conclude").length == 20
    routes = own.procedure("administrative.general").routes
    assert next(route for route in routes if route.id == "judicial_confirmation").standing == "open"
    assert own.risk == law.risk.with_local({"breakup": 40}, ["heavy_loss"])
    assert (own.set_aside, own.edition) == ((), law.edition)
    assert own.digest not in ("", law.digest)
    for one in ({"local": LENGTH}, {"local_values": VALUE}):
        assert with_settings(law, one).digest not in (law.digest, own.digest)
    weighed = with_settings(law, {"risk": RISK})
    assert (weighed.digest, weighed.rules, weighed.risk) == (law.digest, law.rules, own.risk)


def test_that_every_setting_which_no_longer_holds_is_set_aside_and_the_rest_is_used(law: LawInForce) -> None:
    settings: dict[str, Any] = {
        "risk": {"weights": {"gone": 3, "breakup": 40}, "left_out": []},
        "local": {"odd": "ten", "confirm": {"length": 10, "source": "某办法 4"}, **LENGTH},
        "local_values": {"copies:a": 3, "standing:people.vanished": {"value": "open", "source": "某"}},
    }
    own = with_settings(law, settings)
    assert [(one.setting, one.refusal.code) for one in own.set_aside] == [
        ("risk:gone", "risk.weight_unknown"),
        ("odd", "limit.local_unreadable"),
        ("copies:a", "local.unreadable"),
        ("confirm", "limit.not_local"),
        ("standing:people.vanished", "local.unknown"),
    ]
    assert own.rules.limit("people.conclude").length == 20
    assert replace(own, rules=law.rules, risk=law.risk, digest=law.digest, set_aside=()) == law
    only_risk = with_settings(law, {"risk": settings["risk"]})
    assert [one.setting for one in only_risk.set_aside] == ["risk:gone"]
