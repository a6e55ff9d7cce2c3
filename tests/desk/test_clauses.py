"""The clause library of an office: what is shipped and what it keeps of its own."""

from __future__ import annotations

from uuid import uuid4

import pytest

from mediation_desk.acts.clauses import BlankDraft, DropClause, KeepClause
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.queries.clauses import ClauseLibrary, ClauseRow, FilledClause
from tests.support.practice_desk import desk_of, refused

OWN = "{付款人}逾期的，每逾期一日向{收款人}支付{违约金}"
BLANKS = (
    BlankDraft(name="付款人", kind="party", words="付款人"),
    BlankDraft(name="收款人", kind="party", words="收款人"),
    BlankDraft(name="违约金", kind="money", words="违约金"),
)


def library(office: PracticeOffice, dispute: str | None = None) -> tuple[ClauseRow, ...]:
    return office.desk.ask(ClauseLibrary(dispute))


def keep(office: PracticeOffice, **changes: object) -> str:
    id = str(uuid4())
    fields: dict[str, object] = {"id": id, "name": "按日违约金", "text": OWN, "blanks": BLANKS}
    office.desk.perform(KeepClause(**(fields | changes)))  # type: ignore[arg-type]
    return id


def test_that_the_library_gives_what_suits_a_quarrel(office: PracticeOffice) -> None:
    everything, wages = library(office), library(office, "unpaid_wages")
    assert len(everything) >= 40 and set(wages) < set(everything)
    names = {row.id for row in wages}
    assert {"wages.list", "default.acceleration"} <= names and "noise.hours" not in names
    acceleration = next(row for row in everything if row.id == "default.acceleration")
    assert "没有约定逾期或者违约的后果" in acceleration.satisfies and not acceleration.certain
    assert all("{" not in words for row in everything for words in row.satisfies)


def test_that_a_clause_is_filled_at_the_door(office: PracticeOffice) -> None:
    values = {"payer": "王有田", "payee": "李秀英", "days": "15"}
    said = office.desk.ask(FilledClause("default.acceleration", values))
    assert said.startswith("王有田任何一期付款逾期超过15日的")
    refusal = refused("clause.blank_empty", lambda: office.desk.ask(FilledClause("default.acceleration", {})))
    assert refusal.facts["field"] == "payer"
    refused("clause.unknown", lambda: office.desk.ask(FilledClause("no.such", {})))


def test_that_an_office_keeps_its_own_clauses_and_drops_them(office: PracticeOffice) -> None:
    id = keep(office, disputes=("contract",), risk="不宜过高")
    row = library(office, "contract")[0]
    assert (row.id, row.own, row.disputes_words, row.source) == (id, True, "合同", "本单位留存")
    assert id not in {one.id for one in library(office, "medical")}
    values = {"付款人": "甲", "收款人": "乙", "违约金": "50"}
    assert office.desk.ask(FilledClause(id, values)) == "甲逾期的，每逾期一日向乙支付人民币伍拾元整（¥50.00）"
    office.desk.perform(DropClause(clause=id))
    assert id not in {one.id for one in library(office)}
    refused("clause.unknown", lambda: office.desk.perform(DropClause(clause=id)))


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("clause.braces", {"text": "{付款人付清"}),
        ("clause.blank_unknown", {"text": "{付款人}付清"}),
        ("clause.blank_unknown", {"blanks": ()}),
        ("clause.blank_kind", {"blanks": (*BLANKS[:2], BlankDraft(name="违约金", kind="colour", words="违约金"))}),
        ("clause.blank_kind", {"blanks": (*BLANKS[:2], BlankDraft(name="违约金", kind="money", words=" "))}),
        ("field.empty", {"name": " "}),
        ("field.empty", {"text": ""}),
    ],
)
def test_that_a_clause_nobody_could_fill_is_not_kept(
    office: PracticeOffice, code: str, changes: dict[str, object]
) -> None:
    refused(code, lambda: keep(office, **changes))


def test_that_an_unknown_quarrel_is_refused(office: PracticeOffice) -> None:
    assert refused("code.unknown", lambda: keep(office, disputes=("no_such",))).facts["field"] == "disputes"


def test_that_who_does_not_mediate_keeps_no_clauses(office: PracticeOffice) -> None:
    registrar = desk_of(office, "guo")
    if "mediator" in registrar.actor.roles:
        registrar = desk_of(office, "zhou")
    act = KeepClause(id=str(uuid4()), name="甲", text="乙")
    refused("permission.denied", lambda: registrar.perform(act))
