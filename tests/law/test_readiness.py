from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from mediation_desk.law.checkup import CheckLaw, check
from mediation_desk.law.checkup_matter import Matter
from mediation_desk.law.clocks import RunningClock, clocks
from mediation_desk.law.codes import CodeList
from mediation_desk.law.confirmation import ConfirmationRules
from mediation_desk.law.readiness import Dossier, Readiness, readiness
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.events import Event
from mediation_desk.terms.refusal import Refusal

from .conftest import document
from .test_checkup import SIGNING, agreement, party, pay, person, relation

DOSSIER = Dossier(
    form="written",
    body="枫塘镇人民调解委员会",
    body_address="枫塘路1号",
    referred_by=None,
    papers=frozenset({"RM-AGR", "SF-PROOF", "RM-POA"}),
    attachments=frozenset(),
    waiting=(),
    clock=None,
)


def known(name: str, kind: str = "natural") -> Any:
    numbers = {"id_number": "330699196803121518"} if kind == "natural" else {"credit_code": "91330699MA9XTE018E"}
    return replace(person(name, kind), address="石桥村1号", phone="13800000000", **numbers)


WORKER = party(known("刘大勇"), "applicant")
COMPANY = party(known("鸿达公司", "company"), "respondent", relation("representative", "李强"))
Ready = Callable[..., Readiness]


@pytest.fixture
def ready(check_law: CheckLaw, confirmation: ConfirmationRules, rulebook: RuleBook, disputes: CodeList) -> Ready:
    def ready(
        text: Any = None,
        parties: Any = (WORKER, COMPANY),
        procedure: str = "people.general",
        dispute: str = "contract",
        **changes: Any,
    ) -> Readiness:
        matter = Matter(
            agreement=text or agreement(route="paper"),
            parties=parties,
            dispute=disputes.get(dispute),
            signing_day=SIGNING,
        )
        dossier = replace(DOSSIER, **changes)
        rules = rulebook.procedure(procedure)
        return readiness(matter, check(matter, check_law), dossier, rules, confirmation, check_law.words)

    return ready


def row(found: Readiness, code: str) -> tuple[str, str]:
    return next((row.state, row.text) for row in found.rows if row.code == code)


def running(rulebook: RuleBook, check_law: CheckLaw, today: date, applied: date | None = None) -> RunningClock:
    events = [Event("agreement_effective", date(2026, 9, 1))]
    events += [] if applied is None else [Event("confirmation_applied", applied)]
    found = clocks(rulebook.procedure("people.general"), events, [], check_law.calendar, today)
    return next(clock for clock in found if clock.limit.id == "confirm")


def test_that_a_sound_agreement_lacks_nothing(ready: Ready) -> None:
    found = ready()
    assert (found.standing, found.terms, found.barred, found.missing) == ("open", (1, 2), (), ())
    assert row(found, "days") == ("open", "自协议生效之日起30日内共同申请")
    assert (found.last_day, found.days_left) == (None, None)
    assert all(line.source and line.certainty for line in found.rows)


def test_that_terms_no_court_confirms_are_named_with_the_article(ready: Ready) -> None:
    found = ready(agreement(other_clauses=("房屋归刘大勇所有。", "余款尽快付清。"), route="paper"))
    assert found.terms == (1,)
    barred = [(line.text, line.source) for line in found.rows if line.code == "barred"]
    assert barred == [
        ("第2项：涉及物权确权，人民法院不受理司法确认", "民事诉讼法解释 355"),
        ("第3项：内容不明确，人民法院将裁定驳回申请", "民事诉讼法解释 358"),
    ]
    state, text = row(found, "content")
    assert state == "missing" and "第3项用语“尽快”不明确" in text
    assert row(found, "property")[0] == "missing"


def test_that_proof_of_title_is_only_needed_where_it_is_about_property(ready: Ready) -> None:
    assert row(ready(), "property")[0] == "open"
    assert row(ready(attachments=frozenset({"property"})), "property")[0] == "ready"
    assert row(ready(dispute="homestead"), "property")[0] == "missing"


def test_that_every_court_that_may_be_asked_is_shown(ready: Ready) -> None:
    own = [line.text for line in ready().rows if line.code == "court"]
    assert own[0] == "当事人住所地的基层人民法院（刘大勇：石桥村1号；鸿达公司：石桥村1号）"
    assert own[1] == "标的物所在地的基层人民法院"
    assert own[2] == "调解组织所在地的基层人民法院（枫塘镇人民调解委员会，枫塘路1号）"
    assert "中级人民法院" in own[3]
    invited = ready(procedure="judicial.before_filing", referred_by="临溪县人民法院")
    assert [line.text for line in invited.rows if line.code == "court"][
        0
    ] == "作出邀请（委派）的人民法院（临溪县人民法院）"
    unknown = ready(procedure="judicial.before_filing")
    assert [line.text for line in unknown.rows if line.code == "court"][0] == "作出邀请（委派）的人民法院"


def test_that_a_crowd_is_named_by_its_first_members(ready: Ready) -> None:
    crowd = (WORKER, COMPANY, party(known("甲"), "applicant"), party(person("乙"), "applicant"))
    (homes, *_) = [line.text for line in ready(parties=crowd).rows if line.code == "court"]
    assert homes.endswith("甲：石桥村1号等4名当事人）")


def test_that_each_material_is_ready_or_missing(ready: Ready) -> None:
    agent = relation("agent", "法务", powers=("settle",))
    parties = (party(person("刘大勇"), "applicant"), replace(COMPANY, relations=(agent,)))
    found = ready(parties=parties, papers=frozenset())
    assert [line.code for line in found.missing] == ["agreement", "proof", "identity", "authority"]
    assert "刘大勇（证件号码、住址、联系方式）" in row(found, "identity")[1]
    assert "代理人法务的授权委托书" in row(found, "authority")[1]
    assert row(ready(parties=parties, attachments=frozenset({"authority"})), "authority")[0] == "ready"


def test_that_a_child_is_reached_through_its_parent(ready: Ready) -> None:
    child = replace(known("乙"), phone=None, birth=date(2017, 8, 15))
    mother = relation("parent", "乙母", document="父亲同意书")
    reached = replace(mother, person=replace(mother.person, phone="13800000000"))
    assert "乙" in row(ready(parties=(WORKER, COMPANY, party(child, "third", mother))), "identity")[1]
    assert row(ready(parties=(WORKER, COMPANY, party(child, "third", reached))), "identity")[0] == "ready"


def test_that_signatures_the_seal_and_the_right_to_sign_are_told(ready: Ready) -> None:
    found = ready(waiting=("各方签署完毕", "加盖印章"))
    assert row(found, "signed") == ("missing", "协议尚未生效，还差：各方签署完毕、加盖印章")
    nobody = party(known("鸿达公司", "company"), "respondent")
    state, text = row(ready(parties=(WORKER, nobody)), "signers")
    assert state == "missing" and "没有登记代表人" in text


def test_that_the_days_come_from_the_running_clock(ready: Ready, rulebook: RuleBook, check_law: CheckLaw) -> None:
    in_time = ready(clock=running(rulebook, check_law, date(2026, 9, 28)))
    assert row(in_time, "days") == ("ready", "须在2026年10月8日前共同申请，还有10日")
    assert (in_time.last_day, in_time.days_left) == (date(2026, 10, 8), 10)
    late = ready(clock=running(rulebook, check_law, date(2026, 10, 9)))
    assert row(late, "days") == ("closed", "申请期限已于2026年10月8日届满")
    done = ready(clock=running(rulebook, check_law, date(2026, 10, 9), date(2026, 9, 30)))
    assert row(done, "days") == ("ready", "已于2026年9月30日申请")


def test_that_a_closed_road_is_told_with_its_reason_alone(ready: Ready) -> None:
    oral = ready(form="oral")
    assert (oral.standing, [line.code for line in oral.rows]) == ("closed", ["road"])
    court = ready(procedure="judicial.after_filing")
    assert (court.standing, court.terms, court.last_day) == ("closed", (), None)
    owned = ready(
        agreement(pay(sentence="房屋归刘大勇所有，逾期搬离的支付违约金500元。"), other_clauses=(), route="paper")
    )
    assert [line.code for line in owned.rows] == ["road", "barred"]
    assert ready(procedure="administrative.general").rows[0].state == "open"


def test_that_an_application_lists_what_is_wanted_or_all_that_may_be(
    confirmation: ConfirmationRules, rulebook: RuleBook, check_law: CheckLaw
) -> None:
    people = rulebook.procedure("people.general")
    text = agreement(other_clauses=("房屋归刘大勇所有。", "余款尽快付清。"))
    judged = confirmation.judge(people, "written", check_law.words.terms(text))
    assert judged.asked_for((), 3) == (1,)
    assert judged.asked_for((3, 1, 3), 3) == (1, 3)
    for wanted, code in (((2,), "confirmation.term_barred"), ((4,), "confirmation.term_unknown")):
        with pytest.raises(Refusal) as refusal:
            judged.asked_for(wanted, 3)
        assert refusal.value.code == code


def test_that_only_a_vague_text_may_still_be_taken_to_the_judge(
    confirmation: ConfirmationRules, rulebook: RuleBook, check_law: CheckLaw
) -> None:
    vague = agreement(pay(sentence="尽快付清。"), other_clauses=())
    judged = confirmation.judge(rulebook.procedure("people.general"), "written", check_law.words.terms(vague))
    assert (judged.standing, judged.closed_by) == ("closed", "all_terms")
    with pytest.raises(Refusal) as refusal:
        judged.asked_for((), 1)
    assert refusal.value.code == "confirmation.closed"
    assert judged.asked_for((1,), 1) == (1,)
    oral = confirmation.judge(rulebook.procedure("people.general"), "oral", check_law.words.terms(vague))
    with pytest.raises(Refusal) as refusal:
        oral.asked_for((1,), 1)
    assert refusal.value.code == "confirmation.closed"


def test_that_a_file_without_lines_or_with_a_strange_court_is_refused() -> None:
    spoiled = {**document("rules", "confirmation"), "line": [], "court": [{"place": "moon"}]}
    with pytest.raises(Refusal) as refusal:
        ConfirmationRules.of(spoiled)
    assert "缺少days_later" in refusal.value.facts["lines"] and "moon" in refusal.value.facts["lines"]
