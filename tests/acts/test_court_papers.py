"""The forms of a court's referral come out of the case: its letter, each party's answers, what goes back."""

from __future__ import annotations

from typing import Final

from mediation_desk.acts.acceptance import ChooseMediator, SignFileReceipt
from mediation_desk.acts.ending import ApplyConfirmation, EndTrack
from mediation_desk.acts.intake import Referral
from mediation_desk.acts.papers import IssuePaper
from mediation_desk.queries.case import WholeCase
from mediation_desk.terms.refusal import Refusal
from tests.support.practice_desk import DAY, Case, draft, pay, staff
from tests.support.printed import printed

COURT: Final = Referral(
    organ="临溪县人民法院",
    number="（2026）浙0699诉前调123号",
    contact="法官助理吴敏",
    documents=("委派调解函", "起诉状副本"),
)


def _referred(case: Case, procedure: str = "judicial.before_filing", **changes: object) -> Case:
    case.register(2, source="court_pre").open(procedure, "invited", referral=COURT, **changes)
    receipt = SignFileReceipt(
        track=case.id("t"), documents=("委派调解函", "起诉状副本"), handed_over_by="吴敏", received_by="林远"
    )
    case.do(receipt)
    return case.accept(mediator="lin")


def _issue(case: Case, code: str, ref: str | None = None, **subject: object) -> str:
    act = IssuePaper(id=case.id(code), code=code, track=case.id("t"), ref=ref and case.id(ref), subject=subject)
    case.do(act)
    return printed(case, code)


def _offered(case: Case, choices: str = "papers_due") -> set[str]:
    (track,) = case.office.desk.ask(WholeCase(case=case.case)).tracks
    return {choice.code for choice in track.choices[choices]}


def test_that_the_letter_before_filing_bears_the_courts_number_judge_materials_and_limit(case: Case) -> None:
    text = _issue(_referred(case), "SF-WP")
    for words in (COURT.organ, COURT.number, COURT.contact, "起诉状副本", "30日，自签收材料之日起算", "报告本院"):
        assert words and words in text
    assert text.count("委派调解函") == 1
    assert [(s["role"], s["name"]) for s in case.signers("SF-WP")] == [
        ("judge", "法官助理吴敏"),
        ("court_seal", "临溪县人民法院"),
    ]
    assert case.paper("SF-WP").copies == 2


def test_that_the_letter_after_filing_names_the_procedure_and_its_own_limit(case: Case) -> None:
    text = _issue(_referred(case, "judicial.after_filing", variant="simplified"), "SF-WT")
    assert "简易程序" in text and "7日，自签收材料之日起算" in text and "制作调解书" in text


def test_that_each_procedure_offers_its_own_letter_and_people_s_mediation_none(case: Case) -> None:
    _referred(case)
    codes = {item.partition("|")[0] for item in _offered(case) | _offered(case, "papers_more")}
    assert {"SF-WP", "SF-SEL"} <= codes and not {"SF-WT", "SF-WDSUIT", "SF-WD", "SF-FILE"} & codes
    other = Case(case.office, f"{case.name}-people").mediating()
    assert not {item for item in _offered(other) | _offered(other, "papers_more") if item.startswith("SF-W")}


def test_that_each_party_is_asked_and_signs_for_itself(case: Case) -> None:
    _referred(case)
    own = {f"{code}|{case.id(party)}" for code in ("SF-CONSENT", "SF-ADDR") for party in ("p1", "p2")}
    assert own <= _offered(case)
    text = _issue(case, "SF-CONSENT", "p2")
    assert "■同意" in text and "李秀英（被申请人）" in text and "■不同意" not in text
    assert [signer["name"] for signer in case.signers("SF-CONSENT")] == ["李秀英"]
    assert own - _offered(case) == {f"SF-CONSENT|{case.id('p2')}"}


def test_that_a_refusal_of_electronic_service_stands_on_the_address_form_of_that_party_only(case: Case) -> None:
    _referred(case)
    case.consent("no", "electronic_service", "p1", answer="refused")
    refused = _issue(case, "SF-ADDR", "p1", mailbox="wang@example.cn")
    assert "■不同意" in refused and "wang@example.cn" in refused and "文书退回之日视为送达之日" in refused
    case.do(IssuePaper(id=case.id("other"), code="SF-ADDR", track=case.id("t"), ref=case.id("p2")))
    assert "■" not in printed(case, "other")


def test_that_a_form_of_one_party_needs_a_party_of_the_case(case: Case) -> None:
    _referred(case)
    for ref in (None, case.id("t")):
        case.refused("paper.needs_fact", IssuePaper(id=case.id("x"), code="SF-ADDR", track=case.id("t"), ref=ref))


def test_that_an_appointment_bears_the_courts_seal_and_a_choice_does_not(case: Case) -> None:
    text = _issue(_referred(case), "SF-SEL", reason="协商不成")
    assert "指定" in text and "协商不成" in text
    assert [s["role"] for s in case.signers("SF-SEL")] == ["party", "party", "court_seal"]
    chosen = Case(case.office, f"{case.name}-chosen")
    chosen.register(2, source="court_pre").open("judicial.before_filing", "invited", referral=COURT)
    chosen.agree(*chosen.track().parties)
    chosen.do(ChooseMediator(track=chosen.id("t"), staff=staff("lin"), how="chosen"))
    assert "从名册中协商选定" in _issue(chosen, "SF-SEL")
    assert [s["role"] for s in chosen.signers("SF-SEL")] == ["party", "party"]


def test_that_the_notice_tells_the_consequences_of_a_sham(case: Case) -> None:
    text = _issue(_referred(case), "SF-NOTE")
    assert "虚假调解的后果" in text and "中止调解" in text and "当事人的权利" in text
    assert "SF-NOTE|" not in _offered(case) and "RM-RIGHTS|" not in _offered(case)


def test_that_the_report_tells_costly_conduct_and_what_the_court_should_know(case: Case) -> None:
    _referred(case)
    case.do(EndTrack(track=case.id("t"), reason="deadlock"))
    text = _issue(case, "SF-TERM", costly_conduct="李秀英两次无故不到场", hints="可能需要鉴定")
    assert "李秀英两次无故不到场" in text and "可能需要鉴定" in text
    listed = _issue(case, "SF-FILE")
    assert "调解不成，退回材料" in listed and "起诉状副本（退回）" in listed and "调解终止报告" in listed


def test_that_only_those_who_withdraw_sign_the_withdrawal(case: Case) -> None:
    case.mediating()
    case.finalise(draft(pay(case, "800.00")))
    case.everyone_signs()
    refusal = case.refused("paper.needs_fact", IssuePaper(id=case.id("x"), code="SF-WD", track=case.id("t")))
    assert isinstance(refusal, Refusal)
    case.do(ApplyConfirmation(track=case.id("t"), court="临溪县人民法院"))
    assert {"SF-WD|", "SF-FILE|"} <= _offered(case)
    text = _issue(case, "SF-WD", by=["王有田"])
    assert "司法确认申请" in text and f"{DAY.year}年" in text
    assert [signer["name"] for signer in case.signers("SF-WD")] == ["王有田"]


def test_that_no_paper_of_an_evaluation_or_an_inquiry_goes_to_the_court(case: Case) -> None:
    _referred(case)
    case.do(IssuePaper(id=case.id("v"), code="RM-VISITOR", track=case.id("t")))
    case.do(IssuePaper(id=case.id("r"), code="SF-RCV", track=case.id("t")))
    case.do(EndTrack(track=case.id("t"), reason="deadlock"))
    text = _issue(case, "SF-FILE")
    assert "材料移交签收单" in text and "来访回执" not in text
