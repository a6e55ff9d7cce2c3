"""The paper route to its end: printed, signed by hand, scanned back, compared, sealed as a true copy."""

from __future__ import annotations

import hashlib
import random
from datetime import date

import pytest

from mediation_desk.acts.scans import FileScan
from mediation_desk.acts.signing import ConfirmScan, HandSigned
from mediation_desk.acts.true_copies import SealTrueCopy
from mediation_desk.desk.verification import judge
from mediation_desk.queries.papers import AttachmentBytes, PaperBytes
from mediation_desk.queries.signing import SigningSheet
from mediation_desk.signatures.fields import boxes_in
from mediation_desk.terms.ids import AttachmentId, PaperId
from tests.support.practice_desk import DAY, Case
from tests.support.scanner import as_pdf, printed, write_in

pytestmark = pytest.mark.thorough


def came_back(case: Case, on: date = DAY) -> Case:
    """Everybody has signed the printed agreement, and its scan was filed and compared."""
    case.mediating()
    case.finalise()
    desk, paper = case.office.desk, PaperId(case.id("paper"))
    frozen = desk.ask(PaperBytes(paper=paper))
    pages = printed(frozen)
    for box in boxes_in(frozen):
        write_in(pages[box.page], box, random.Random(box.key))
    kept = desk.keep_file(case.case, as_pdf(pages))
    scan = AttachmentId(case.id("scan"))
    case.do(FileScan(id=scan, paper=paper, blob=kept.name, sha256=kept.sha256, size=kept.size), on)
    found = tuple(HandSigned(signer=str(one["key"]), on=on) for one in case.signers())
    case.do(ConfirmScan(paper=paper, scan=scan, signatures=found), on)
    return case


def seal(case: Case) -> SealTrueCopy:
    return SealTrueCopy(paper=PaperId(case.id("paper")))


def brought(case: Case) -> bytes:
    return case.office.desk.ask(PaperBytes(paper=case.id("paper")))


def test_that_the_sealed_scan_is_the_paper_from_then_on_and_the_register_knows_it(case: Case) -> None:
    came_back(case)
    desk = case.office.desk
    agreement = case.track().agreements[-1]
    assert desk.ask(SigningSheet(paper=case.id("paper"))).paper.copy_waits
    case.do(seal(case), by="shen")
    verdict = judge(brought(case), desk=desk)
    assert verdict.intact, verdict.findings
    (copy,) = verdict.signatures
    assert (copy.kind, copy.name) == ("true_copy", "临溪县枫塘镇人民调解委员会")
    assert copy.claim is not None
    scan = desk.ask(AttachmentBytes(attachment=case.id("scan")))
    assert copy.claim.original_hash == hashlib.sha256(scan).hexdigest()
    assert case.track().agreements[-1] == agreement
    assert not desk.ask(SigningSheet(paper=case.id("paper"))).paper.copy_waits


def test_that_the_file_that_was_printed_is_still_known_as_the_one_to_be_signed_by_hand(case: Case) -> None:
    came_back(case)
    frozen = brought(case)
    case.do(seal(case), by="shen")
    found = judge(frozen, desk=case.office.desk)
    assert found.intact
    assert [finding.code for finding in found.findings] == ["verify.issued_for_signing_by_hand"]


@pytest.mark.parametrize("share", [0.2, 0.6, 0.97])
def test_that_one_changed_byte_of_the_copy_is_noticed(case: Case, share: float) -> None:
    came_back(case)
    case.do(seal(case), by="shen")
    changed = bytearray(brought(case))
    changed[int(len(changed) * share)] ^= 4
    assert not judge(bytes(changed), desk=case.office.desk).intact


def test_that_only_a_complete_paper_signed_by_hand_is_sealed_and_only_once(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.refused("copy.no_scan", seal(case), by="shen")
    came = Case(case.office)
    came_back(came)
    came.do(seal(came), by="shen")
    came.refused("copy.sealed_already", seal(came), by="shen")
    screen = Case(case.office).mediating().consent_to_screen()
    screen.finalise(route="screen")
    screen.refused("copy.no_scan", seal(screen), by="shen")


def test_that_a_scan_that_nobody_can_read_is_not_sealed(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.everyone_signs()
    case.refused("scan.kind_unknown", seal(case), by="shen")
