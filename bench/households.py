"""The agreements of two hundred households in one go: ours with everything an office wants of them, beside typesetting.

In one go means the whole act for each: facts read, checked, typeset, encrypted, and written with its journal and audit
line in a transaction of its own, while others may write in between. The typesetters only set the same words.
"""

from __future__ import annotations

import json
import sys
import tempfile
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from bench.agreement import RESULTS, lines
from bench.turns import Comparison
from mediation_desk.acts.acceptance import AcceptCase, ChooseMediator
from mediation_desk.acts.agreement import FinaliseAgreement
from mediation_desk.acts.handover import SplitTrack
from mediation_desk.acts.household_texts import BatchDraft, CommonText, HouseholdDraft, household_drafts
from mediation_desk.acts.intake import OpenTrack, RegisterCase
from mediation_desk.acts.many import Deed
from mediation_desk.acts.people import PartyDraft, PersonDraft
from mediation_desk.desk.desk import Desk
from mediation_desk.desk.practice import PracticeOffice, found_practice, stand_in
from mediation_desk.desk.surroundings import SHANGHAI, system
from mediation_desk.store.passwords import GuessCost
from mediation_desk.terms.agreement import AgreementDraft, Due
from mediation_desk.terms.ids import named_id
from mediation_desk.terms.money import Money

PASSWORD: Final = "测速-2026-临溪"
HOUSEHOLDS: Final = 200
ALONE: Final = 20
"""Papers that the typesetters set one after the other; each later one is a measurement."""
DAY: Final = date(2026, 3, 2)
QUICK: Final = GuessCost(1, 8, 1)
"""The password is not what is measured here."""
_COMMON: Final = CommonText(
    facts="【户主】购买【房号】，开发商逾期交付，双方对逾期天数和应付的违约金均无异议，事实清楚。",
    dispute="违约金【金额】元的支付。",
    responsibility="开发商承担责任。",
    debtors=(),
    pays_for="违约金",
    manner="汇入账户【收款账户】",
    batches=tuple(
        BatchDraft(percent=Decimal(percent), due=Due(kind="on", on=date(2026, month, 28)))
        for percent, month in ((30, 5), (30, 8), (40, 11))
    ),
    other_clauses=("任何一期逾期超过十五日的，余款全部到期。", "本协议履行完毕后，双方就本次纠纷再无其他争议。"),
)


def comparison() -> Comparison:
    """In one go, and each paper alone by our typesetter and by typst."""
    folder = Path(tempfile.mkdtemp(prefix="bench-households-")) / "office"
    office = found_practice(folder, system(), PASSWORD, QUICK)
    _begin(office)
    words = _words(mediator(office.desk))
    office.desk.close()
    programs = {
        "200 in one go": [sys.executable, "-m", "bench.lists", str(folder)],
        "each typeset alone by us": [sys.executable, "-m", "bench.setters", "ours", str(words)],
    }
    absent = {}
    if find_spec("typst") is None:
        absent["each compiled by typst"] = "typst is not installed"
    else:
        programs["each compiled by typst"] = [sys.executable, "-m", "bench.setters", "typst_", str(words)]
    title = "Household agreements (a process to the first one; then each next one)"
    return Comparison(title, programs, absent)


def id_of(name: str) -> str:
    """The id of something in the case that is measured."""
    return named_id("bench-households", name)


def mediator(desk: Desk) -> Desk:
    """The desk of whoever mediates."""
    return stand_in(desk, named_id("office", "guo"))


def deeds() -> list[Deed]:
    """The list, the same for every run."""
    return [
        Deed(act_id=id_of(f"text{number}"), act=_text(number, draft), case=id_of("case"), on=DAY)
        for number, draft in enumerate(_drafts(), 1)
        if isinstance(draft, AgreementDraft)
    ]


def at_nine() -> datetime:
    """The moment at which everything happens."""
    return datetime.combine(DAY, time(9, 0), tzinfo=SHANGHAI)


def _begin(office: PracticeOffice) -> None:
    office.clock.moment = at_nine()
    lu, guo, case = stand_in(office.desk, named_id("office", "lu")), mediator(office.desk), id_of("case")
    for act in (
        _registration(),
        OpenTrack(track=id_of("t"), procedure="people.general", body=named_id("office", "fengtang")),
        AcceptCase(track=id_of("t"), own_motion=True),
        ChooseMediator(track=id_of("t"), staff=named_id("office", "guo")),
    ):
        lu.perform(act, case=case, on=DAY)
    splits = [Deed(act_id=id_of(f"split{number}"), act=_split(number), case=case, on=DAY) for number in _numbers()]
    assert guo.perform_each(splits).count("done") == HOUSEHOLDS


def _numbers() -> range:
    return range(1, HOUSEHOLDS + 1)


def _registration() -> RegisterCase:
    names = ["开发商", *(f"业主{number:03}" for number in _numbers())]
    return RegisterCase(
        title="逾期交房纠纷",
        source="self",
        region="330699101",
        summary="逾期交房。",
        request="支付违约金",
        dispute_type="neighbours",
        people=tuple(
            PersonDraft(id=id_of(f"n{place}"), name=name, sex="女", birth=date(1980, 1, 1))
            for place, name in enumerate(names)
        ),
        parties=tuple(
            PartyDraft(id=id_of(f"p{place}"), person=id_of(f"n{place}"), side="respondent" if place else "applicant")
            for place in range(len(names))
        ),
    )


def _split(number: int) -> SplitTrack:
    return SplitTrack(
        track=id_of("t"),
        into=id_of(f"t{number}"),
        parties=(id_of(f"p{number}"),),
        shared_parties=(id_of("p0"),),
        reason="分户签订",
    )


def _drafts() -> tuple[object, ...]:
    households = [
        HouseholdDraft(
            number=number,
            track=id_of(f"t{number}"),
            party=id_of(f"p{number}"),
            name=f"业主{number:03}",
            total=Money(1_000_000 + 1_003 * number),
            entries={"房号": f"3幢{number}室", "收款账户": f"6222{number:06}"},
        )
        for number in _numbers()
    ]
    ids = iter(range(10 * HOUSEHOLDS))
    return household_drafts(
        replace(_COMMON, debtors=(id_of("p0"),)), households, lambda: id_of(f"duty{next(ids)}"), None
    )


def _text(number: int, content: AgreementDraft) -> FinaliseAgreement:
    track, agreement, paper = (id_of(f"{name}{number}") for name in ("t", "agreement", "paper"))
    return FinaliseAgreement(track=track, agreement=agreement, paper=paper, content=content)


def _words(desk: Desk) -> Path:
    """The facts of some of the papers as the list makes them, for whoever only typesets."""
    contexts = []
    for deed in deeds()[: 1 + ALONE]:
        assert isinstance(deed.act, FinaliseAgreement)
        made = desk.prepare(deed.act, case=id_of("case"), on=DAY)
        assert made.prepared is not None
        contexts.append(made.prepared.context)
    words = RESULTS / "households.json"
    words.parent.mkdir(parents=True, exist_ok=True)
    words.write_text(json.dumps([{"context": each, "lines": lines(each)} for each in contexts]), encoding="utf-8")
    return words
