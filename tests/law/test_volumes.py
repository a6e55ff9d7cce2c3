"""In which order papers lie, what a court may be sent, and how a review sheet scores what is there."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from mediation_desk.law.reading import faults_in
from mediation_desk.law.volumes import CourtBundle, Held, Place, ReviewItem, VolumeRules
from mediation_desk.papers.catalogue import CATALOGUE
from mediation_desk.terms.events import EVENTS
from mediation_desk.terms.refusal import Refusal

from .conftest import document

CITED = {"source": "本中心做法", "certainty": "memory"}
FILE: dict[str, Any] = {
    "place": [
        {"name": "申请", "papers": ["A", "B"], "files": [], **CITED},
        {"name": "证据", "papers": ["C"], "files": ["photo", "voucher"], **CITED},
    ],
    "court": {
        "papers": ["A"],
        "files": ["photo"],
        "with_consent": ["R"],
        "kept_back": "留下",
        "no_consent": "没有同意",
        **CITED,
    },
    "review": {
        "name": "评查表",
        "item": [
            {"id": "a", "words": "有申请", "points": 10, "papers": ["A", "B"], "files": ["photo"]},
            {"id": "s", "words": "签名齐", "points": 5, "signed": True},
            {"id": "l", "words": "不超期", "points": 5, "limits": True},
            {"id": "v", "words": "已回访", "points": 7, "papers": ["V"], "only_if": "agreement_effective"},
        ],
        **CITED,
    },
}
RULES = VolumeRules.of(FILE)


def held(**changes: Any) -> Held:
    given: dict[str, Any] = {"papers": (), "files": (), "unsigned": (), "overdue": (), "happened": ()}
    return Held(**{**given, **changes})


def shipped() -> VolumeRules:
    return VolumeRules.of(document("rules", "volume"))


def test_that_the_file_is_read_word_for_word() -> None:
    assert RULES.places[1] == Place(name="证据", papers=("C",), files=("photo", "voucher"), **CITED)
    assert RULES.court == CourtBundle(
        papers=("A",), files=("photo",), with_consent=("R",), kept_back="留下", no_consent="没有同意", **CITED
    )
    assert (RULES.review.name, RULES.review.points, RULES.review.source) == ("评查表", 27, "本中心做法")
    assert RULES.review.items[3] == ReviewItem(
        id="v",
        words="已回访",
        points=7,
        papers=("V",),
        files=(),
        signed=False,
        limits=False,
        only_if="agreement_effective",
    )


@pytest.mark.parametrize(
    ("code", "kind", "position"),
    [
        ("A", "", (0, 0)),
        ("B", "", (0, 1)),
        ("C", "", (1, 0)),
        ("", "photo", (1, 1)),
        ("", "voucher", (1, 2)),
        ("X", "", (2, 0)),
        ("", "other", (2, 0)),
    ],
)
def test_that_papers_lie_before_the_files_of_their_place_and_unnamed_ones_last(
    code: str, kind: str, position: tuple[int, int]
) -> None:
    assert RULES.position(code, kind) == position


@pytest.mark.parametrize(
    ("code", "kind", "consented", "why"),
    [
        ("A", "", False, None),
        ("B", "", True, "留下"),
        ("", "photo", False, None),
        ("", "voucher", True, "留下"),
        ("R", "", True, None),
        ("R", "", False, "没有同意"),
    ],
)
def test_that_only_what_is_listed_goes_to_a_court_and_a_report_with_everybody_s_consent(
    code: str, kind: str, consented: bool, why: str | None
) -> None:
    assert RULES.court.why_not(code, kind, consented) == why


@pytest.mark.parametrize(
    ("there", "earned"),
    [
        (held(), {"l", "v"}),
        (held(papers=("B",)), {"a", "s", "l", "v"}),
        (held(files=("photo",)), {"a", "l", "v"}),
        (held(papers=("A",), unsigned=("协议书",)), {"a", "l", "v"}),
        (held(papers=("A",), overdue=("回访",)), {"a", "s", "v"}),
        (held(papers=("A",), happened=("agreement_effective",)), {"a", "s", "l"}),
        (held(papers=("A", "V"), happened=("agreement_effective",)), {"a", "s", "l", "v"}),
    ],
)
def test_that_points_are_earned_by_what_is_there(there: Held, earned: set[str]) -> None:
    assert {item.id for item in RULES.review.items if item.earned(there)} == earned


def test_that_lost_points_name_the_papers_and_limits_that_cost_them() -> None:
    there = held(unsigned=("协议书", "记录"), overdue=("回访",))
    assert [item.lost_because(there) for item in RULES.review.items] == ["", "协议书、记录", "回访", ""]


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "hue", "red", ("hue", "未知的键")),
        (("place", 0), "name", "", ("place[1].name", "缺少内容")),
        (("place", 0), "hue", 1, ("place[1].hue", "未知的键")),
        (("place", 0), "source", "", ("place[1].source", "缺少内容")),
        (("place", 1), "papers", ["A"], ("place", "重复：A")),
        (("place", 0), "files", ["photo"], ("place", "重复：photo")),
        (("court",), "kept_back", "", ("court.kept_back", "缺少内容")),
        (("court",), "no_consent", 3, ("court.no_consent", "应为文字")),
        (("court",), "hue", 1, ("court.hue", "未知的键")),
        (("review",), "name", "", ("review.name", "缺少内容")),
        (("review",), "hue", 1, ("review.hue", "未知的键")),
        (("review", "item", 0), "points", 0, ("review.item[1].points", "应为正整数")),
        (("review", "item", 0), "hue", 1, ("review.item[1].hue", "未知的键")),
        (("review", "item", 1), "signed", False, ("review.item[2].papers", "没有写明查什么")),
    ],
)
def test_that_a_faulty_file_is_told_with_its_key(
    place: tuple[Any, ...], key: str, value: object, told: tuple[str, str]
) -> None:
    file = deepcopy(FILE)
    table: Any = file
    for step in place:
        table = table[step]
    table[key] = value
    with pytest.raises(Refusal) as refused:
        VolumeRules.of(file)
    assert told in [(fault.key, fault.reason) for fault in faults_in(refused.value)]


@pytest.mark.parametrize("table", ["court", "review"])
def test_that_a_missing_table_is_told_once(table: str) -> None:
    with pytest.raises(Refusal) as refused:
        VolumeRules.of({key: value for key, value in FILE.items() if key != table})
    assert [(fault.key, fault.reason) for fault in faults_in(refused.value)] == [(table, "缺少内容")]


def test_that_the_shipped_order_names_every_paper_and_the_bundle_only_known_ones() -> None:
    rules, known = shipped(), {paper.code for paper in CATALOGUE}
    named = {code for place in rules.places for code in place.papers}
    elsewhere = {paper.code for paper in CATALOGUE if paper.own_volume or paper.part_of_volume}
    assert named <= known
    assert known - named - elsewhere <= {"RM-DANGER"}, "the report of danger is nobody's business in a volume"
    assert {*rules.court.papers, *rules.court.with_consent} <= known
    assert "RM-REC" not in rules.court.papers and "RM-INQ" not in rules.court.papers
    for item in rules.review.items:
        assert set(item.papers) <= known
        assert item.only_if is None or item.only_if in EVENTS
    assert rules.review.points == 100
