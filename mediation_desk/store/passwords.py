"""Which passwords an office accepts, how dear a guess is, and how long guessing is answered with waiting."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from argon2.low_level import Type, hash_secret_raw

from mediation_desk.store.keys import KEY_BYTES
from mediation_desk.terms.refusal import Refusal

SHORTEST = 8
FREE_FAILURES = 4
FIRST_LOCK = timedelta(minutes=15)
LONGEST_LOCK = timedelta(hours=4)
SHORTEST_PIN, LONGEST_PIN = 6, 12
FREE_PINS = 2
"""Wrong PINs before the one that locks: a party who tries the third has to wait."""
# fmt: off
COMMON_PASSWORDS = frozenset((
    "12345678", "123456789", "1234567890", "87654321", "987654321", "0123456789", "11111111", "00000000", "88888888",
    "66666666", "12341234", "11223344", "123123123", "147258369", "password", "password1", "passw0rd", "p@ssw0rd",
    "qwertyui", "qwerty123", "qwertyuiop", "1qaz2wsx", "1q2w3e4r", "asdfghjkl", "asdf1234", "abcd1234", "abc12345",
    "a1234567", "a12345678", "a123456789", "aa123456", "aaaaaaaa", "admin123", "admin888", "administrator",
    "iloveyou", "5201314520", "woaini1314", "woaini520", "woaini123", "zhongguo", "tiaojie123", "tiaojie888",
))
# fmt: on


@dataclass(frozen=True, slots=True)
class GuessCost:
    """Argon2id parameters (RFC 9106): passes over the memory, memory in KiB, lanes."""

    passes: int = 6
    memory_kib: int = 128 * 1024
    lanes: int = 2

    @property
    def bearable(self) -> bool:
        """Whether a key file may ask for this much; a hostile file could otherwise stop the machine."""
        in_range = 1 <= self.passes <= 64 and 1 <= self.lanes <= 16
        return in_range and 8 * self.lanes <= self.memory_kib <= 2 * 1024 * 1024


def require_strong(password: str, account: str) -> None:
    """Refuse a password that is short, on every list of guesses, or the account's own name."""
    reason = _weakness(_normal(password).casefold(), _normal(account).casefold())
    if reason is not None:
        raise Refusal("account.password_weak", field="password", reason=reason, shortest=SHORTEST)


def _weakness(password: str, account: str) -> str | None:
    if len(password) < SHORTEST:
        return "short"
    if password in COMMON_PASSWORDS or len(set(password)) == 1:
        return "common"
    return "account" if password == account else None


def require_pin(pin: str) -> None:
    """Refuse a signing PIN that is short, not of figures, or one that anybody would try first."""
    reason = _pin_weakness(_normal(pin))
    if reason is not None:
        raise Refusal("pin.weak", field="pin", reason=reason, shortest=SHORTEST_PIN, longest=LONGEST_PIN)


def _pin_weakness(pin: str) -> str | None:
    if not (pin.isascii() and pin.isdigit()):
        return "figures"
    if not SHORTEST_PIN <= len(pin) <= LONGEST_PIN:
        return "length"
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(pin)}
    repeated = any(pin == (pin[:size] * len(pin))[: len(pin)] for size in (1, 2, 3))
    return "plain" if repeated or steps in ({1}, {9}) else None


def stretch(password: str, salt: bytes, cost: GuessCost) -> bytes:
    """The key that a password stands for. Full-width letters of an input method count as the plain ones."""
    return hash_secret_raw(
        _normal(password).encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=KEY_BYTES,
        type=Type.ID,
    )


def lock_after(failures: int, free: int = FREE_FAILURES) -> timedelta | None:
    """How long an account stays locked after its n-th failure in a row: nothing, then longer each time."""
    doublings = failures - free - 1
    if doublings < 0:
        return None
    return min(FIRST_LOCK * (1 << min(doublings, 16)), LONGEST_LOCK)


def locked_until(stored: float, failures: int, now: float, free: int = FREE_FAILURES) -> float | None:
    """The end of a running lock (seconds since 1970). A clock that was set back cannot stretch a lock for years."""
    length = lock_after(failures, free)
    if length is None or stored <= now:
        return None
    return min(stored, now + length.total_seconds())


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
