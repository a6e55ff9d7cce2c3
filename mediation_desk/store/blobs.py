"""Attachments and papers as encrypted files beside the database; file first, row second, so no row lacks its file."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import select
from sqlalchemy.orm import Session

from mediation_desk.model.blob import Blob
from mediation_desk.store.durable import UNFINISHED, make_folder, write_durably
from mediation_desk.store.keys import derive
from mediation_desk.terms.compartments import COMMON
from mediation_desk.terms.refusal import Refusal

BLOB_FOLDER = "blobs"
UNREFERENCED_AGE = timedelta(hours=24)
_MAGIC = b"MDB1"
_NONCE = 12


@dataclass(frozen=True, slots=True)
class BlobRef:
    """Which bytes: the name they are kept under, what they hash to, how many they are."""

    name: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Blobs:
    """The blob folder of an office. `case_id` None is the office's own (its seal, its templates)."""

    folder: Path
    data_key: bytes = field(repr=False)

    def put(self, case_id: str | None, data: bytes) -> BlobRef:
        """Keep bytes for a case. The same bytes for the same case are one blob, and putting them again mends it."""
        sha256 = hashlib.sha256(data).hexdigest()
        ref = BlobRef(self.name(case_id, sha256), sha256, len(data))
        path = self._path(ref.name)
        if self._holds(case_id, ref):
            os.utime(path)  # young again, or the sweeper could take it before its row is written
            return ref
        make_folder(path.parent)
        write_durably(path, self._seal(case_id, ref.name, data))
        return ref

    def get(self, case_id: str | None, ref: BlobRef) -> bytes:
        """The bytes that were put, or a refusal; never other bytes."""
        try:
            sealed = self._path(ref.name).read_bytes()
        except FileNotFoundError:
            raise Refusal("blob.missing", name=ref.name) from None
        data = self._unseal(case_id, ref.name, sealed)
        if data is None or len(data) != ref.size or hashlib.sha256(data).hexdigest() != ref.sha256:
            raise Refusal("blob.damaged", name=ref.name)
        return data

    def register(
        self, session: Session, case_id: str | None, ref: BlobRef, *, media_type: str, made_at: datetime,
        organisation_id: str | None = None, compartment: str = COMMON,
    ) -> None:  # fmt: skip
        """Write the row that keeps the sweeper away. Who may see the bytes is said by the row that refers to them."""
        if session.get(Blob, ref.name) is not None:
            return
        session.add(
            Blob(
                name=ref.name,
                sha256=ref.sha256,
                size=ref.size,
                case_id=case_id,
                organisation_id=organisation_id,
                compartment=compartment,
                media_type=media_type,
                made_at=made_at,
            )
        )

    def sweep(self, session: Session, now: datetime, age: timedelta = UNREFERENCED_AGE) -> tuple[str, ...]:
        """Delete files that no row names and that are older than `age`: leftovers of work that was cut off."""
        kept = set(session.scalars(select(Blob.name)))
        oldest = (now - age).timestamp()
        stray = [path for path in self._files() if path.name not in kept and path.stat().st_mtime < oldest]
        for path in stray:
            path.unlink(missing_ok=True)
        return tuple(path.name for path in stray)

    def unsound(self, session: Session) -> tuple[Refusal, ...]:
        """Every registered blob that is missing or damaged, for the self-check."""
        refusals = []
        for row in session.scalars(select(Blob).order_by(Blob.name)):
            try:
                self.get(row.case_id, BlobRef(row.name, row.sha256, row.size))
            except Refusal as refusal:
                refusals.append(refusal)
        return tuple(refusals)

    def _files(self) -> list[Path]:
        return [path for path in sorted(self.folder.glob("??/*")) if _is_ours(path)]

    def _holds(self, case_id: str | None, ref: BlobRef) -> bool:
        try:
            self.get(case_id, ref)
        except Refusal:
            return False
        return True

    def name(self, case_id: str | None, sha256: str) -> str:
        """What a blob of this case with this content is called here; another office calls it otherwise."""
        message = f"{case_id or ''}\n{sha256}".encode()
        return hmac.new(derive(self.data_key, "blob name"), message, hashlib.sha256).hexdigest()

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name

    def _cipher(self, case_id: str | None) -> AESGCM:
        return AESGCM(derive(self.data_key, "blob", case_id or ""))

    def _seal(self, case_id: str | None, name: str, data: bytes) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        return _MAGIC + nonce + self._cipher(case_id).encrypt(nonce, data, _MAGIC + name.encode())

    def _unseal(self, case_id: str | None, name: str, sealed: bytes) -> bytes | None:
        start = len(_MAGIC) + _NONCE
        if not sealed.startswith(_MAGIC) or len(sealed) < start:
            return None
        try:
            return self._cipher(case_id).decrypt(sealed[len(_MAGIC) : start], sealed[start:], _MAGIC + name.encode())
        except InvalidTag:
            return None


def _is_ours(path: Path) -> bool:
    is_blob = len(path.name) == 64 and set(path.name) <= set("0123456789abcdef")
    return is_blob or path.name.startswith(UNFINISHED)
