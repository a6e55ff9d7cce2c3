"""Asking the staff for their PIN, wherever a sheet for it stands; the desk checks and counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mediation_desk.desk.signing_pins import SigningPins
from mediation_desk.terms.refusal import Refusal
from mediation_desk.ui.dialogs.act_door import ActDoor
from mediation_desk.ui.messages import refusal_notice
from mediation_desk.ui.pages.signing.sheets import PinSheet

_BY_PASSWORD: Final = ("pin.locked", "pin.not_set")


class Asking:
    """One sheet that asks for one purpose after another."""

    def __init__(self, door: ActDoor, pins: SigningPins, sheet: PinSheet, pin_set: bool) -> None:
        self._door, self._pins, self._sheet, self._pin_set = door, pins, sheet, pin_set
        self._proved: Callable[[], None] = lambda: None
        self._case: str | None = None
        sheet.pin_given.connect(lambda pin: self._check(lambda: pins.check(pin, self._case)))
        sheet.password_given.connect(lambda password: self._check(lambda: pins.check_password(password, self._case)))

    def ask(self, words: str, case: str | None, proved: Callable[[], None]) -> None:
        """Open the sheet; `proved` is called once, when what was typed is right."""
        self._proved, self._case = proved, case
        below = "" if self._pin_set else "还没有设置签署PIN，请用本人账号的登录密码。"
        self._sheet.open(words, below, pin_set=self._pin_set)

    def _check(self, check: Callable[[], None]) -> None:
        self._door.jobs.write(check, lambda _nothing: self._right(), self._wrong, owner=self._sheet)

    def _right(self) -> None:
        self._sheet.set_busy(False)
        proved, self._proved = self._proved, lambda: None
        proved()

    def _wrong(self, refusal: Refusal) -> None:
        notice = refusal_notice(refusal, self._door.sentence)
        self._sheet.refused(notice, locked=refusal.code in _BY_PASSWORD)
