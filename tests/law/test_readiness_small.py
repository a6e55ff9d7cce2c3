"""Readiness for confirmation by small rules: every line with its words, its state and its article."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediation_desk.law.bars import Barred
from mediation_desk.law.checkup import CheckLaw
from mediation_desk.law.checkup_matter import Matter
from mediation_desk.law.checkup_rules import Finding
from mediation_desk.law.codes import Code
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.readiness import Dossier, Readiness, Row, readiness
from mediation_desk.law.readiness_rules import LINES, MATERIALS, CourtRule, LineRule, ReadinessRules

from .refusals import faults
from .spoiling import GONE, Place, spoiled
from .test_checkup import SIGNING, agreement, party, pay, person, relation
from .test_following_small import clock, limit
from .test_procedure_reading import CITED, FILE, read

FACTS = {
    "terms": "{terms}",
    "content": "{found}",
    "signers": "{found}",
    "signed": "{waiting}",
    "identity": "{lacking}",
    "authority": "{agents}",
}
DAYS = {
    "days": "{last_day}前，还有{days}日",
    "days_later": "{length}内",
    "days_lost": "{last_day}已过",
    "days_done": "{on}已办",
}
RULES: dict[str, Any] = {
    "content_findings": ["pay.", "text.vague"],
    "signer_findings": ["party."],
    "bar": [{"flag": "ownership", "words": "物权不确认", "source": "某法 355", "certainty": "read"}],
    "procedure": {"words": "没有这条路", **CITED},
    "oral": {"words": "须书面", "source": "某法 8", "certainty": "page"},
    "all_terms": {"words": "没有条款", **CITED},
    "court": [
        {"place": place, "words": f"{place}法院", "kinds": ["people"], "source": f"某法{place}", "certainty": "page"}
        for place in ("referral", "domicile", "object", "body", "higher")
    ]
    + [{"place": "object", "words": "别的法院", "kinds": ["judicial"], **CITED}],
    "material": [
        {"id": "agreement", "papers": ["RM-AGR", "RM-ORAL"]},
        {"id": "proof", "papers": ["SF-PROOF"]},
        {"id": "property", "attachments": ["deed"]},
        {"id": "authority", "papers": ["RM-POA"], "attachments": ["poa"]},
    ],
    "line": [
        {"code": code, "ready": DAYS.get(code, f"{code}齐" + FACTS.get(code, "")), "source": f"某法{code}"}
        | ({"missing": f"{code}缺" + FACTS.get(code, "")} if code not in DAYS and code != "terms" else {})
        | {"certainty": "page"}
        for code in LINES
    ],
}
CONFIRMATION = ConfirmationRules.of(RULES)
ROUTE = replace(
    read(FILE)[0].routes[0], id="judicial_confirmation", standing="open", limit="confirm", advice="可以申请"
)
PROCEDURE = replace(read(FILE)[0], kind="people", routes=(ROUTE,), limits=(limit("confirm"),))


def known(name: str, kind: str = "natural", **changes: Any) -> Any:
    number = {"id_number": "1"} if kind == "natural" else {"credit_code": "9"}
    return replace(person(name, kind), **{"address": f"{name}家", "phone": "1", **number, **changes})


PARTIES = (party(known("甲"), "applicant"), party(known("乙公司", "company"), "respondent"))
DOSSIER = Dossier(
    form="written",
    body="调委会",
    body_address="街1号",
    referred_by=None,
    papers=frozenset({"RM-ORAL", "SF-PROOF"}),
    attachments=frozenset({"deed"}),
    waiting=(),
    clock=None,
)
TEXT = agreement(pay(sentence="付款。"), other_clauses=("道歉。",), manner="转账。")
Ready = Callable[..., Readiness]


@pytest.fixture
def ready(check_law: CheckLaw) -> Ready:
    def ready(
        *findings: Finding,
        text: Any = TEXT,
        parties: Any = PARTIES,
        flags: tuple[str, ...] = (),
        route: dict[str, Any] | None = None,
        **changes: Any,
    ) -> Readiness:
        dispute = Code(code="x", words="x", flags=frozenset(flags))
        matter = Matter(agreement=text, parties=parties, dispute=dispute, signing_day=SIGNING)
        procedure = replace(PROCEDURE, routes=(replace(ROUTE, **(route or {})),))
        return readiness(matter, findings, replace(DOSSIER, **changes), procedure, CONFIRMATION, check_law.words)

    return ready


def line(code: str, state: str, text: str) -> Row:
    return Row(code, state, text, f"某法{code.partition('_')[0]}", "page")


def court(place: str, where: str = "") -> Row:
    return Row("court", "open", f"{place}法院{where}", f"某法{place}", "page")


def row(found: Readiness, code: str) -> tuple[str, str]:
    return next((one.state, one.text) for one in found.rows if one.code == code)


def test_that_all_lines_stand_in_their_order(ready: Ready) -> None:
    assert ready() == Readiness(
        standing="open",
        terms=(1, 2),
        barred=(),
        rows=(
            Row("road", "ready", "可以申请", "某法 1", "read"),
            line("terms", "ready", "terms齐第1项、第2项"),
            court("referral"),
            court("domicile", "（甲：甲家；乙公司：乙公司家）"),
            court("object"),
            court("body", "（调委会，街1号）"),
            court("higher"),
            line("content", "ready", "content齐"),
            line("signers", "ready", "signers齐"),
            line("signed", "ready", "signed齐"),
            line("agreement", "ready", "agreement齐"),
            line("proof", "ready", "proof齐"),
            line("property", "ready", "property齐"),
            line("identity", "ready", "identity齐"),
            Row("days", "open", "30日内", "某法days_later", "page"),
        ),
        last_day=None,
        days_left=None,
    )


def test_that_barred_terms_stand_after_those_that_may_be_listed(ready: Ready) -> None:
    found = ready(text=agreement(pay(sentence="房屋归甲所有。"), other_clauses=("道歉。",)))
    assert [one.code for one in found.rows[:4]] == ["road", "terms", "barred", "court"]
    assert found.rows[2] == Row("barred", "closed", "第1项：物权不确认", "某法 355", "read")
    assert (found.terms, found.barred) == ((2,), (Barred(1, "物权不确认", "某法 355", "read"),))


@pytest.mark.parametrize(
    ("route", "form", "standing", "state", "text"),
    [
        ({"standing": "ask_court"}, "written", "ask_court", "open", "可以申请"),
        ({"standing": "closed"}, "written", "closed", "closed", "可以申请"),
        ({"when": ("written",)}, "oral", "closed", "closed", "须书面"),
    ],
)
def test_that_the_road_stands_as_it_is_judged_and_a_closed_one_stands_alone(
    ready: Ready, route: dict[str, Any], form: str, standing: str, state: str, text: str
) -> None:
    found = ready(route=route, form=form, clock=clock())
    assert (found.standing, found.rows[0].state, found.rows[0].text) == (standing, state, text)
    assert (len(found.rows) == 1) == (standing == "closed")
    days = (None, None) if standing == "closed" else (date(2026, 10, 8), 27)
    assert (found.last_day, found.days_left) == days


def test_that_a_road_closed_by_its_terms_names_them(ready: Ready) -> None:
    found = ready(text=agreement(pay(sentence="房屋归甲所有。"), other_clauses=()))
    assert [(one.code, one.text) for one in found.rows] == [("road", "没有条款"), ("barred", "第1项：物权不确认")]


def finding(code: str, severity: str = "must", clause: int | None = None) -> Finding:
    return Finding(code, severity, clause, "某法", "read", f"{code}有误", "")


def test_that_findings_stand_against_the_content_or_the_signers_unless_they_are_hints(ready: Ready) -> None:
    found = ready(
        finding("pay.date", clause=2),
        finding("text.vague"),
        finding("text.flagged"),
        finding("pay.hinted", "hint"),
        finding("party.alone", clause=1),
    )
    assert row(found, "content") == ("missing", "content缺第2项pay.date有误；text.vague有误")
    assert row(found, "signers") == ("missing", "signers缺第1项party.alone有误")
    assert [one.code for one in found.missing] == ["content", "signers"]


def test_that_effect_waits_for_what_is_named(ready: Ready) -> None:
    assert row(ready(waiting=("签署", "盖章")), "signed") == ("missing", "signed缺签署、盖章")


@pytest.mark.parametrize(
    ("changes", "place", "text"),
    [
        ({"referred_by": "县法院"}, "referral", "referral法院（县法院）"),
        ({"body_address": ""}, "body", "body法院（调委会）"),
        ({"body": ""}, "body", "body法院（街1号）"),
        ({"body": "", "body_address": ""}, "body", "body法院"),
        ({"parties": (party(known("甲", address=None), "applicant"),)}, "domicile", "domicile法院（甲：住址未登记）"),
        ({"parties": PARTIES + PARTIES[:1]}, "domicile", "domicile法院（甲：甲家；乙公司：乙公司家；甲：甲家）"),
        ({"parties": PARTIES + PARTIES}, "domicile", "domicile法院（甲：甲家；乙公司：乙公司家；甲：甲家等4名当事人）"),
    ],
)
def test_that_a_court_is_named_with_where_it_is(ready: Ready, changes: dict[str, Any], place: str, text: str) -> None:
    assert text in [one.text for one in ready(**changes).rows if one.code == "court" and place in one.text]


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "ready"),
        ({"attachments": frozenset()}, "open"),
        ({"attachments": frozenset(), "flags": ("ownership",)}, "missing"),
        ({"attachments": frozenset(), "text": replace(TEXT, manner="房屋归甲所有。")}, "missing"),
        ({"attachments": frozenset({"deed"}), "flags": ("ownership",)}, "ready"),
    ],
)
def test_that_proof_of_title_is_missing_only_where_it_is_about_property(
    ready: Ready, changes: dict[str, Any], state: str
) -> None:
    text = "property齐" if state == "ready" else "property缺"
    assert line("property", state, text) in ready(**changes).rows


@pytest.mark.parametrize(
    ("papers", "missing"),
    [
        (frozenset({"RM-AGR", "SF-PROOF"}), []),
        (frozenset({"SF-PROOF"}), ["agreement"]),
        (frozenset({"RM-AGR"}), ["proof"]),
    ],
)
def test_that_one_of_the_papers_named_is_enough(ready: Ready, papers: frozenset[str], missing: list[str]) -> None:
    assert [one.code for one in ready(papers=papers).missing] == missing


@pytest.mark.parametrize(
    ("who", "lacking"),
    [
        (known("甲", phone=None, address=None, id_number=None), "甲（证件号码、住址、联系方式）"),
        (known("甲", id_number=None, credit_code="9"), "甲（证件号码）"),
        (known("乙公司", "company", credit_code=None, id_number="1"), "乙公司（证件号码）"),
        (known("甲", address=""), "甲（住址）"),
    ],
)
def test_that_what_lacks_of_a_party_is_named(ready: Ready, who: Any, lacking: str) -> None:
    assert row(ready(parties=(*PARTIES, party(who, "third"))), "identity") == ("missing", f"identity缺{lacking}")
    both = ready(parties=(party(who, "third"), party(known("丙", phone=None), "third")))
    assert row(both, "identity")[1] == f"identity缺{lacking}；丙（联系方式）"


def test_that_a_party_is_reached_through_whoever_stands_for_it(ready: Ready) -> None:
    silent = known("丙", phone=None)
    mother = relation("parent", "丙母")
    reached = replace(mother, person=replace(mother.person, phone="1"))
    assert row(ready(parties=(party(silent, "third", mother, reached),)), "identity")[0] == "ready"
    assert row(ready(parties=(party(silent, "third", mother),)), "identity")[0] == "missing"


@pytest.mark.parametrize(
    ("papers", "attachments", "state"),
    [((), (), "missing"), (("RM-POA",), (), "ready"), ((), ("poa",), "ready"), ((), ("deed",), "missing")],
)
def test_that_agents_show_their_authority_on_paper_or_as_an_attachment(
    ready: Ready, papers: tuple[str, ...], attachments: tuple[str, ...], state: str
) -> None:
    agents = (relation("agent", "丁"), relation("representative", "戊"))
    parties = (party(known("甲"), "applicant", *agents), party(known("乙"), "third", relation("agent", "己")))
    found = ready(parties=parties, papers=frozenset(papers), attachments=frozenset(attachments))
    assert row(found, "authority") == (state, f"authority{'齐' if state == 'ready' else '缺'}丁、己")


@pytest.mark.parametrize(
    ("state", "answered", "code", "told"),
    [
        ("running", None, "days", ("ready", "2026年10月8日前，还有27日")),
        ("expired", None, "days_lost", ("closed", "2026年10月8日已过")),
        ("answered", date(2026, 9, 30), "days_done", ("ready", "2026年9月30日已办")),
        ("expired", date(2026, 9, 30), "days_done", ("ready", "2026年9月30日已办")),
    ],
)
def test_that_the_days_are_told_as_the_clock_stands(
    ready: Ready, state: str, answered: date | None, code: str, told: tuple[str, str]
) -> None:
    found = ready(clock=clock(state, answered))
    assert found.rows[-1] == Row("days", *told, f"某法{code}", "page")


def test_that_without_a_limit_no_length_is_named(ready: Ready) -> None:
    assert ready(route={"limit": None}).rows[-1].text == "内"


# -- the file


def test_that_courts_lines_and_materials_are_read_word_for_word() -> None:
    rules = ConfirmationRules.of(RULES).readiness
    assert rules == ReadinessRules(
        courts=rules.courts,
        lines=rules.lines,
        papers={"agreement": ("RM-AGR", "RM-ORAL"), "proof": ("SF-PROOF",), "property": (), "authority": ("RM-POA",)},
        attachments={"agreement": (), "proof": (), "property": ("deed",), "authority": ("poa",)},
        content_findings=("pay.", "text.vague"),
        signer_findings=("party.",),
    )
    assert rules.courts[0] == CourtRule(
        place="referral", words="referral法院", kinds=("people",), source="某法referral", certainty="page"
    )
    assert rules.lines["proof"] == LineRule(ready="proof齐", missing="proof缺", source="某法proof", certainty="page")
    assert rules.lines["days"].missing == rules.lines["days"].ready == DAYS["days"]


PLACES = "应为referral、domicile、object、body、higher之一，现为moon"
GIVEN = f"应为{'、'.join(MATERIALS)}之一，现为moon"
CODES = f"应为{'、'.join(LINES)}之一，现为moon"


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "content_findings", 7, [("content_findings", "应为文字列表")]),
        ((), "signer_findings", 7, [("signer_findings", "应为文字列表")]),
        (("court", 0), "place", "moon", [("court[1].place", PLACES)]),
        (("court", 0), "kinds", ["royal"], [("court[1].kinds", "未知的程序种类：royal")]),
        (("court", 0), "words", GONE, [("court[1].words", "缺少内容")]),
        (("court", 0), "hue", "red", [("court[1].hue", "未知的键")]),
        (("material", 0), "id", "moon", [("material[1].id", GIVEN)]),
        (("material", 0), "hue", "red", [("material[1].hue", "未知的键")]),
        (("line", 0), "code", "moon", [("line[1].code", CODES), ("line", f"缺少{LINES[0]}")]),
        (("line", 0), "ready", GONE, [("line[1].ready", "缺少内容")]),
        (("line", 0), "hue", "red", [("line[1].hue", "未知的键")]),
    ],
)
def test_that_each_mistake_is_told_at_its_key(
    place: Place, key: str, value: object, told: list[tuple[str, str]]
) -> None:
    assert faults(lambda: ConfirmationRules.of(spoiled(RULES, place, key, value)), "rules/confirmation.toml") == told
