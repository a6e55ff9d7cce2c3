"""The file of a case package: a small office of its own, encrypted, in one container with the hash of every part.

The container hides nothing by itself; database and blobs inside it are encrypted under the package's own key, and that
key lies in the package's key file, wrapped under the package's password.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from mediation_desk.store.blobs import BLOB_FOLDER
from mediation_desk.store.durable import make_folder, write_durably
from mediation_desk.store.engines import DATABASE_FILE
from mediation_desk.store.keyfile import KEY_FILE
from mediation_desk.store.keys import derive
from mediation_desk.terms.refusal import Refusal

FORMAT: Final = "mediation-desk/package"
VERSION: Final = 1
MANIFEST: Final = "package.json"
ACCOUNT: Final = "package"
"""The one account of a package's key file."""

_BLOB: Final = re.compile(rf"{BLOB_FOLDER}/([0-9a-f]{{2}})/\1[0-9a-f]{{62}}")


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a container may ask of the machine; everything is checked before anything is read."""

    entries: int = 20_000
    manifest: int = 8 * 1024**2
    entry: int = 1024**3
    total: int = 4 * 1024**3
    ratio: int = 4
    """Encrypted parts do not shrink: a part that unpacks to many times its size was made to fill the disk."""


def pack(folder: Path, out: Path, key: bytes) -> None:
    """Put the closed office in `folder` into one file. The manifest is sealed under the package's key."""
    files = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    parts = {name: path.read_bytes() for name, path in files.items() if _is_part(name)}
    listed = {name: {"sha256": hashlib.sha256(data).hexdigest(), "size": len(data)} for name, data in parts.items()}
    manifest = {"format": FORMAT, "version": VERSION, "parts": listed, "seal": _seal(listed, key)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as container:
        container.writestr(MANIFEST, json.dumps(manifest, sort_keys=True, indent=1))
        for name, data in parts.items():
            container.writestr(name, data)
    write_durably(out, file.getvalue())


def unpack(package: Path, folder: Path, bounds: Bounds | None = None) -> Mapping[str, Any]:
    """Take a package apart into `folder`, each part checked against its hash; the manifest, seal still unproved."""
    try:
        with zipfile.ZipFile(package) as container:
            manifest = _manifest(container, package, bounds or Bounds())
            for name, said in manifest["parts"].items():
                _take(container, name, said, folder, package)
            return manifest
    except FileNotFoundError:
        raise Refusal("package.missing", file=package.name) from None
    except (zipfile.BadZipFile, EOFError, RuntimeError, OSError) as fault:  # RuntimeError: an encrypted or unknown part
        raise Refusal("package.unreadable", file=package.name) from fault


def require_seal(manifest: Mapping[str, Any], key: bytes, file: str) -> None:
    """Refuse a manifest that somebody without the password has written anew."""
    if not hmac.compare_digest(_seal(manifest["parts"], key), manifest["seal"]):
        raise Refusal("package.changed", file=file, part=MANIFEST)


def _manifest(container: zipfile.ZipFile, package: Path, bounds: Bounds) -> dict[str, Any]:
    _check_bounds(container, package, bounds)
    names = container.namelist()
    if MANIFEST not in names:
        raise Refusal("package.foreign", file=package.name)
    manifest = _read_manifest(container.read(MANIFEST), package)
    if len(names) != len(set(names)) or {MANIFEST, *manifest["parts"]} != set(names):
        raise Refusal("package.changed", file=package.name, part=MANIFEST)
    if not {KEY_FILE, DATABASE_FILE} <= manifest["parts"].keys() or not all(map(_is_part, manifest["parts"])):
        raise Refusal("package.foreign", file=package.name)
    return manifest


def _check_bounds(container: zipfile.ZipFile, package: Path, bounds: Bounds) -> None:
    """Sizes as the directory states them; `_take` holds every part to what was stated."""
    parts = container.infolist()
    sizes = [part.file_size for part in parts]
    swollen = any(part.file_size > bounds.ratio * max(part.compress_size, 1024) for part in parts)
    told = next((part.file_size for part in parts if part.filename == MANIFEST), 0)
    too_much = len(parts) > bounds.entries or sum(sizes) > bounds.total or max(sizes, default=0) > bounds.entry
    if swollen or too_much or told > bounds.manifest:
        raise Refusal("package.too_large", file=package.name)


def _read_manifest(raw: bytes, package: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(raw)
        ours = manifest["format"] == FORMAT
        newer = ours and manifest["version"] > VERSION
        sound = isinstance(manifest["seal"], str) and all(
            isinstance(said["sha256"], str) and isinstance(said["size"], int) for said in manifest["parts"].values()
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise Refusal("package.foreign", file=package.name) from None
    if newer:
        raise Refusal("package.newer", file=package.name)
    if not (ours and sound):
        raise Refusal("package.foreign", file=package.name)
    return manifest


def _take(container: zipfile.ZipFile, name: str, said: Mapping[str, Any], folder: Path, package: Path) -> None:
    if container.getinfo(name).file_size != said["size"]:
        raise Refusal("package.changed", file=package.name, part=name)
    with container.open(name) as part:
        data = part.read(said["size"] + 1)
    if len(data) != said["size"] or hashlib.sha256(data).hexdigest() != said["sha256"]:
        raise Refusal("package.changed", file=package.name, part=name)
    target = folder / name
    make_folder(target.parent)
    write_durably(target, data)


def _is_part(name: str) -> bool:
    """The three kinds of file an office has. Nothing else is packed, and no other name is ever written to."""
    if name in (KEY_FILE, DATABASE_FILE):
        return True
    return _BLOB.fullmatch(name) is not None


def _seal(parts: Mapping[str, Any], key: bytes) -> str:
    plain = json.dumps(parts, sort_keys=True).encode()
    return hmac.new(derive(key, "package manifest"), plain, hashlib.sha256).hexdigest()
