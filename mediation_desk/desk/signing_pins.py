"""The staff's signing PINs: the way back out of the screen that the parties have before them.

A wrong one is counted in a transaction of its own before anybody is told, and the audit trail keeps it: ending the
program neither forgets it nor shortens the wait. While a PIN is locked, the account's own password is the way out.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.model.office import SigningPin, Staff
from mediation_desk.store import audit
from mediation_desk.store.keyfile import KEY_FILE, SALT_BYTES, KeyFile
from mediation_desk.store.passwords import FREE_PINS, GuessCost, lock_after, locked_until, require_pin, stretch
from mediation_desk.terms.refusal import Refusal

from .desk import Desk

SET, CHECKED, BY_PASSWORD = "set_signing_pin", "check_signing_pin", "check_signing_password"
"""What the audit trail calls it."""


@dataclass(frozen=True, slots=True)
class SigningPins:
    """The PIN of the person at this desk. Everything here is slow on purpose and belongs on the write lane."""

    desk: Desk

    def is_set(self) -> bool:
        """Whether this person has one."""
        with self.desk.store.reading() as session:
            return self._row(session) is not None

    def set(self, password: str, pin: str) -> None:
        """Choose a PIN, by the account's password: whoever finds the desk open must not choose one."""
        require_pin(pin)
        self._open(password)
        self._set(pin)

    def check(self, pin: str, case: str | None = None) -> None:
        """Refuse a wrong PIN, and any PIN while it is locked; the right one forgives the wrong ones before it."""
        with self.desk.store.reading() as session:
            row = self._row(session)
            if row is None:
                raise Refusal("pin.not_set")
            right = compare_digest(
                stretch(pin, row.salt, GuessCost(row.passes, row.memory_kib, row.lanes)), row.stretched
            )
        refusal = self._judge(right, case)
        if refusal is not None:
            raise refusal

    def check_password(self, password: str, case: str | None = None) -> None:
        """The account's own password in place of the PIN; the key file counts what is wrong."""
        try:
            self._open(password)
        except Refusal as refusal:
            with self.desk.store.writing() as session:
                self._audit(session, BY_PASSWORD, case, refusal.code)
            raise
        with self.desk.store.writing() as session:
            row = self._row(session)
            if row is not None:
                row.failures, row.locked_until = 0, 0.0
            self._audit(session, BY_PASSWORD, case, None)

    def _judge(self, right: bool, case: str | None) -> Refusal | None:
        with self.desk.store.writing() as session:
            row = self._row(session)
            assert row is not None, "a PIN is never deleted"
            refusal = self._counted(row, right)
            self._audit(session, CHECKED, case, None if refusal is None else refusal.code)
        return refusal

    def _counted(self, row: SigningPin, right: bool) -> Refusal | None:
        now = self._now()
        until = locked_until(row.locked_until, row.failures, now.timestamp(), FREE_PINS)
        if until is not None:
            row.locked_until = until
            return _locked(until, now)
        if right:
            row.failures, row.locked_until = 0, 0.0
            return None
        row.failures += 1
        lock = lock_after(row.failures, FREE_PINS)
        if lock is None:
            return Refusal("pin.wrong", field="pin", left=FREE_PINS + 1 - row.failures)
        row.locked_until = (now + lock).timestamp()
        return _locked(row.locked_until, now)

    def _set(self, pin: str) -> None:
        surroundings, cost = self.desk.surroundings, self._keys.cost_of(self._account())
        salt = surroundings.random_bytes(SALT_BYTES)
        stretched = stretch(pin, salt, cost)
        with self.desk.store.writing() as session:
            row = self._row(session) or SigningPin(id=surroundings.new_id(), staff_id=self.desk.actor.staff)
            row.salt, row.stretched, row.set_at = salt, stretched, self._now().replace(tzinfo=None)
            row.passes, row.memory_kib, row.lanes = cost.passes, cost.memory_kib, cost.lanes
            row.failures, row.locked_until = 0, 0.0
            session.add(row)
            self._audit(session, SET, None, None)

    @property
    def _keys(self) -> KeyFile:
        return KeyFile(self.desk.store.folder / KEY_FILE)

    def _open(self, password: str) -> None:
        self._keys.open(self._account(), password, self._now())

    def _account(self) -> str:
        with self.desk.store.reading() as session:
            staff = session.get_one(Staff, self.desk.actor.staff)
        if staff.account is None:
            raise Refusal("pin.no_account", name=staff.name)
        return staff.account

    def _row(self, session: Session) -> SigningPin | None:
        return session.scalars(select(SigningPin).filter_by(staff_id=self.desk.actor.staff)).first()

    def _now(self) -> datetime:
        return self.desk.surroundings.now()

    def _audit(self, session: Session, action: str, case: str | None, reason: str | None) -> None:
        desk = self.desk
        deed = audit.Deed(
            at=self._now(),
            mono=desk.surroundings.mono(),
            actor=desk.actor.staff,
            action=action,
            result="done" if reason is None else "refused",
            case_id=case,
            organisation_id=desk.actor.organisation,
            reason=reason,
        )
        audit.append(session, desk.writer, deed)


def _locked(until: float, now: datetime) -> Refusal:
    return Refusal("pin.locked", field="pin", until=datetime.fromtimestamp(until, tz=now.tzinfo))
