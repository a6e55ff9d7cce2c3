"""One practice office in which the worked cases have been played; nobody changes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.worked_cases import WorkedOffice, worked_office


@pytest.fixture(scope="module")
def worked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkedOffice]:
    office = worked_office(tmp_path_factory.mktemp("worked") / "office")
    yield office
    office.desk.close()
