"""Every known way to forge a signed paper is refused, at the level that can know of it and at every level above."""

from __future__ import annotations

import io
from functools import lru_cache

import pytest
from PIL import Image

from mediation_desk.signatures.fields import freeze
from mediation_desk.signatures.pades import confirm_by_seal
from mediation_desk.signatures.revisions import frozen_part
from mediation_desk.signatures.scan import seal_scan
from mediation_desk.signatures.verdict import Verdict
from mediation_desk.signatures.verify import verify
from tests.signatures.signing_office import BODY, FIRST_SIGNING, HANDS, Office, boxes, rendered
from tests.support.attacks import COPY, FILE, HANDS_ONLY, REGISTER, SEALED, TRUST, Attack, Genuine, every_attack

pytestmark = pytest.mark.thorough

_SIGNERS = ("applicant", "respondent")
_ALL = [(kind, attack) for attack in every_attack() for kind in attack.kinds]
_EVERY_DAY = {kind: number for number, kind in enumerate((SEALED, HANDS_ONLY, COPY))}
"""On the everyday run each attack meets the first of these papers that it can start from."""


def _cases() -> list[object]:
    """Each attack once on the everyday run, on every other kind of paper among the proofs."""
    cases = []
    for attack in every_attack():
        first = min(attack.kinds, key=_EVERY_DAY.__getitem__)
        for kind in attack.kinds:
            marks = () if kind == first else (pytest.mark.proof,)
            cases.append(pytest.param(kind, attack, id=f"{attack.name}-{kind}", marks=marks))
    return cases


@pytest.fixture(scope="session")
def genuine_papers(office: Office, stranger: Office) -> dict[str, Genuine]:
    return {kind: _genuine(kind, office, stranger) for kind in (HANDS_ONLY, SEALED, COPY)}


def _genuine(kind: str, office: Office, stranger: Office) -> Genuine:
    frozen = _frozen("Party A pays party B 8,000.00 yuan.")
    draft = _frozen("Party A pays party B 7,000.00 yuan.")
    pdf = _copy(office) if kind == COPY else _signed(office, frozen, seal=kind == SEALED)
    signers = ("true_copy",) if kind == COPY else (*_SIGNERS, "seal") if kind == SEALED else _SIGNERS
    return Genuine(
        kind=kind,
        pdf=pdf,
        frozen=frozen_part(pdf),
        signers=signers,
        office=office,
        stranger=stranger,
        other_case=_signed(office, _frozen("Party C owes party D nothing."), seal=kind == SEALED, number="2026-0002"),
        other_version=_signed(office, draft, seal=kind == SEALED, version=2),
        draft=draft,
    )


@lru_cache
def _frozen(text: str) -> bytes:
    return freeze(rendered(text), boxes(_SIGNERS))


def _signed(office: Office, frozen: bytes, *, seal: bool, number: str = "2026-0001", version: int = 1) -> bytes:
    current = frozen
    for key, ink in zip(_SIGNERS, HANDS, strict=False):
        current = office.sign(current, frozen, key, ink, FIRST_SIGNING, case_number=number, version=version)
    if not seal:
        return current
    signer, letters = office.seal_signer, office.lettering
    return confirm_by_seal(current, "seal", BODY, signer, FIRST_SIGNING, letters, case_number=number, version=version)


def _copy(office: Office) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 420), "white").save(out, "JPEG")
    return seal_scan(
        out.getvalue(), BODY, office.seal_signer, FIRST_SIGNING, office.lettering, case_number="2026-0001", version=1
    ).pdf


def _codes(verdict: Verdict) -> set[str]:
    return {finding.code for finding in verdict.findings if finding.breaks}


@pytest.mark.parametrize("kind", [HANDS_ONLY, SEALED, COPY])
def test_that_the_genuine_papers_are_intact(genuine_papers: dict[str, Genuine], kind: str) -> None:
    genuine = genuine_papers[kind]
    assert _codes(verify(genuine.pdf, genuine.office.roots, genuine.register)) == set()
    assert _codes(verify(genuine.pdf)) == set()


@pytest.mark.parametrize(("kind", "attack"), _cases())
def test_that_a_forgery_is_refused(genuine_papers: dict[str, Genuine], kind: str, attack: Attack) -> None:
    genuine = genuine_papers[kind]
    forged = attack.make(genuine)
    assert forged != genuine.pdf
    assert not verify(forged, genuine.office.roots, genuine.register).intact
    if attack.found_by in (FILE, TRUST):
        assert not verify(forged, genuine.office.roots).intact
    if attack.found_by == FILE:
        assert not verify(forged).intact


@pytest.mark.parametrize(
    "attack", [attack for attack in every_attack() if attack.found_by != FILE], ids=lambda a: a.name
)
def test_that_what_a_level_cannot_know_is_said_of_it(genuine_papers: dict[str, Genuine], attack: Attack) -> None:
    """What only the register finds is listed and no longer than it must be; the verdict says what was not asked."""
    genuine = genuine_papers[attack.kinds[0]]
    verdict = verify(attack.make(genuine), genuine.office.roots if attack.found_by == REGISTER else ())
    assert verdict.intact
    assert "verify.register_not_checked" in {finding.code for finding in verdict.findings}


def test_that_there_are_enough_of_them_and_each_has_a_name() -> None:
    attacks = every_attack()
    assert len(attacks) >= 60
    assert len({attack.name for attack in attacks}) == len(attacks)
