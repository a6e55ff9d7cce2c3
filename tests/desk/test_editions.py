"""Rules are adopted by an act: until then an update of the program moves no clock, then it is said which moved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text, update

from mediation_desk.acts.many import Deed, Tally
from mediation_desk.acts.office import AppointStaff, ChangeSettings, LocalDraft
from mediation_desk.acts.recorded import RecordContact
from mediation_desk.acts.rules import AdoptRules, RecountClocks
from mediation_desk.desk.desk import Desk
from mediation_desk.desk.maintenance import examine
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.desk.rulebook import shipped_edition
from mediation_desk.desk.surroundings import system
from mediation_desk.law.editions import pack, unpack
from mediation_desk.model.clock import Clock
from mediation_desk.model.journal import JournalEntry
from mediation_desk.model.office import RuleEdition
from mediation_desk.queries.editions import CasesToRecount, NewRules, RulesInForce
from mediation_desk.queries.office import SelfCheck
from tests.support.kept_offices import PASSWORD, practice_office
from tests.support.other_rules import holiday, other_resources, updated
from tests.support.practice_desk import Case, desk_of, refused, staff

pytestmark = pytest.mark.thorough

BEGUN, DUE, LATER = date(2026, 9, 28), date(2026, 10, 28), date(2026, 10, 29)
"""A Monday, and the thirtieth day after it: a Wednesday that the other calendar makes a day off."""
MOVED = "调解期限：2026年10月28日改为2026年10月29日"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[PracticeOffice]:
    office = practice_office(tmp_path / "office")
    yield office
    office.desk.close()


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the next program ships: one more holiday."""
    return other_resources(tmp_path_factory.mktemp("next"), calendars__2026=holiday("2026-10-28"))


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    return Case(office).mediating(on=BEGUN)


def update_program(case: Case, resources: Path) -> Desk:
    """The office opened by another program."""
    case.office = replace(case.office, desk=updated(case.office.desk, resources))
    return case.office.desk


def due(case: Case) -> date:
    """The stored last day, as lists show it."""
    with case.office.desk.store.reading() as session:
        return session.scalars(select(Clock.due).filter_by(case_id=case.case, limit_id="people.conclude")).one()


def adopt(desk: Desk) -> None:
    standing = desk.ask(RulesInForce())
    desk.perform(AdoptRules(digest=standing.brought))


def recount(desk: Desk) -> Tally:
    cases, new_id = desk.ask(CasesToRecount()), desk.surroundings.new_id
    deeds = [Deed(act_id=new_id(), act=RecountClocks(), case=one.id, about=one.number) for one in cases]
    return desk.perform_each(deeds)


def talk(case: Case, name: str) -> RecordContact:
    return RecordContact(id=case.id(name), party=case.id("p1"), how="telephone", reached=True, track=case.id("t"))


def rules_of(desk: Desk, act: str) -> set[str]:
    """The digests under which acts of a name stand in the journal."""
    with desk.store.reading() as session:
        return {row.outcome["rules"] for row in session.scalars(select(JournalEntry).filter_by(name=act))}


def test_that_a_new_office_goes_by_the_rules_it_was_founded_with(office: PracticeOffice) -> None:
    standing = office.desk.ask(RulesInForce())
    assert (standing.number, standing.adopted_by, standing.waits) == (1, "沈若兰", False)
    assert standing.digest == shipped_edition(system().resources).digest == office.desk.law.edition
    assert office.desk.ask(NewRules()) == ()
    refused("rules.nothing_new", lambda: adopt(office.desk))


def test_that_an_update_of_the_program_moves_no_clock_until_the_rules_are_adopted(case: Case, other: Path) -> None:
    old = case.office.desk.law.digest
    desk = update_program(case, other)
    case.do(talk(case, "c1"), BEGUN)
    assert due(case) == DUE
    assert rules_of(desk, "record_contact") == {old}
    second = Case(case.office).mediating(on=BEGUN)
    assert due(second) == DUE, "a case that begins before the adoption follows the old calendar too"
    assert desk.ask(CasesToRecount()) == ()

    adopt(desk)
    assert due(case) == DUE, "adopting alone rewrites nothing"
    assert {row.id for row in desk.ask(CasesToRecount())} == {case.case, second.case}
    tally = recount(desk)
    assert {outcome.changes for outcome in tally.outcomes} == {(MOVED,)}
    assert (due(case), due(second)) == (LATER, LATER)
    assert desk.ask(CasesToRecount()) == ()
    assert rules_of(desk, "adopt_rules") == {old} != rules_of(desk, "recount_clocks") == {desk.law.digest}
    assert case.deadline("people.conclude").due == LATER


def test_that_the_next_act_of_a_case_counts_by_the_adopted_rules(case: Case, other: Path) -> None:
    desk = update_program(case, other)
    adopt(desk)
    assert case.do(talk(case, "c1"), BEGUN).changes == (MOVED,)


def test_that_the_journal_keeps_which_edition_replaced_which(case: Case, other: Path) -> None:
    first = case.office.desk.ask(RulesInForce()).digest
    desk = update_program(case, other)
    adopt(desk)
    with desk.store.reading() as session:
        entry = session.scalars(select(JournalEntry).filter_by(name="adopt_rules")).one()
        editions = session.scalars(select(RuleEdition).order_by(RuleEdition.number)).all()
        kept = [(row.number, row.digest) for row in editions]
        assert "测试假日" in unpack(editions[1].texts)["calendars/2026.toml"]
        assert "测试假日" not in unpack(editions[0].texts)["calendars/2026.toml"]
    new = shipped_edition(other).digest
    assert (entry.fields["replaces"], entry.fields["digest"]) == (first, new)
    assert kept == [(1, first), (2, new)]


def test_that_another_desk_follows_at_once(case: Case, other: Path) -> None:
    desk = update_program(case, other)
    second = replace(desk)
    before = second.law.digest
    adopt(desk)
    assert second.law.digest == desk.law.digest != before


def announced(text: str) -> str:
    """The State Council's notice for 2027 has come out."""
    text = text.replace("provisional = true", "provisional = false")
    text = text.replace("workdays = []", "workdays = [2027-02-20]")
    return text.replace('notice = "', 'notice = "国办发明电〔2026〕9号；', 1)


def test_that_what_is_new_is_told_in_words_before(case: Case, tmp_path: Path) -> None:
    resources = other_resources(
        tmp_path,
        calendars__2027=announced,
        procedures__parts__people_mediation=lambda text: text.replace('\nsource = "SF/T', '\nsource = "新规定 7；SF/T'),
        rules__triage=lambda text: text.replace("weight = 3", "weight = 4", 1),
    )
    people = (resources / "procedures" / "people.general.toml").read_text(encoding="utf-8")
    spare = people.replace('id = "people.general"', 'id = "people.extra"', 1).replace('name = "', 'name = "另一种', 1)
    (resources / "procedures" / "people.extra.toml").write_text(spare, encoding="utf-8")
    told = update_program(case, resources).ask(NewRules())
    by_name = {(row.section, row.name): row for row in told}
    year = by_name["放假安排", "2027年"]
    assert year.was.startswith("待公布")
    assert year.now.startswith("已公布：国办发明电〔2026〕9号") and year.now.endswith("改为上班：2月20日")
    limit = by_name["期限", "调解期限"]
    assert ("新规定 7" in limit.was, "新规定 7" in limit.now) == (False, True)
    assert [row.now for row in told if row.section == "程序"] == ["新增人民调解程序"]
    assert by_name["其他", "分流"].now == "内容有变化"
    assert len(told) == len(by_name) == 4, list(by_name)


def test_that_a_comment_makes_no_new_edition(case: Case, tmp_path: Path) -> None:
    desk = update_program(case, other_resources(tmp_path, calendars__2026=lambda text: f"# 更正注释\n{text}"))
    assert not desk.ask(RulesInForce()).waits


def test_that_only_what_was_compared_is_adopted(case: Case, other: Path) -> None:
    desk = update_program(case, other)
    refused("rules.not_brought", lambda: desk.perform(AdoptRules(digest="0" * 64)))
    brought = desk.ask(RulesInForce()).brought
    refused("rules.changed_meanwhile", lambda: desk.perform(AdoptRules(digest=brought, replaces="0" * 64)))
    assert desk.ask(RulesInForce()).number == 1


def test_that_faulty_rules_are_not_adopted(case: Case, tmp_path: Path) -> None:
    desk = update_program(case, other_resources(tmp_path, calendars__2026=lambda text: text.replace("=", "==", 1)))
    refused("rules.faulty", lambda: desk.perform(AdoptRules(digest="0" * 64)))


def test_that_who_runs_the_office_adopts_and_the_director_recounts(case: Case, other: Path) -> None:
    for role in ("administrator", "director"):
        case.office.desk.perform(AppointStaff(id=staff(role), name=f"只任{role}", roles=(role,)))
    update_program(case, other)
    for name in ("guo", "zhou"):
        refused("permission.denied", lambda name=name: desk_of(case.office, name).perform(AdoptRules(digest="")))
    runs = desk_of(case.office, "administrator")
    adopt(runs)
    assert runs.ask(RulesInForce()).uncounted == 1
    refused("permission.denied", lambda: runs.perform(RecountClocks(), case=case.case))
    refused("permission.denied", lambda: runs.ask(CasesToRecount()))
    assert recount(desk_of(case.office, "director")).count("done") == 1
    assert runs.ask(RulesInForce()).uncounted == 0


def test_that_closed_cases_and_answered_clocks_are_left_alone(case: Case, other: Path) -> None:
    with case.office.desk.store.writing() as session:
        session.execute(update(Clock).where(Clock.case_id == case.case).values(state="answered"))
    desk = update_program(case, other)
    adopt(desk)
    assert desk.ask(CasesToRecount()) == ()


def test_that_an_own_length_makes_clocks_wait_for_a_recount_too(case: Case) -> None:
    desk = case.office.desk
    desk.perform(ChangeSettings(local={"people.conclude": LocalDraft(length=20, source="某办法 3")}))
    assert due(case) == DUE
    assert recount(desk).outcomes[0].changes == ("调解期限：2026年10月28日改为2026年10月19日",)


def test_that_own_lengths_go_along_with_a_new_edition(case: Case, other: Path) -> None:
    case.office.desk.perform(ChangeSettings(local={"people.conclude": LocalDraft(length=20, source="某办法 3")}))
    desk = update_program(case, other)
    assert desk.law.rules.limit("people.conclude").length == 20
    adopt(desk)
    assert desk.law.rules.limit("people.conclude").length == 20
    assert not desk.law.calendar.is_workday(DUE)


_OF_KEYS = (
    *("kind", "ready_at", "above", "endorsement", "request", "token", "wrong_pins", "ended_at", "ended_why"),
    "revoked_at",
)
"""Columns that keys had not yet."""


def test_that_an_office_older_than_editions_gets_one_with_its_next_adoption(case: Case) -> None:
    with case.office.desk.store.writing() as session:
        for table in (
            "rule_edition",
            "template_edition",
            "own_clause",
            "printing",
            "character_drawing",
            "review_edition",
            "signing_session",
            "reading_need",
            "read_aloud",
            "signing_pin",
            "revocation_list",
            "true_copy",
        ):
            session.connection().exec_driver_sql(f"DROP TABLE {table}")
        session.execute(text("ALTER TABLE paper DROP COLUMN template_edition"))
        for column in ("circumstances", "level"):
            session.execute(text(f"ALTER TABLE signature DROP COLUMN {column}"))
        for column in _OF_KEYS:
            session.execute(text(f"ALTER TABLE office_key DROP COLUMN {column}"))
        session.execute(text("DROP INDEX ix_attachment_paper_id"))
        for column in ("paper_id", "found"):
            session.execute(text(f"ALTER TABLE attachment DROP COLUMN {column}"))
        session.execute(text("UPDATE alembic_version SET version_num = '0006'"))
    desk = case.office.door.sign_in("shen", PASSWORD)
    assert (due(case), desk.law.edition) == (DUE, shipped_edition(system().resources).digest)
    lines = [line for line in examine(desk.surroundings, desk) if line.name == "规则版本"]
    assert [line.state for line in lines] == ["warn"] and "没有采用过" in lines[0].detail
    assert any(one.name == "规则版本" and not one.sound for one in desk.ask(SelfCheck()))
    adopt(desk)
    standing = desk.ask(RulesInForce())
    assert (standing.number, standing.waits, standing.uncounted) == (1, False, 0)
    desk.close()


@pytest.mark.parametrize("spoilt", [b"nonsense", pack({"calendars/2026.toml": "year = 2026"})])
def test_that_an_edition_nobody_can_read_any_more_shuts_nobody_out(case: Case, other: Path, spoilt: bytes) -> None:
    with case.office.desk.store.writing() as session:
        session.execute(update(RuleEdition).values(texts=spoilt, digest="f" * 64))
    desk = update_program(case, other)
    assert desk.law.digest == shipped_edition(other).law.digest
    standing = desk.ask(RulesInForce())
    assert standing.unread is not None and standing.unread.code == "rules.edition_unreadable"
    lines = [line for line in examine(desk.surroundings, desk) if line.name == "规则版本"]
    assert lines[0].state == "bad" and lines[0].refusal is not None
    assert any("不能读取" in one.words for one in desk.ask(SelfCheck()) if one.name == "规则版本")
    case.do(talk(case, "c1"), BEGUN)
    adopt(desk)
    assert desk.ask(RulesInForce()).unread is None


def test_that_the_self_check_says_that_new_rules_wait(case: Case, other: Path) -> None:
    desk = update_program(case, other)
    lines = [line for line in examine(desk.surroundings, desk) if line.name == "规则版本"]
    assert [line.state for line in lines] == ["warn"] and "采用后才生效" in lines[0].detail
    adopt(desk)
    lines = [line for line in examine(desk.surroundings, desk) if line.name == "规则版本"]
    assert [line.state for line in lines] == ["good", "warn"] and "1件案件" in lines[1].detail
