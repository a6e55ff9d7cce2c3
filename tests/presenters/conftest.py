"""Presenters speak to a real desk and know no Qt."""

from __future__ import annotations

from tests.support.busy_fixtures import at_desk, busy_folder, office_copy, sign_in

__all__ = ["at_desk", "busy_folder", "office_copy", "sign_in"]
