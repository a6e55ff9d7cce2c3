"""Signing PINs: who chooses one, which are refused, and what guessing costs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.practice import PRACTICE, PracticeOffice
from mediation_desk.desk.signing_pins import SigningPins
from mediation_desk.desk.surroundings import system
from mediation_desk.model.audit import AuditEntry
from mediation_desk.model.journal import JournalEntry
from mediation_desk.store import audit
from mediation_desk.store.passwords import FIRST_LOCK
from tests.support.kept_offices import CHEAP, PASSWORD, practice_office
from tests.support.practice_desk import desk_of, refused

PIN, WRONG = "824671", "135792"


@pytest.fixture
def office(tmp_path: Path) -> PracticeOffice:
    return practice_office(tmp_path / "office")


@pytest.fixture
def pins(office: PracticeOffice) -> SigningPins:
    found = SigningPins(office.desk)
    found.set(PASSWORD, PIN)
    return found


def trail(office: PracticeOffice) -> list[tuple[str, str, str | None]]:
    with office.desk.store.reading() as session:
        assert audit.verify_chain(session) is None
        rows = session.scalars(select(AuditEntry).order_by(AuditEntry.seq))
        return [(one.action, one.result, one.reason) for one in rows if "signing_p" in one.action]


def later(office: PracticeOffice, by: timedelta) -> None:
    office.clock.moment += by


def test_that_the_right_pin_opens_and_another_does_not(office: PracticeOffice, pins: SigningPins) -> None:
    pins.check(PIN)
    refused("pin.wrong", lambda: pins.check(WRONG))
    assert trail(office)[1:] == [
        ("check_signing_pin", "done", None),
        ("check_signing_pin", "refused", "pin.wrong"),
    ]


def test_that_full_width_figures_are_the_same_pin(pins: SigningPins) -> None:
    pins.check("８２４６７１")


@pytest.mark.parametrize("pin", ["12345", "123456", "987654", "111111", "121212", "123123", "890123", "abc123", ""])
def test_that_a_pin_anybody_would_try_first_is_refused(office: PracticeOffice, pin: str) -> None:
    refused("pin.weak", lambda: SigningPins(office.desk).set(PASSWORD, pin))
    assert not SigningPins(office.desk).is_set()


def test_that_only_the_account_s_password_sets_one(office: PracticeOffice) -> None:
    refused("account.wrong_password", lambda: SigningPins(office.desk).set("没有这个密码", PIN))
    refused("pin.not_set", lambda: SigningPins(office.desk).check(PIN))


def test_that_the_third_wrong_pin_locks_and_even_the_right_one_waits(office: PracticeOffice, pins: SigningPins) -> None:
    left = [refused("pin.wrong", lambda: pins.check(WRONG)).facts["left"] for _ in range(2)]
    assert left == [2, 1]
    refused("pin.locked", lambda: pins.check(WRONG))
    refused("pin.locked", lambda: pins.check(PIN))
    later(office, FIRST_LOCK + timedelta(seconds=1))
    pins.check(PIN)


def test_that_a_restart_forgets_no_wrong_pin(office: PracticeOffice, pins: SigningPins) -> None:
    for _ in range(2):
        refused("pin.wrong", lambda: pins.check(WRONG))
    folder = office.desk.store.folder
    office.desk.close()
    again = OfficeDoor(folder, system().at(office.clock), CHEAP).sign_in(PRACTICE.founder.account, PASSWORD)
    refused("pin.locked", lambda: SigningPins(again).check(WRONG))
    again.close()
    once_more = OfficeDoor(folder, system().at(office.clock), CHEAP).sign_in(PRACTICE.founder.account, PASSWORD)
    refused("pin.locked", lambda: SigningPins(once_more).check(PIN))


def test_that_a_wait_grows_and_a_clock_set_back_does_not_stretch_it(office: PracticeOffice, pins: SigningPins) -> None:
    for _ in range(2):
        refused("pin.wrong", lambda: pins.check(WRONG))
    first = refused("pin.locked", lambda: pins.check(WRONG)).facts["until"] - office.clock.moment
    later(office, FIRST_LOCK + timedelta(seconds=1))
    second = refused("pin.locked", lambda: pins.check(WRONG)).facts["until"] - office.clock.moment
    assert second == 2 * first
    later(office, -timedelta(days=400))
    assert refused("pin.locked", lambda: pins.check(PIN)).facts["until"] <= office.clock.moment + second


def test_that_the_account_s_password_is_the_way_out_and_forgives(office: PracticeOffice, pins: SigningPins) -> None:
    for code in ("pin.wrong", "pin.wrong", "pin.locked"):
        refused(code, lambda: pins.check(WRONG))
    refused("account.wrong_password", lambda: pins.check_password("没有这个密码"))
    pins.check_password(PASSWORD)
    pins.check(PIN)
    assert ("check_signing_password", "refused", "account.wrong_password") in trail(office)


def test_that_a_pin_is_one_person_s_own_and_stands_nowhere(office: PracticeOffice, pins: SigningPins) -> None:
    refused("pin.not_set", lambda: SigningPins(desk_of(office, "guo")).check(PIN))
    with office.desk.store.reading() as session:
        journal = [str(row.fields) for row in session.scalars(select(JournalEntry))]
        details = [str(row.details) for row in session.scalars(select(AuditEntry))]
    assert not any(PIN in text for text in (*journal, *details))
