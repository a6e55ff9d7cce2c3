"""签署回执: offered once everybody has signed; tells who signed, how, on what; and when the text counts no more."""

from __future__ import annotations

from mediation_desk.acts.papers import IssuePaper
from mediation_desk.queries.case import WholeCase
from mediation_desk.terms.circumstances import Answered, Circumstances
from tests.support.practice_desk import Case
from tests.support.printed import printed


def _offered(case: Case) -> set[str]:
    lists = case.office.desk.ask(WholeCase(case=case.case)).tracks[0].choices
    return {choice.code for name in ("papers_due", "papers_more") for choice in lists[name]}


def _receipt(case: Case, name: str, of: str = "paper") -> str:
    case.do(IssuePaper(id=case.id(name), code="RM-SIGNED", track=case.id("t"), ref=case.id(of)))
    return "".join(printed(case, name).split())


def _signed(case: Case) -> Case:
    case.mediating().consent_to_screen()
    case.finalise(route="screen")
    asked = (Answered(question="谁付钱？", answer="我", right=True),)
    told = Circumstances(device="desk", device_words="手写板", pages_seen=3, read_aloud_by="郭敏", answers=asked)
    case.sign("p1", circumstances=told, place="枫塘镇调解室")
    case.sign("p2")
    case.sign("m1")
    return case


def test_that_a_receipt_is_offered_once_everybody_has_signed(case: Case) -> None:
    _signed(case)
    key = f"RM-SIGNED|{case.id('paper')}"
    assert key not in _offered(case)
    case.sealed()
    assert key in _offered(case)


def test_that_the_receipt_tells_who_signed_how_on_what_and_the_hashes(case: Case) -> None:
    _signed(case).sealed()
    text, paper = _receipt(case, "receipt"), case.paper()
    assert "办公室电脑（手写板）" in text
    assert "枫塘镇调解室" in text
    assert "看过3页，郭敏读给他听，核对1题，答对1题" in text
    assert "电子签章" in text
    assert text.count("笔迹") == 3
    for known in (paper.frozen_sha256, paper.current_sha256, paper.template_digest, paper.fonts_digest):
        assert known in text
    assert "已签齐" in text
    assert "不是可靠电子签名" in text


def test_that_papers_signed_by_hand_have_no_strokes_to_tell_of(case: Case) -> None:
    case.mediating()
    case.finalise()
    case.everyone_signs()
    text = _receipt(case, "receipt")
    assert "纸上亲笔，扫描件与原件核对" in text
    assert "屏上手写" not in text.partition("哈希均为")[0]
