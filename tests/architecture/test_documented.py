"""What is installed is accounted for: every library has its licence and its reason, no lock says where to download."""

from __future__ import annotations

import re
import sys
from configparser import ConfigParser
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT, shipped

LOCKS = ROOT / ".ci" / "locks"
DOWNLOAD_ADDRESS = re.compile(r"://|--(extra-)?index-url|--find-links|@ file")


def locked(lock: Path) -> dict[str, set[str]]:
    """Each package of a lock with its versions; some differ by platform."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


def in_first_column(page: str) -> set[str]:
    """Names a page lists in tables, lower-cased; one row may name several."""
    rows = re.findall(r"^\| ([^|]+) \|", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)
    return {name.strip().lower() for row in rows for name in row.split(",")}


def required(extra: str | None = None) -> set[str]:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = settings["options.extras_require"][extra] if extra else settings["options"]["install_requires"]
    return {re.split(r"[<>=]", line)[0].lower() for line in lines.split("\n") if line}


def test_that_everything_imported_is_required() -> None:
    providers = packages_distributions()
    imported = {each.name.partition(".")[0] for module in shipped() for each in module.imports}
    foreign = imported - sys.stdlib_module_names - {PACKAGE}
    named = {top: {re.sub("[-_.]+", "-", name).lower() for name in providers[top]} for top in foreign}
    assert {top: names for top, names in named.items() if not names & (required() | {"shiboken6"})} == {}


def test_that_every_installed_library_has_its_licence_listed() -> None:
    assert sorted(locked(LOCKS / "run.txt").keys() - in_first_column("docs/licences.md")) == []


def test_that_every_required_library_has_its_reason_written_down() -> None:
    assert sorted((required() | required("test") | required("mutation")) - in_first_column("docs/libraries.md")) == []


def test_that_everything_required_is_locked() -> None:
    assert required() <= locked(LOCKS / "run.txt").keys()
    assert required("test") <= locked(LOCKS / "test.txt").keys()
    assert required("bench") <= locked(LOCKS / "bench.txt").keys()
    assert required("mutation") <= locked(LOCKS / "mutation.txt").keys()


@pytest.mark.parametrize("wider", ["test", "mutation", "bench"])
def test_that_the_wider_locks_hold_the_same_versions_as_the_program_s(wider: str) -> None:
    run, more = locked(LOCKS / "run.txt"), locked(LOCKS / f"{wider}.txt")
    assert {name: versions for name, versions in run.items() if more.get(name) != versions} == {}


@pytest.mark.parametrize("lock", ["run", "test", "mutation", "bench"])
def test_that_a_lock_names_no_download_address(lock: str) -> None:
    lines = (LOCKS / f"{lock}.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if DOWNLOAD_ADDRESS.search(line)] == []


@pytest.mark.parametrize("lock", ["run", "test", "mutation", "bench"])
def test_that_every_line_of_a_lock_has_hashes(lock: str) -> None:
    entries = re.split(r"^(?=[a-z0-9-]+==)", (LOCKS / f"{lock}.txt").read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [entry.split()[0] for entry in entries if entry.strip() and "--hash=sha256:" not in entry] == []
