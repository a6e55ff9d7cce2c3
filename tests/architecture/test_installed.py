"""What an installed copy carries: every package of the tree, the resources and the migrations."""

from __future__ import annotations

from configparser import ConfigParser
from pathlib import Path

import mediation_desk
from mediation_desk import resource_paths
from tests.architecture.source import ROOT


def listed_packages() -> set[str]:
    settings = ConfigParser()
    settings.read(ROOT / "setup.cfg", encoding="utf-8")
    return set(settings["options"]["packages"].split())


def present_packages() -> set[str]:
    return {
        ".".join(marker.parent.relative_to(ROOT).parts) for marker in (ROOT / "mediation_desk").rglob("__init__.py")
    }


def test_that_setup_cfg_lists_every_package() -> None:
    shipped = present_packages() | {"mediation_desk.resources", "mediation_desk.migrations"}
    assert sorted(shipped - listed_packages()) == []
    assert sorted(listed_packages() - shipped) == []


def test_that_the_checkout_finds_resources_and_migrations_beside_the_package() -> None:
    assert resource_paths.resources() == ROOT / "resources"
    assert resource_paths.migrations() == ROOT / "migrations"


def test_that_an_installed_package_finds_them_inside_itself(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(resource_paths, "_PACKAGE", tmp_path)
    for name in ("resources", "migrations"):
        (tmp_path / name).mkdir()
    assert resource_paths.resources() == tmp_path / "resources"
    assert resource_paths.migrations() == tmp_path / "migrations"


def test_that_the_version_has_an_entry_in_the_changelog() -> None:
    assert f"## [{mediation_desk.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
