"""Rules that hold in every procedure, on whatever way a case takes through it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediation_desk.law.calendars import Calendar
from mediation_desk.law.clocks import Extension, clocks
from mediation_desk.law.codes import CodeList
from mediation_desk.law.procedure import Procedure
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.events import EVENTS, Event
from mediation_desk.terms.refusal import Refusal

FIRST = date(2026, 3, 2)
DOES = {
    "receive_application": "application_received",
    "sign_file_receipt": "file_received",
    "record_turning_point": "platform_accepted",
    "accept_case": "accepted",
    "refuse_case": "refused",
    "choose_mediator": "mediator_chosen",
    "record_session": "session_held",
    "record_reached": "reached",
    "record_oral_agreement": "oral_agreement_recorded",
    "finalise_agreement": "text_finalised",
    "withdraw_text": "text_withdrawn",
    "record_signature": "all_parties_signed",
    "confirm_scan": "mediator_signed",
    "affix_seal": "body_sealed",
    "end_track": "ended",
    "transfer": "transferred",
    "reopen_track": "reopened",
    "close_volume": "volume_closed",
    "record_visit": "visited",
}
"""What acts make happen, as far as stages and effect turn on it."""
MEDIATING = {"record_session", "suggest", "record_reached", "finalise_agreement", "record_oral_agreement"}


def walk(procedure: Procedure, dice: Random, steps: int) -> list[Event]:
    """A case in which only what is open is done, day after day; effect follows from the signatures, as at the desk."""
    events: list[Event] = []
    day = FIRST
    for _ in range(steps):
        day += timedelta(days=dice.choice((0, 0, 1, 3)))
        history = procedure.history(events)
        doable = [act for act in procedure.open_acts(history.stage) if act in DOES]
        events.append(Event(DOES[dice.choice(doable)], day))
        if history.stage == "signing" and takes_effect(procedure, events):
            events.append(Event("agreement_effective", day))
    return events


def takes_effect(procedure: Procedure, events: Sequence[Event]) -> bool:
    done = {event.name for event in events}
    return "agreement_effective" not in done and procedure.effective_on("written", since_final_text(events)) is not None


def since_final_text(events: Sequence[Event]) -> list[Event]:
    last = max((number for number, event in enumerate(events) if event.name == "text_finalised"), default=0)
    return list(events[last:])


def check_walk(procedure: Procedure, seed: int, steps: int, calendar: Calendar) -> None:
    events = walk(procedure, Random(seed), steps)
    history = procedure.history(events)
    for step in history.path:
        if step.stage == "performing":
            names = {event.name for event in events if step.since is not None and event.on <= step.since}
            rule = procedure.agreement("oral" if step.by == "oral_agreement_recorded" else "written")
            assert set(rule.effective) <= names or step.by == "no_objection_confirmed"
        if step.stage in ("ended", "archived", "performing"):
            assert not MEDIATING & set(procedure.open_acts(step.stage))
    for today in (events[-1].on, events[-1].on + timedelta(days=200)):
        check_clocks(procedure, events, today, calendar)


def check_clocks(procedure: Procedure, events: Sequence[Event], today: date, calendar: Calendar) -> None:
    running = clocks(procedure, events, (), calendar, today)
    for clock in running:
        open_pause = clock.state == "paused"
        over = clock.answered_on is None and today > clock.last_day
        assert (clock.state == "expired") == over and (not over or clock.days_left < 0)
        assert not (over and open_pause)
    shown = {clock.limit.id for clock in running}
    for limit in procedure.limits_in_use():
        started = {event.name for event in events if not limit.subjects or (event.subject or "") in limit.subjects}
        begun = set(limit.starts_on) <= started if limit.starts == "all" else bool(started & set(limit.starts_on))
        assert (limit.id in shown) == (begun and limit.is_valid_on(FIRST))


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 10**6), number=st.integers(0, 17))
def test_that_no_way_leads_to_effect_without_signatures_nor_past_a_clock(
    rulebook: RuleBook, calendar: Calendar, seed: int, number: int
) -> None:
    procedure = sorted(rulebook.procedures.values(), key=lambda one: one.id)[number]
    check_walk(procedure, seed, 14, calendar)


@pytest.mark.proof
@pytest.mark.parametrize("seed", range(400))
def test_that_no_way_leads_to_effect_without_signatures_nor_past_a_clock_on_many_ways(
    rulebook: RuleBook, calendar: Calendar, seed: int
) -> None:
    for procedure in rulebook.procedures.values():
        check_walk(procedure, seed, 30, calendar)


def test_that_effect_waits_for_each_event_of_the_rule(rulebook: RuleBook) -> None:
    for procedure in rulebook.procedures.values():
        for rule in procedure.agreements:
            all_happened = [Event(name, FIRST) for name in rule.effective]
            assert procedure.effective_on(rule.form, all_happened) == FIRST
            for missing in all_happened:
                assert procedure.effective_on(rule.form, [e for e in all_happened if e != missing]) is None


def test_that_what_a_stage_bars_is_never_offered_on_a_day_spent_in_it(rulebook: RuleBook) -> None:
    events = [Event("accepted", FIRST), Event("ended", FIRST + timedelta(days=3))]
    for procedure in rulebook.procedures.values():
        history = procedure.history(events)
        offered = set(procedure.open_acts_on(history, FIRST + timedelta(days=9)))
        assert offered == set(procedure.open_acts("ended"))
        assert not MEDIATING & offered


def test_that_every_stage_is_reached_and_can_end_on_some_way(rulebook: RuleBook) -> None:
    for procedure in rulebook.procedures.values():
        seen: set[str] = set()
        for seed in range(120):
            seen |= {step.stage for step in procedure.history(walk(procedure, Random(seed), 18)).path}
        assert seen == {stage.id for stage in procedure.stages}


def test_that_every_written_agreement_asks_for_the_parties_at_least(rulebook: RuleBook) -> None:
    for procedure in rulebook.procedures.values():
        rule = procedure.agreement("written")
        assert "all_parties_signed" in rule.effective
        assert rule.sign_order[0][0] == "party" and rule.copies.count(2) >= 3


def test_that_only_people_mediation_may_be_oral_and_land_contracts_are_written(rulebook: RuleBook) -> None:
    oral = {p.id for p in rulebook.procedures.values() if any(rule.form == "oral" for rule in p.agreements)}
    assert oral == {"people.general"}
    assert {rule.form for rule in rulebook.procedure("administrative.land_contract").agreements} == {"written"}


def traffic(*named: tuple[str, int]) -> list[Event]:
    return [Event(name, FIRST + timedelta(days=offset)) for name, offset in named]


@pytest.mark.parametrize(
    ("events", "started"),
    [
        ([("accepted", 0)], None),
        ([("loss_settled", 0)], None),
        ([("accepted", 0), ("loss_settled", 20)], 20),
        ([("loss_settled", 0), ("accepted", 5)], 5),
        ([("loss_settled", 5), ("accepted", 5), ("loss_settled", 9)], 5),
    ],
)
def test_that_the_traffic_clock_starts_when_loss_and_acceptance_have_both_come(
    rulebook: RuleBook, calendar: Calendar, events: list[tuple[str, int]], started: int | None
) -> None:
    found = clocks(rulebook.procedure("administrative.traffic"), traffic(*events), (), calendar, date(2026, 6, 1))
    days = [clock.started_on for clock in found if clock.limit.id == "traffic.conclude"]
    assert days == ([] if started is None else [FIRST + timedelta(days=started)])


def test_that_the_police_count_anew_after_an_appraisal(rulebook: RuleBook, calendar: Calendar) -> None:
    police = rulebook.procedure("administrative.public_security")

    def clock(*named: tuple[str, int], today: int = 60) -> tuple[date, date, str]:
        events = [Event(name, FIRST + timedelta(days=day), subject="x") for name, day in named]
        (found,) = (
            one
            for one in clocks(police, events, (), calendar, FIRST + timedelta(days=today))
            if one.limit.id == "public_security.conclude"
        )
        return found.started_on, found.last_day, found.state

    assert clock(("accepted", 0)) == (FIRST, date(2026, 3, 5), "expired")
    assert clock(("accepted", 0), ("appraisal_started", 1), today=9)[2] == "paused"
    anew = clock(("accepted", 0), ("appraisal_started", 1), ("appraisal_ended", 28), today=29)
    assert anew == (date(2026, 3, 30), date(2026, 4, 2), "running")
    answered = clock(("accepted", 0), ("session_held", 2), ("appraisal_ended", 28))
    assert answered == (FIRST, date(2026, 3, 5), "answered")


def test_that_a_second_mediation_by_the_police_has_seven_working_days(rulebook: RuleBook, calendar: Calendar) -> None:
    police = rulebook.procedure("administrative.public_security")
    events = [Event("accepted", date(2026, 2, 9)), Event("session_held", date(2026, 2, 10))]
    again = {one.limit.id: one for one in clocks(police, events, (), calendar, date(2026, 2, 12))}
    assert again["public_security.again"].last_day == date(2026, 2, 26)
    assert again["public_security.conclude"].state == "answered"


def test_that_no_clock_runs_for_a_way_that_is_closed(rulebook: RuleBook, calendar: Calendar) -> None:
    events = [Event("agreement_effective", FIRST)]
    for id, runs in (("administrative.traffic", False), ("people.general", True), ("administrative.health", True)):
        running = {one.limit.id for one in clocks(rulebook.procedure(id), events, (), calendar, FIRST)}
        assert ("confirm" in running) is runs
    routes = {route.id for route in rulebook.procedure("administrative.traffic").routes_open(events)}
    assert "judicial_confirmation" not in routes and "notary" in routes


def test_that_a_procedure_is_used_only_while_a_law_of_it_is_in_force(rulebook: RuleBook) -> None:
    commercial = rulebook.procedure("professional.commercial")
    commercial.require_in_force(date(2026, 5, 1))
    with pytest.raises(Refusal) as refusal:
        commercial.require_in_force(date(2026, 4, 30))
    assert refusal.value.code == "procedure.not_in_force"
    police = rulebook.procedure("administrative.public_security")
    police.require_in_force(date(2025, 12, 31))
    police.require_in_force(date(2026, 1, 1))


@pytest.mark.parametrize(
    ("id", "form", "lacking"),
    [
        ("people.general", "own_motion", ()),
        ("professional.medical", "written", ("b", "c")),
        ("judicial.before_filing", "referral", ("a", "b", "c")),
        ("judicial.after_filing", "referral", ()),
        ("administrative.traffic", "written", ("b", "c")),
        ("administrative.public_security", "oral", ("a", "b", "c")),
        ("administrative.land_contract", "oral", ()),
    ],
)
def test_that_each_start_asks_for_its_consents(
    rulebook: RuleBook, id: str, form: str, lacking: tuple[str, ...]
) -> None:
    sides = (("a", "applicant"), ("b", "respondent"), ("c", "third"))
    rule = rulebook.procedure(id).start(form)
    assert rule.lacking(sides, set()) == lacking
    assert rule.lacking(sides, {"a", "b", "c"}) == ()


def test_that_a_form_of_application_that_no_rule_names_is_refused(rulebook: RuleBook) -> None:
    for id, form in (("administrative.traffic", "oral"), ("professional.medical", "own_motion")):
        with pytest.raises(Refusal) as refusal:
            rulebook.procedure(id).start(form)
        assert refusal.value.code == "procedure.start_not_allowed"


def test_that_two_police_mediate_a_traffic_case_and_two_mediators_a_hard_one(rulebook: RuleBook) -> None:
    traffic_rule = rulebook.procedure("administrative.traffic").mediators
    court_rule = rulebook.procedure("judicial.online").mediators
    assert traffic_rule is not None and court_rule is not None
    traffic_rule.check_count(["mediator", "mediator"], ())
    court_rule.check_count(["presiding"], ())
    court_rule.check_count(["presiding", "mediator"], {"more_mediators"})
    for rule, roles, asked, code in (
        (traffic_rule, ["presiding"], set[str](), "mediator.too_few"),
        (court_rule, ["presiding"], {"more_mediators"}, "mediator.too_few"),
        (court_rule, ["mediator", "mediator"], set[str](), "mediator.none_presides"),
    ):
        with pytest.raises(Refusal) as refusal:
            rule.check_count(roles, asked)
        assert refusal.value.code == code
    with pytest.raises(Refusal, match="mediator.how_not_allowed"):
        traffic_rule.check_how("chosen")
    traffic_rule.check_how("appointed")


def test_that_a_suspect_comes_himself_and_the_victim_may_send_somebody(rulebook: RuleBook) -> None:
    bar = rulebook.procedure("administrative.public_security").agent_bar
    assert bar is not None and rulebook.procedure("people.general").agent_bar is None
    bar.check("applicant")
    with pytest.raises(Refusal, match="agent.barred_by_procedure"):
        bar.check("respondent")


def test_that_copies_grow_with_the_organ_that_sent_the_case(rulebook: RuleBook) -> None:
    copies = rulebook.procedure("people.general").agreement("written").copies
    assert [copies.count(2, source) for source in (None, "self", "police_110", "court_pre")] == [3, 3, 4, 4]


def test_that_every_turning_point_is_an_event_that_some_limit_waits_for(
    rulebook: RuleBook, code_lists: dict[str, CodeList]
) -> None:
    emitted = {code.group for code in code_lists["turning_points"].codes}
    waited = {name for limit in rulebook.limits() for name in (*limit.starts_on, *limit.answered_by)}
    assert emitted <= set(EVENTS) and emitted <= waited


def test_that_an_extension_of_a_restarted_clock_counts_from_its_new_start(
    rulebook: RuleBook, calendar: Calendar
) -> None:
    online = rulebook.procedure("judicial.online")
    events = [Event("platform_accepted", date(2026, 8, 3), subject="platform_accepted")]
    longer = [Extension("online.conclude", 10, date(2026, 8, 20))]
    (found,) = (one for one in clocks(online, events, longer, calendar, date(2026, 8, 21)) if one.extended)
    assert found.last_day == date(2026, 9, 14)
