"""certificate list: every key, labelled as what it is."""

from __future__ import annotations

from tests.cli.conftest import Line


def test_that_every_certificate_is_listed_with_its_kind_and_end(line: Line) -> None:
    code, told = line.json("certificate", "list")
    assert code == 0
    assert {row["purpose"] for row in told["rows"]} >= {"authority", "witness", "seal"}
    assert {(row["kind"], row["state"]) for row in told["rows"]} == {("self_made", "active")}
    words = line("certificate", "list")[1]
    assert "自建根证书" in words and "见证手写签名" in words and "2055" in words
