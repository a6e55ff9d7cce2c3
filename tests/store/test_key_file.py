from __future__ import annotations

import json
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from mediation_desk.store.keyfile import KeyFile
from mediation_desk.store.passwords import GuessCost
from mediation_desk.terms.refusal import Refusal

GOOD = "清风明月照高楼"  # eight characters are asked for, this has seven
STRONG = "清风明月照高楼2026"


@pytest.fixture
def keys(tmp_path: Path, light: GuessCost) -> KeyFile:
    return KeyFile(tmp_path / "office" / "office.key", light)


def test_that_the_first_account_opens_the_key_it_was_created_with(keys: KeyFile, now: datetime) -> None:
    data_key = keys.create("wang", STRONG)
    assert len(data_key) == 32
    assert keys.open("wang", STRONG, now) == data_key


def test_that_two_offices_never_share_a_key(tmp_path: Path, light: GuessCost) -> None:
    first, second = (KeyFile(tmp_path / name, light).create("wang", STRONG) for name in ("a.key", "b.key"))
    assert first != second


def test_that_neither_key_nor_password_stands_in_the_file(keys: KeyFile) -> None:
    data_key = keys.create("wang", STRONG)
    raw = keys.path.read_bytes()
    assert data_key.hex().encode() not in raw
    assert data_key not in raw
    assert STRONG.encode() not in raw


@pytest.mark.skipif(os.name == "nt", reason="Windows has no owner bits")
def test_that_only_the_owner_may_read_the_file(keys: KeyFile) -> None:
    keys.create("wang", STRONG)
    assert keys.path.stat().st_mode & 0o777 == 0o600
    assert keys.path.parent.stat().st_mode & 0o777 == 0o700


def test_that_an_office_is_not_created_over_another(keys: KeyFile) -> None:
    keys.create("wang", STRONG)
    before = keys.path.read_bytes()
    with pytest.raises(Refusal) as caught:
        keys.create("li", STRONG)
    assert caught.value.code == "key_file.exists"
    assert keys.path.read_bytes() == before


def test_that_a_wrong_password_and_a_wrong_account_get_the_same_answer(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    for account, password in (("wang", "wrong password"), ("zhao", STRONG)):
        with pytest.raises(Refusal) as caught:
            keys.open(account, password, now)
        assert caught.value.code == "account.wrong_password"


def test_that_every_account_opens_the_same_office(keys: KeyFile, now: datetime) -> None:
    data_key = keys.create("wang", STRONG)
    keys.add_slot(data_key, "李调解", "another good one")
    assert keys.open("李调解", "another good one", now) == data_key == keys.open("wang", STRONG, now)
    assert keys.accounts == ("wang", "李调解")


def test_that_full_width_letters_of_an_input_method_are_the_plain_ones(keys: KeyFile, now: datetime) -> None:
    data_key = keys.create("wang", "tiaojie-2026")
    assert keys.open("wang", "ｔｉａｏｊｉｅ－２０２６", now) == data_key


def test_that_an_account_has_one_slot_only(keys: KeyFile) -> None:
    data_key = keys.create("wang", STRONG)
    with pytest.raises(Refusal) as caught:
        keys.add_slot(data_key, " wang ", "another good one")
    assert caught.value.code == "account.exists"
    assert caught.value.facts["field"] == "account"


@pytest.mark.parametrize("name", ["", "   ", "a" * 65, "wang\nli", "王\u202e"])
def test_that_an_account_needs_a_usable_name(keys: KeyFile, name: str) -> None:
    with pytest.raises(Refusal) as caught:
        keys.create(name, STRONG)
    assert caught.value.code == "account.name_unusable"
    assert not keys.exists


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        (GOOD, "short"),
        ("", "short"),
        ("12345678", "common"),
        ("PassWord", "common"),
        ("１２３４５６７８", "common"),
        ("中" * 9, "common"),
        ("Registrar", "account"),
    ],
)
def test_that_a_weak_password_is_refused_with_its_reason(keys: KeyFile, password: str, reason: str) -> None:
    with pytest.raises(Refusal) as caught:
        keys.create("registrar", password)
    assert (caught.value.code, caught.value.facts["reason"]) == ("account.password_weak", reason)
    assert not keys.exists


def test_that_a_changed_password_opens_and_the_old_one_does_not(keys: KeyFile, now: datetime) -> None:
    data_key = keys.create("wang", STRONG)
    keys.change_password("wang", STRONG, "new and longer", now)
    assert keys.open("wang", "new and longer", now) == data_key
    with pytest.raises(Refusal, match="wrong_password"):
        keys.open("wang", STRONG, now)


def test_that_changing_a_password_needs_the_old_one(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    with pytest.raises(Refusal, match="wrong_password"):
        keys.change_password("wang", "not the old one", "new and longer", now)
    keys.open("wang", STRONG, now)


def test_that_a_weak_new_password_leaves_the_old_one(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    with pytest.raises(Refusal, match="password_weak"):
        keys.change_password("wang", STRONG, "12345678", now)
    keys.open("wang", STRONG, now)


def test_that_a_forgotten_password_is_replaced_by_who_has_the_office_open(keys: KeyFile, now: datetime) -> None:
    data_key = keys.create("wang", STRONG)
    keys.add_slot(data_key, "li", "another good one")
    _fail(keys, "li", now, times=5)
    keys.reset_password(data_key, "li", "given at the counter")
    assert keys.open("li", "given at the counter", now) == data_key


def test_that_a_removed_account_no_longer_opens(keys: KeyFile, now: datetime) -> None:
    data_key = keys.create("wang", STRONG)
    keys.add_slot(data_key, "li", "another good one")
    keys.remove_slot("li")
    with pytest.raises(Refusal, match="wrong_password"):
        keys.open("li", "another good one", now)


def test_that_the_last_account_stays(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    with pytest.raises(Refusal) as caught:
        keys.remove_slot("wang")
    assert caught.value.code == "account.last_slot"
    keys.open("wang", STRONG, now)


def test_that_an_unknown_account_cannot_be_removed_or_reset(keys: KeyFile) -> None:
    data_key = keys.create("wang", STRONG)
    with pytest.raises(Refusal, match="account.unknown"):
        keys.remove_slot("zhao")
    with pytest.raises(Refusal, match="account.unknown"):
        keys.reset_password(data_key, "zhao", "another good one")


def test_that_a_slot_is_not_added_for_the_key_of_another_office(keys: KeyFile) -> None:
    keys.create("wang", STRONG)
    with pytest.raises(Refusal, match="key_file.foreign_key"):
        keys.add_slot(bytes(32), "li", "another good one")


def test_that_five_failures_lock_the_account_even_for_the_right_password(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    _fail(keys, "wang", now, times=5)
    with pytest.raises(Refusal) as caught:
        keys.open("wang", STRONG, now)
    assert caught.value.code == "account.locked"
    assert caught.value.facts["until"] == now + timedelta(minutes=15)


def test_that_a_restart_does_not_forget_the_failures(keys: KeyFile, now: datetime, light: GuessCost) -> None:
    keys.create("wang", STRONG)
    for _ in range(5):
        _fail(KeyFile(keys.path, light), "wang", now, times=1)
    with pytest.raises(Refusal, match="account.locked"):
        KeyFile(keys.path, light).open("wang", STRONG, now)


def test_that_the_lock_ends_and_the_right_password_clears_the_count(keys: KeyFile, now: datetime) -> None:
    data_key = keys.create("wang", STRONG)
    _fail(keys, "wang", now, times=5)
    later = now + timedelta(minutes=15)
    assert keys.open("wang", STRONG, later) == data_key
    _fail(keys, "wang", later, times=4)
    assert keys.open("wang", STRONG, later) == data_key


def test_that_each_further_failure_locks_longer_up_to_hours(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    _fail(keys, "wang", now, times=4)
    lengths = []
    for _ in range(7):
        _fail(keys, "wang", now, times=1)
        with pytest.raises(Refusal) as caught:
            keys.open("wang", STRONG, now)
        until = caught.value.facts["until"]
        assert isinstance(until, datetime)
        lengths.append(int((until - now).total_seconds()) // 60)
        now = until
    assert lengths == [15, 30, 60, 120, 240, 240, 240]


def test_that_attempts_during_a_lock_do_not_lengthen_it(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    _fail(keys, "wang", now, times=5)
    for _ in range(10):
        with pytest.raises(Refusal, match="account.locked"):
            keys.open("wang", "wrong password", now)
    keys.open("wang", STRONG, now + timedelta(minutes=15))


def test_that_a_clock_set_back_neither_opens_a_lock_nor_stretches_it_for_years(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    _fail(keys, "wang", now + timedelta(days=1500), times=5)
    with pytest.raises(Refusal, match="account.locked") as caught:
        keys.open("wang", STRONG, now)
    assert caught.value.facts["until"] == now + timedelta(minutes=15)
    keys.open("wang", STRONG, now + timedelta(minutes=15))


def test_that_a_lock_concerns_one_account_only(keys: KeyFile, now: datetime) -> None:
    data_key = keys.create("wang", STRONG)
    keys.add_slot(data_key, "li", "another good one")
    _fail(keys, "li", now, times=5)
    assert keys.open("wang", STRONG, now) == data_key


def test_that_a_slot_moved_to_another_name_or_cost_does_not_open(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    for field, value in (("account", "li"), ("kind", "recovery"), ("passes", 2)):
        content = json.loads(keys.path.read_bytes())
        content["slots"][0]["header"][field] = value
        forged = KeyFile(keys.path.with_name("forged.key"), keys.cost)
        forged.path.write_text(json.dumps(content))
        with pytest.raises(Refusal, match="wrong_password"):
            forged.open(content["slots"][0]["header"]["account"], STRONG, now)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"format": 1}',
        b'{"format":1,"key_id":"","slots":[{}]}',
        b"[" * 100_000,
    ],
)
def test_that_a_damaged_file_is_refused_and_left_alone(keys: KeyFile, now: datetime, raw: bytes) -> None:
    keys.path.parent.mkdir()
    keys.path.write_bytes(raw)
    with pytest.raises(Refusal) as caught:
        keys.open("wang", STRONG, now)
    assert caught.value.code == "key_file.damaged"
    assert keys.path.read_bytes() == raw


def test_that_a_hostile_file_cannot_ask_for_all_memory(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    content = json.loads(keys.path.read_bytes())
    content["slots"][0]["header"]["memory_kib"] = 2**31
    keys.path.write_text(json.dumps(content))
    with pytest.raises(Refusal, match="key_file.damaged"):
        keys.open("wang", STRONG, now)


def test_that_a_newer_format_is_not_guessed_at(keys: KeyFile, now: datetime) -> None:
    keys.path.parent.mkdir()
    keys.path.write_text(json.dumps({"format": 2, "slots": "unknown"}))
    with pytest.raises(Refusal) as caught:
        keys.open("wang", STRONG, now)
    assert caught.value.code == "key_file.newer"


def test_that_a_missing_file_is_said(keys: KeyFile, now: datetime) -> None:
    with pytest.raises(Refusal, match="key_file.missing"):
        keys.open("wang", STRONG, now)


def test_that_no_unfinished_file_stays_behind(keys: KeyFile, now: datetime) -> None:
    keys.create("wang", STRONG)
    _fail(keys, "wang", now, times=2)
    assert [path.name for path in keys.path.parent.iterdir()] == ["office.key"]


def test_that_a_failing_disk_leaves_the_old_file_whole(
    keys: KeyFile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    data_key = keys.create("wang", STRONG)

    def fail(*_: object) -> None:
        raise OSError("no space left")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        with pytest.raises(OSError, match="no space"):
            keys.change_password("wang", STRONG, "new and longer", now)
    assert keys.open("wang", STRONG, now) == data_key
    assert [path.name for path in keys.path.parent.iterdir()] == ["office.key"]


def test_that_a_file_replaced_meanwhile_is_edited_as_it_is_now(
    keys: KeyFile, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another desk adds an account between this desk's reading and its writing."""
    data_key = keys.create("wang", STRONG)
    reads = iter((False, False, True))
    read_bytes = Path.read_bytes

    def read(path: Path) -> bytes:
        if next(reads, False):
            KeyFile(keys.path, keys.cost).add_slot(data_key, "zhao", "another good one")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", read)
    keys.reset_password(data_key, "wang", "new and longer")
    assert keys.accounts == ("wang", "zhao")
    assert keys.open("wang", "new and longer", now) == data_key


def test_that_the_usual_cost_is_what_the_threat_model_asks_for() -> None:
    cost = GuessCost()
    assert cost.memory_kib >= 64 * 1024
    assert cost.bearable


def _fail(keys: KeyFile, account: str, now: datetime, times: int) -> None:
    for _ in range(times):
        with pytest.raises(Refusal, match="wrong_password"):
            keys.open(account, "wrong password", now)
