"""Who may do and see what: every role against every act and query, through the door."""

from __future__ import annotations

from dataclasses import MISSING, dataclass, fields

import pytest

from mediation_desk.acts.act import Act
from mediation_desk.acts.known import ACTS as KNOWN
from mediation_desk.acts.known import BY_NAME
from mediation_desk.acts.office import AppointStaff
from mediation_desk.acts.people import AddPerson, PersonDraft
from mediation_desk.desk.permissions import ACTS, QUERIES
from mediation_desk.desk.practice import PracticeOffice
from mediation_desk.queries.query import Query, View
from mediation_desk.terms import compartments
from mediation_desk.words.acts import ACTS as WORDS
from tests.support.practice_desk import Case, WholeCase, desk_of, refused, staff

ROLES = {
    "registrar": "zhou",
    "mediator": "guo",
    "village_lawyer": "chen",
    "evaluator": "zheng",
    "director": "director",
    "administrator": "administrator",
}


def test_that_every_act_has_its_permission_and_its_name() -> None:
    assert set(ACTS) == set(BY_NAME)
    assert all(ACTS.values())
    assert {act.act_name for act in KNOWN} <= set(WORDS)


def test_that_only_known_roles_stand_in_the_table(office: PracticeOffice) -> None:
    roles = {code.code for code in office.desk.law.codes("roles")}
    assert set().union(*ACTS.values(), *QUERIES.values()) <= roles == set(ROLES)


def _empty(kind: type[Act]) -> Act:
    """An act with nothing in it: it is refused at the door, before anybody reads it."""
    blank = {field.name: "" for field in fields(kind) if field.default is MISSING and field.default_factory is MISSING}
    return kind(**blank)


@pytest.fixture(scope="module")
def people(office: PracticeOffice) -> dict[str, str]:
    """One person of each role alone."""

    for role in ("director", "administrator"):
        office.desk.perform(AppointStaff(id=staff(role), name=f"只任{role}", roles=(role,)))
    return ROLES


@pytest.mark.parametrize("role", sorted(ROLES))
def test_that_a_role_does_only_what_the_table_gives_it(
    office: PracticeOffice, people: dict[str, str], role: str
) -> None:
    desk = desk_of(office, people[role])
    for name, allowed in ACTS.items():
        if role not in allowed:
            refusal = refused("permission.denied", lambda name=name: desk.perform(_empty(BY_NAME[name]), case="x"))
            assert refusal.facts["what"] == name


@pytest.mark.parametrize("role", sorted(ROLES))
def test_that_a_role_asks_only_what_the_table_gives_it(
    office: PracticeOffice, people: dict[str, str], role: str
) -> None:
    desk = desk_of(office, people[role])
    for name, allowed in QUERIES.items():
        if role not in allowed:
            refused("permission.denied", lambda name=name: desk.ask(_query(name)))


def _query(name: str) -> Query[None]:
    class Asked(Query[None]):
        def answer(self, view: View) -> None:
            raise AssertionError(f"{name} was answered")

    Asked.query_name = name
    return Asked()


def test_that_a_query_nobody_listed_is_nobody_s(office: PracticeOffice) -> None:
    refused("permission.denied", lambda: office.desk.ask(_query("everything_at_once")))


def test_that_the_administrator_sees_no_case(case: Case, people: dict[str, str]) -> None:
    case.register()
    refused("permission.denied", lambda: case.facts(by=people["administrator"]))
    for name in ("ledger", "today", "whole_case", "paper_bytes", "find_text", "case_package", "private_notes"):
        assert "administrator" not in QUERIES[name]
    assert {name for name, roles in ACTS.items() if "administrator" in roles} == {
        "add_organisation",
        "issue_seal",
        "import_key",
        "connect_token",
        "request_certificate",
        "load_certificate",
        "renew_certificate",
        "retire_key",
        "release_pin",
        "set_time_service",
        "load_revocation_list",
        "appoint_staff",
        "dismiss_staff",
        "change_settings",
        "adopt_rules",
        "propose_template",
        "activate_template",
        "withdraw_template",
        "load_review_sheet",
        "use_shipped_review",
        "propose_drawing",
        "confirm_drawing",
        "withdraw_drawing",
    }


def test_that_a_village_lawyer_sees_his_villages_and_his_own(case: Case) -> None:
    case.register()
    refused("case.unknown", lambda: case.facts(by="chen"))
    village = Case(case.office).register(region="330699101201")
    assert village.facts(by="chen").id == village.case
    own = Case(case.office, by="chen").register(region="330699102")
    assert own.facts(by="chen").id == own.case


def test_that_a_village_lawyer_does_nothing_in_a_case_he_may_not_see(case: Case) -> None:

    case.register()
    case.refused("case.unknown", AddPerson(person=PersonDraft(id=case.id("x"), name="周大妈")), by="chen")


@dataclass(frozen=True, kw_only=True)
class PrivateNotes(Query[tuple[bool, bool]]):
    """Whether the viewer may read what a party said alone, and what is for staff only."""

    party: str

    def answer(self, view: View) -> tuple[bool, bool]:
        return view.may_read(compartments.private_talk(self.party)), view.may_read(compartments.STAFF)


@dataclass(frozen=True, kw_only=True)
class CaseNumber(PrivateNotes):
    """The same, under a name that everyone who works on cases may ask."""


def test_that_private_talks_are_for_those_who_mediate(case: Case, people: dict[str, str]) -> None:
    case.mediating()
    asked = CaseNumber(party=case.id("p1"))
    readable = {role: desk_of(case.office, people[role]).ask(asked) for role in ROLES if role != "administrator"}
    assert {role for role, answer in readable.items() if answer == (True, True)} == {"mediator", "director"}
    assert {answer for role, answer in readable.items() if role not in ("mediator", "director")} == {(False, False)}
    refused("permission.denied", lambda: desk_of(case.office, "zhou").ask(PrivateNotes(party=case.id("p1"))))


def test_that_who_asks_is_the_one_who_signed_in(case: Case) -> None:
    case.register()
    assert case.office.desk.ask(WholeCase(case=case.case)).id == case.case
