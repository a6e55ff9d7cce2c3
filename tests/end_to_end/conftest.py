"""One practice office in which every worked case has been played."""

from __future__ import annotations

import pytest

from tests.support.worked_cases import WorkedOffice, found_office, scripts


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> WorkedOffice:
    office = found_office(tmp_path_factory.mktemp("worked") / "office")
    for file, script in scripts():
        office.play(script, file)
    return office
