"""Keys of licensed authorities, as files and in tokens: what is taken, what is refused, and what they sign."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import cms
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from cryptography.x509.oid import ExtendedKeyUsageOID
from pyhanko.pdf_utils.reader import PdfFileReader

from mediation_desk.signatures import tokens
from mediation_desk.signatures.authority import endorsement
from mediation_desk.signatures.canonical import curve_order
from mediation_desk.signatures.certificates import chain_of, describe, read_certificates, require_fit, require_valid
from mediation_desk.signatures.credentials import KeySigner, from_authority
from mediation_desk.signatures.pades import confirm_by_seal
from mediation_desk.signatures.requests import in_pem, locked, new_key, paired, request_for
from mediation_desk.signatures.tokens import TokenPlace, TokenSigner, certificates_on, tokens_at
from mediation_desk.signatures.verify import verify
from mediation_desk.terms.refusal import Refusal
from tests.signatures.signing_office import BODY, FIRST_SIGNING, Office
from tests.support import licensed_authority as licensed
from tests.support.licensed_authority import LicensedAuthority, der
from tests.support.soft_token import PIN, SoftToken, library, new_token, set_up

pytestmark = pytest.mark.thorough

WORD = b"only for the test"
SEALED = FIRST_SIGNING + timedelta(days=5)
FILES = Path(__file__).parent / "files"


@pytest.fixture(scope="module")
def authority() -> LicensedAuthority:
    return LicensedAuthority()


@pytest.fixture(scope="module")
def token_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return set_up(tmp_path_factory.mktemp("softhsm"))


@pytest.fixture(params=["rsa", "p256"])
def token(request: pytest.FixtureRequest, token_folder: Path, authority: LicensedAuthority) -> SoftToken:
    SoftToken(token_folder, "", "").pull()
    key = licensed.new_key(request.param)
    return new_token(token_folder, "枫桥签章", "seal", key, authority.issue(BODY, key), *authority.chain)


def _place(token: SoftToken) -> TokenPlace:
    return TokenPlace(library=token.library, token=token.label, key="seal")


def _token_signer(token: SoftToken, pin: str | None, office: Office) -> TokenSigner:
    own, others = certificates_on(_place(token))
    (certificate,) = read_certificates(own)
    above = chain_of(certificate, [read_certificates(one)[0] for one in others])
    word = endorsement(office.authority.root, certificate)
    return TokenSigner(_place(token), pin, own, tuple(map(der, above)), word)


def _seal(office: Office, current: bytes, signer: KeySigner | TokenSigner) -> bytes:
    return confirm_by_seal(current, "seal", BODY, signer, SEALED, office.lettering, case_number="2026-0001", version=1)


def _breaking(pdf: bytes, roots: tuple[bytes, ...] = ()) -> set[str]:
    return {finding.code for finding in verify(pdf, roots).findings if finding.breaks}


def _code(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


# --- files


@pytest.mark.parametrize("kind", ["rsa", "p256", "p384"])
@pytest.mark.parametrize("issuers", ["rsa", "p384"])
def test_that_a_body_seals_with_the_key_of_a_licensed_authority(
    office: Office, signed_by_four: bytes, kind: str, issuers: str
) -> None:
    data, certificate = LicensedAuthority(kind=issuers).file(BODY, WORD, kind)
    credential = from_authority(data, WORD)
    assert len(credential.above) == 2
    sealed = _seal(office, signed_by_four, KeySigner(credential, endorsement(office.authority.root, certificate)))
    for roots in ((), office.roots):
        verdict = verify(sealed, roots)
        assert verdict.intact, verdict.findings
        assert verdict.signatures[-1].issuer == "某省电子认证有限公司一级"
    assert verdict.signatures[-1].trusted


def test_that_a_seal_of_elsewhere_without_the_root_s_word_is_a_stranger_s(
    office: Office, stranger: Office, signed_by_four: bytes, authority: LicensedAuthority
) -> None:
    data, certificate = authority.file(BODY, WORD)
    credential = from_authority(data, WORD)
    bare = _seal(office, signed_by_four, KeySigner(credential))
    assert _breaking(bare) == {"verify.issuers_differ"}
    assert _breaking(bare, office.roots) >= {"verify.untrusted"}
    other = endorsement(stranger.authority.root, certificate)
    assert "verify.untrusted" in _breaking(_seal(office, signed_by_four, KeySigner(credential, other)), office.roots)
    _, another = authority.file(BODY, WORD)
    swapped = endorsement(office.authority.root, another)
    assert "verify.untrusted" in _breaking(_seal(office, signed_by_four, KeySigner(credential, swapped)), office.roots)


def test_that_the_authority_s_root_is_trusted_by_who_brings_it(
    office: Office, signed_by_four: bytes, authority: LicensedAuthority
) -> None:
    data, _ = authority.file(BODY, WORD)
    sealed = _seal(office, signed_by_four, KeySigner(from_authority(data, WORD)))
    verdict = verify(sealed, (*office.roots, der(authority.root)))
    assert verdict.intact
    assert all(one.trusted for one in verdict.signatures)


def test_that_the_other_spelling_of_an_elliptic_signature_is_found_out(
    office: Office, signed_by_four: bytes, authority: LicensedAuthority
) -> None:
    data, certificate = authority.file(BODY, WORD)
    word = endorsement(office.authority.root, certificate)
    sealed = _seal(office, signed_by_four, KeySigner(from_authority(data, WORD), word))
    last = list(PdfFileReader(io.BytesIO(sealed)).embedded_signatures)[-1]
    order = curve_order(last.signer_cert.public_key)
    assert order is not None
    value = last.signer_info["signature"].native
    r, s = decode_dss_signature(value)
    turned = encode_dss_signature(r, order - s)
    assert s < order - s
    start, first, second, _rest = last.byte_range
    container = cms.ContentInfo.load(bytes.fromhex(sealed[first + 1 : second - 1].decode()))
    container["content"]["signer_infos"][0]["signature"] = turned
    spelled = container.dump(force=True).hex().upper().encode().ljust(second - first - 2, b"0")
    forged = sealed[: first + 1] + spelled + sealed[second - 1 :]
    assert start == 0 and len(forged) == len(sealed)
    public = certificate.public_key()
    assert isinstance(public, ec.EllipticCurvePublicKey)
    assert _breaking(forged, office.roots) == {"verify.not_canonical"}


def test_that_a_wrong_passphrase_and_a_damaged_file_are_one_refusal(authority: LicensedAuthority) -> None:
    data, _ = authority.file(BODY, WORD)
    for file, word in ((data, b"wrong"), (data[:-40], WORD), (b"no file at all", WORD)):
        with pytest.raises(Refusal) as refused:
            from_authority(file, word)
        assert _code(refused) == "authority.file_unreadable"


def test_that_a_file_without_its_chain_names_the_certificate_that_is_missing(authority: LicensedAuthority) -> None:
    data, _ = authority.file(BODY, WORD, chain=False)
    with pytest.raises(Refusal) as refused:
        from_authority(data, WORD)
    assert (_code(refused), refused.value.facts["issuer"]) == (
        "certificate.chain_incomplete",
        "某省电子认证有限公司一级",
    )
    assert len(from_authority(data, WORD, authority.chain).above) == 2


def test_that_a_certificate_of_the_national_algorithm_is_refused_with_the_reason() -> None:
    with pytest.raises(Refusal) as refused:
        from_authority((FILES / "sm2.p12").read_bytes(), b"123456")
    assert _code(refused) == "certificate.national_algorithm"


@pytest.mark.parametrize(
    ("how", "day", "code"),
    [
        ({}, datetime(2026, 3, 5), None),
        ({"usage": "none"}, datetime(2026, 3, 5), None),
        ({"usage": "secrecy"}, datetime(2026, 3, 5), "certificate.not_for_signing"),
        ({"purposes": (ExtendedKeyUsageOID.SERVER_AUTH,)}, datetime(2026, 3, 5), "certificate.not_for_signing"),
        ({"purposes": (ExtendedKeyUsageOID.EMAIL_PROTECTION,)}, datetime(2026, 3, 5), None),
        ({}, datetime(2025, 12, 31), "certificate.not_yet_valid"),
        ({}, datetime(2029, 1, 2), "certificate.expired"),
    ],
)
def test_that_only_a_certificate_for_signing_that_is_valid_now_is_used(
    authority: LicensedAuthority, how: dict[str, object], day: datetime, code: str | None
) -> None:
    _, certificate = authority.file(BODY, WORD, **how)
    if code is None:
        require_fit(certificate, day)
        return
    with pytest.raises(Refusal) as refused:
        require_fit(certificate, day)
    assert _code(refused) == code


def test_that_an_authority_s_own_certificate_signs_nothing(authority: LicensedAuthority) -> None:
    with pytest.raises(Refusal) as refused:
        require_fit(authority.issuing, datetime(2026, 3, 5))
    assert _code(refused) == "certificate.of_an_authority"


def test_that_the_last_second_of_a_certificate_still_signs(authority: LicensedAuthority) -> None:
    _, certificate = authority.file(BODY, WORD)
    require_valid(certificate, describe(der(certificate)).ends)


# --- requests


@pytest.mark.parametrize("algorithm", ["rsa", "p256", "p384"])
def test_that_a_request_is_answered_and_paired_with_its_key(authority: LicensedAuthority, algorithm: str) -> None:
    key = new_key(algorithm)
    request = request_for(key, BODY, region="诸暨市")
    asked = x509.load_pem_x509_csr(in_pem(request).encode())
    assert asked.is_signature_valid
    answer = authority.answer(asked)
    credential = paired(locked(key, WORD), WORD, (answer, *authority.chain))
    assert (credential.subject, len(credential.above)) == (BODY, 2)
    with pytest.raises(Refusal) as refused:
        paired(locked(new_key(algorithm), WORD), WORD, (answer, *authority.chain))
    assert _code(refused) == "certificate.answers_another_request"


# --- tokens


def test_that_a_body_seals_with_a_token(office: Office, signed_by_four: bytes, token: SoftToken) -> None:
    sealed = _seal(office, signed_by_four, _token_signer(token, PIN, office))
    verdict = verify(sealed, office.roots)
    assert verdict.intact, verdict.findings
    assert verdict.signatures[-1].trusted
    assert verify(sealed).intact


def test_that_what_is_plugged_in_is_listed_without_a_pin(token: SoftToken) -> None:
    (found,) = tokens_at(token.library)
    assert (found.label, found.pin) == ("枫桥签章", "fine")
    assert found.serial
    assert [label for label, _ in found.certificates].count("seal") == 1


def test_that_a_wrong_pin_is_refused_and_the_token_remembers(
    office: Office, signed_by_four: bytes, token: SoftToken
) -> None:
    for pin in ("000000", "1", "x" * 300):
        with pytest.raises(Refusal) as refused:
            _seal(office, signed_by_four, _token_signer(token, pin, office))
        assert _code(refused) == "token.pin_wrong"
    assert [one.pin for one in tokens_at(token.library)] == ["low"]
    assert verify(_seal(office, signed_by_four, _token_signer(token, PIN, office)), office.roots).intact
    with pytest.raises(Refusal) as refused:
        _seal(office, signed_by_four, _token_signer(token, None, office))
    assert _code(refused) == "token.pin_needed"


def test_that_a_token_pulled_before_and_in_the_middle_is_refused(
    office: Office, signed_by_four: bytes, token: SoftToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    signer = _token_signer(token, PIN, office)
    value = tokens._value

    def pulled(key: object, data: bytes, *, elliptic: bool) -> bytes:
        token.pull()
        return value(key, data, elliptic=elliptic)

    monkeypatch.setattr(tokens, "_value", pulled)
    with pytest.raises(Refusal) as refused:
        _seal(office, signed_by_four, signer)
    assert _code(refused) == "token.pulled"
    with pytest.raises(Refusal) as refused:
        _seal(office, signed_by_four, signer)
    assert _code(refused) in ("token.absent", "token.pulled")


@pytest.mark.parametrize(
    ("flag", "code"),
    [("USER_PIN_FINAL_TRY", "token.pin_final_try"), ("USER_PIN_LOCKED", "token.pin_locked")],
)
def test_that_the_last_try_is_left_to_the_issuer_s_tool(flag: str, code: str) -> None:
    """A token of software never locks, so one that would is stood in for by its flags."""

    class Plugged:
        flags = tokens.TokenFlag.TOKEN_INITIALIZED | tokens.TokenFlag[flag]

    with pytest.raises(Refusal) as refused:
        tokens._pin_for(Plugged(), TokenPlace(library="x", token="枫桥签章", key="seal"), PIN)
    assert _code(refused) == code


def test_that_a_key_of_another_certificate_is_found_out_before_anything_is_kept(
    office: Office, signed_by_four: bytes, token: SoftToken, authority: LicensedAuthority
) -> None:
    _, other = authority.file(BODY, WORD, "rsa")
    stray = TokenSigner(_place(token), PIN, der(other), tuple(map(der, authority.chain)))
    with pytest.raises(Refusal) as refused:
        _seal(office, signed_by_four, stray)
    assert _code(refused) in ("token.key_of_another", "token.pulled")


@pytest.mark.parametrize(
    ("place", "code"),
    [
        ({"library": "/nowhere/lib.so"}, "token.library_unusable"),
        ({"token": "另一个"}, "token.absent"),
        ({"key": "other"}, "token.certificate_missing"),
    ],
)
def test_that_what_is_not_there_is_named(token: SoftToken, place: dict[str, str], code: str) -> None:
    stated = {"library": library(), "token": token.label, "key": "seal", **place}
    with pytest.raises(Refusal) as refused:
        certificates_on(TokenPlace(**stated))
    assert _code(refused) == code
