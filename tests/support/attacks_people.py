"""The wrong people, and the right people doing wrong: impostors, strangers, and whoever holds the office's own keys."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name, pdf_string
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers import Signer
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from mediation_desk.signatures.authority import Credential
from mediation_desk.signatures.claims import RecordedClaim
from mediation_desk.signatures.fields import freeze
from mediation_desk.signatures.moments import with_zone
from mediation_desk.signatures.pades import CLAIM_KEY
from mediation_desk.signatures.revisions import Revision, open_revision, sha256
from tests.signatures.signing_office import FIRST_SIGNING, HANDS, Office, boxes, rendered
from tests.support import attacks_updates
from tests.support.attacks import HANDS_ONLY, ON_HANDS, REGISTER, SEALED, TRUST, Attack, Genuine

_ONE: Final = (HANDS_ONLY,)


def signed_with(
    pdf: bytes,
    signer: Signer,
    field: str,
    stated: str | None,
    before: Callable[[Revision], object] | None = None,
    at: datetime = FIRST_SIGNING,
) -> bytes:
    """Signs any claim in any box with any key, and changes in the same revision whatever is wanted."""
    writer = open_revision(pdf)
    if before is not None:
        before(writer)
    steps = PdfCMSEmbedder().write_cms(field, writer)
    next(steps)
    dictionary = SignatureObject(timestamp=with_zone(at), subfilter=SigSeedSubFilter.PADES, bytes_reserved=14_000)
    if stated is not None:
        dictionary[pdf_name(CLAIM_KEY)] = generic.TextStringObject(stated)
    steps.send(SigObjSetup(dictionary))
    prepared, out = steps.send(SigIOSetup("sha256"))
    steps.send(asyncio.run(signer.async_sign(prepared.document_digest, "sha256", use_pades=True)))
    return bytes(out.getvalue())


def claim_in(pdf: bytes, number: int) -> str:
    """What the signature in a box states."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return str(opened.Root.AcroForm.Fields[number].V[CLAIM_KEY])


def _changed_claim(stated: str, **changes: Any) -> str:
    return replace(RecordedClaim.from_json(stated), **changes).to_json()


def _one_hand(genuine: Genuine, office: Office | None = None) -> bytes:
    """The genuine paper when only the first had signed."""
    return (office or genuine.office).sign(genuine.frozen, genuine.frozen, "applicant", HANDS[0])


def _impostor(genuine: Genuine) -> bytes:
    """Everything signed anew with keys of the same names."""
    current = genuine.frozen
    for key, ink in zip(("applicant", "respondent"), HANDS, strict=False):
        current = genuine.stranger.sign(current, genuine.frozen, key, ink)
    return current if genuine.kind == HANDS_ONLY else genuine.stranger.confirm(current)


def _impostor_second(genuine: Genuine) -> bytes:
    return genuine.stranger.sign(_one_hand(genuine), genuine.frozen, "respondent", HANDS[1])


def _impostor_seals(genuine: Genuine) -> bytes:
    return genuine.stranger.confirm(_both(genuine))


def _both(genuine: Genuine) -> bytes:
    return genuine.office.sign(_one_hand(genuine), genuine.frozen, "respondent", HANDS[1])


def _intruder(own: bool) -> Callable[[Genuine], bytes]:
    """A signature more, in a box of its own."""

    def make(genuine: Genuine) -> bytes:
        signer = (genuine.office if own else genuine.stranger).witness_signer
        return signed_with(genuine.pdf, signer, "intruder", None)

    return make


def _in_own_revision(change: Callable[[Revision], object], box: str = "respondent") -> Callable[[Genuine], bytes]:
    """Whoever holds the witness key changes something in the very revision that a signer signs."""

    def make(genuine: Genuine) -> bytes:
        office, honest = genuine.office, _both(genuine)
        if box == "applicant":
            return signed_with(genuine.frozen, office.witness_signer, box, claim_in(honest, 0), change)
        return signed_with(_one_hand(genuine), office.witness_signer, box, claim_in(honest, 1), change)

    return make


def _in_seals_revision(change: Callable[[Revision], object]) -> Callable[[Genuine], bytes]:
    def make(genuine: Genuine) -> bytes:
        stated = claim_in(genuine.office.confirm(_both(genuine)), 2)
        return signed_with(_both(genuine), genuine.office.seal_signer, "seal", stated, change)

    return make


def _ghost(writer: Revision) -> None:
    """Strokes in a box that nobody has signed."""
    box = writer.root["/AcroForm"]["/Fields"][2].get_object()
    box[pdf_name("/AP")] = attacks_updates.dictionary(N=attacks_updates.drawn_form(writer))
    writer.update_container(box)


def _other_picture(writer: Revision) -> None:
    box = attacks_updates.field(writer, 0)
    box[pdf_name("/AP")] = attacks_updates.dictionary(N=attacks_updates.drawn_form(writer))
    writer.update_container(box)


def _new_box(writer: Revision) -> None:
    """A field of text in the form."""
    made = attacks_updates.dictionary(FT=pdf_name("/Tx"), T=pdf_string("x"), V=pdf_string("9999"))
    writer.root["/AcroForm"]["/Fields"].append(writer.add_object(made))
    writer.update_container(writer.root["/AcroForm"])


def _page_content(writer: Revision) -> None:
    page = attacks_updates.page(writer)
    page[pdf_name("/Contents")] = attacks_updates.words(writer)
    writer.update_container(page)


def _language(writer: Revision) -> None:
    writer.root[pdf_name("/Lang")] = pdf_string("zh")
    writer.update_root()


def _spare_object(writer: Revision) -> None:
    attacks_updates.words(writer)


def _claiming(**changes: Any) -> Callable[[Genuine], bytes]:
    """The first box under an altered claim, signed with the right key."""

    def make(genuine: Genuine) -> bytes:
        stated = _changed_claim(claim_in(_one_hand(genuine), 0), **changes)
        return signed_with(genuine.frozen, genuine.office.witness_signer, "applicant", stated)

    return make


def _raw_claim(stated: str | None) -> Callable[[Genuine], bytes]:
    return lambda g: signed_with(g.frozen, g.office.witness_signer, "applicant", stated)


def _strokes_of(source: Callable[[Genuine], bytes]) -> Callable[[Genuine], bytes]:
    """The strokes that somebody gave for another paper, with their claim, in this one."""

    def make(genuine: Genuine) -> bytes:
        return signed_with(genuine.frozen, genuine.office.witness_signer, "applicant", claim_in(source(genuine), 0))

    return make


def _strokes_renamed(source: Callable[[Genuine], bytes]) -> Callable[[Genuine], bytes]:
    """The same, with the hash put right: only the stored strokes know better."""

    def make(genuine: Genuine) -> bytes:
        stated = _changed_claim(claim_in(source(genuine), 0), document_hash=sha256(genuine.frozen), version=1)
        stated = _changed_claim(stated, case_number="2026-0001")
        return signed_with(genuine.frozen, genuine.office.witness_signer, "applicant", stated)

    return make


def _wrong_box(genuine: Genuine) -> bytes:
    return signed_with(_one_hand(genuine), genuine.office.witness_signer, "respondent", claim_in(_one_hand(genuine), 0))


def _twice(genuine: Genuine) -> bytes:
    """One hand for both."""
    stated = _changed_claim(claim_in(_one_hand(genuine), 0), field="respondent")
    return signed_with(_one_hand(genuine), genuine.office.witness_signer, "respondent", stated)


def _witness_as_seal(genuine: Genuine) -> bytes:
    return replace_seal(genuine.office).confirm(_both(genuine))


def replace_seal(office: Office) -> Office:
    """An office whose seal is its witness key."""
    return Office(office.authority, office.authority.witness, office.lettering, office.randomness)


def _seal_as_witness(genuine: Genuine) -> bytes:
    return signed_with(genuine.frozen, genuine.office.seal_signer, "applicant", claim_in(_one_hand(genuine), 0))


def _root_signs(genuine: Genuine) -> bytes:
    root = genuine.office.authority.root
    return signed_with(genuine.frozen, root.signer, "applicant", claim_in(_one_hand(genuine), 0))


def _leaf_issues(genuine: Genuine) -> bytes:
    """A certificate issued by the seal's key, which may not issue any."""
    seal = genuine.office.seal
    forged = _certificate_under(seal, genuine.office.authority.witness.certificate.subject)
    return signed_with(genuine.frozen, forged.signer, "applicant", claim_in(_one_hand(genuine), 0))


def _self_signed(genuine: Genuine) -> bytes:
    """A key of one's own under the witness's name, signed by itself."""
    forged = _certificate_under(None, genuine.office.authority.witness.certificate.subject)
    return signed_with(genuine.frozen, forged.signer, "applicant", claim_in(_one_hand(genuine), 0))


def _certificate_under(issuer: Credential | None, name: x509.Name) -> Credential:
    key = rsa.generate_private_key(65537, 2048)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name if issuer is None else issuer.certificate.subject)
        .public_key(key.public_key())
        .serial_number(4711)
        .not_valid_before(FIRST_SIGNING - timedelta(days=30))
        .not_valid_after(FIRST_SIGNING + timedelta(days=3000))
        .sign(key if issuer is None else issuer.key, hashes.SHA256())
    )
    return Credential(key, made, () if issuer is None else (issuer.certificate, *issuer.above))


def _at(moment: datetime) -> Callable[[Genuine], bytes]:
    """Signed at a time at which the certificate did not hold."""

    def make(genuine: Genuine) -> bytes:
        stated = _changed_claim(claim_in(_one_hand(genuine), 0), signed_at=with_zone(moment).isoformat())
        return signed_with(genuine.frozen, genuine.office.witness_signer, "applicant", stated, at=moment)

    return make


def _another_text(genuine: Genuine) -> bytes:
    """Another text in the same boxes under the genuine claim."""
    other = freeze(rendered("Party A pays party B 9,999.00 yuan."), boxes(("applicant", "respondent")))
    return signed_with(other, genuine.office.witness_signer, "applicant", claim_in(_one_hand(genuine), 0))


def _all_anew(genuine: Genuine) -> bytes:
    """Another text, every signature made by the right keys: a dishonest office."""
    other = freeze(rendered("Party A pays party B 9,999.00 yuan."), boxes(("applicant", "respondent")))
    current = genuine.office.sign(other, other, "applicant", HANDS[0])
    return genuine.office.confirm(genuine.office.sign(current, other, "respondent", HANDS[1]))


def _left_out(genuine: Genuine) -> bytes:
    """Sealed without the respondent."""
    return genuine.office.confirm(_one_hand(genuine))


def _anew_later(genuine: Genuine) -> bytes:
    later = FIRST_SIGNING + timedelta(days=1)
    current = genuine.office.sign(genuine.frozen, genuine.frozen, "applicant", HANDS[0], later)
    return genuine.office.sign(current, genuine.frozen, "respondent", HANDS[1], later)


_FORGED_JSON: Final = json.dumps({"format": "mediation-desk-claim-1"})

ATTACKS: Final = (
    Attack("everything by an impostor of the same name", "impostor", _impostor, TRUST, ON_HANDS),
    Attack("the second hand by an impostor", "impostor", _impostor_second, kinds=_ONE),
    Attack("the seal by an impostor", "impostor", _impostor_seals, kinds=(SEALED,)),
    Attack("a key that signed its own certificate", "impostor", _self_signed, kinds=_ONE),
    Attack("a certificate issued by the seal", "impostor", _leaf_issues, kinds=_ONE),
    Attack("a stranger's signature more", "extra signature", _intruder(own=False)),
    Attack("the office's signature more", "extra signature", _intruder(own=True)),
    Attack("signed by the root itself", "wrong key", _root_signs, kinds=_ONE),
    Attack("the seal by the witness's key", "wrong key", _witness_as_seal, kinds=(SEALED,)),
    Attack("a hand by the seal's key", "wrong key", _seal_as_witness, kinds=_ONE),
    Attack("before the certificate was valid", "wrong key", _at(datetime(2020, 1, 1)), kinds=_ONE),
    Attack("after the certificate had ended", "wrong key", _at(datetime(2040, 1, 1)), kinds=_ONE),
    Attack(
        "text changed in the first signature",
        "change within a signature",
        _in_own_revision(_page_content, "applicant"),
        kinds=_ONE,
    ),
    Attack(
        "text changed in the second signature", "change within a signature", _in_own_revision(_page_content), kinds=_ONE
    ),
    Attack("text changed in the seal", "change within a signature", _in_seals_revision(_page_content), kinds=(SEALED,)),
    Attack("strokes in an unsigned box", "change within a signature", _in_own_revision(_ghost), kinds=_ONE),
    Attack(
        "strokes in an unsigned box at first",
        "change within a signature",
        _in_own_revision(_ghost, "applicant"),
        kinds=_ONE,
    ),
    Attack(
        "another's picture changed by a hand", "change within a signature", _in_own_revision(_other_picture), kinds=_ONE
    ),
    Attack(
        "another's picture changed by the seal",
        "change within a signature",
        _in_seals_revision(_other_picture),
        kinds=(SEALED,),
    ),
    Attack("a field of text with the signature", "change within a signature", _in_own_revision(_new_box), kinds=_ONE),
    Attack("a language with the signature", "change within a signature", _in_own_revision(_language), kinds=_ONE),
    Attack(
        "a language with the first signature",
        "change within a signature",
        _in_own_revision(_language, "applicant"),
        kinds=_ONE,
    ),
    Attack(
        "a spare object with the signature", "change within a signature", _in_own_revision(_spare_object), kinds=_ONE
    ),
    Attack("strokes for another case", "swapped strokes", _strokes_of(lambda g: g.other_case), kinds=_ONE),
    Attack("strokes for another version", "swapped strokes", _strokes_of(lambda g: g.other_version), kinds=_ONE),
    Attack(
        "strokes for another case, hash put right",
        "swapped strokes",
        _strokes_renamed(lambda g: g.other_case),
        REGISTER,
        _ONE,
    ),
    Attack(
        "strokes for another version, hash put right",
        "swapped strokes",
        _strokes_renamed(lambda g: g.other_version),
        REGISTER,
        _ONE,
    ),
    Attack("the strokes of one in the box of another", "swapped strokes", _wrong_box, kinds=_ONE),
    Attack("one hand for both, the box put right", "swapped strokes", _twice, REGISTER, _ONE),
    Attack("another capacity", "claim altered", _claiming(capacity="法定代理人"), REGISTER, _ONE),
    Attack("another name", "claim altered", _claiming(name="李四"), REGISTER, _ONE),
    Attack("another case's number", "claim altered", _claiming(case_number="2026-0009"), REGISTER, _ONE),
    Attack("another version's number", "claim altered", _claiming(version=2), REGISTER, _ONE),
    Attack("another time", "claim altered", _claiming(signed_at="2026-01-01T00:00:00+08:00"), kinds=_ONE),
    Attack("a hand that calls itself a seal", "claim altered", _claiming(kind="body_seal"), kinds=_ONE),
    Attack("no claim", "claim altered", _raw_claim(None), kinds=_ONE),
    Attack("half a claim", "claim altered", _raw_claim(_FORGED_JSON), kinds=_ONE),
    Attack("a claim that is no claim", "claim altered", _raw_claim("[]"), kinds=_ONE),
    Attack("another text under the genuine claim", "text exchanged", _another_text, kinds=_ONE),
    Attack("another text, all signed anew", "text exchanged", _all_anew, REGISTER, (SEALED,)),
    Attack("a signer left out", "removed signature", _left_out, REGISTER, (SEALED,)),
    Attack("all signed anew another day", "text exchanged", _anew_later, REGISTER, _ONE),
    Attack("the paper of another case", "another paper", lambda g: g.other_case, REGISTER, ON_HANDS),
    Attack("the version before", "another paper", lambda g: g.other_version, REGISTER, ON_HANDS),
)
