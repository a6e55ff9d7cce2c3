"""Rule files that are wrong, and settings that the law no longer allows: who is told what, and what still opens."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from mediation_desk.acts.office import ChangeSettings, LocalDraft
from mediation_desk.desk.desk import Desk
from mediation_desk.desk.maintenance import examine
from mediation_desk.desk.offices import Founder, NewOffice, OfficeDoor
from mediation_desk.desk.practice import FollowingClock
from mediation_desk.desk.rulebook import shipped_law
from mediation_desk.desk.surroundings import SHANGHAI, system
from mediation_desk.law.reading import Fault, refuse_if_faulty
from mediation_desk.law.risk import Sign
from mediation_desk.model.office import Office
from mediation_desk.queries.office import LapsedSettings, OfficeOverview, SelfCheck
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence
from tests.support.kept_offices import CHEAP, PASSWORD
from tests.support.practice_desk import DAY, refused

pytestmark = pytest.mark.thorough

FOUNDER = Founder(name="沈若兰", account="shen", password=PASSWORD)
NEW = NewOffice(name="临溪县调解中心", region="330699", region_name="临溪县", founder=FOUNDER)
LIMITS, PEOPLE, TRIAGE = "rules/limits.toml", "procedures/people.general.toml", "rules/triage.toml"
COURT = "procedures/parts/confirmation.toml"
ISLAND = '\n[[stage]]\nid = "island"\nname = "孤岛"\nacts = []\n'
Change = Callable[[str], str]


@pytest.fixture
def resources(tmp_path: Path) -> Path:
    """The rules on their own, to be spoiled."""
    copy = tmp_path / "resources"
    for folder in ("calendars", "codes", "procedures", "rules"):
        shutil.copytree(system().resources / folder, copy / folder)
    return copy


def spoil(resources: Path, name: str, change: Change) -> None:
    file = resources / name
    text = file.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text, name
    file.write_text(changed, encoding="utf-8")


def faults(resources: Path) -> list[Fault]:
    with pytest.raises(Refusal) as refusal:
        shipped_law(resources)
    assert refusal.value.code == "rules.faulty"
    found: Any = refusal.value.facts["faults"]
    return list(found)


def once(old: str, new: str) -> Change:
    return lambda text: text.replace(old, new, 1)


SPOILED: tuple[tuple[str, Change, str, str], ...] = (
    (LIMITS, once("source = ", "# source = "), "limit[1].source", "缺少内容"),
    (COURT, once("length = 24", "length = 0"), "limit[2].length", "应为正整数"),
    (COURT, once("length = 24", "length = 999999"), "limit[2].example[1]", "期限过长"),
    (COURT, once("length = 24", 'length = "24"'), "limit[2].length", "应为正整数"),
    (COURT, once("due = 2029-01-31", "due = 2029-01-30"), "limit[2].example[1].due", "按规则应为2029-01-31"),
    (COURT, once("on = 2027-01-31", "on = 2027-01-31T00:00:00"), "limit[2].example[1].on", "应为日期"),
    (LIMITS, once('id = "evaluation.conclude"', 'id = "evaluation.object"'), "limit", "evaluation.object的有效期重叠"),
    (LIMITS, once('id = "evaluation.conclude"', 'id = "confirm"'), "limit", "重复的期限：confirm"),
    (TRIAGE, once("people.general", "people.special"), "suit[1].procedure", "未知的程序：people.special"),
    (TRIAGE, once("administrative_dispute", "rain"), "doubt[1].refuse", "people.general没有这一不予受理的理由：rain"),
    (PEOPLE, lambda text: text + ISLAND, "stage", "阶段island无法到达"),
    ("calendars/2026.toml", once("year = 2026", "year = 2025"), "year", "重复的年度：2025"),
    ("codes/sides.toml", once('id = "sides"', 'id = "sources"'), "id", "重复的代码表：sources"),
    ("rules/agents.toml", once("most_agents = ", "most_agents == "), "第", "不合TOML语法"),
    ("codes/endings.toml", lambda _text: '[[ending]]\ncode = "x', "文件末尾", "不合TOML语法"),
)


@pytest.mark.parametrize(("name", "change", "key", "reason"), SPOILED)
def test_that_a_wrong_file_is_refused_with_its_name_key_and_reason(
    resources: Path, name: str, change: Change, key: str, reason: str
) -> None:
    spoil(resources, name, change)
    found = faults(resources)
    assert any(fault.key.startswith(key) and reason in fault.reason for fault in found), found
    assert not name.startswith("codes/endings") or len(found) == 1  # no fault that only follows from another


def test_that_files_of_all_groups_are_told_at_once(resources: Path) -> None:
    (resources / "rules/triage.toml").unlink()
    (resources / "rules/capacity.toml").write_bytes(b"\xff\xfe")
    spoil(resources, "calendars/2026.toml", once('certainty = "memory"', 'certainty = "sure"'))
    spoil(resources, "codes/sides.toml", once('words = "', "words = 7 # "))
    spoil(resources, "rules/checkup.toml", once('severity = "', 'severity = "x'))
    spoil(resources, LIMITS, once('unit = "working"', 'unit = "weeks"'))
    spoil(resources, PEOPLE, once('kind = "', 'kind = "x'))
    named = {fault.file for fault in faults(resources)}
    assert named == {
        "rules/triage.toml",
        "rules/capacity.toml",
        "calendars/2026.toml",
        "codes/sides.toml",
        "rules/checkup.toml",
        LIMITS,
        PEOPLE,
    }


def test_that_an_empty_place_is_a_fault_and_not_a_crash(tmp_path: Path) -> None:
    assert {"calendars", "procedures", "codes"} <= {fault.file for fault in faults(tmp_path / "nowhere")}


def test_that_a_long_list_of_faults_is_cut_in_the_sentence_only(tmp_path: Path) -> None:
    with pytest.raises(Refusal) as refusal:
        shipped_law(tmp_path / "nowhere")
    found: Any = refusal.value.facts["faults"]
    many = tuple(replace(fault, key=f"{fault.key}{number}") for number in range(5) for fault in found)
    with pytest.raises(Refusal) as long:
        refuse_if_faulty(list(many))
    assert long.value.facts["faults"] == many
    assert sentence(long.value).count("\n") == 14


def test_that_nobody_starts_with_faulty_rules_and_the_self_check_still_works(resources: Path, tmp_path: Path) -> None:
    sound = OfficeDoor(tmp_path / "office", _world(system().resources), CHEAP)
    sound.found(NEW).close()
    spoil(resources, LIMITS, once("length = 3", "length = 0"))
    spoil(resources, PEOPLE, once('kind = "', 'kind = "x'))
    door = replace(sound, surroundings=_world(resources))
    refused("rules.faulty", lambda: door.sign_in("shen", PASSWORD))
    refused("rules.faulty", lambda: replace(door, folder=tmp_path / "other").found(NEW))
    assert not (tmp_path / "other").exists()
    desk = door.sign_in_to_examine("shen", PASSWORD)
    lines = examine(door.surroundings, desk)
    told = [line.detail for line in lines if line.name == "规则"]
    assert any(line.startswith(f"{LIMITS}：limit[1].length：") for line in told)
    assert any(line.startswith(f"{PEOPLE}：kind：") for line in told)
    assert {line.name: line.state for line in lines}["操作记录链"] == "good"
    assert {line.name: line.state for line in lines}["本单位设置"] == "warn"
    desk.close()


def _world(resources: Path) -> Any:
    clock = FollowingClock(datetime.combine(DAY, time(8), tzinfo=SHANGHAI))
    return replace(system().at(clock), resources=resources)


@pytest.fixture
def desk(tmp_path: Path) -> Any:
    desk = OfficeDoor(tmp_path / "office", _world(system().resources), CHEAP).found(NEW)
    yield desk
    desk.close()


def store(desk: Desk, local: dict[str, Any]) -> Desk:
    """What an older program stored, found by a desk that opens the office now."""
    with desk.store.writing() as session:
        session.execute(update(Office).values(settings={"local": local}))
    return replace(desk)


LAPSED = {
    "people.conclude": {"length": 45, "source": "某办法 3"},
    "confirm": {"length": 20, "source": "某办法 4"},
    "people.vanished": {"length": 5, "source": "某办法 5"},
    "visit": {"days": 10},
}


def test_that_a_lapsed_setting_is_set_aside_and_named(desk: Desk) -> None:
    again = store(desk, {**LAPSED, "administrative.conclude": {"length": 20, "source": "某办法 6"}})
    assert again.law.rules.limit("people.conclude").length == 30
    assert again.law.rules.limit("administrative.conclude").length == 20
    why = {one.setting: one.why.code for one in again.ask(LapsedSettings())}
    assert why == {
        "people.conclude": "limit.wrong_direction",
        "confirm": "limit.not_local",
        "people.vanished": "limit.unknown",
        "visit": "limit.local_unreadable",
    }
    lines = [line for line in examine(again.surroundings, again) if line.name == "本单位设置"]
    assert {line.state for line in lines} == {"bad"} and len(lines) == 4
    assert any("confirm" in line.detail and line.refusal for line in lines)
    assert any(not one.sound and "people.vanished" in one.words for one in again.ask(SelfCheck()))
    rows = {row.key: row for row in again.ask(OfficeOverview()).local}
    assert rows["people.conclude"].set_aside and rows["people.vanished"].own
    assert rows["administrative.conclude"].set_aside is None


def test_that_a_lapsed_setting_is_mended_by_a_new_length_or_given_up(desk: Desk) -> None:
    again = store(desk, LAPSED)
    again.perform(ChangeSettings(local={"people.conclude": LocalDraft(length=15, source="某办法 3")}))
    again.perform(ChangeSettings(given_up=("confirm", "people.vanished", "visit")))
    assert again.ask(LapsedSettings()) == ()
    assert again.law.rules.limit("people.conclude").length == 15
    refused("limit.not_own", lambda: again.perform(ChangeSettings(given_up=("confirm",))))
    lines = [line for line in examine(again.surroundings, again) if line.name == "本单位设置"]
    assert [line.state for line in lines] == ["good"]


def test_that_a_lapsed_weight_of_risk_is_set_aside_and_given_up(desk: Desk) -> None:
    risk = {"weights": {"breakup": 40, "weather": 5}, "left_out": ["child_harm", "long_feud"], "source": "某办法"}
    with desk.store.writing() as session:
        session.execute(update(Office).values(settings={"risk": risk}))
    again = replace(desk)
    assert {one.setting for one in again.ask(LapsedSettings())} == {"risk:weather", "risk:child_harm"}
    assert again.law.risk.left_out == {"long_feud"}
    assert again.law.risk.grade([Sign(code="breakup")]).score == 40
    again.perform(ChangeSettings(given_up=("risk:weather", "risk:child_harm")))
    assert again.ask(LapsedSettings()) == ()
    assert again.law.risk.grade([Sign(code="breakup")]).score == 40
    again.perform(ChangeSettings(given_up=("risk",)))
    assert again.law.risk == shipped_law(again.surroundings.resources).risk
    refused("limit.not_own", lambda: again.perform(ChangeSettings(given_up=("risk",))))


def test_that_a_length_may_be_changed_again_within_the_law(desk: Desk) -> None:
    for days in (20, 25, 10):
        desk.perform(ChangeSettings(local={"people.conclude": LocalDraft(length=days, source="某办法 3")}))
        limit = desk.law.rules.limit("people.conclude")
        assert (limit.length, limit.source.count("某办法")) == (days, 1)
    wrong = ChangeSettings(local={"people.conclude": LocalDraft(length=31, source="某办法 3")})
    with pytest.raises(Refusal) as refusal:
        desk.perform(wrong)
    assert "30日（SF/T 0083—2020（依据待核））" in sentence(refusal.value)
    desk.perform(ChangeSettings(given_up=("people.conclude",)))
    assert desk.law.rules.limit("people.conclude").length == 30


def test_that_a_fixed_period_names_its_article_when_it_is_touched(desk: Desk) -> None:
    for days in (15, 30, 45):
        with pytest.raises(Refusal) as refusal:
            desk.perform(ChangeSettings(local={"confirm": LocalDraft(length=days, source="某办法")}))
        assert refusal.value.code == "limit.not_local"
        assert "30日" in sentence(refusal.value) and "民事诉讼法（2023）205" in sentence(refusal.value)
