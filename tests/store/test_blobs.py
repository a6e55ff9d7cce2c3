from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mediation_desk.store.blobs import BlobRef
from mediation_desk.store.engines import Store
from mediation_desk.terms.refusal import Refusal

CONTENT = "人民调解协议书：一次性赔偿八千元整".encode() * 300


def _files(store: Store) -> list[Path]:
    return [path for path in store.blobs.folder.rglob("*") if path.is_file()]


def _age(path: Path, now: datetime, age: timedelta) -> None:
    moment = (now - age).timestamp()
    os.utime(path, (moment, moment))


@pytest.mark.parametrize("data", [b"", b"x", CONTENT])
def test_that_bytes_come_back_as_they_were(store: Store, data: bytes) -> None:
    ref = store.blobs.put("case-1", data)
    assert (ref.size, len(ref.sha256)) == (len(data), 64)
    assert store.blobs.get("case-1", ref) == data


def test_that_nothing_readable_stands_in_the_file_or_its_name(store: Store) -> None:
    ref = store.blobs.put("case-1", CONTENT)
    (path,) = _files(store)
    assert CONTENT[:30] not in path.read_bytes()
    assert ref.sha256 not in str(path)


def test_that_the_same_bytes_in_two_cases_cannot_be_told_to_be_the_same(store: Store) -> None:
    first, second = store.blobs.put("case-1", CONTENT), store.blobs.put("case-2", CONTENT)
    assert first.name != second.name
    with pytest.raises(Refusal, match="blob.damaged"):
        store.blobs.get("case-2", first)


def test_that_the_same_bytes_in_one_case_are_kept_once(store: Store) -> None:
    assert store.blobs.put("case-1", CONTENT) == store.blobs.put("case-1", CONTENT)
    assert len(_files(store)) == 1


def test_that_the_office_has_blobs_of_its_own(store: Store) -> None:
    ref = store.blobs.put(None, b"seal")
    assert store.blobs.get(None, ref) == b"seal"


@pytest.mark.parametrize("where", [0, 3, 4, 15, 16, 100, -17, -1])
def test_that_a_flipped_bit_anywhere_is_refused(store: Store, where: int) -> None:
    ref = store.blobs.put("case-1", CONTENT)
    (path,) = _files(store)
    raw = bytearray(path.read_bytes())
    raw[where] ^= 1
    path.write_bytes(raw)
    with pytest.raises(Refusal) as caught:
        store.blobs.get("case-1", ref)
    assert caught.value.code == "blob.damaged"


@pytest.mark.parametrize("length", [0, 3, 10, 16, 17, 4096])
def test_that_a_truncated_file_is_refused(store: Store, length: int) -> None:
    ref = store.blobs.put("case-1", CONTENT)
    (path,) = _files(store)
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(Refusal, match="blob.damaged"):
        store.blobs.get("case-1", ref)


def test_that_one_blob_does_not_pass_for_another(store: Store) -> None:
    first, second = store.blobs.put("case-1", b"signed text"), store.blobs.put("case-1", b"other text!")
    paths = {path.name: path for path in _files(store)}
    paths[first.name].write_bytes(paths[second.name].read_bytes())
    with pytest.raises(Refusal, match="blob.damaged"):
        store.blobs.get("case-1", first)


def test_that_a_register_with_another_hash_or_size_is_not_believed(store: Store) -> None:
    ref = store.blobs.put("case-1", CONTENT)
    for wrong in (BlobRef(ref.name, "0" * 64, ref.size), BlobRef(ref.name, ref.sha256, ref.size + 1)):
        with pytest.raises(Refusal, match="blob.damaged"):
            store.blobs.get("case-1", wrong)


def test_that_a_missing_file_is_told_from_a_damaged_one(store: Store) -> None:
    ref = store.blobs.put("case-1", CONTENT)
    _files(store)[0].unlink()
    with pytest.raises(Refusal) as caught:
        store.blobs.get("case-1", ref)
    assert caught.value.code == "blob.missing"


def test_that_putting_the_bytes_again_mends_a_damaged_file(store: Store) -> None:
    ref = store.blobs.put("case-1", CONTENT)
    _files(store)[0].write_bytes(b"rubbish")
    assert store.blobs.put("case-1", CONTENT) == ref
    assert store.blobs.get("case-1", ref) == CONTENT


def test_that_the_sweeper_takes_only_old_files_that_no_row_names(store: Store, now: datetime) -> None:
    kept, young, stray = (store.blobs.put("case-1", data) for data in (b"kept", b"young", b"stray"))
    with store.writing() as session:
        store.blobs.register(session, "case-1", kept, media_type="application/pdf", made_at=now)
    for path in _files(store):
        _age(path, now, timedelta(hours=1 if path.name == young.name else 25))
    with store.reading() as session:
        assert store.blobs.sweep(session, now) == (stray.name,)
    assert {path.name for path in _files(store)} == {kept.name, young.name}


def test_that_a_blob_put_again_is_young_again(store: Store) -> None:
    today = datetime.now(UTC)
    ref = store.blobs.put("case-1", CONTENT)
    _age(_files(store)[0], today, timedelta(days=9))
    store.blobs.put("case-1", CONTENT)
    with store.reading() as session:
        assert store.blobs.sweep(session, today) == ()
    assert store.blobs.get("case-1", ref) == CONTENT


def test_that_unfinished_files_are_swept_and_foreign_files_are_not(store: Store, now: datetime) -> None:
    ref = store.blobs.put("case-1", CONTENT)
    folder = _files(store)[0].parent
    for name in (".unfinished-0123456789abcdef", "notes.txt"):
        (folder / name).write_bytes(b"x")
        _age(folder / name, now, timedelta(days=2))
    with store.writing() as session:
        store.blobs.register(session, "case-1", ref, media_type="text/plain", made_at=now)
        assert store.blobs.sweep(session, now) == (".unfinished-0123456789abcdef",)
    assert (folder / "notes.txt").exists()


def test_that_registering_twice_is_registering_once(store: Store, now: datetime) -> None:
    ref = store.blobs.put("case-1", CONTENT)
    for _ in range(2):
        with store.writing() as session:
            store.blobs.register(session, "case-1", ref, media_type="text/plain", made_at=now)
    with store.reading() as session:
        assert store.blobs.unsound(session) == ()


def test_that_the_self_check_names_every_bad_blob(store: Store, now: datetime) -> None:
    refs = [store.blobs.put("case-1", bytes([number])) for number in range(3)]
    with store.writing() as session:
        for ref in refs:
            store.blobs.register(session, "case-1", ref, media_type="text/plain", made_at=now)
    paths = {path.name: path for path in _files(store)}
    paths[refs[0].name].unlink()
    paths[refs[1].name].write_bytes(b"rubbish")
    with store.reading() as session:
        found = {refusal.facts["name"]: refusal.code for refusal in store.blobs.unsound(session)}
    assert found == {refs[0].name: "blob.missing", refs[1].name: "blob.damaged"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no owner bits")
def test_that_only_the_owner_may_read_a_blob(store: Store) -> None:
    store.blobs.put("case-1", CONTENT)
    (path,) = _files(store)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
