"""Where the program's own read-only files are: inside the package when installed or frozen, beside it in a checkout."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of procedures, calendars, templates, fonts, icons and worked cases."""
    return _shipped("resources")


def migrations() -> Path:
    """The folder Alembic reads: env.py and versions/."""
    return _shipped("migrations")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name
