"""The key file of an office: one slot per account, in each the data key wrapped under that account's password.

Nothing on disk opens without a password. On an embedded file every account that opens the office holds the same data
key: roles are the desk's rule, not cryptography.
"""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from mediation_desk.store.durable import make_folder, write_durably
from mediation_desk.store.keys import KEY_BYTES, derive
from mediation_desk.store.passwords import GuessCost, lock_after, locked_until, require_strong, stretch
from mediation_desk.terms.refusal import Refusal

KEY_FILE = "office.key"
FORMAT = 1
PASSWORD = "password"
"""The kind of slot a person opens. Recovery shares will be another kind in the same list."""

LONGEST_ACCOUNT = 64
SALT_BYTES = 16
NONCE_BYTES = 12
_ATTEMPTS = 5
_Content = dict[str, Any]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """The doors to an office's data key. `cost` is what new slots ask of a guesser; old slots keep theirs."""

    path: Path
    cost: GuessCost = GuessCost()

    @property
    def exists(self) -> bool:
        """Whether the office has a key file."""
        return self.path.is_file()

    @property
    def accounts(self) -> tuple[str, ...]:
        """The accounts that have a slot, in the order they were added."""
        return tuple(_account(slot) for slot in self._read()[1]["slots"])

    def create(self, account: str, password: str) -> bytes:
        """Start an office: draw its data key and give the first account a slot."""
        if self.path.exists():
            raise Refusal("key_file.exists", path=str(self.path))
        data_key = secrets.token_bytes(KEY_BYTES)
        slot = self._new_slot(data_key, account, password)
        make_folder(self.path.parent)
        write_durably(self.path, _encode({"format": FORMAT, "key_id": _key_id(data_key), "slots": [slot]}))
        return data_key

    def open(self, account: str, password: str, now: datetime) -> bytes:
        """The data key. A failure is counted in the file, so that a restart forgets nothing."""
        slot = _slot(self._read()[1], account, unknown="account.wrong_password")
        self._require_unlocked(slot, now)
        data_key = _unwrap(slot, password)
        if data_key is None:
            self._change(lambda content: _count_failure(_slot(content, account), now))
            raise Refusal("account.wrong_password", field="password", account=account)
        if slot["failures"]:
            self._change(lambda content: _forgive(_slot(content, account)))
        return data_key

    def add_slot(self, data_key: bytes, account: str, password: str) -> None:
        """Let one more account open the office."""
        slot = self._new_slot(data_key, account, password)
        self._change(lambda content: _append(content, data_key, slot))

    def change_password(self, account: str, old: str, new: str, now: datetime) -> None:
        """Wrap the same data key anew; the database is not touched."""
        self.reset_password(self.open(account, old, now), account, new)

    def reset_password(self, data_key: bytes, account: str, new: str) -> None:
        """A new password for somebody who forgot theirs, given by who has the office open."""
        _slot(self._read()[1], account)
        slot = self._new_slot(data_key, account, new)
        self._change(lambda content: _exchange(content, data_key, slot))

    def cost_of(self, account: str) -> GuessCost:
        """What a guess at this account's password costs; whatever else is asked of the same person costs as much."""
        return _cost(_slot(self._read()[1], account))

    def remove_slot(self, account: str) -> None:
        """Take an account's way in; never the last one, or the office could not be opened again."""
        self._change(lambda content: _remove(content, account))

    def _new_slot(self, data_key: bytes, account: str, password: str) -> _Content:
        name = _account_name(account)
        require_strong(password, name)
        salt = secrets.token_bytes(SALT_BYTES)
        header = {"kind": PASSWORD, "account": name, "kdf": "argon2id", **asdict(self.cost), "salt": _text(salt)}
        nonce = secrets.token_bytes(NONCE_BYTES)
        wrapped = AESGCM(stretch(password, salt, self.cost)).encrypt(nonce, data_key, _encode(header))
        return {"header": header, "nonce": _text(nonce), "wrapped": _text(wrapped), "failures": 0, "locked_until": 0.0}

    def _require_unlocked(self, slot: _Content, now: datetime) -> None:
        until = locked_until(slot["locked_until"], slot["failures"], now.timestamp())
        if until is None:
            return
        if until < slot["locked_until"]:
            self._change(lambda content: _slot(content, _account(slot)).update(locked_until=until))
        raise Refusal("account.locked", account=_account(slot), until=datetime.fromtimestamp(until, tz=now.tzinfo))

    def _read(self) -> tuple[bytes, _Content]:
        try:
            raw = self.path.read_bytes()
        except FileNotFoundError:
            raise Refusal("key_file.missing", path=str(self.path)) from None
        return raw, _decode(raw)

    def _change(self, edit: Callable[[_Content], None]) -> None:
        """Read, edit, replace; once more when another desk replaced the file in between."""
        for _ in range(_ATTEMPTS):
            raw, content = self._read()
            edit(content)
            if self.path.read_bytes() == raw:
                write_durably(self.path, _encode(content))
                return
        raise Refusal("key_file.busy", path=str(self.path))


def _decode(raw: bytes) -> _Content:
    try:
        content: _Content = json.loads(raw)
        newer = content["format"] > FORMAT
        usable = newer or (isinstance(content["key_id"], str) and all(map(_is_slot, content["slots"])))
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refusal("key_file.damaged") from None
    if newer:
        raise Refusal("key_file.newer", format=content["format"], known=FORMAT)
    if not usable:
        raise Refusal("key_file.damaged")
    return content


def _is_slot(slot: _Content) -> bool:
    salt, nonce = _bytes(slot["header"]["salt"]), _bytes(slot["nonce"])
    sound = len(salt) == SALT_BYTES and len(nonce) == NONCE_BYTES and len(_bytes(slot["wrapped"])) > KEY_BYTES
    counted = isinstance(slot["failures"], int) and isinstance(slot["locked_until"], float)
    return sound and counted and isinstance(_account(slot), str) and _cost(slot).bearable


def _unwrap(slot: _Content, password: str) -> bytes | None:
    header = slot["header"]
    key = stretch(password, _bytes(header["salt"]), _cost(slot))
    try:
        return AESGCM(key).decrypt(_bytes(slot["nonce"]), _bytes(slot["wrapped"]), _encode(header))
    except InvalidTag:
        return None


def _count_failure(slot: _Content, now: datetime) -> None:
    slot["failures"] += 1
    lock = lock_after(slot["failures"])
    slot["locked_until"] = (now + lock).timestamp() if lock is not None else 0.0


def _forgive(slot: _Content) -> None:
    slot["failures"], slot["locked_until"] = 0, 0.0


def _append(content: _Content, data_key: bytes, slot: _Content) -> None:
    _require_own_key(content, data_key)
    if any(_account(other) == _account(slot) for other in content["slots"]):
        raise Refusal("account.exists", field="account", account=_account(slot))
    content["slots"].append(slot)


def _exchange(content: _Content, data_key: bytes, slot: _Content) -> None:
    _require_own_key(content, data_key)
    _slot(content, _account(slot)).update(slot)


def _remove(content: _Content, account: str) -> None:
    slot = _slot(content, account)
    if len(content["slots"]) == 1:
        raise Refusal("account.last_slot", account=account)
    content["slots"].remove(slot)


def _slot(content: _Content, account: str, unknown: str = "account.unknown") -> _Content:
    for slot in content["slots"]:
        if _account(slot) == account.strip():
            found: _Content = slot
            return found
    raise Refusal(unknown, field="account", account=account)


def _require_own_key(content: _Content, data_key: bytes) -> None:
    if _key_id(data_key) != content["key_id"]:
        raise Refusal("key_file.foreign_key")


def _key_id(data_key: bytes) -> str:
    return derive(data_key, "key id").hex()


def _account_name(account: str) -> str:
    name = account.strip()
    if not name or len(name) > LONGEST_ACCOUNT or not name.isprintable():
        raise Refusal("account.name_unusable", field="account", account=account, longest=LONGEST_ACCOUNT)
    return name


def _account(slot: _Content) -> str:
    name: str = slot["header"]["account"]
    return name


def _cost(slot: _Content) -> GuessCost:
    header = slot["header"]
    return GuessCost(header["passes"], header["memory_kib"], header["lanes"])


def _encode(content: _Content) -> bytes:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1).encode()


def _text(raw: bytes) -> str:
    return b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    return b64decode(text, validate=True)
