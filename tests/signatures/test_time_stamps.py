"""Time stamps of a running RFC 3161 service, what a sealed file keeps for later, revocation at signing time."""

from __future__ import annotations

import io
import random
import re
import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pikepdf
import pytest
from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader

from mediation_desk.signatures.attested import Knowledge
from mediation_desk.signatures.authority import endorsement, revocation_list
from mediation_desk.signatures.canonical import canonical_token
from mediation_desk.signatures.certificates import in_der
from mediation_desk.signatures.container import time_stamp
from mediation_desk.signatures.credentials import KeySigner, from_authority
from mediation_desk.signatures.evidence import Evidence
from mediation_desk.signatures.fetching import WAIT, forget_silence, require_address
from mediation_desk.signatures.moments import with_zone
from mediation_desk.signatures.pades import confirm_by_seal
from mediation_desk.signatures.revocation import (
    describe_list,
    gather,
    read_list,
    require_issued_by,
    require_unrevoked,
)
from mediation_desk.signatures.timestamps import Attestation, TimeService
from mediation_desk.signatures.verify import verify
from mediation_desk.terms.refusal import Refusal
from mediation_desk.words.verdicts import verdict_words
from tests.signatures.signing_office import BODY, FIRST_SIGNING, HANDS, Office
from tests.support.licensed_authority import LicensedAuthority, StampServer, der, serving

pytestmark = pytest.mark.thorough

WORD = b"only for the test"
SEALED = FIRST_SIGNING + timedelta(days=5)
_HOLE = re.compile(rb"/Contents <([0-9A-F]{2000,})>")


@pytest.fixture(scope="module")
def authority() -> LicensedAuthority:
    return LicensedAuthority(kind="p256")


@pytest.fixture(scope="module")
def stamps() -> LicensedAuthority:
    return LicensedAuthority(name="国家授时")


@pytest.fixture
def server(stamps: LicensedAuthority) -> Iterator[StampServer]:
    forget_silence()
    with serving(StampServer(stamps, at=with_zone(SEALED).astimezone(UTC))) as running:
        yield running


def _sealed(office: Office, current: bytes, attestation: Attestation, signer: KeySigner | None = None) -> bytes:
    return confirm_by_seal(
        current,
        "seal",
        BODY,
        signer or office.seal_signer,
        SEALED,
        office.lettering,
        case_number="2026-0001",
        version=1,
        attestation=attestation,
    )


def _known(stamps: LicensedAuthority, *lists: bytes) -> Knowledge:
    return Knowledge(time_roots=(der(stamps.root),), lists=lists)


def _codes(pdf: bytes, office: Office, known: Knowledge) -> set[str]:
    return {one.code for one in verify(pdf, office.roots, None, known).findings} - {"verify.register_not_checked"}


def test_that_a_seal_carries_the_time_of_the_service(
    office: Office, signed_by_four: bytes, stamps: LicensedAuthority, server: StampServer
) -> None:
    attestation = Attestation(TimeService(server.url))
    sealed = _sealed(office, signed_by_four, attestation)
    assert (attestation.level, attestation.fault) == ("B-T", None)
    verdict = verify(sealed, office.roots, None, _known(stamps))
    assert verdict.intact, verdict.findings
    stamp = verdict.signatures[-1].stamp
    assert stamp is not None
    assert (stamp.at, stamp.by, stamp.sound, stamp.trusted) == (with_zone(SEALED), "某省时间戳服务", True, True)
    assert _codes(sealed, office, _known(stamps)) == set()
    assert _codes(sealed, office, Knowledge()) == {"verify.stamp_not_checked"}
    assert _codes(sealed, office, _known(LicensedAuthority(name="另一家"))) == {"verify.stamp_untrusted"}


def test_that_it_is_told_who_attests_the_time(
    office: Office, signed_by_four: bytes, server: StampServer, stamps: LicensedAuthority
) -> None:
    sealed = _sealed(office, signed_by_four, Attestation(TimeService(server.url)))

    def told(known: Knowledge) -> list[str]:
        words = verdict_words(verify(sealed, office.roots, None, known), "x.pdf", "ab" * 32)
        return [line for one in words.signatures for line in one.details if "时间" in line]

    unknown, known = told(Knowledge()), told(_known(stamps))
    assert unknown[:4] == ["时间由办公室的电脑写明，没有第三方时间戳"] * 4
    assert unknown[4].startswith("第三方时间戳：") and "没有核对服务机构是谁" in unknown[4]
    assert "服务机构已核对" in known[4]


def test_that_hands_can_be_stamped_as_well(
    office: Office, frozen: bytes, stamps: LicensedAuthority, server: StampServer
) -> None:
    from mediation_desk.signatures.pades import sign_with_ink

    claim = office.claim(HANDS[0], frozen, "applicant", SEALED)
    attestation = Attestation(TimeService(server.url))
    signed = sign_with_ink(
        frozen, "applicant", HANDS[0], claim, office.witness_signer, SEALED, office.lettering, attestation
    )
    verdict = verify(signed, office.roots, None, _known(stamps))
    assert verdict.intact and verdict.signatures[0].stamp is not None


def test_that_the_file_keeps_what_a_later_reader_needs(
    office: Office, signed_by_four: bytes, authority: LicensedAuthority, stamps: LicensedAuthority, server: StampServer
) -> None:
    data, certificate = authority.file(BODY, WORD)
    credential = from_authority(data, WORD)
    lists = (authority.revocation_list(), authority.root_list(), stamps.revocation_list(), stamps.root_list())
    chains = ((certificate, *authority.chain), (server.certificate, *stamps.chain))
    evidence = gather(chains, lists, SEALED)
    assert evidence.complete
    attestation = Attestation(TimeService(server.url), evidence)
    signer = KeySigner(credential, endorsement(office.authority.root, certificate))
    sealed = _sealed(office, signed_by_four, attestation, signer)
    assert attestation.level == "B-LT"
    verdict = verify(sealed, office.roots, None, _known(stamps))
    assert verdict.intact, verdict.findings
    with pikepdf.open(io.BytesIO(sealed)) as pdf:
        assert (len(pdf.Root.DSS.Certs), len(pdf.Root.DSS.CRLs)) == (6, 4)
    reader = PdfFileReader(io.BytesIO(sealed), strict=True)
    assert reader.xrefs.total_revisions == 7, "rendered, frozen, four hands, and the seal with all it brings"


def test_that_a_missing_list_makes_it_only_stamped(
    office: Office, signed_by_four: bytes, authority: LicensedAuthority, server: StampServer
) -> None:
    data, certificate = authority.file(BODY, WORD)
    evidence = gather(((certificate, *authority.chain),), (authority.revocation_list(),), SEALED)
    assert not evidence.complete
    attestation = Attestation(TimeService(server.url), evidence)
    _sealed(office, signed_by_four, attestation, KeySigner(from_authority(data, WORD)))
    assert attestation.level == "B-T"


def test_that_a_list_is_fetched_where_the_certificate_says(authority: LicensedAuthority, server: StampServer) -> None:
    address = server.url.replace("/tsa", "/list.crl")
    _, certificate = authority.file(BODY, WORD, lists_at=address)
    server.lists["/list.crl"] = authority.revocation_list()
    found = gather(((certificate, *authority.chain),), (authority.root_list(),), SEALED)
    assert found.complete and server.lists["/list.crl"] in found.lists
    server.lists["/list.crl"] = LicensedAuthority(kind="p256").revocation_list()
    assert not gather(((certificate, *authority.chain),), (authority.root_list(),), SEALED).complete


def test_that_a_stale_list_is_no_evidence(authority: LicensedAuthority) -> None:
    _, certificate = authority.file(BODY, WORD)
    old = authority.revocation_list(at=datetime(2000, 1, 1, tzinfo=UTC))
    assert not gather(((certificate, *authority.chain),), (old, authority.root_list()), SEALED).complete


# --- nobody answers, or answers wrong


@pytest.mark.parametrize("spoil", ["garbage", "other_hash"])
def test_that_a_wrong_answer_leaves_a_seal_without_a_stamp(
    office: Office, signed_by_four: bytes, server: StampServer, spoil: str
) -> None:
    server.spoil = spoil
    attestation = Attestation(TimeService(server.url))
    sealed = _sealed(office, signed_by_four, attestation)
    assert attestation.level == "B-B"
    assert attestation.fault is not None and attestation.fault.code == "stamp.answer_wrong"
    verdict = verify(sealed, office.roots)
    assert verdict.intact and verdict.signatures[-1].stamp is None


def test_that_a_stamp_by_a_certificate_for_something_else_is_none(office: Office, frozen: bytes) -> None:
    authority = LicensedAuthority()
    forget_silence()
    with serving(StampServer(authority)) as server:
        server.certificate = authority.issue("不是时间戳", server._key)
        with pytest.raises(Refusal) as refused:
            TimeService(server.url).token(bytes(32))
    assert refused.value.code == "stamp.answer_wrong"


def test_that_an_answer_longer_than_its_room_is_left_out(
    office: Office, signed_by_four: bytes, server: StampServer
) -> None:
    """Only certificates of the stamp's own chain are kept, so it is the chain that must be long."""
    server.certificate = server.authority.issue("时" * 20, server._key)
    attestation = Attestation(TimeService("http://127.0.0.1:1/tsa"))
    sealed = _sealed(office, signed_by_four, attestation)
    assert verify(sealed, office.roots).intact


def test_that_needless_certificates_of_the_service_are_not_kept(stamps: LicensedAuthority) -> None:
    forget_silence()
    others = tuple(LicensedAuthority().root for _ in range(2))
    with serving(StampServer(stamps, extra=others)) as server:
        token = TimeService(server.url).token(bytes(32))
    assert len(token["content"]["certificates"]) == 3


def test_that_a_silent_service_holds_nobody_up(office: Office, signed_by_four: bytes) -> None:
    """It takes the question and never answers; afterwards it is not asked again for a while."""
    forget_silence()
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen()
        attestation = Attestation(TimeService(f"http://127.0.0.1:{deaf.getsockname()[1]}/"))
        began = time.monotonic()
        sealed = _sealed(office, signed_by_four, attestation)
        waited = time.monotonic() - began
        again = Attestation(attestation.service)
        began = time.monotonic()
        _sealed(office, signed_by_four, again)
        second = time.monotonic() - began
    assert attestation.level == again.level == "B-B"
    assert attestation.fault is not None and attestation.fault.code == "stamp.no_answer"
    assert waited < WAIT + 4
    assert second < WAIT / 2
    assert verify(sealed, office.roots).intact


@pytest.mark.parametrize("address", ["", "tsa.example", "file:///etc/passwd", "ftp://a/b", "http://", "http://a:b@c/"])
def test_that_only_a_web_address_is_asked(address: str) -> None:
    with pytest.raises(Refusal) as refused:
        require_address(address)
    assert refused.value.code == "stamp.address_unusable"


# --- every byte


def test_that_no_bit_of_a_stamped_container_can_be_changed(
    office: Office, short_frozen: bytes, stamps: LicensedAuthority, server: StampServer
) -> None:
    signed = office.sign(short_frozen, short_frozen, "applicant", HANDS[0])
    sealed = _sealed(office, signed, Attestation(TimeService(server.url)))
    known = _known(stamps)
    assert verify(sealed, office.roots, None, known).intact
    hole = range(*list(_HOLE.finditer(sealed))[-1].span(1))
    token = cms.ContentInfo.load(bytes.fromhex(sealed[hole.start : hole.stop].decode()))
    written = 2 * len(token.dump())
    chance = random.Random(5)
    places = [*chance.sample(range(hole.start, hole.start + written), 90), *chance.sample(hole[written:], 10)]
    survived = [place for place in places if _accepted(sealed, place, chance, office, known)]
    assert survived == []


def _accepted(sealed: bytes, place: int, chance: random.Random, office: Office, known: Knowledge) -> bool:
    spoiled = bytearray(sealed)
    if not chr(spoiled[place]).isalnum():
        return False
    others = [digit for digit in b"0123456789ABCDEF" if digit != spoiled[place]]
    spoiled[place] = chance.choice(others)
    return verify(bytes(spoiled), office.roots, None, known).intact


def test_that_no_bit_less_of_the_stamp_s_certificates_counts(
    office: Office, short_frozen: bytes, server: StampServer
) -> None:
    signed = office.sign(short_frozen, short_frozen, "applicant", HANDS[0])
    sealed = _sealed(office, signed, Attestation(TimeService(server.url)))
    token = time_stamp(list(PdfFileReader(io.BytesIO(sealed)).embedded_signatures)[-1])
    assert token is not None
    whole = token.dump()
    assert canonical_token(cms.ContentInfo.load(whole)).dump() == whole
    for choice in token["content"]["certificates"]:
        held = choice.chosen["signature_value"].contents
        place = whole.index(held)
        spoiled = whole[:place] + b"\x01" + whole[place + 1 :]
        assert canonical_token(cms.ContentInfo.load(spoiled)).dump() != spoiled


def test_that_a_stamp_of_another_signature_is_found_out(
    office: Office, signed_by_four: bytes, server: StampServer, stamps: LicensedAuthority
) -> None:
    class Other(TimeService):
        def token(self, digest: bytes) -> cms.ContentInfo:
            return super().token(bytes(32))

    sealed = _sealed(office, signed_by_four, Attestation(Other(server.url)))
    assert "verify.stamp_broken" in _codes(sealed, office, _known(stamps))
    assert not verify(sealed, office.roots, None, _known(stamps)).intact


def test_that_a_clock_that_was_turned_shows(
    office: Office, signed_by_four: bytes, server: StampServer, stamps: LicensedAuthority
) -> None:
    server.at = (with_zone(SEALED) + timedelta(days=30)).astimezone(UTC)
    sealed = _sealed(office, signed_by_four, Attestation(TimeService(server.url)))
    assert _codes(sealed, office, _known(stamps)) == {"verify.stamp_contradicts"}


# --- revocation


def test_that_revocation_is_judged_at_the_time_of_signing(
    office: Office, signed_by_four: bytes, authority: LicensedAuthority
) -> None:
    data, certificate = authority.file(BODY, WORD)
    signer = KeySigner(from_authority(data, WORD), endorsement(office.authority.root, certificate))
    sealed = _sealed(office, signed_by_four, Attestation(), signer)
    moment = with_zone(SEALED)
    for since, code, intact in (
        (moment - timedelta(days=1), "verify.revoked", False),
        (moment + timedelta(days=1), "verify.revoked_later", True),
    ):
        known = Knowledge(lists=(authority.revocation_list((certificate, since)),))
        verdict = verify(sealed, office.roots, None, known)
        assert verdict.intact is intact
        (finding,) = [one for one in verdict.findings if one.code.startswith("verify.revoked")]
        assert (finding.code, finding.facts["on"]) == (code, since.date())
    stranger = LicensedAuthority(kind="p256").revocation_list((certificate, moment - timedelta(days=1)))
    assert verify(sealed, office.roots, None, Knowledge(lists=(stranger,))).intact, "a list of anybody else is none"


def test_that_a_revoked_certificate_and_one_under_a_revoked_authority_sign_nothing(
    authority: LicensedAuthority,
) -> None:
    _, certificate = authority.file(BODY, WORD)
    chain, since = (certificate, *authority.chain), datetime(2026, 3, 1, tzinfo=UTC)
    lists = (authority.revocation_list((certificate, since)), authority.root_list((authority.issuing, since)))
    for one in lists:
        with pytest.raises(Refusal) as refused:
            require_unrevoked(chain, (one,), SEALED)
        assert (refused.value.code, str(refused.value.facts["on"])) == ("certificate.revoked", "2026-03-01")
        require_unrevoked(chain, (one,), datetime(2026, 2, 28))


def test_that_the_office_s_own_list_takes_its_certificates_back(office: Office, sealed: bytes) -> None:
    serial, when = office.seal.certificate.serial_number, FIRST_SIGNING
    own = revocation_list(office.authority.root, {serial: when}, SEALED)
    assert describe_list(own).entries == 1
    assert _codes(sealed, office, Knowledge(lists=(own,))) == {"verify.revoked"}
    assert _codes(sealed, office, Knowledge(lists=(revocation_list(office.authority.root, {}, SEALED),))) == set()


def test_that_a_list_is_loaded_only_from_an_authority_that_is_known(authority: LicensedAuthority) -> None:
    data = authority.revocation_list()
    assert require_issued_by(read_list(data), authority.chain) == authority.issuing
    with pytest.raises(Refusal) as refused:
        require_issued_by(data, LicensedAuthority(kind="p256").chain)
    assert refused.value.code == "certificate.list_of_a_stranger"
    with pytest.raises(Refusal) as refused:
        read_list(b"nothing")
    assert refused.value.code == "certificate.list_unreadable"


def test_that_a_seal_outside_the_validity_of_its_certificate_is_not_intact(
    office: Office, signed_by_four: bytes, authority: LicensedAuthority
) -> None:
    data, certificate = authority.file(BODY, WORD, ends=datetime(2026, 2, 1, tzinfo=UTC))
    signer = KeySigner(from_authority(data, WORD), endorsement(office.authority.root, certificate))
    sealed = _sealed(office, signed_by_four, Attestation(), signer)
    assert "verify.certificate_out_of_time" in _codes(sealed, office, Knowledge())


def test_that_evidence_alone_is_covered_by_the_seal(office: Office, signed_by_four: bytes) -> None:
    evidence = Evidence(certificates=(in_der(office.authority.root.certificate),))
    sealed = _sealed(office, signed_by_four, Attestation(evidence=evidence))
    assert verify(sealed, office.roots).intact
    spoiled = sealed.replace(b"/DSS", b"/DSX")
    assert not verify(spoiled, office.roots).intact
