"""What every test stands on: no screen, one zone, one locale. Set before Qt is loaded, so at import."""

from __future__ import annotations

import os
import time

import pytest
from hypothesis import settings

from tests.support import shelf

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "Asia/Shanghai"
if hasattr(time, "tzset"):
    time.tzset()

# How long one example takes says how busy the machine is, and nothing of the rule.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")


@pytest.fixture(scope="session", autouse=True)
def _shelf(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Offices that take long to make are made once for all processes of a run."""
    base = tmp_path_factory.getbasetemp()
    shelf.FOLDERS[:] = [(base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "kept-offices"]
