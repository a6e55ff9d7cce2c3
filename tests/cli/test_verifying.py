"""verify: from the file alone, with the root, with the register; and one changed byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from mediation_desk.cli.main import main

from .conftest import WAGES, Built, Line, surroundings


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
    assert "不完整" in capsys.readouterr().out


def test_that_a_file_that_is_no_certificate_is_refused(line: Line, agreement: Path, tmp_path: Path) -> None:
    (tmp_path / "root.crt").write_bytes(b"nothing")
    assert line.refusal("verify", agreement, "--root", tmp_path / "root.crt") == "verify.root_unreadable"
    assert line.refusal("verify", tmp_path / "absent.pdf") == "cli.file_unusable"
    assert line.refusal("verify", tmp_path) == "cli.file_unusable"
