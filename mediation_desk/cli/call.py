"""One call of the command line: its arguments, the world around it, and the way into an office."""

from __future__ import annotations

from argparse import ArgumentTypeError, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TextIO

from mediation_desk.desk.desk import Desk
from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.surroundings import Surroundings
from mediation_desk.queries.numbers import CaseNumber
from mediation_desk.terms.refusal import Refusal

PASSWORD, PACKAGE_PASSWORD = "MEDIATION_DESK_PASSWORD", "MEDIATION_DESK_PACKAGE_PASSWORD"
ACCOUNT = "MEDIATION_DESK_ACCOUNT"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a command has in its hands."""

    arguments: Namespace
    surroundings: Surroundings
    stdin: TextIO

    @property
    def names_office(self) -> bool:
        """Whether an office was named on the line."""
        return self.arguments.office is not None

    def folder(self) -> Path:
        """The office's folder; where none is named, the one the window opens. An address of a server is refused."""
        named = self.arguments.office
        if named is None:
            return self.surroundings.data_folder
        if "://" in named:
            raise Refusal("cli.office_on_a_server", field="office", office=named)
        return Path(named).expanduser()

    def entrance(self) -> OfficeDoor:
        """The door of the named office."""
        return OfficeDoor(self.folder(), self.surroundings)

    @contextmanager
    def desk(self, *, to_examine: bool = False) -> Iterator[Desk]:
        """The desk of whoever signs in, closed afterwards; for the self-check even where the rule files are faulty."""
        door = self.entrance()
        if not door.exists:
            raise Refusal("office.missing", folder=str(door.folder))
        sign_in = door.sign_in_to_examine if to_examine else door.sign_in
        desk = sign_in(self._account(door), self.password())
        try:
            yield desk
        finally:
            desk.close()

    def case(self, desk: Desk) -> str:
        """The id of the case whose number was given."""
        return desk.ask(CaseNumber(self.arguments.number))

    def password(self) -> str:
        """The password of the account: from a file that was named, or from the environment. Never an argument."""
        return self._secret(self.arguments.password_file, PASSWORD, "cli.password_missing")

    def package_password(self) -> str:
        """The password under which a case package is closed."""
        return self._secret(self.arguments.package_password_file, PACKAGE_PASSWORD, "cli.package_password_missing")

    def text(self, name: str) -> str:
        """The text of a file, or of standard input for "-"."""
        return self.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8")

    def _account(self, door: OfficeDoor) -> str:
        named = self.arguments.account or self.surroundings.environment.get(ACCOUNT)
        if named:
            return str(named)
        if len(door.accounts) == 1:
            return door.accounts[0]
        raise Refusal("cli.account_missing", field="account", accounts="、".join(door.accounts))

    def _secret(self, file: str | None, variable: str, missing: str) -> str:
        if file is not None:
            lines = Path(file).read_text(encoding="utf-8").splitlines()
            return lines[0] if lines else ""
        secret = self.surroundings.environment.get(variable)
        if not secret:
            raise Refusal(missing, field="password", variable=variable)
        return secret


def day(text: str) -> date:
    """A day as it is typed: 2026-09-01."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}”不是日期，应写成 2026-09-01") from None


def pause(text: str) -> tuple[date, date]:
    """A time that does not count: 2026-09-01..2026-09-10."""
    first, dots, last = text.partition("..")
    if not dots:
        raise ArgumentTypeError(f"“{text}”不是起止日期，应写成 2026-09-01..2026-09-10")
    return day(first), day(last)


def count(text: str) -> int:
    """A whole number that is not negative."""
    if not text.isascii() or not text.isdigit():
        raise ArgumentTypeError(f"“{text}”不是天数或数量，应为不小于0的整数")
    return int(text)
