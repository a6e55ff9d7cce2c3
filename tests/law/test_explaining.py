"""What a procedure says, in words: nothing it holds is left out, and what nobody has read is marked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mediation_desk.desk.rulebook import shipped_law
from mediation_desk.desk.rules_page import MARKER, rules_page
from mediation_desk.law.codes import CodeList
from mediation_desk.law.explaining import (
    CERTAINTY_WORDS,
    Row,
    Vocabulary,
    effect_words,
    expiry_words,
    explain,
    explain_limits,
    in_brief,
    limit_words,
)
from mediation_desk.law.limits import ExtendRule
from mediation_desk.law.procedure import Procedure
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.queries.rules import GENERAL, rules_of

ROOT = Path(__file__).parents[2]


def said(procedure: Procedure, lists: dict[str, CodeList]) -> tuple[Row, ...]:
    named = {name.removesuffix(".toml"): found for name, found in lists.items()}
    return explain(procedure, Vocabulary(named, lambda code, _kind: code))


def test_that_every_limit_route_form_ground_and_ending_is_told_with_its_source(
    rulebook: RuleBook, code_lists: dict[str, CodeList]
) -> None:
    for procedure in rulebook.procedures.values():
        rows = said(procedure, code_lists)
        told = {(row.section, row.name) for row in rows}
        assert {("期限", limit.name) for limit in procedure.limits_in_use()} <= told
        assert {("后续途径", route.name) for route in procedure.routes} <= told
        assert {("不予受理", reason.words) for reason in procedure.refuse_reasons if not reason.unless} <= told
        assert {("终结", ending.internal) for ending in procedure.endings} <= told
        sourced = [row for row in rows if row.section not in ("机构", "进程", "文书")]
        assert all(row.source and row.certainty in CERTAINTY_WORDS for row in sourced)


def test_that_a_limit_is_told_with_start_pause_extension_and_expiry(
    rulebook: RuleBook, code_lists: dict[str, CodeList]
) -> None:
    rows = {row.name: row for row in said(rulebook.procedure("professional.medical"), code_lists)}
    assert rows["调解期限"].words == (
        "30个工作日；自受理或恢复之日起算，当日不计；鉴定期间不计入；经各方当事人、调解组织同意可以延长。届满未达成的，应当终结"
    )
    assert rows["调解期限"].certainty_words == "已读原文" and rows["调解期限"].certain
    police = {row.name: row.words for row in said(rulebook.procedure("administrative.public_security"), code_lists)}
    assert "鉴定结束的，自该日起另计" in police["治安调解期限"]
    labour = {row.name: row.words for row in said(rulebook.procedure("professional.labour"), code_lists)}
    assert labour["调解期限"].endswith("届满可以申请劳动仲裁")
    general = {row.name: row for row in said(rulebook.procedure("administrative.general"), code_lists)}
    assert "延长1次" in general["调解期限"].words and "本地可以另定" in general["调解期限"].words
    assert not general["调解期限"].certain and general["调解期限"].basis.endswith("（依据待核）")


def test_that_mediators_openness_charge_and_copies_are_told(
    rulebook: RuleBook, code_lists: dict[str, CodeList]
) -> None:
    court = {row.name: row.words for row in said(rulebook.procedure("judicial.online"), code_lists)}
    assert court["人数和产生"] == (
        "至少1名；重大、疑难、复杂，或者当事人要求的，至少2名；两名以上的，指定一人主持；指定或者当事人选定（从名册中）"
    )
    assert court["公开"] == "不公开" and "名册" in court["收费"]
    medical = {row.name: row.words for row in said(rulebook.procedure("professional.medical"), code_lists)}
    assert medical["公开"] == "不公开（医患双方同意的除外）"
    people = {row.name: row.words for row in said(rulebook.procedure("people.general"), code_lists)}
    assert people["份数"].startswith("当事人各一份") and "公安机关移交的再加1份" in "".join(
        row.words for row in said(rulebook.procedure("people.general"), code_lists)
    )
    commercial = {row.name: row.words for row in said(rulebook.procedure("professional.commercial"), code_lists)}
    assert commercial["收费"] == "可以收费；收费标准应当公开"


def test_that_nothing_is_told_of_what_a_procedure_does_not_say(
    rulebook: RuleBook, code_lists: dict[str, CodeList]
) -> None:
    silent = replace(
        rulebook.procedure("people.general"), mediators=None, openness=None, charge=None, docket=None, notes=()
    )
    sections = {row.section for row in said(silent, code_lists)}
    assert not sections & {"调解员", "公开与收费", "编号", "提示"}
    assert [row.name for row in in_brief(silent)] == ["生效", "生效"]


def test_that_a_case_shows_openness_charge_and_effect_in_brief(rulebook: RuleBook) -> None:
    rows = {row.name: row for row in in_brief(rulebook.procedure("administrative.traffic"))}
    assert rows["生效"].words == "道路交通事故损害赔偿调解书：各方签署完毕之日生效"
    assert rows["公开"].basis == "各地行政调解办法（依据待核）"


def test_that_the_page_of_rules_says_what_the_files_say() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    assert rules_page(written, ROOT / "resources") == written
    assert written.partition(MARKER)[0].startswith("# What each procedure says")


def test_that_the_sheets_are_those_of_the_rule_book_and_one_for_the_rest() -> None:
    law = shipped_law(ROOT / "resources")
    assert {sheet.procedure for sheet in rules_of(law)} == {*law.rules.procedures, GENERAL}
    (one,) = rules_of(law, "people.general")
    assert one.name == "人民调解"


def test_that_a_way_that_opens_at_the_end_is_named_where_its_name_is_known(rulebook: RuleBook) -> None:
    labour = next(limit for limit in rulebook.procedure("professional.labour").limits if limit.opens)
    assert expiry_words(labour, {labour.opens or "": "申请劳动仲裁"}) == "届满可以申请劳动仲裁"
    (row,) = explain_limits([labour])
    assert row.words.endswith("。届满可以")
    assert expiry_words(replace(labour, opens=None), {"": "无"}) == "届满可以"


def test_that_several_events_and_the_longest_extension_are_told(rulebook: RuleBook) -> None:
    limit = rulebook.limit("people.conclude")
    once = ExtendRule(consent=("all_parties",), times=2, most=15)
    told = limit_words(replace(limit, restarts_on=("accepted", "reopened"), extend=once))
    assert "受理、恢复的，自该日起另计" in told and "；经各方当事人同意可以延长2次，每次不超过15日；" in told


@pytest.mark.parametrize(
    ("events", "words"),
    [
        (("body_sealed",), "加盖印章之日生效"),
        (("body_sealed", "all_parties_signed"), "加盖印章、各方签署完毕，以最后一项之日为生效之日"),
    ],
)
def test_that_effect_begins_with_the_last_of_what_it_needs(
    rulebook: RuleBook, events: tuple[str, ...], words: str
) -> None:
    written = replace(rulebook.procedure("people.general").agreement("written"), effective=events)
    assert effect_words(written) == words


def test_that_what_no_law_says_carries_no_source(rulebook: RuleBook, code_lists: dict[str, CodeList]) -> None:
    rows = [row for row in said(rulebook.procedure("people.general"), code_lists) if not row.source]
    assert {row.section for row in rows} == {"机构", "进程", "文书"}
    assert {(row.certainty, row.certainty_words, row.basis) for row in rows} == {("", "", "")}
    assert {row.section for row in in_brief(rulebook.procedure("people.general"))} == {"公开与收费", "协议"}
    certain = next(row for row in said(rulebook.procedure("people.general"), code_lists) if row.certainty == "read")
    assert certain.basis == certain.source


def test_that_each_paper_that_may_stand_for_another_is_named(
    rulebook: RuleBook, code_lists: dict[str, CodeList]
) -> None:
    people = rulebook.procedure("people.general")
    paper = replace(people.papers[0], instead=("甲", "乙"))
    rows = [row for row in said(replace(people, papers=(paper,)), code_lists) if row.section == "文书"]
    assert [row.words.partition("（")[2] for row in rows] == ["有甲、乙的可以不要）"]
