"""Two hundred households of one dispute: one text, one table, an agreement for each, one at a time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from mediation_desk.acts.agreement import FinaliseAgreement
from mediation_desk.acts.handover import SplitTrack
from mediation_desk.acts.household_texts import BatchDraft, CommonText, HouseholdDraft, household_drafts
from mediation_desk.acts.many import Deed, Tally, in_turns
from mediation_desk.acts.people import PersonDraft
from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.queries.issued import IssuedPapers
from mediation_desk.terms.agreement import AgreementDraft, Due
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.money import Money
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.refusals import sentence
from tests.support.practice_desk import DAY, Case, desk_of, shared_office

HOUSEHOLDS = 200
pytestmark = pytest.mark.proof
"""A dozen households go this way at every test run, in the window."""
STOPPED_AFTER = 80
CHILD, NO_ACCOUNT = 30, 150
"""The numbers of the two households whose agreements cannot be made."""
COMMON = CommonText(
    facts="第【序号】户【户主】购买【房号】，逾期交付，事实清楚。",
    dispute="违约金【金额】元的支付。",
    responsibility="开发商承担责任。",
    debtors=(),
    pays_for="违约金",
    manner="汇入账户【收款账户】",
    batches=tuple(
        BatchDraft(percent=Decimal(percent), due=Due(kind="on", on=date(2026, month, 28)))
        for percent, month in ((30, 5), (30, 8), (40, 11))
    ),
    other_clauses=("任何一期逾期超过十五日的，余款全部到期。",),
)


def name(number: int) -> str:
    return f"业主{number:03}"


def total(number: int) -> Money:
    return Money(1_000_000 + 1_003 * number)


@pytest.fixture(scope="module")
def group(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """One against all of them, each household in a track of its own."""
    office = shared_office(tmp_path_factory.mktemp("two-hundred"))
    case = Case(office)
    people = [
        PersonDraft(
            id=case.id(f"n{number + 1}"),
            name=name(number),
            sex="女",
            birth=date(2018 if number == CHILD else 1980, 1, 1),
        )
        for number in range(HOUSEHOLDS + 1)
    ]
    case.mediating(HOUSEHOLDS + 1, people=tuple(people))
    splits = [_split(case, number) for number in range(1, HOUSEHOLDS + 1)]
    assert desk_of(office, "guo").perform_each(splits).count("done") == HOUSEHOLDS
    yield case
    office.desk.close()


def _split(case: Case, number: int) -> Deed:
    act = SplitTrack(
        track=case.id("t"),
        into=case.id(f"t{number}"),
        parties=(case.id(f"p{number + 1}"),),
        shared_parties=(case.id("p1"),),
        reason="分户签订",
    )
    return Deed(act_id=case.id(f"split{number}"), act=act, case=case.case, on=DAY)


def _drafts(case: Case) -> tuple[AgreementDraft | Refusal, ...]:
    households = [
        HouseholdDraft(
            number=number,
            track=case.id(f"t{number}"),
            party=case.id(f"p{number + 1}"),
            name=name(number),
            total=total(number),
            entries={"房号": f"3幢{number}室", "收款账户": "" if number == NO_ACCOUNT else f"6222{number:06}"},
        )
        for number in range(1, HOUSEHOLDS + 1)
    ]
    ids = iter(range(10 * HOUSEHOLDS))
    stated = Money(sum(household.total.fen for household in households))
    common = replace(COMMON, debtors=(case.id("p1"),))
    return household_drafts(common, households, lambda: named_id(case.name, f"duty{next(ids)}"), stated)


def _deeds(case: Case) -> list[Deed]:
    return [
        Deed(
            act_id=case.id(f"text{number}"),
            act=draft if isinstance(draft, Refusal) else _text(case, number, draft),
            case=case.case,
            on=DAY,
            about=name(number),
        )
        for number, draft in enumerate(_drafts(case), 1)
    ]


def _text(case: Case, number: int, content: AgreementDraft) -> FinaliseAgreement:
    return FinaliseAgreement(
        track=case.id(f"t{number}"),
        agreement=case.id(f"agreement{number}"),
        paper=case.id(f"paper{number}"),
        content=content,
    )


def _with_texts(case: Case) -> set[str]:
    return {track.id for track in case.facts().tracks if track.agreements}


def test_that_two_hundred_agreements_are_made_in_one_go_that_can_be_stopped_and_gone_on_with(group: Case) -> None:
    desk, deeds, told = desk_of(group.office, "guo"), _deeds(group), list[Tally]()

    def stopped_half_way() -> bool:
        return bool(told) and told[-1].tried == STOPPED_AFTER

    first = desk.perform_each(deeds, told.append, stopped_half_way)
    assert [tally.next.about for tally in told if tally.next is not None] == [name(n) for n in range(1, 82)]
    assert (first.count("done"), first.count("refused"), first.count("left")) == (79, 1, 120)
    made = {group.id(f"t{number}") for number in range(1, STOPPED_AFTER + 1)} - {group.id(f"t{CHILD}")}
    assert _with_texts(group) == made, "what was made stays, and nothing is there half"

    going = in_turns(desk, deeds)
    next(going), next(going)
    group.consent("between", "mediation", "p1")  # somebody else's act, while the list is under way
    *_, last = going
    assert (last.count("repeated"), last.count("done"), last.count("left")) == (79, 119, 0)
    reasons = {result.deed.about: sentence(result.refusal) for result in last.refused if result.refusal is not None}
    assert list(reasons) == [name(CHILD), name(NO_ACCOUNT)]
    assert "监护人" in reasons[name(CHILD)]
    assert "收款账户" in reasons[name(NO_ACCOUNT)]


def test_that_each_paper_holds_its_own_household_and_nobody_else_s(group: Case) -> None:
    """Runs after the list was performed."""
    papers = {paper.id: paper for paper in desk_of(group.office, "guo").ask(IssuedPapers(group.case))}
    made = [number for number in range(1, HOUSEHOLDS + 1) if number not in (CHILD, NO_ACCOUNT)]
    assert papers.keys() == {group.id(f"paper{number}") for number in made}
    for number in (made[0], made[97], made[-1]):
        text = squeezed(extracted(papers[group.id(f"paper{number}")].pdf))
        assert f"第{number}户{name(number)}购买3幢{number}室" in text
        assert f"违约金{total(number).figures}元" in text and f"6222{number:06}" in text
        assert [other for other in range(1, HOUSEHOLDS + 1) if name(other) in text] == [number]


def test_that_the_sums_of_all_households_come_to_what_each_was_promised(group: Case) -> None:
    """Runs after the list was performed."""
    for track in group.facts().tracks:
        for agreement in track.agreements:
            (duty,) = agreement.duties
            number = next(n for n in range(1, HOUSEHOLDS + 1) if track.id == group.id(f"t{n}"))
            assert duty.total == total(number)
            assert Money(sum(item.amount.fen for item in duty.instalments)) == total(number)
