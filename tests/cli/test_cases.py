"""case list and show, check, deadline, paper, search, and single acts."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from mediation_desk.cli.main import main
from mediation_desk.papers.proof import extracted

from .conftest import ORAL, WAGES, Line, surroundings

pytestmark = pytest.mark.thorough


def fields(folder: Path, value: Any) -> Path:
    """A file with the fields of an act."""
    file = folder / "fields.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    return file


def test_that_the_ledger_is_filtered_by_kind_and_stage(line: Line) -> None:
    assert {case["number"] for case in line.json("case", "list")[1]["cases"]} == {ORAL, WAGES}
    assert [case["number"] for case in line.json("case", "list", "--kind", "people")[1]["cases"]] == [ORAL]
    assert [case["number"] for case in line.json("case", "list", "--stage", "归档")[1]["cases"]] == [ORAL]
    assert line.json("case", "list", "--kind", "judicial")[1]["cases"] == []


def test_that_a_case_is_found_by_its_docket_in_either_brackets(line: Line) -> None:
    by_number = line.json("case", "show", ORAL)[1]
    docket = by_number["facts"]["tracks"][0]["docket"]
    assert docket.startswith("（2026）")
    assert line.json("case", "show", docket)[1] == by_number
    assert line.json("case", "show", docket.replace("（", "(").replace("）", ")"))[1] == by_number


def test_that_a_case_is_shown_with_reasons_articles_and_timeline(line: Line) -> None:
    code, out, _ = line("case", "show", WAGES)
    assert code == 0
    for words in ("刘大勇", "阶段：", "可以办理：", "劳动争议调解仲裁法 14", "（依据待核）", "盖章", "沈若兰"):
        assert words in out


def test_that_a_deadline_says_why_and_by_which_article(tmp_path: Path, capsys) -> None:
    def asked(*more: str) -> tuple[int, Any]:
        code = main(["--json", "deadline", "people.conclude", "--from", "2026-09-10", *more], surroundings(tmp_path))
        return code, json.loads(capsys.readouterr().out)

    code, plain = asked()
    assert code == 0
    assert plain["last_day"] >= plain["nominal"] > plain["start"]
    assert plain["source"] in plain["reason"]
    paused = asked("--pause", "2026-09-12..2026-09-14", "--pause", "2026-09-20..2026-09-20", "--extend", "2")[1]
    assert paused["counted"] > plain["counted"]
    assert asked("--pause", "2026-09-14..2026-09-12")[1]["error"]["code"] == "clock.pause_backwards"


def test_that_an_unknown_rule_is_refused(tmp_path: Path, capsys) -> None:
    assert main(["--json", "deadline", "nothing", "--from", "2026-09-10"], surroundings(tmp_path)) == 1
    assert json.loads(capsys.readouterr().out)["error"]["code"] == "limit.unknown"


def test_that_a_deadline_takes_the_office_s_own_length(line: Line, tmp_path: Path) -> None:
    rule = "visit"
    before = line.json("deadline", rule, "--from", "2026-09-10")[1]["last_day"]
    change = {"local": {rule: {"length": 10, "source": "本中心规定"}}}
    code, _ = line.json("act", "-", "change_settings", "--fields", fields(tmp_path, change))
    assert code == 0
    after = line.json("deadline", rule, "--from", "2026-09-10")[1]
    assert after["last_day"] < before
    assert "本中心规定" in after["source"]


def test_that_the_check_tells_of_the_signed_text(line: Line) -> None:
    code, document = line.json("check", WAGES)
    assert code == 0
    assert [text["source"] for text in document["texts"]] == ["live"]
    assert not document["texts"][0]["blocks"]


def test_that_papers_are_listed_as_due_made_and_signed(line: Line) -> None:
    document = line.json("paper", "list", WAGES)[1]
    made = {paper["code"]: paper for paper in document["papers"]}
    assert made["RM-AGR"]["waiting"] == []
    assert len(made["RM-AGR"]["signed"]) == 6
    due = {paper["code"]: paper["made"] for paper in document["due"]}
    assert due["RM-AGR"]
    assert not due["RM-DISC"]


def test_that_a_paper_is_made_and_registered(line: Line, tmp_path: Path) -> None:
    out = tmp_path / "rights.pdf"
    code, document = line.json("paper", "make", WAGES, "RM-RIGHTS", "--out", out)
    assert code == 0
    assert out.read_bytes().startswith(b"%PDF")
    assert document["id"] in [paper["id"] for paper in line.json("paper", "list", WAGES)[1]["papers"]]
    assert line.json("verify", out)[1]["intact"]


def test_that_a_paper_is_made_and_copied_in_large_type(line: Line, tmp_path: Path) -> None:
    usual, large, copy = (tmp_path / f"{name}.pdf" for name in ("usual", "large", "copy"))
    id = line.json("paper", "make", WAGES, "RM-RIGHTS", "--out", usual)[1]["id"]
    assert line.json("paper", "make", WAGES, "RM-RIGHTS", "--large", "--out", large)[0] == 0
    assert line.json("paper", "large", id, "--out", copy)[0] == 0
    assert ["大字版" in extracted(one.read_bytes()) for one in (usual, large, copy)] == [False, True, True]
    assert line.json("verify", large)[1]["intact"]
    assert line.refusal("paper", "large", "x", "--out", copy) == "paper.unknown"


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("RM-NOTHING", "--out", "{folder}/a.pdf"), "paper.unknown"),
        (("RM-RIGHTS", "--out", "{folder}/nowhere/a.pdf"), "cli.file_unusable"),
        (("RM-VISIT", "--out", "{folder}/a.pdf", "--subject", "{folder}/absent.json"), "cli.file_unusable"),
    ],
)
def test_that_a_paper_that_cannot_be_made_leaves_nothing(line: Line, tmp_path: Path, words, code: str) -> None:
    before = line.json("paper", "list", WAGES)[1]
    assert line.refusal("paper", "make", WAGES, *(word.format(folder=tmp_path) for word in words)) == code
    assert line.json("paper", "list", WAGES)[1] == before
    assert not (tmp_path / "a.pdf").exists()


def test_that_a_printing_by_another_program_is_listed_with_its_paper(line: Line, tmp_path: Path) -> None:
    before = next(one for one in line.json("paper", "list", WAGES)[1]["papers"] if one["code"] == "RM-AGR")
    id = "0199c3a0-0000-7000-8000-000000000001"
    how = {"id": id, "paper": before["id"], "copies": 13, "pages": 65, "sides": "long", "printer": "文印室"}
    assert line("act", WAGES, "start_printing", "--fields", fields(tmp_path, how))[0] == 0
    assert "打印结果不明" in line("paper", "list", WAGES)[1]
    ended = fields(tmp_path, {"printing": id, "outcome": "sent", "pages_sent": 65})
    assert line("act", WAGES, "end_printing", "--fields", ended)[0] == 0
    assert "已打印 13 份" in line("paper", "list", WAGES)[1]
    after = next(one for one in line.json("paper", "list", WAGES)[1]["papers"] if one["code"] == "RM-AGR")
    assert {**after, "prints": []} == before
    assert [(one["outcome"], one["copies"]) for one in after["prints"]] == [("sent", 13)]
    assert line.refusal("act", WAGES, "start_printing", "--fields", fields(tmp_path, how | {"id": "#new"})) == (
        "printing.turn_moved"
    )


def test_that_an_empty_form_takes_no_number_and_belongs_to_no_case(line: Line, tmp_path: Path) -> None:
    out, before = tmp_path / "blank.pdf", line.json("numbers")[1]
    code, document = line.json("paper", "blank", "administrative.general", "RM-REC", "--out", out)
    assert (code, document["title"]) == (0, "行政调解记录")
    with pypdfium2.PdfDocument(out) as pdf:
        text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert "行政调解记录" in text and "案件编号" not in text
    assert line.json("numbers")[1] == before
    assert line.refusal("paper", "blank", "people.general", "AD-ACC", "--out", out) == "paper.wrong_kind"
    assert line.refusal("paper", "blank", "people.general", "RM-NOTHING", "--out", out) == "paper.unknown"


def test_that_a_subject_is_a_json_object(line: Line, tmp_path: Path) -> None:
    subject = fields(tmp_path, ["no", "object"])
    words = ("paper", "make", WAGES, "RM-VISIT", "--out", tmp_path / "a.pdf", "--subject", subject)
    assert line.refusal(*words) == "script.unreadable"


def test_that_two_characters_are_found(line: Line) -> None:
    hits = line.json("search", "田埂")[1]["hits"]
    assert [hit["number"] for hit in hits] == [ORAL]
    assert line.json("search", "刘大勇")[1]["hits"][0]["number"] == WAGES
    assert line.json("search", "无此内容")[1]["hits"] == []
    assert line("search", "无此内容")[1] == "没有找到。\n"


def test_that_one_act_is_performed_from_json(line: Line, tmp_path: Path) -> None:
    before = line.json("case", "show", WAGES)[1]
    party = before["facts"]["parties"][0]["id"]
    contact = fields(tmp_path, {"id": "#new", "party": party, "how": manner(line), "reached": True, "note": "愿意履行"})
    when = ("--on", "2027-02-26", "--at", "14:05")
    code, outcome = line.json("act", WAGES, "record_contact", "--fields", contact, *when)
    assert code == 0, outcome
    last = line.json("case", "show", WAGES)[1]["timeline"][-1]
    assert (last["act"], last["on"], last["at"]) == ("record_contact", "2027-02-26", "14:05:00")


def manner(line: Line) -> str:
    """A code from the list of manners of contact."""
    text = (line.world.resources / "codes" / "contact_manners.toml").read_text(encoding="utf-8")
    return next(row.split('"')[1] for row in text.splitlines() if row.startswith("code = "))


def test_that_an_act_is_read_from_standard_input(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO('{"nothing": 1}'))
    code, document = line.json("act", WAGES, "record_contact", "--fields", "-")
    assert code == 1
    assert document["performed"] is False
    told = {problem["path"]: problem["message"] for problem in document["problems"]}
    assert set(told) == {"$"}
    assert "nothing" in "".join(problem["message"] for problem in document["problems"])


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("fly_away", {}, "script.does_not_fit"),
        ("record_contact", {"unheard_of": 1}, "script.does_not_fit"),
        ("record_contact", [], "script.does_not_fit"),
        ("accept_case", {"track": "no-such-track"}, "track.unknown"),
    ],
)
def test_that_a_wrong_act_is_refused(line: Line, tmp_path: Path, name: str, value: Any, code: str) -> None:
    assert line.refusal("act", WAGES, name, "--fields", fields(tmp_path, value)) == code


def test_that_fields_that_are_no_json_are_refused(line: Line, tmp_path: Path) -> None:
    (tmp_path / "bad.json").write_text("{", encoding="utf-8")
    assert line.refusal("act", WAGES, "accept_case", "--fields", tmp_path / "bad.json") == "script.unreadable"
    assert line.refusal("act", WAGES, "accept_case", "--fields", tmp_path / "absent.json") == "cli.file_unusable"


def test_that_the_administrator_of_a_new_office_sees_no_case_of_another(other: Line) -> None:
    assert other.refusal("case", "show", WAGES) == "case.number_unknown"


def test_that_an_office_that_is_not_there_is_refused(line: Line, tmp_path: Path, capsys) -> None:
    nowhere = replace(line.world, data_folder=tmp_path / "void")
    assert Line(tmp_path / "void", nowhere, capsys).refusal("case", "list") == "office.missing"


def test_that_risk_is_shown_in_a_block_of_its_own(line: Line, tmp_path: Path) -> None:
    assert line.json("case", "show", WAGES)[1]["risk"]["colour"] is None
    assert "风险（内部" not in line("case", "show", WAGES)[1]
    signals = [{"code": "threat", "note": "扬言报复"}]
    judged = fields(tmp_path, {"id": "r1", "signals": signals, "reason": "电话里说的"})
    assert line.json("act", WAGES, "assess_risk", "--fields", judged)[0] == 0
    risk = line.json("case", "show", WAGES)[1]["risk"]
    assert (risk["colour"]["code"], risk["score"], risk["history"][0]["reason"]) == ("red", 40, "电话里说的")
    block = line("case", "show", WAGES)[1].partition("风险（内部，不得告知当事人）：红")[2]
    for words in ("须立即报告公安机关（人民调解法 25）：尚未登记报告", "第1日回访", "（扬言报复）：40分"):
        assert words in block
