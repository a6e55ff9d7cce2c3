"""One practice office in which the worked cases have been played; the one of thirty-six owners has its own."""

from __future__ import annotations

import pytest

from tests.support.worked_cases import WorkedOffice, found_office, scripts

OF_ITS_OWN = "C25"
"""Four hundred acts that test_worked_cases_group.py looks at and nobody else."""


@pytest.fixture(scope="session")
def worked(tmp_path_factory: pytest.TempPathFactory) -> WorkedOffice:
    office = found_office(tmp_path_factory.mktemp("worked") / "office")
    for file, script in scripts():
        if script.name != OF_ITS_OWN:
            office.play(script, file)
    return office
