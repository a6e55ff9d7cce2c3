from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import permutations
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.procedure import PaperDue, Procedure
from mediation_desk.law.rulebook import RuleBook
from mediation_desk.terms.events import EVENTS, Event
from mediation_desk.terms.refusal import Refusal

OFFICE_ACTS = {
    "accept_clock",
    "connect_token",
    "renew_certificate",
    "load_certificate",
    "import_key",
    "set_time_service",
    "retire_key",
    "release_pin",
    "request_certificate",
    "load_revocation_list",
    "add_organisation",
    "adopt_rules",
    "appoint_staff",
    "change_settings",
    "dismiss_staff",
    "issue_seal",
    "recount_clocks",
    "propose_template",
    "activate_template",
    "withdraw_template",
    "propose_drawing",
    "confirm_drawing",
    "withdraw_drawing",
    "keep_clause",
    "drop_clause",
    "load_review_sheet",
    "use_shipped_review",
}
IDS = (
    "people.general",
    "administrative.general",
    "administrative.health",
    "administrative.traffic",
    "administrative.public_security",
    "administrative.consumer",
    "administrative.noise",
    "administrative.land_contract",
    "administrative.school",
    "judicial.before_filing",
    "judicial.after_filing",
    "judicial.online",
    "professional.medical",
    "professional.labour",
    "professional.traffic",
    "professional.property",
    "professional.commercial",
    "professional.trade",
)


def day(number: int) -> date:
    return date(2026, 3, number)


def happened(*named: tuple[str, int]) -> list[Event]:
    return [Event(name, day(number)) for name, number in named]


@pytest.fixture
def people(rulebook: RuleBook) -> Procedure:
    return rulebook.procedure("people.general")


def test_that_all_four_kinds_have_procedures(rulebook: RuleBook) -> None:
    assert set(rulebook.procedures) == set(IDS)
    kinds = {kind: len(rulebook.of_kind(kind)) for kind in ("people", "administrative", "judicial", "professional")}
    assert kinds == {"people": 1, "administrative": 8, "judicial": 3, "professional": 6}


def test_that_a_written_agreement_goes_through_every_stage(people: Procedure) -> None:
    events = happened(
        ("accepted", 3), ("text_finalised", 5), ("agreement_effective", 6), ("performed", 7), ("volume_closed", 9)
    )
    path = [(step.stage, step.since) for step in people.history(events).path]
    assert path == [
        ("registered", None),
        ("mediating", day(3)),
        ("signing", day(5)),
        ("performing", day(6)),
        ("archived", day(9)),
    ]


def test_that_an_oral_agreement_is_performed_without_signing(people: Procedure) -> None:
    events = happened(("accepted", 10), ("oral_agreement_recorded", 10), ("duty_done", 10), ("ended", 10))
    assert people.history(events).stage == "performing"


def test_that_only_people_mediation_knows_the_oral_form(rulebook: RuleBook) -> None:
    oral = {id for id in IDS if any(rule.form == "oral" for rule in rulebook.procedure(id).agreements)}
    assert oral == {"people.general"}
    with pytest.raises(Refusal) as refusal:
        rulebook.procedure("professional.labour").agreement("oral")
    assert refusal.value.code == "procedure.form_not_allowed"


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        ([("refused", 2)], "ended"),
        ([("refused", 2), ("volume_closed", 3)], "archived"),
        ([("transferred", 2)], "ended"),
        ([("accepted", 2), ("text_finalised", 3), ("text_withdrawn", 4)], "mediating"),
        ([("accepted", 2), ("text_finalised", 3), ("signing_refused", 4)], "signing"),
        ([("accepted", 2), ("text_finalised", 3), ("signing_refused", 4), ("ended", 4)], "ended"),
        ([("accepted", 2), ("ended", 3), ("reopened", 4)], "mediating"),
        ([("accepted", 2), ("ended", 3), ("reopened", 3)], "mediating"),
        ([("accepted", 2), ("text_finalised", 2), ("text_withdrawn", 2), ("text_finalised", 2)], "signing"),
        ([("agreement_effective", 2)], "registered"),
        ([], "registered"),
    ],
)
def test_that_events_lead_to_stages(people: Procedure, events: list[tuple[str, int]], stage: str) -> None:
    assert people.history(happened(*events)).stage == stage


def test_that_the_same_facts_in_any_order_give_the_same_stages(people: Procedure) -> None:
    events = happened(
        ("accepted", 2), ("text_finalised", 2), ("agreement_effective", 2), ("ended", 2), ("performed", 4)
    )
    paths = {people.history(order).path for order in permutations(events)}
    assert len(paths) == 1


@given(
    named=st.lists(st.tuples(st.sampled_from(sorted(EVENTS)), st.integers(1, 8)), max_size=14),
    seed=st.integers(0, 1000),
    id=st.sampled_from(IDS),
)
def test_that_recording_order_never_matters(
    rulebook: RuleBook, named: list[tuple[str, int]], seed: int, id: str
) -> None:
    procedure = rulebook.procedure(id)
    events = happened(*named)
    shuffled = Random(seed).sample(events, len(events))
    assert procedure.history(events) == procedure.history(shuffled)
    assert procedure.effective_on("written", events) == procedure.effective_on("written", shuffled)


def test_that_a_late_record_counts_from_the_day_it_happened(people: Procedure) -> None:
    events = happened(("text_finalised", 5), ("agreement_effective", 6))
    assert people.history(events).stage == "registered"
    assert people.history([*events, Event("accepted", day(3))]).stage == "performing"


def test_that_history_can_stop_at_a_day(people: Procedure) -> None:
    events = happened(("accepted", 3), ("text_finalised", 5))
    assert people.history(events, until=day(4)).stage == "mediating"


def test_that_every_stage_of_a_day_is_occupied(people: Procedure) -> None:
    history = people.history(happened(("accepted", 3), ("text_finalised", 5), ("agreement_effective", 5)))
    assert history.stages_on(day(1)) == ("registered",)
    assert history.stages_on(day(3)) == ("registered", "mediating")
    assert history.stages_on(day(4)) == ("mediating",)
    assert history.stages_on(day(5)) == ("mediating", "signing", "performing")
    assert history.stages_on(day(9)) == ("performing",)
    assert {"finalise_agreement", "withdraw_text", "record_default"} <= set(people.open_acts_on(history, day(5)))
    assert "finalise_agreement" not in people.open_acts_on(history, day(9))


def test_that_some_acts_are_open_at_every_stage(rulebook: RuleBook) -> None:
    for procedure in rulebook.procedures.values():
        for stage in procedure.stages:
            acts = procedure.open_acts(stage.id)
            assert {"report_danger", "record_visit", "record_signature", "reverse_act", "refer_aside"} <= set(acts)
            assert len(acts) == len(set(acts))


def test_that_refusing_to_sign_extending_and_ending_stay_open_while_signing(rulebook: RuleBook) -> None:
    for procedure in rulebook.procedures.values():
        acts = set(procedure.open_acts("signing"))
        assert {"refuse_to_sign", "extend_limit", "end_track", "withdraw_text", "split_track"} <= acts


def test_that_every_act_but_registering_is_open_somewhere(rulebook: RuleBook, known_acts: frozenset[str]) -> None:
    used = {act for p in rulebook.procedures.values() for stage in p.stages for act in p.open_acts(stage.id)}
    assert known_acts - used == {"register_case"} | OFFICE_ACTS


def test_that_an_unknown_stage_or_procedure_is_refused(rulebook: RuleBook, people: Procedure) -> None:
    with pytest.raises(Refusal) as refusal:
        people.open_acts("nowhere")
    assert refusal.value.code == "procedure.stage_unknown"
    with pytest.raises(Refusal) as refusal:
        rulebook.procedure("commercial")
    assert refusal.value.code == "procedure.unknown"


@pytest.mark.parametrize(
    ("id", "events", "effective"),
    [
        ("people.general", [("all_parties_signed", 5), ("mediator_signed", 7), ("body_sealed", 6)], 7),
        ("people.general", [("all_parties_signed", 5), ("mediator_signed", 7)], None),
        ("judicial.before_filing", [("party_signed", 4), ("all_parties_signed", 5), ("body_sealed", 9)], 5),
        ("professional.medical", [("all_parties_signed", 5), ("mediator_signed", 5), ("body_sealed", 8)], 8),
        ("professional.labour", [("all_parties_signed", 5), ("body_sealed", 8)], None),
    ],
)
def test_that_effect_follows_the_rule_of_the_procedure(
    rulebook: RuleBook, id: str, events: list[tuple[str, int]], effective: int | None
) -> None:
    found = rulebook.procedure(id).effective_on("written", happened(*events))
    assert found == (day(effective) if effective else None)


def test_that_an_oral_agreement_is_effective_the_day_it_is_reached(people: Procedure) -> None:
    assert people.effective_on("oral", happened(("oral_agreement_recorded", 10))) == day(10)


def test_that_signatures_before_a_withdrawal_are_void(people: Procedure) -> None:
    first = happened(("all_parties_signed", 2), ("mediator_signed", 2), ("text_withdrawn", 3))
    second = happened(("all_parties_signed", 5), ("body_sealed", 6))
    assert people.effective_on("written", [*first, *second]) is None
    assert people.effective_on("written", [*first, *second, Event("mediator_signed", day(7))]) == day(7)


def test_that_another_version_does_not_make_this_one_effective(people: Procedure) -> None:
    names = ("all_parties_signed", "mediator_signed", "body_sealed")
    events = [Event(name, day(4), subject="v1" if name == "body_sealed" else "v2") for name in names]
    assert people.effective_on("written", events, "v2") is None
    assert people.effective_on("written", events) == day(4)


def test_that_parties_sign_in_any_order_but_the_mediator_after_them_and_the_seal_last(people: Procedure) -> None:
    rule = people.agreement("written")
    rule.check_turn("guardian", {"party", "mediator", "body_seal"})
    rule.check_turn("mediator", {"recorder", "body_seal"})
    rule.check_turn("body_seal", set())
    for role, waiting in (("mediator", {"party_seal"}), ("body_seal", {"mediator"}), ("body_seal", {"party"})):
        with pytest.raises(Refusal) as refusal:
            rule.check_turn(role, waiting)
        assert refusal.value.code == "signing.before_its_turn"
        assert refusal.value.facts["first"] == tuple(waiting)
    rule.check_turn("other", set())


@pytest.mark.parametrize(("id", "parties", "copies"), [("people.general", 2, 3), ("judicial.before_filing", 3, 5)])
def test_that_copies_follow_the_number_of_parties(rulebook: RuleBook, id: str, parties: int, copies: int) -> None:
    assert rulebook.procedure(id).agreement("written").copies.count(parties) == copies


def test_that_an_administrative_dispute_is_refused_with_three_ways(people: Procedure) -> None:
    reason = people.refuse_reason("administrative_dispute")
    assert [word in "".join(reason.routes) for word in ("复议", "诉讼", "信访")] == [True] * 3
    with pytest.raises(Refusal) as refusal:
        people.refuse_reason("weather")
    assert refusal.value.code == "procedure.refuse_reason_unknown"


def test_that_endings_have_words_for_the_office_and_for_parties(rulebook: RuleBook) -> None:
    for procedure in rulebook.procedures.values():
        assert procedure.ending("unsigned").internal == "一方拒绝签名、盖章"
        assert "虚假" not in procedure.ending("sham_suspected").for_parties
    with pytest.raises(Refusal) as refusal:
        rulebook.procedure("people.general").ending("bored")
    assert refusal.value.code == "procedure.ending_unknown"


def test_that_papers_fall_due_with_events(people: Procedure) -> None:
    due = {paper.code: paper for paper in people.papers_due(happened(("accepted", 2), ("session_held", 3)))}
    assert {"RM-REG", "RM-RIGHTS", "RM-REC"} <= due.keys() and "RM-AGR" not in due
    assert due["RM-REG"].must == "必须" and due["RM-REG"].instead == ("RM-APP",)


def test_that_a_notice_of_ending_is_due_only_without_agreement(people: Procedure) -> None:
    ended = happened(("ended", 4))
    assert "RM-TERM" in {paper.code for paper in people.papers_due(ended, "deadlock")}
    assert "RM-TERM" not in {paper.code for paper in people.papers_due(ended, "agreed")}


@pytest.mark.parametrize(
    ("id", "event", "routes"),
    [
        ("people.general", "agreement_effective", {"judicial_confirmation", "notary", "payment_order"}),
        ("people.general", "ended", {"suit", "arbitration", "administrative"}),
        ("professional.labour", "defaulted", {"payment_order", "arbitration", "suit"}),
        ("judicial.after_filing", "agreement_effective", {"court_mediation_paper"}),
        ("judicial.after_filing", "ended", {"trial"}),
    ],
)
def test_that_events_open_the_next_ways(rulebook: RuleBook, id: str, event: str, routes: set[str]) -> None:
    assert {route.id for route in rulebook.procedure(id).routes_open(happened((event, 3)))} == routes


def test_that_the_digest_changes_with_a_word_and_not_with_reading_again(
    build: Callable[..., RuleBook], procedure_files: dict[str, dict[str, Any]]
) -> None:
    first = build(procedure_files)
    assert build(procedure_files).digest == first.digest
    procedure_files["people.general.toml"]["stage"][0]["name"] = "登记处"
    changed = build(procedure_files)
    assert changed.digest != first.digest
    assert changed.procedure("people.general").digest != first.procedure("people.general").digest
    assert changed.procedure("professional.medical").digest == first.procedure("professional.medical").digest


@pytest.mark.parametrize(
    ("papers", "files", "met"),
    [
        ((), (), False),
        (("RM-ID",), (), True),
        (("RM-POA",), (), True),
        (("RM-APP",), (), False),
        ((), ("identity",), True),
        ((), ("photo",), False),
    ],
)
def test_that_a_paper_is_there_itself_or_as_what_does_as_well(
    papers: tuple[str, ...], files: tuple[str, ...], met: bool
) -> None:
    due = PaperDue(code="RM-ID", at="accepted", must="必须", instead=("RM-POA",), not_for=(), files=("identity",))
    assert due.is_met(papers, files) is met


def test_that_recusal_is_what_the_procedure_says_of_its_mediators(rulebook: RuleBook) -> None:
    said = {procedure.id: procedure.recusal for procedure in rulebook.procedures.values()}
    assert said["judicial.before_filing"] is not None
    for id, rule in said.items():
        mediators = rulebook.procedures[id].mediators
        assert rule is (None if mediators is None else mediators.recusal)
