from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.clocks import Extension, RunningClock, check_extension, clocks
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.events import Event

from .refusals import told


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def event(name: str, on: str, party: str | None = None, subject: str | None = None) -> Event:
    return Event(name, day(on), party, subject)


@pytest.fixture
def run(rulebook: RuleBook, calendar: Calendar):  # type: ignore[no-untyped-def]
    """The clocks of a procedure by limit, on a day."""

    def run(id: str, events: list[Event], today: str, *extensions: Extension) -> dict[str, RunningClock]:
        found = clocks(rulebook.procedure(id), events, extensions, calendar, day(today))
        assert len({clock.id for clock in found}) == len(found)
        return {clock.limit.id: clock for clock in found}

    return run


def test_that_nothing_runs_before_a_start(run) -> None:  # type: ignore[no-untyped-def]
    assert run("people.general", [event("application_received", "02-01")], "02-02") == {}


def test_that_a_clock_runs_with_reason_and_days_left(run) -> None:  # type: ignore[no-untyped-def]
    clock = run("people.general", [event("accepted", "02-03")], "02-10")["people.conclude"]
    assert (clock.state, clock.last_day, clock.days_left) == ("running", day("03-05"), 23)
    assert clock.id == "people.conclude@2026-02-03"
    assert clock.reason.startswith("2026年2月3日受理，当日不计，30日至2026年3月5日")


def test_that_the_last_day_still_runs_and_the_next_has_expired(run) -> None:  # type: ignore[no-untyped-def]
    events = [event("accepted", "02-03")]
    assert run("people.general", events, "03-05")["people.conclude"].state == "running"
    late = run("people.general", events, "03-06")["people.conclude"]
    assert (late.state, late.days_left) == ("expired", -1)


def test_that_labour_counts_from_the_application_not_from_acceptance(run) -> None:  # type: ignore[no-untyped-def]
    events = [event("application_received", "09-10"), event("accepted", "09-14")]
    assert run("professional.labour", events, "09-15")["labour.conclude"].last_day == day("09-28")


def test_that_an_appraisal_stops_the_medical_clock(run) -> None:  # type: ignore[no-untyped-def]
    accepted, began, ended = (
        event("accepted", "04-20"),
        event("appraisal_started", "05-06"),
        event("appraisal_ended", "06-25"),
    )
    assert run("professional.medical", [accepted], "05-20")["medical.conclude"].last_day == day("06-03")
    still = run("professional.medical", [accepted, began], "05-20")["medical.conclude"]
    assert still.state == "paused" and still.last_day > day("06-03")
    after = run("professional.medical", [accepted, began, ended], "06-26")["medical.conclude"]
    assert (after.state, after.last_day) == ("running", day("07-27"))
    assert "鉴定期间不计入" in after.reason
    done = [accepted, began, ended, event("agreement_effective", "07-21")]
    answered = run("professional.medical", done, "08-01")["medical.conclude"]
    assert (answered.state, answered.last_day, answered.answered_late) == ("answered", day("07-27"), False)


def test_that_a_pause_after_expiry_wakes_nothing(run) -> None:  # type: ignore[no-untyped-def]
    events = [event("accepted", "04-20"), event("appraisal_started", "07-01")]
    assert run("professional.medical", events, "07-10")["medical.conclude"].state == "expired"


def test_that_a_pause_after_the_answer_changes_nothing(run) -> None:  # type: ignore[no-untyped-def]
    events = [event("accepted", "04-20"), event("ended", "05-10"), event("appraisal_started", "05-20")]
    events.append(event("appraisal_ended", "05-25"))
    clock = run("professional.medical", events, "06-20")["medical.conclude"]
    assert (clock.state, clock.last_day) == ("answered", day("06-03"))


def test_that_two_appraisals_are_paired_by_their_subject(run) -> None:  # type: ignore[no-untyped-def]
    events = [
        event("accepted", "04-20"),
        event("appraisal_started", "05-06", subject="伤残"),
        event("appraisal_started", "05-11", subject="因果"),
        event("appraisal_started", "05-12", subject="因果"),
        event("appraisal_ended", "05-15", subject="因果"),
        event("appraisal_ended", "05-20", subject="伤残"),
        event("appraisal_ended", "05-22", subject="伤残"),
    ]
    clock = run("professional.medical", events, "05-22")["medical.conclude"]
    assert [(p.first, p.last) for p in clock.pauses] == [(day("05-06"), day("05-20")), (day("05-11"), day("05-15"))]
    assert clock.state == "running"


def test_that_evaluation_time_counts(run) -> None:  # type: ignore[no-untyped-def]
    events = [event("accepted", "02-03"), event("evaluation_started", "02-10"), event("evaluation_ended", "02-20")]
    assert run("people.general", events, "02-25")["people.conclude"].pauses == ()


def test_that_the_confirmation_clock_starts_with_effect(run) -> None:  # type: ignore[no-untyped-def]
    events = [event("accepted", "08-20"), event("agreement_effective", "09-01")]
    found = run("people.general", events, "09-02")
    assert found["confirm"].last_day == day("10-08")
    assert found["people.conclude"].state == "answered"
    done = run("people.general", [*events, event("confirmation_applied", "10-09")], "10-12")["confirm"]
    assert done.answered_late and done.days_left == -1


@pytest.mark.parametrize(
    ("route", "state"), [("arbitration_review", "answered"), ("payment_order", "running"), ("arbitration", "running")]
)
def test_that_only_the_route_it_is_about_answers_a_limit(run, route: str, state: str) -> None:  # type: ignore[no-untyped-def]
    events = [event("agreement_effective", "09-02"), event("route_taken", "09-05", subject=route)]
    assert run("professional.labour", events, "09-10")["labour.arbitration_review"].state == state


def test_that_only_the_procedure_of_the_court_starts_its_limit(run) -> None:  # type: ignore[no-untyped-def]
    simple = run("judicial.after_filing", [event("file_received", "09-23", subject="simplified")], "09-24")
    assert {id: clock.last_day for id, clock in simple.items()} == {"court_referral.simplified": day("09-30")}
    for subject in ("ordinary", None):
        plain = run("judicial.after_filing", [event("file_received", "09-15", subject=subject)], "09-24")
        assert {id: clock.last_day for id, clock in plain.items()} == {"court_referral.ordinary": day("09-30")}


def test_that_seven_days_run_for_each_party_from_its_own_service(rulebook: RuleBook, calendar: Calendar) -> None:
    events = [
        event("plan_served", "09-18", party="乙"),
        event("plan_served", "09-21", party="丙"),
        event("plan_objected", "09-24", party="丙"),
    ]
    found = clocks(rulebook.procedure("judicial.before_filing"), events, (), calendar, day("09-26"))
    assert [(c.key, c.state, c.last_day) for c in found] == [
        ("乙", "running", day("09-28")),
        ("丙", "answered", day("09-28")),
    ]
    assert found[0].id == "plan@2026-09-18:乙"
    all_done = [*events, event("plan_unopposed", "09-28")]
    later = clocks(rulebook.procedure("judicial.before_filing"), all_done, (), calendar, day("09-30"))
    assert {c.state for c in later} == {"answered"}


def test_that_a_second_start_is_ignored_while_the_first_runs(run, rulebook, calendar) -> None:  # type: ignore[no-untyped-def]
    events = [event("accepted", "02-03"), event("accepted", "02-20")]
    assert run("people.general", events, "02-21")["people.conclude"].started_on == day("02-03")
    reopened = [event("accepted", "02-03"), event("ended", "02-10"), event("reopened", "03-02")]
    found = clocks(rulebook.procedure("people.general"), reopened, (), calendar, day("03-10"))
    assert [(c.started_on, c.state) for c in found] == [(day("02-03"), "answered"), (day("03-02"), "running")]
    assert "恢复" in found[1].reason


def test_that_the_future_is_not_counted(run) -> None:  # type: ignore[no-untyped-def]
    events = [event("accepted", "02-03"), event("ended", "02-20")]
    assert run("people.general", events, "02-10")["people.conclude"].state == "running"


def test_that_an_extension_moves_the_last_day(run) -> None:  # type: ignore[no-untyped-def]
    events = [event("accepted", "07-06")]
    longer = Extension(limit="administrative.conclude", days=15, on=day("08-03"))
    clock = run("administrative.general", events, "08-10", longer)["administrative.conclude"]
    assert (clock.last_day, clock.state, clock.extended) == (day("08-20"), "running", (longer,))
    before = run("administrative.general", events, "08-01", longer)["administrative.conclude"]
    assert before.last_day == day("08-05")
    other = replace(longer, key="乙")
    assert run("administrative.general", events, "08-04", other)["administrative.conclude"].extended == ()


def test_that_an_extension_belongs_to_the_clock_that_ran_then(rulebook: RuleBook, calendar: Calendar) -> None:
    events = [event("accepted", "07-06"), event("ended", "07-20"), event("reopened", "08-03")]
    longer = Extension("administrative.conclude", 15, day("08-10"))
    found = clocks(rulebook.procedure("administrative.general"), events, [longer], calendar, day("08-11"))
    assert [(clock.state, clock.last_day) for clock in found] == [
        ("answered", day("08-05")),
        ("running", day("09-17")),
    ]


def test_that_any_recording_order_gives_the_same_clocks(rulebook: RuleBook, calendar: Calendar) -> None:
    events = [
        event("accepted", "04-20"),
        event("appraisal_started", "05-06"),
        event("appraisal_ended", "06-25"),
        event("agreement_effective", "07-21"),
        event("visited", "07-21"),
    ]
    medical = rulebook.procedure("professional.medical")
    assert len({str(clocks(medical, order, (), calendar, day("08-01"))) for order in permutations(events)}) == 1


def test_that_the_shipped_rules_say_who_consents_and_how_often(run) -> None:  # type: ignore[no-untyped-def]
    people = run("people.general", [event("accepted", "02-03")], "02-10")
    conclude = people["people.conclude"]
    assert told(lambda: check_extension(conclude.limit, conclude, day("02-10"), set(), 10))[1]["missing"] == (
        "各方当事人、调解组织"
    )
    effective = [event("accepted", "02-03"), event("agreement_effective", "02-20")]
    confirm = run("people.general", effective, "02-25")["confirm"]
    assert told(lambda: check_extension(confirm.limit, confirm, day("02-25"), {"all_parties", "body"}, 5))[0] == (
        "clock.not_extendable"
    )
    longer = Extension(limit="administrative.conclude", days=15, on=day("08-03"))
    once = run("administrative.general", [event("accepted", "07-06")], "08-10", longer)["administrative.conclude"]
    assert told(lambda: check_extension(once.limit, once, day("08-18"), {"all_parties"}, 5))[0] == (
        "clock.extended_too_often"
    )


def test_that_one_who_seals_across_the_limit_leaves_it_expired(run, rulebook: RuleBook) -> None:  # type: ignore[no-untyped-def]
    events = [
        event("accepted", "02-03"),
        event("text_finalised", "03-03"),
        event("party_signed", "03-03", party="甲"),
        event("party_signed", "03-11", party="乙"),
        event("signing_refused", "03-11", party="丙"),
    ]
    people = rulebook.procedure("people.general")
    assert people.effective_on("written", events) is None
    assert people.history(events).stage == "signing"
    clock = run("people.general", events, "03-12")["people.conclude"]
    assert (clock.state, clock.limit.on_expiry) == ("expired", "must_end")
    assert {"end_track", "withdraw_text", "split_track"} <= set(people.open_acts("signing"))
