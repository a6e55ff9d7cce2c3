"""Making an office on the first start: one's own, or the practice office with the worked cases."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from mediation_desk.desk.offices import Founder, NewOffice, OfficeDoor
from mediation_desk.desk.practice import PRACTICE, PracticeOffice, demo_scripts, found_practice
from mediation_desk.queries.office import OfficeOverview
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.first_start import OfficeWish
from mediation_desk.ui.session import Session


class Telling(Protocol):
    """Who hears how far the work is, and says whether it is still wanted."""

    def report(self, done: int, total: int, words: str = "") -> None:
        """Tell how far it is."""


def make_office(door: OfficeDoor, wish: OfficeWish, telling: Telling) -> Session:
    """Make the office beside its place and move it there once it is whole, so that half an office is never found."""
    _require_empty(door.folder)
    beside = door.folder.with_name(f"{door.folder.name}.making")
    shutil.rmtree(beside, ignore_errors=True)
    making = replace(door, folder=beside)
    try:
        account = _practice(making, wish, telling) if wish.practice else _own(making, wish, telling)
        if door.folder.exists():
            door.folder.rmdir()
        beside.rename(door.folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return sign_in(door, account, wish.password)


def sign_in(door: OfficeDoor, account: str, password: str) -> Session:
    """Open the office for one person."""
    return Session(door.sign_in(account, password), door, account)


def _require_empty(folder: Path) -> None:
    if folder.exists() and any(folder.iterdir()):
        raise Refusal("office.folder_in_use", folder=str(folder))


def _own(door: OfficeDoor, wish: OfficeWish, telling: Telling) -> str:
    telling.report(0, 1, "正在建立加密的数据库…")
    founder = Founder(name=wish.person, account=wish.account, password=wish.password)
    door.found(NewOffice(name=wish.name, region=wish.region, region_name=wish.region_name, founder=founder)).close()
    return wish.account


def _practice(door: OfficeDoor, wish: OfficeWish, telling: Telling) -> str:
    scripts = list(demo_scripts(door.surroundings.resources))
    total = len(scripts) + 2
    telling.report(0, total, "正在建立练习单位的机构和人员…")
    practice = found_practice(door.folder, door.surroundings, wish.password, door.cost)
    try:
        for done, (file, script) in enumerate(scripts, 1):
            telling.report(done, total, f"正在办理示例案件：{script.title}")
            played = practice.play(script, file)
            if played.problem is not None:
                raise played.problem.refusal
        telling.report(total - 1, total, "正在开通练习账号…")
        _open_accounts(practice, wish.password)
    finally:
        practice.desk.close()
    return PRACTICE.founder.account


def _open_accounts(practice: PracticeOffice, password: str) -> None:
    """Everyone of the practice office signs in with the one password, so that each role can be tried."""
    for member in practice.desk.ask(OfficeOverview()).staff:
        if member.account and member.account != PRACTICE.founder.account:
            practice.door.give_account(practice.desk, member.account, password)
