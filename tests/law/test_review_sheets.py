"""Review sheets that a county brings: every fault at once with its line, and back into a file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediation_desk.law.reading import Fault, faults_in
from mediation_desk.law.review_sheets import LARGEST, as_toml, read_review
from mediation_desk.law.volumes import Held, ReviewItem, ReviewSheet, VolumeRules
from mediation_desk.terms.events import EVENTS
from mediation_desk.terms.refusal import Refusal

RULES = VolumeRules.of(tomllib.loads(Path("resources/rules/volume.toml").read_text(encoding="utf-8")))
PAPERS = sorted({code for place in RULES.places for code in place.papers})
FILES = sorted({code for place in RULES.places for code in place.files})
GOOD = """\
[review]
name = "临溪县卷宗评查标准"
source = "县司法局通知"
certainty = "page"

[[review.item]]
id = "start"
words = "有申请书"
points = 60
papers = ["RM-APP"]

[[review.item]]
id = "signed"
words = "签名齐全"
points = 40
signed = true
"""


def faults(text: str) -> dict[str, str]:
    with pytest.raises(Refusal) as refused:
        read_review(text, RULES)
    return {fault.key: fault.reason for fault in faults_in(refused.value) if isinstance(fault, Fault)}


def test_that_a_sheet_of_the_same_shape_as_the_shipped_one_is_read() -> None:
    sheet = read_review(GOOD, RULES)
    assert (sheet.name, sheet.points, [item.id for item in sheet.items]) == (
        "临溪县卷宗评查标准",
        100,
        ["start", "signed"],
    )
    held = Held(papers={"RM-APP"}, files=(), unsigned=("人民调解申请书",), overdue=(), happened=())
    assert [item.earned(held) for item in sheet.items] == [True, False]


def test_that_every_fault_is_told_at_once_with_its_line() -> None:
    wrong = GOOD.replace("points = 60", 'points = "六十"').replace('certainty = "page"', 'certainty = "sure"')
    wrong = wrong.replace("signed = true", "singed = true")
    assert {key.split()[0] for key in faults(wrong)} == {"review.certainty", "第9行", "第16行", "第12行"}
    assert faults(wrong)["第9行 review.item[1].points"] == "应为正整数"


def test_that_papers_files_events_and_doubles_are_looked_at() -> None:
    wrong = GOOD.replace('"RM-APP"', '"RM-APP", "RM-XYZ"').replace('id = "signed"', 'id = "start"\nfiles = ["selfie"]')
    wrong += 'only_if = "the_end_of_the_world"\n'
    assert faults(wrong) == {
        "第10行 review.item[1].papers": "卷宗里没有这种文书：RM-XYZ",
        "第14行 review.item[2].files": "卷宗里没有这种材料：selfie",
        "第13行 review.item[2].id": "重复：start",
        "第18行 review.item[2].only_if": "未知的事件：the_end_of_the_world",
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("[review\nname = 1", "第1行"),
        ("", "review"),
        ('[review]\nname="a"\nsource="b"\ncertainty="page"\n', "review.item"),
        (GOOD + "[[place]]\nname = '新的顺序'\n", "place"),
        ("#" * (LARGEST + 1), "全文"),
    ],
    ids=["not the format", "empty", "no line", "the order is not the county's", "too large"],
)
def test_that_what_is_no_sheet_is_refused(text: str, key: str) -> None:
    assert key in faults(text)


def test_that_the_shipped_sheet_can_be_taken_as_a_beginning() -> None:
    assert read_review(as_toml(RULES.review), RULES) == RULES.review


TEXTS = st.text(min_size=1).filter(lambda text: text.strip() != "" and text.isprintable() or "\x7f" in text)
ITEMS = st.builds(
    ReviewItem,
    id=st.uuids().map(str),
    words=TEXTS.filter(lambda text: text.strip() != ""),
    points=st.integers(1, 1000),
    papers=st.lists(st.sampled_from(PAPERS), max_size=3, unique=True).map(tuple),
    files=st.lists(st.sampled_from(FILES), max_size=3, unique=True).map(tuple),
    signed=st.just(True),
    limits=st.booleans(),
    only_if=st.none() | st.sampled_from(sorted(EVENTS)),
)


@given(TEXTS, st.lists(ITEMS, min_size=1, max_size=5, unique_by=lambda item: item.id))
def test_that_any_sheet_written_down_is_the_same_when_it_is_read(name: str, items: list[ReviewItem]) -> None:
    sheet = ReviewSheet(name=name, items=tuple(items), source="县", certainty="page")
    assert read_review(as_toml(sheet), RULES) == sheet
