from __future__ import annotations

import pytest

from mediation_desk.desk.practice import PracticeOffice
from tests.support.practice_desk import Case, shared_office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> PracticeOffice:
    """One practice office a worker; every test brings a case of its own."""
    return shared_office(tmp_path_factory.getbasetemp())


@pytest.fixture
def case(office: PracticeOffice) -> Case:
    return Case(office)
