"""When an agreement takes effect; how clocks run, stop, are made longer, and follow what is recorded late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from mediation_desk.acts.acceptance import ReceiveApplication, SignFileReceipt, TellRights
from mediation_desk.acts.agreement import RecordOralAgreement, RecordReached
from mediation_desk.acts.ending import ApplyConfirmation, EndTrack, ReopenTrack, ReverseAct, TakeRoute
from mediation_desk.acts.intake import OpenTrack
from mediation_desk.acts.recorded import PauseClock, RecordConsent, RecordOutside, ResumeClock
from mediation_desk.acts.time import ExtendLimit
from tests.support.practice_desk import DAY, Case, draft, pay, staff

CONCLUDE = "people.conclude"


def _after(days: int) -> date:
    return DAY + timedelta(days=days)


def _extend(case: Case, days: int, *consents: str, limit: str = CONCLUDE, name: str = "ext") -> ExtendLimit:
    return ExtendLimit(
        track=case.id("t"), id=case.id(name), limit=limit, days=days, consents=tuple(case.id(one) for one in consents)
    )


def _all_consent(case: Case, on: date) -> tuple[str, ...]:
    for name, party in (("c1", "p1"), ("c2", "p2"), ("c0", None)):
        case.consent(name, "extension", party, on)
    return ("c0", "c1", "c2")


# -- effect


@pytest.mark.parametrize("last", ["p1", "p2", "m1", "seal"])
def test_that_a_written_agreement_takes_effect_with_the_last_of_parties_mediator_and_seal(
    case: Case, last: str
) -> None:
    case.mediating()
    case.finalise()
    order = ["p1", "p2", "m1", "seal"]
    late = order[max(order.index(last), 2 if last.startswith("p") else 0) :]
    days = {key: _after(5) if key in (last, *late) else DAY for key in order}
    case.signed_by_hand(days, _after(6))
    assert case.track().agreements[-1].effective_on == _after(5)


def test_that_an_oral_agreement_is_effective_the_day_it_is_recorded(case: Case) -> None:
    case.mediating()
    case.do(RecordReached(track=case.id("t"), form="oral"), _after(1))
    content = draft(pay(case, "300.00"))
    case.do(RecordOralAgreement(track=case.id("t"), agreement=case.id("oral"), content=content), _after(1))
    agreement = case.track().agreements[-1]
    assert (agreement.form, agreement.state, agreement.effective_on) == ("oral", "effective", _after(1))
    assert (case.track().stage, case.deadline(CONCLUDE).state) == ("performing", "answered")


def test_that_an_oral_agreement_leaves_no_way_to_a_court_before_it_is_written(case: Case) -> None:
    case.mediating()
    content = draft(pay(case, "300.00"))
    case.do(RecordOralAgreement(track=case.id("t"), agreement=case.id("oral"), content=content))
    case.refused("confirmation.closed", ApplyConfirmation(track=case.id("t"), court="临溪县人民法院"))


def test_that_an_oral_form_is_refused_where_the_procedure_does_not_know_it(case: Case) -> None:
    case.register(2, source="agency").open("administrative.general", "ecology").accept(mediator="zhao")
    oral = RecordOralAgreement(track=case.id("t"), agreement=case.id("oral"), content=draft(pay(case, "1.00")))
    case.refused("act.not_open", oral)


def test_that_a_people_s_agreement_is_confirmed_within_thirty_days_of_its_effect(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.everyone_signs()
    clock = case.deadline("confirm")
    assert (clock.started_on, clock.nominal, clock.due) == (DAY, _after(30), _after(30))
    apply = ApplyConfirmation(track=case.id("t"), court="临溪县人民法院")
    case.refused("field.empty", replace(apply, court=" "), _after(1))
    case.refused("confirmation.too_late", apply, _after(31))
    case.do(apply, _after(30))
    assert case.deadline("confirm").state == "answered"


def test_that_nothing_is_confirmed_before_it_is_effective(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.refused("act.not_open", ApplyConfirmation(track=case.id("t"), court="临溪县人民法院"))


def test_that_a_route_opens_only_with_what_opens_it(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.everyone_signs()
    case.refused("route.not_open", TakeRoute(track=case.id("t"), route="suit"), _after(1))
    case.do(TakeRoute(track=case.id("t"), route="notary"), _after(1))


# -- clocks


def test_that_people_s_mediation_is_concluded_within_thirty_days_of_acceptance(case: Case) -> None:
    case.mediating()
    clock = case.deadline(CONCLUDE)
    assert (clock.started_on, clock.due, clock.state) == (DAY, _after(30), "running")


def test_that_labour_mediation_counts_from_the_application(case: Case) -> None:
    case.register(2, dispute_type="labour").open("professional.labour", "labour")
    case.do(ReceiveApplication(track=case.id("t"), form="written"))
    case.accept(_after(3), mediator="xu")
    clock = case.deadline("labour.conclude")
    assert (clock.started_on, clock.due) == (DAY, _after(15))


def test_that_the_court_s_limit_counts_from_the_signed_receipt(case: Case) -> None:
    case.register(2, source="court_pre").open("judicial.before_filing", "invited")
    receipt = SignFileReceipt(
        track=case.id("t"), documents=("起诉状",), handed_over_by="法院立案庭", received_by="林远"
    )
    case.refused("field.empty", replace(receipt, documents=()))
    case.do(receipt, _after(2))
    case.accept(_after(4), mediator="lin")
    clock = case.deadline("court_referral.before")
    assert clock.started_on == _after(2)
    assert clock.nominal == _after(32)


@pytest.mark.parametrize(("variant", "days"), [("ordinary", 15), ("simplified", 7)])
def test_that_the_trial_s_form_decides_the_limit_after_filing(case: Case, variant: str, days: int) -> None:
    case.register(2, source="court_in").open("judicial.after_filing", "invited", variant=variant)
    receipt = SignFileReceipt(track=case.id("t"), documents=("案卷",), handed_over_by="法院", received_by="林远")
    case.do(receipt)
    (clock,) = [d for d in case.track().deadlines if d.rule.startswith("court_referral")]
    assert clock.nominal == _after(days)


def test_that_a_form_the_procedure_does_not_have_is_refused(case: Case) -> None:

    case.register(2, source="court_in")
    wrong = OpenTrack(track=case.id("t"), procedure="judicial.after_filing", body=staff("invited"), variant="express")
    refusal = case.refused("track.variant_unknown", wrong)
    assert "ordinary" in str(refusal.facts["known"])


def test_that_an_appraisal_stops_the_clock_and_its_end_lets_it_run_on(case: Case) -> None:
    case.mediating()
    case.do(PauseClock(track=case.id("t"), reason="appraisal", id=case.id("look"), organ="鉴定所"), _after(5))
    assert case.deadline(CONCLUDE).state == "paused"
    outcome = case.do(ResumeClock(track=case.id("t"), id=case.id("look")), _after(12))
    assert case.deadline(CONCLUDE).due == _after(38)
    assert any(change.startswith("调解期限：") for change in outcome.changes)


def test_that_a_pause_is_known_and_does_not_end_before_it_began(case: Case) -> None:
    case.mediating()
    case.refused("code.unknown", PauseClock(track=case.id("t"), reason="holiday", id=case.id("x")))
    case.refused("pause.unknown", ResumeClock(track=case.id("t"), id=case.id("x")))
    case.do(PauseClock(track=case.id("t"), reason="appraisal", id=case.id("look")), _after(5))
    resume = ResumeClock(track=case.id("t"), id=case.id("look"))
    case.refused("period.reversed", resume, _after(3), today=_after(6))


def test_that_a_clock_is_made_longer_with_all_consents_before_it_expires(case: Case) -> None:
    case.mediating()
    given = _all_consent(case, _after(20))
    outcome = case.do(_extend(case, 15, *given), _after(21))
    assert case.deadline(CONCLUDE).due == _after(45)
    assert outcome.changes == ("调解期限：2026年4月1日改为2026年4月16日",)
    case.do(_extend(case, 11, *given, name="again"), _after(40))
    assert case.deadline(CONCLUDE).due == _after(56)


@pytest.mark.parametrize("missing", ["c0", "c1", "c2"])
def test_that_every_consent_that_the_rule_names_is_needed(case: Case, missing: str) -> None:
    case.mediating()
    given = [name for name in _all_consent(case, _after(5)) if name != missing]
    case.refused("clock.consent_missing", _extend(case, 15, *given), _after(6))


def test_that_a_consent_counts_only_where_and_while_it_stands(case: Case) -> None:
    case.mediating()
    given = _all_consent(case, _after(5))
    again = RecordConsent(track=case.id("t"), id=case.id("c9"), subject="extension", party=case.id("p2"))
    taken_back = case.do(again, _after(5)).act
    case.do(ReverseAct(reversed=taken_back, reason="误录"), _after(5))
    case.refused("clock.consent_missing", _extend(case, 15, "c0", "c1", "c9"), _after(6))
    case.refused("consent.unknown", _extend(case, 15, "c0", "c1", "nothing"), _after(6))
    case.do(_extend(case, 15, *given), _after(6))


def test_that_a_clock_is_not_made_longer_after_it_expired_or_was_answered(case: Case) -> None:
    case.mediating()
    given = _all_consent(case, _after(20))
    case.refused("clock.expired", _extend(case, 15, *given), _after(31))
    case.refused("clock.days_not_positive", _extend(case, 0, *given), _after(21))
    case.refused("clock.not_running", _extend(case, 15, *given, limit="people.nothing"), _after(21))


def test_that_a_limit_that_the_law_does_not_extend_stays(case: Case) -> None:
    case.register(2, source="agency").open("administrative.general", "ecology")
    case.do(ReceiveApplication(track=case.id("t")))
    given = _all_consent(case, _after(1))
    case.refused("clock.not_extendable", _extend(case, 2, *given, limit="administrative.accept"), _after(1))


def test_that_an_administrative_limit_is_made_longer_once(case: Case) -> None:
    case.register(2, source="agency").open("administrative.general", "ecology").accept(mediator="zhao")
    given = _all_consent(case, _after(1))
    case.do(_extend(case, 10, *given, limit="administrative.conclude"), _after(2))
    again = _extend(case, 10, *given, limit="administrative.conclude", name="again")
    case.refused("clock.extended_too_often", again, _after(3))


def test_that_an_extension_taken_back_brings_the_old_day_back(case: Case) -> None:
    case.mediating()
    extended = case.do(_extend(case, 15, *_all_consent(case, _after(1))), _after(2))
    outcome = case.do(ReverseAct(reversed=extended.act, reason="当事人未同意"), _after(3))
    assert case.deadline(CONCLUDE).due == _after(30)
    assert outcome.changes == ("调解期限：2026年4月16日改为2026年4月1日",)


def test_that_a_fact_recorded_late_moves_the_dates_and_says_so(case: Case) -> None:
    case.mediating()
    pause = PauseClock(track=case.id("t"), reason="appraisal", id=case.id("look"))
    case.do(pause, _after(5), today=_after(20))
    outcome = case.do(ResumeClock(track=case.id("t"), id=case.id("look")), _after(12), today=_after(20))
    assert case.deadline(CONCLUDE).due == _after(38)
    assert outcome.changes


def test_that_the_clock_of_a_track_taken_up_again_is_a_new_one(case: Case) -> None:
    case.mediating()
    case.do(EndTrack(track=case.id("t"), reason="deadlock"), _after(10))
    assert case.deadline(CONCLUDE).state == "answered"
    case.refused("field.empty", ReopenTrack(track=case.id("t"), reason=""), _after(12))
    case.do(ReopenTrack(track=case.id("t"), reason="双方要求"), _after(12))
    assert (case.deadline(CONCLUDE).started_on, case.track().ending) == (_after(12), None)


def test_that_an_ending_comes_from_the_procedure_and_speaks_to_the_parties(case: Case) -> None:
    case.mediating()
    case.refused("procedure.ending_unknown", EndTrack(track=case.id("t"), reason="bored"))
    case.do(EndTrack(track=case.id("t"), reason="sham_suspected", note="疑点见谈话"))
    track = case.track()
    assert (track.stage, track.ending) == ("ended", "sham_suspected")
    assert "虚假" not in str(track.ending_words)


def test_that_rights_are_not_told_tomorrow(case: Case) -> None:
    case.mediating()
    case.refused("act.in_the_future", TellRights(track=case.id("t"), told_on=_after(1)))
    case.refused("party.unknown", TellRights(track=case.id("t"), parties=("nobody",)))
    case.do(TellRights(track=case.id("t"), parties=(case.id("p1"),)))


def test_that_an_outside_proceeding_ends_after_it_began(case: Case) -> None:
    case.mediating()
    outside = RecordOutside(
        track=case.id("t"), id=case.id("o"), kind="court", organ="临溪县人民法院", number="（2026）1号"
    )
    case.refused("period.reversed", replace(outside, started_on=DAY, ended_on=_after(-1)))
    case.refused("act.in_the_future", replace(outside, started_on=_after(9)))
    case.refused("code.unknown", replace(outside, kind="fortune_teller"))
    case.do(outside)
