"""Offices, papers and signed papers that the tests share."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mediation_desk.signatures.authority import create_authority
from mediation_desk.signatures.fields import freeze
from mediation_desk.signatures.lettering import Lettering
from tests.signatures.signing_office import (
    BODY,
    FIRST_SIGNING,
    HANDS,
    OPENED,
    SIGNERS,
    Office,
    Randomness,
    bar_font,
    boxes,
    rendered,
)


@pytest.fixture(scope="session")
def office(lettering: Lettering) -> Office:
    randomness = Randomness(7)
    authority = create_authority("枫桥镇调解中心", OPENED, randomness)
    return Office(authority, authority.issue_seal_certificate(BODY, OPENED, randomness), lettering, randomness)


@pytest.fixture(scope="session")
def stranger(lettering: Lettering) -> Office:
    """Another office that gave itself the same names."""
    randomness = Randomness(8)
    authority = create_authority("枫桥镇调解中心", OPENED, randomness)
    return Office(authority, authority.issue_seal_certificate(BODY, OPENED, randomness), lettering, randomness)


@pytest.fixture(scope="session")
def lettering() -> Lettering:
    return Lettering([bar_font()])


@pytest.fixture(scope="session")
def paper() -> bytes:
    return rendered("Party A pays party B 8,000.00 yuan.")


@pytest.fixture(scope="session")
def frozen(paper: bytes) -> bytes:
    return freeze(paper, boxes())


@pytest.fixture(scope="session")
def signed_by_four(office: Office, frozen: bytes) -> bytes:
    """Four people on four days."""
    current = frozen
    for day, (key, ink) in enumerate(zip(SIGNERS, HANDS, strict=True)):
        current = office.sign(current, frozen, key, ink, FIRST_SIGNING + timedelta(days=day))
    return current


@pytest.fixture(scope="session")
def sealed(office: Office, signed_by_four: bytes) -> bytes:
    return office.confirm(signed_by_four)


@pytest.fixture(scope="session")
def short_frozen(paper: bytes) -> bytes:
    return freeze(paper, boxes(("applicant",)))


@pytest.fixture(scope="session")
def short_sealed(office: Office, short_frozen: bytes) -> bytes:
    """One hand and the seal: quick to verify many times."""
    return office.confirm(office.sign(short_frozen, short_frozen, "applicant", HANDS[0]))
