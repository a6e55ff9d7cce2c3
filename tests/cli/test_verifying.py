"""verify: from the file alone, with the root, with the register; and one changed byte."""

from __future__ import annotations

import hashlib
import zlib
from pathlib import Path

import pytest
from sqlalchemy import select

from mediation_desk.cli.main import main
from mediation_desk.desk import verification
from mediation_desk.desk.offices import OfficeDoor
from mediation_desk.desk.verification import VERIFY
from mediation_desk.model.audit import AuditEntry
from mediation_desk.model.paper import Paper
from mediation_desk.signatures.apart import verify_apart
from mediation_desk.store.audit import verify_chain
from mediation_desk.terms.page_codes import PageCode
from tests.signatures.signing_office import rendered
from tests.support.kept_offices import PASSWORD

from .conftest import WAGES, Built, Line, surroundings

pytestmark = pytest.mark.thorough


def codes(document: dict) -> set[str]:
    return {finding["code"] for finding in document["findings"]}


def test_that_the_file_alone_tells_who_signed_and_what_that_is(agreement: Path, tmp_path: Path, capsys) -> None:
    assert main(["verify", str(agreement)], surroundings(tmp_path)) == 0
    out = capsys.readouterr().out
    assert "不是签名人本人的数字证书签名" in out
    assert "不是实体印章的印模" in out
    assert "没有核对证书由谁签发" in out
    assert "没有与办公室的登记核对" in out


def test_that_the_register_knows_its_own_paper(line: Line, agreement: Path) -> None:
    code, document = line.json("verify", agreement)
    assert (code, document["intact"]) == (0, True)
    assert document["checked"] == ["file", "trust", "register"]
    assert codes(document) == set()
    assert [each["kind"] for each in document["signatures"]] == ["witnessed_ink"] * 5 + ["body_seal"]


def test_that_a_paper_for_signing_by_hand_is_known_without_signatures(line: Line, built: Built) -> None:
    code, document = line.json("verify", built.papers / "C03-RM-APP.pdf")
    assert code == 0
    assert codes(document) == {"verify.issued_for_signing_by_hand"}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_that_one_changed_byte_is_not_intact(line: Line, agreement: Path, tmp_path: Path, share: float) -> None:
    data = bytearray(agreement.read_bytes())
    data[int(len(data) * share)] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(bytes(data))
    assert line.json("verify", changed)[0] == 1
    assert main(["verify", str(changed)], line.world) == 1


def test_that_the_root_is_needed_for_trust(built: Built, agreement: Path, other: Line, tmp_path: Path) -> None:
    assert main(["verify", str(agreement), "--root", str(built.root)], surroundings(tmp_path)) == 0
    other.capsys.readouterr()
    code, document = other.json("verify", agreement)
    assert code == 1
    assert {"verify.untrusted", "verify.not_in_register"} <= codes(document)


def test_that_an_earlier_revision_is_not_the_register_s(line: Line, agreement: Path, tmp_path: Path) -> None:
    data = agreement.read_bytes()
    earlier = tmp_path / "earlier.pdf"
    earlier.write_bytes(data[: data[: data.rindex(b"%%EOF")].rindex(b"%%EOF") + 6])
    code, document = line.json("verify", earlier)
    assert code == 1
    assert "verify.signature_missing" in codes(document)


def test_that_a_void_paper_is_intact_and_counts_no_more(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "rights.pdf"
    paper = line.json("paper", "make", WAGES, "RM-RIGHTS", "--out", out)[1]["id"]
    reason = tmp_path / "reason.json"
    reason.write_text(f'{{"paper": "{paper}", "reason": "打印有误"}}', encoding="utf-8")
    assert line.json("act", WAGES, "void_paper", "--fields", reason)[0] == 0
    code, document = line.json("verify", out)
    assert code == 0
    assert "verify.void" in codes(document)


@pytest.mark.parametrize("content", [b"", b"not a pdf", b"%PDF-1.7\n%%EOF\n"])
def test_that_what_is_no_paper_of_ours_is_not_intact(content: bytes, tmp_path: Path, capsys) -> None:
    (tmp_path / "x.pdf").write_bytes(content)
    assert main(["verify", str(tmp_path / "x.pdf")], surroundings(tmp_path)) == 1
    assert "本程序不能说明它的真伪" in capsys.readouterr().out


def test_that_a_file_that_is_no_certificate_is_refused(line: Line, agreement: Path, tmp_path: Path) -> None:
    (tmp_path / "root.crt").write_bytes(b"nothing")
    assert line.refusal("verify", agreement, "--root", tmp_path / "root.crt") == "verify.root_unreadable"
    assert line.refusal("verify", tmp_path / "absent.pdf") == "cli.file_unusable"
    assert line.refusal("verify", tmp_path) == "cli.file_unusable"


def test_that_a_changed_paper_is_recorded_with_its_hash(line: Line, agreement: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(agreement.read_bytes() + b"\n\n\n")
    code, document = line.json("verify", changed)
    assert code == 1
    assert document["headline"].startswith("不能认定")
    assert {"verify.differs_from_register", "verify.trailing_bytes"} <= codes(document)
    assert [one["name"] for one in document["signatures"]][-1].endswith("调解委员会")
    assert recorded(line) == [(document["sha256"], "verify.differs_from_register", True)]
    assert line.json("verify", agreement)[0] == 0
    assert len(recorded(line)) == 1


def recorded(line: Line) -> list[tuple[str | None, str | None, bool]]:
    desk = OfficeDoor(line.office, line.world).sign_in("shen", PASSWORD)
    with desk.store.reading() as session:
        rows = session.scalars(select(AuditEntry).filter_by(action=VERIFY)).all()
        told = [(row.object, row.reason, row.case_id is not None) for row in rows]
        assert verify_chain(session) is None
    desk.close()
    return told


def test_that_a_paper_from_elsewhere_gets_one_clear_sentence(line: Line, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.pdf"
    foreign.write_bytes(rendered("An invoice."))
    code, out, _ = line("verify", foreign)
    assert code == 1
    assert "✗ foreign.pdf：这份文件不是用本程序签署的，本程序不能说明它的真伪" in out


def test_that_a_file_larger_than_any_paper_is_not_read(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verification, "LARGEST", 1000)
    (tmp_path / "x.pdf").write_bytes(bytes(1001))
    assert line.refusal("verify", tmp_path / "x.pdf") == "verify.too_large"


def test_that_a_file_that_unfolds_without_end_is_stopped() -> None:
    verdict = verify_apart(bomb(), memory=600 * 1024 * 1024, seconds=5)
    assert not verdict.intact
    assert verdict.signatures == ()


def bomb() -> bytes:
    """A table of objects that unfolds to most of a gigabyte."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(bytes(16 * 1024 * 1024)) for _ in range(56)) + packed.flush()
    head = b"%PDF-1.7\n"
    entries = b"<</Type/XRef/W[1 4 2]/Size 5/Root 1 0 R/Filter/FlateDecode/Length %d>>" % len(data)
    table = b"1 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (entries, data)
    return head + table + b"startxref\n%d\n%%%%EOF\n" % len(head)


def test_that_the_code_of_a_printed_page_tells_which_paper_it_is(line: Line, built: Built, agreement: Path) -> None:
    paper = paper_id(line, agreement)
    code, document = line.json("verify", "--code", PageCode(paper=paper, page=2, pages=6, boxes=6).text)
    assert code == 0
    (found,) = document["papers"]
    assert found["standing"] == "登记的现行文本，已签齐"
    assert (found["paper"]["page"], len(found["paper"]["signed"])) == (2, 6)
    assert "码可以抄" in document["proves_not"]
    check = found["paper"]["frozen_hash"][:8]
    for text in (paper, paper.upper(), check, f"{check[:4]} {check[4:]}".upper(), found["paper"]["frozen_hash"]):
        assert line.json("verify", "--code", text)[1]["papers"][0]["paper"]["title"] == found["paper"]["title"]


def paper_id(line: Line, agreement: Path) -> str:
    whole = hashlib.sha256(agreement.read_bytes()).hexdigest()
    desk = OfficeDoor(line.office, line.world).sign_in("shen", PASSWORD)
    with desk.store.reading() as session:
        found = session.scalars(select(Paper).filter_by(current_sha256=whole)).one().id
    desk.close()
    return found


def test_that_a_code_needs_the_register_and_must_be_one(line: Line, tmp_path: Path, other: Line) -> None:
    assert line.refusal("verify", "--code", "M1何") == "verify.code_unreadable"
    assert line.refusal("verify", "--code", "00000000") == "verify.code_unknown"
    assert line.refusal("verify") == "verify.nothing_given"
    assert main(["verify", "--code", "00000000"], surroundings(tmp_path)) == 1


def test_that_the_root_is_handed_out_with_its_fingerprint(
    line: Line, agreement: Path, tmp_path: Path, built: Built
) -> None:
    root, sheet = tmp_path / "root.cer", tmp_path / "fingerprint.txt"
    code, document = line.json("root", root, "--sheet", sheet)
    assert code == 0
    assert document["fingerprint"] in sheet.read_text(encoding="utf-8")
    assert root.read_bytes().startswith(b"-----BEGIN CERTIFICATE-----")
    printed = document["fingerprint"].replace(" ", "").lower()
    assert printed == hashlib.sha256(built.root.read_bytes()).hexdigest()
    assert main(["verify", str(agreement), "--root", str(root)], surroundings(tmp_path)) == 0


def test_that_the_result_is_kept_as_a_sheet(agreement: Path, built: Built, tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.txt"
    words = ["verify", str(agreement), "--root", str(built.root), "--sheet", str(sheet)]
    assert main(words, surroundings(tmp_path)) == 0
    said = sheet.read_text(encoding="utf-8")
    assert "核 验 结 果" in said
    assert hashlib.sha256(agreement.read_bytes()).hexdigest() in said
    assert said.count("不证明：") == 6
