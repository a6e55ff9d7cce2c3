"""The counter: what is asked, advised, kept and registered."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mediation_desk.queries.choices import TriageAdvice, TriageLine
from mediation_desk.queries.ledger import Ledger
from mediation_desk.queries.people import PeopleKnown, PersonHint
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.party_draft import PartyDraft
from mediation_desk.ui.pages.intake.form import IntakeForm, PartyEntry, Standing, problem_of, split_matters
from mediation_desk.ui.pages.intake.presenter import (
    Choice,
    IntakePresenter,
    known_words,
    reason_lines,
    standing_words,
)
from tests.support.busy_fixtures import SignIn
from tests.support.typing_in import quarrel


@pytest.fixture
def presenter(sign_in: SignIn) -> IntakePresenter:
    return IntakePresenter(sign_in("zhou"))


@pytest.fixture
def form(presenter: IntakePresenter) -> IntakeForm:
    return quarrel(presenter.fresh(presenter.start().offer))


def _line(lines: tuple[TriageLine, ...], procedure: str) -> TriageLine:
    return next(line for line in lines if line.procedure == procedure)


def _peoples(presenter: IntakePresenter, form: IntakeForm) -> Choice:
    line = _line(presenter.advice(form), "people.general")
    return Choice(procedure=line.procedure, body=line.bodies[0].id)


def test_that_a_fresh_form_knows_this_minute_and_this_office(presenter: IntakePresenter) -> None:
    form = presenter.fresh(presenter.start().offer)
    assert f"{form.received_on} {form.received_at}" == "2026-11-23 09:12:00"
    assert form.region == "330699"
    assert form.untouched


def test_that_a_quarrel_between_neighbours_goes_to_the_village_committee(
    presenter: IntakePresenter, form: IntakeForm
) -> None:
    lines = presenter.advice(form)
    best = lines[0]
    assert (best.procedure, standing_words(best)) == ("people.general", "建议")
    assert best.bodies[0].short == "石桥村"
    assert "人民调解法" in reason_lines(best)[0]


@pytest.mark.parametrize(
    ("dispute", "source", "procedure"),
    [
        ("medical", "self", "professional.medical"),
        ("unpaid_wages", "self", "professional.labour"),
        ("contract", "court_pre", "judicial.before_filing"),
        ("contract", "court_in", "judicial.after_filing"),
    ],
)
def test_that_type_and_source_decide_what_is_suggested(
    presenter: IntakePresenter, form: IntakeForm, dispute: str, source: str, procedure: str
) -> None:
    lines = presenter.advice(replace(form, dispute_type=dispute, source=source))
    assert (lines[0].procedure, lines[0].standing) == (procedure, "suggested")


def test_that_a_court_procedure_without_a_court_is_closed_with_its_reason(
    presenter: IntakePresenter, form: IntakeForm
) -> None:
    line = _line(presenter.advice(form), "judicial.before_filing")
    assert line.standing == "closed"
    assert "委派" in reason_lines(line)[0]


def test_that_a_quarrel_about_expropriation_asks_whether_it_is_a_civil_one(
    presenter: IntakePresenter, form: IntakeForm
) -> None:
    line = _line(presenter.advice(replace(form, dispute_type="expropriation")), "people.general")
    assert line.standing == "doubtful"
    assert any("核实是否：属于行政争议" in words and "人民调解法 17" in words for words in reason_lines(line))


def test_that_a_forum_already_taken_is_told(sign_in: SignIn, presenter: IntakePresenter, form: IntakeForm) -> None:
    presenter.register(form, enquiry=False, choice=_peoples(presenter, form))
    again = presenter.advice(form)
    line = _line(again, "people.general")
    assert line.taken
    assert line.standing == "doubtful"


def test_that_who_came_before_is_known_by_telephone_before_name(presenter: IntakePresenter, form: IntakeForm) -> None:
    found = presenter.known(form)
    assert [case.enquiry for case in found] == [False, True]
    head, below = known_words(found[1])
    assert head.startswith("咨询 2026-")
    assert "周桂英：同一电话" in below


def test_that_only_a_name_is_a_weak_sign(sign_in: SignIn) -> None:
    found = sign_in("zhou").desk.ask(PeopleKnown(hints=(PersonHint(name="蒋卫东"),)))
    assert [case.why for case in found] == [("蒋卫东：同名",)]


def test_that_an_evaluator_may_not_ask_who_came(sign_in: SignIn) -> None:
    with pytest.raises(Refusal, match="permission.denied"):
        sign_in("zheng").desk.ask(TriageAdvice(dispute_type="medical", source="self"))


def test_that_registering_stores_people_agents_and_the_track(
    sign_in: SignIn, presenter: IntakePresenter, form: IntakeForm
) -> None:
    made = presenter.register(form, enquiry=False, choice=_peoples(presenter, form))
    assert made.refusal is None
    row = next(row for row in sign_in().desk.ask(Ledger()).rows if row.id == made.case)
    assert (row.number, row.procedure, row.stage_name) == (made.number, "people.general", "登记")
    assert row.amount is not None
    assert row.amount.figures == "8,000.00"
    assert "陈志明" in row.search


def test_that_a_registration_stands_though_its_triage_is_refused(
    sign_in: SignIn, presenter: IntakePresenter, form: IntakeForm
) -> None:
    wrong = replace(_peoples(presenter, form), procedure="professional.medical")
    made = presenter.register(form, enquiry=False, choice=wrong)
    assert made.refusal is not None
    assert made.refusal.code == "track.wrong_body"
    row = next(row for row in sign_in().desk.ask(Ledger()).rows if row.id == made.case)
    assert row.tracks == 0


def test_that_a_refused_registration_keeps_its_id_and_is_sent_again_as_the_same(
    sign_in: SignIn, presenter: IntakePresenter, form: IntakeForm
) -> None:
    bad = replace(form, entries=(replace(form.entries[0], party=replace(form.entries[0].party, phone="12")),))
    with pytest.raises(Refusal, match="identity.phone_form"):
        presenter.register(bad, enquiry=True, choice=None)
    before = len(sign_in().desk.ask(Ledger()).rows)
    presenter.register(form, enquiry=True, choice=None)
    assert len(sign_in().desk.ask(Ledger()).rows) == before + 1


def test_that_a_draft_comes_back_as_it_was_left(presenter: IntakePresenter, form: IntakeForm) -> None:
    presenter.keep(form)
    assert presenter.start().draft == form
    presenter.keep(IntakeForm())
    assert presenter.start().draft is None


def test_that_the_registration_before_is_remembered_and_its_draft_forgotten(
    presenter: IntakePresenter, form: IntakeForm
) -> None:
    presenter.keep(form)
    presenter.register(form, enquiry=True, choice=None)
    start = presenter.start()
    assert start.draft is None
    assert start.last is not None
    assert start.last.dispute_type == "neighbours"


def test_that_an_enquiry_becomes_a_case_under_its_number(sign_in: SignIn, presenter: IntakePresenter) -> None:
    enquiry = next(row for row in sign_in().desk.ask(Ledger()).rows if row.enquiry)
    presenter.take_up(enquiry.id)
    after = next(row for row in sign_in().desk.ask(Ledger()).rows if row.id == enquiry.id)
    assert not after.enquiry
    assert after.number == enquiry.number


def test_that_the_receipt_is_a_paper_of_the_case(presenter: IntakePresenter, form: IntakeForm) -> None:
    made = presenter.register(form, enquiry=True, choice=None)
    assert len(presenter.issue_receipt(made.case).papers) == 1


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ({"entries": ()}, "name", "至少填写一位当事人"),
        ({"dispute_type": ""}, "dispute_type", "纠纷类型"),
        ({"summary": " "}, "summary", "纠纷事实"),
    ],
)
def test_that_what_is_missing_is_named_with_its_field(
    form: IntakeForm, change: dict[str, object], field: str, words: str
) -> None:
    problem = problem_of(replace(form, **change), enquiry=False)
    assert problem is not None
    assert problem.field == field
    assert words in problem.sentence


def test_that_a_case_needs_the_other_side_and_an_enquiry_does_not(form: IntakeForm) -> None:
    alone = replace(form, entries=form.entries[:1])
    problem = problem_of(alone, enquiry=False)
    assert problem is not None
    assert "存为咨询" in problem.sentence
    assert problem_of(alone, enquiry=True) is None


def test_that_an_agent_without_a_name_is_not_sent(form: IntakeForm) -> None:
    nameless = PartyEntry(party=PartyDraft(name="王五"), standing=(Standing(kind="agent"),))
    problem = problem_of(replace(form, entries=(nameless, form.entries[1])), enquiry=False)
    assert problem is not None
    assert problem.field == "standing"


def test_that_matters_are_parted_by_semicolons_of_both_kinds() -> None:
    assert split_matters("界石位置；油菜损失; ") == ("界石位置", "油菜损失")
