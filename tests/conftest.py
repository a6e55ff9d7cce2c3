"""What every test stands on: no screen, one zone, one locale. Set before Qt is loaded, so at import."""

from __future__ import annotations

import os
import time

import pytest

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["TZ"] = "Asia/Shanghai"
if hasattr(time, "tzset"):
    time.tzset()


@pytest.fixture(scope="session", autouse=True)
def _shelf(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Offices that take long to make are made once for all processes of a run."""
    from tests.support.kept_offices import keep_in

    base = tmp_path_factory.getbasetemp()
    keep_in((base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "kept-offices")
