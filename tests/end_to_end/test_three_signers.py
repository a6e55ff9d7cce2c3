"""One signs on the screen and leaves, a company signs eight days later across the limit, a third refuses.

Nothing takes effect, and what may lawfully be done next is shown.
"""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest

from mediation_desk.acts.acceptance import AcceptCase, ChooseMediator, ReceiveApplication
from mediation_desk.acts.act import Act
from mediation_desk.acts.agreement import FinaliseAgreement, RecordReached, WithdrawText
from mediation_desk.acts.ending import EndTrack
from mediation_desk.acts.intake import MatterDraft, OpenTrack, RegisterCase
from mediation_desk.acts.people import PartyDraft, PersonDraft
from mediation_desk.acts.recorded import RecordConsent
from mediation_desk.acts.signing import AffixSeal, RecordSignature, RefuseToSign
from mediation_desk.acts.time import ExtendLimit
from mediation_desk.desk.surroundings import SHANGHAI
from mediation_desk.facts.shapes import TrackFacts
from mediation_desk.terms.agreement import AgreementDraft, Due, DutyDraft, InstalmentDraft
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.ink import Ink
from mediation_desk.terms.money import Money
from mediation_desk.terms.plain import from_plain
from mediation_desk.terms.refusal import Refusal
from tests.support.handwriting import ink_of
from tests.support.worked_cases import WholeCase, WorkedOffice, found_office

CASE, TRACK, BODY, MEDIATOR = "case-1", "track-1", named_id("office", "fengtang"), named_id("office", "guo")
FIRST, LIMIT, LATER = date(2026, 10, 5), date(2026, 10, 8), date(2026, 10, 13)
PARTIES = (("p-li", "李长河", "natural"), ("p-co", "枫塘建材有限公司", "company"), ("p-sun", "孙玉梅", "natural"))


def do(office: WorkedOffice, act: Act, on: date, at: time = time(10, 0)) -> None:
    """Perform an act on a day; the office's clock stands there too."""
    office.office.clock.moment = datetime.combine(on, at, tzinfo=SHANGHAI)
    office.desk.perform(act, case=CASE, on=on, at=at)


def register(office: WorkedOffice) -> None:
    people = tuple(
        PersonDraft(
            id=f"person-{id}", kind=kind, name=name, birth=date(1980, 1, 1) if kind == "natural" else None,
            legal_representative="魏东" if kind == "company" else None,
        )
        for id, name, kind in PARTIES
    )
    sides = ("applicant", "respondent", "respondent")
    parties = tuple(
        PartyDraft(id=id, person=f"person-{id}", side=side)
        for (id, _, _), side in zip(PARTIES, sides, strict=True)
    )
    day = date(2026, 9, 1)
    do(office, RegisterCase(
        source="self", region="330699101", summary="货款", request="支付货款", dispute_type="contract", people=people,
        parties=parties, matters=(MatterDraft(id="matter-1", text="货款"),),
    ), day)
    do(office, OpenTrack(track=TRACK, procedure="people.general", body=BODY), day)
    do(office, ReceiveApplication(track=TRACK), day)
    do(office, AcceptCase(track=TRACK), day)
    do(office, ChooseMediator(track=TRACK, staff=MEDIATOR), day)


def finalise(office: WorkedOffice) -> None:
    for id, _, _ in PARTIES:
        do(office, RecordConsent(track=TRACK, id=f"e-{id}", subject="electronic_form", party=id), FIRST)
    do(office, RecordReached(track=TRACK), FIRST)
    due = Due(kind="on", on=date(2026, 12, 1))
    pay = DutyDraft(
        id="duty-1", kind="pay", debtors=("p-co", "p-sun"), joint=True, beneficiaries=("p-li",), text="货款",
        amount=Money.parse("9000"), manner="银行转账", instalments=(InstalmentDraft(id="i-1", amount=Money.parse("9000"), due=due),),
    )
    content = AgreementDraft(facts="李长河供货，货款未付。", dispute="货款。", duties=(pay,))
    do(office, FinaliseAgreement(track=TRACK, agreement="text-1", paper="paper-1", content=content, route="screen"), FIRST)


def sign(office: WorkedOffice, key: str, name: str, on: date) -> None:
    do(office, RecordSignature(paper="paper-1", signer=key, ink=from_plain(Ink, ink_of(name))), on)


def track(office: WorkedOffice, on: date) -> TrackFacts:
    (found,) = office.desk.ask(WholeCase(case=CASE, on=on)).tracks
    return found


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> WorkedOffice:
    made = found_office(Path(tmp_path_factory.mktemp("three")) / "office")
    register(made)
    finalise(made)
    sign(made, "p1", "李长河", FIRST)
    sign(made, "p2", "魏东", LATER)
    do(made, RefuseToSign(track=TRACK, paper="paper-1", signer="p3", reason="不同意承担连带责任"), LATER)
    return made


def test_that_people_sign_on_different_days_across_the_limit(office: WorkedOffice) -> None:
    (agreement,) = track(office, LATER).agreements
    assert [(s.name, s.signed_on, s.method) for s in agreement.signatures] == [
        ("李长河", FIRST, "screen"), ("魏东", LATER, "screen")
    ]
    (clock,) = [d for d in track(office, LATER).deadlines if d.rule == "people.conclude"]
    assert (clock.due, clock.state) == (LIMIT, "expired")
    assert (LATER - FIRST).days == 8


def test_that_nothing_is_effective_while_one_refuses(office: WorkedOffice) -> None:
    found = track(office, LATER)
    (agreement,) = found.agreements
    assert (found.stage, agreement.state, agreement.effective_on) == ("signing", "finalised", None)
    assert [d.rule for d in found.deadlines if d.rule == "people.confirm"] == []
    assert agreement.duties[0].state == "open"


def test_that_the_lawful_next_steps_are_shown(office: WorkedOffice) -> None:
    steps = set(track(office, LATER).open_acts)
    assert {"withdraw_text", "refuse_to_sign", "record_session", "end_track", "transfer", "split_track"} <= steps
    assert not {"apply_confirmation", "record_default", "close_volume", "finalise_agreement"} & steps


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (AffixSeal(paper="paper-1"), "signing.not_yet"),
        (ExtendLimit(track=TRACK, id="x-1", limit="people.conclude", days=10), "clock.expired"),
        (RecordSignature(paper="paper-1", signer="p1", ink=from_plain(Ink, ink_of("李长河"))), "signing.already_signed"),
        (RecordSignature(paper="paper-1", signer="m1", ink=from_plain(Ink, ink_of("郭建民"))), "signing.not_yet"),
    ],
)
def test_that_nothing_can_be_forced_through(office: WorkedOffice, act: Act, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        do(office, act, LATER)
    assert refused.value.code == code


def test_that_the_track_can_end_without_the_signature(tmp_path: Path) -> None:
    made = found_office(tmp_path / "office")
    register(made)
    finalise(made)
    sign(made, "p1", "李长河", FIRST)
    do(made, RefuseToSign(track=TRACK, paper="paper-1", signer="p3", reason="不同意"), LATER)
    do(made, WithdrawText(track=TRACK, agreement="text-1", reason="孙玉梅拒绝签署"), LATER, time(10, 5))
    do(made, EndTrack(track=TRACK, reason="unsigned"), LATER, time(10, 10))
    found = track(made, LATER)
    assert (found.stage, found.ending, [a.state for a in found.agreements]) == ("ended", "unsigned", ["withdrawn"])
    assert found.agreements[0].signatures == ()
