"""Making an office and getting in: no default password, one slot an account, nothing opens without a password."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time
from pathlib import Path

import pytest

from mediation_desk.acts.office import ChangeSettings, LocalDraft
from mediation_desk.desk.offices import Founder, NewOffice, OfficeDoor
from mediation_desk.desk.practice import FollowingClock, PracticeOffice, stand_in
from mediation_desk.desk.surroundings import SHANGHAI, system
from tests.support.kept_offices import CHEAP, PASSWORD
from tests.support.practice_desk import DAY, Case, desk_of, refused

FOUNDER = Founder(name="沈若兰", account="shen", password=PASSWORD)
NEW = NewOffice(name="临溪县调解中心", region="330699", region_name="临溪县", founder=FOUNDER)


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> OfficeDoor:
    """A real office, not one for practice."""

    clock = FollowingClock(datetime.combine(DAY, time(8), tzinfo=SHANGHAI))
    door = OfficeDoor(tmp_path_factory.mktemp("real") / "office", system().at(clock), CHEAP)
    door.found(NEW).close()
    return door


def test_that_an_office_is_made_once_and_has_names(door: OfficeDoor, tmp_path: Path) -> None:
    refused("office.exists", lambda: door.found(NEW))
    empty = replace(door, folder=tmp_path / "other")
    for nameless in (replace(NEW, name=" "), replace(NEW, region=""), replace(NEW, founder=replace(FOUNDER, name=""))):
        refused("field.empty", lambda nameless=nameless: empty.found(nameless))
    assert not empty.exists
    refused("office.missing", lambda: empty.sign_in("shen", PASSWORD))


def test_that_a_weak_password_founds_no_office(door: OfficeDoor, tmp_path: Path) -> None:
    weak = replace(NEW, founder=replace(FOUNDER, password="1"))
    empty = replace(door, folder=tmp_path / "weak")
    refused("account.password_weak", lambda: empty.found(weak))
    assert not empty.exists


def test_that_only_the_right_password_opens(door: OfficeDoor) -> None:
    refused("account.wrong_password", lambda: door.sign_in("shen", PASSWORD + "x"))
    desk = door.sign_in("shen", PASSWORD)
    assert desk.actor.name == "沈若兰"
    desk.close()


def test_that_an_account_without_a_person_gets_nobody_in(door: OfficeDoor) -> None:
    desk = door.sign_in("shen", PASSWORD)
    door.give_account(desk, "nobody", PASSWORD + "y")
    refused("account.not_active", lambda: door.sign_in("nobody", PASSWORD + "y"))
    door.take_account(desk, "nobody")
    assert door.accounts == ("shen",)
    desk.close()


def test_that_a_password_is_changed_by_who_knows_the_old_one(door: OfficeDoor) -> None:
    door.change_password("shen", PASSWORD, PASSWORD + "neu")
    refused("account.wrong_password", lambda: door.sign_in("shen", PASSWORD))
    door.change_password("shen", PASSWORD + "neu", PASSWORD)
    door.sign_in("shen", PASSWORD).close()


def test_that_nobody_stands_in_for_another_in_a_real_office(door: OfficeDoor) -> None:
    desk = door.sign_in("shen", PASSWORD)
    refused("permission.stand_in", lambda: stand_in(desk, desk.actor.staff))
    desk.close()


def test_that_accounts_are_given_by_those_who_run_the_office(office: PracticeOffice) -> None:
    clerk = desk_of(office, "zhou")
    refused("permission.denied", lambda: office.door.give_account(clerk, "x", PASSWORD))
    refused("permission.denied", lambda: office.door.take_account(clerk, "shen"))
    refused("staff.unknown", lambda: stand_in(office.desk, "nobody"))


def test_that_a_local_limit_holds_from_the_next_look(door: OfficeDoor) -> None:
    desk = door.sign_in("shen", PASSWORD)
    desk.perform(ChangeSettings(local={"people.conclude": LocalDraft(length=20, source="本县规定第三条")}))
    assert desk.law.procedure("people.general").limit("people.conclude").length == 20
    desk.close()
    again = door.sign_in("shen", PASSWORD)
    assert again.law.procedure("people.general").limit("people.conclude").length == 20
    again.close()


def test_that_nothing_readable_lies_on_the_disk(office: PracticeOffice, case: Case) -> None:
    case.register(2, title="独一无二的标题在此")
    written = "独一无二的标题在此".encode()
    for path in office.door.folder.rglob("*"):
        if path.is_file():
            assert written not in path.read_bytes()
