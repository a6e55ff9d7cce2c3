"""What the file on ways that exclude each other may say, and what it says of a quarrel."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mediation_desk.law.forums import Family, ForumRules, Referred

from .refusals import faults, refused
from .spoiling import GONE, Place, spoiled

CITED = {"source": "某法 1", "certainty": "read"}
MEDICAL: dict[str, Any] = {
    "id": "medical",
    "name": "医疗",
    "forums": ["people", "court"],
    "disputes": ["medical"],
    "outside": ["health"],
    "ended": ["people"],
    "words": "只走一条",
    **CITED,
}
SAME: dict[str, Any] = {"id": "same", "name": "同类", "words": "一个", "source": "做法", "certainty": "memory"}
COURT: dict[str, Any] = {"forum": "court", "sources": ["court_pre"], "organ": "法院", "words": "法院委派", **CITED}
FORUMS: dict[str, Any] = {
    "same": SAME,
    "family": [MEDICAL, {**MEDICAL, "id": "people", "disputes": [], "ended": []}],
    "referred": [COURT],
}


def test_that_families_are_read_word_for_word_and_end_all_their_forums_where_none_is_named() -> None:
    rules = ForumRules.of(FORUMS)
    medical = Family(
        id="medical",
        name="医疗",
        forums=("people", "court"),
        disputes=("medical",),
        outside=("health",),
        ended=("people",),
        words="只走一条",
        **CITED,
    )
    assert rules.families == (medical, replace(medical, id="people", disputes=(), ended=("people", "court")))
    assert rules.same == Family(
        id="same",
        name="同类",
        forums=(),
        disputes=(),
        outside=(),
        ended=(),
        words="一个",
        source="做法",
        certainty="memory",
    )
    assert rules.referred == (Referred(forum="court", sources=("court_pre",), organ="法院", words="法院委派", **CITED),)
    assert (medical.basis, rules.same.basis) == ("某法 1", "做法（依据待核）")


@pytest.mark.parametrize(
    ("place", "key", "value", "told"),
    [
        ((), "hue", "red", [("hue", "未知的键")]),
        (("family", 0), "ended", ["moon"], [("family[1].ended", "应为本组的途径")]),
        (("family", 0), "ended", ["people", "moon"], [("family[1].ended", "应为本组的途径")]),
        (("family", 0), "hue", "red", [("family[1].hue", "未知的键")]),
        (("same",), "words", GONE, [("same.words", "缺少内容")]),
        (("referred", 0), "organ", GONE, [("referred[1].organ", "缺少内容")]),
        (("referred", 0), "hue", "red", [("referred[1].hue", "未知的键")]),
        ((), "same", GONE, [(f"same.{key}", "缺少内容") for key in ("source", "certainty", "id", "name", "words")]),
    ],
)
def test_that_each_mistake_of_the_families_is_told_at_its_key(
    place: Place, key: str, value: object, told: list[tuple[str, str]]
) -> None:
    assert faults(lambda: ForumRules.of(spoiled(FORUMS, place, key, value)), "rules/forums.toml") == told


@pytest.mark.parametrize(
    ("one", "other", "dispute", "family"),
    [
        ("people", "court", "medical", "medical"),
        ("people", "court", "neighbours", "people"),
        ("people", "labour", "medical", None),
        ("labour", "labour", "medical", "same"),
    ],
)
def test_that_the_family_that_speaks_of_the_quarrel_excludes(one: str, other: str, dispute: str, family: str) -> None:
    found = ForumRules.of(FORUMS).exclusive(one, other, dispute)
    assert (found and found.id) == family


@pytest.mark.parametrize(
    ("forum", "dispute", "outside", "family"),
    [
        ("people", "medical", "health", "medical"),
        ("court", "medical", "health", "people"),
        ("people", "medical", "police", None),
        ("labour", "medical", "health", None),
    ],
)
def test_that_an_outside_proceeding_ends_the_forums_that_are_named(
    forum: str, dispute: str, outside: str, family: str | None
) -> None:
    found = ForumRules.of(FORUMS).ended_by(forum, dispute, outside)
    assert (found and found.id) == family


@pytest.mark.parametrize(("source", "organ"), [("court_pre", None), ("self", "临溪县法院"), ("court_pre", "公安局")])
def test_that_a_referral_is_known_by_the_source_or_by_the_organ(source: str, organ: str | None) -> None:
    ForumRules.of(FORUMS).require_referred("court", source, organ)


@pytest.mark.parametrize("organ", [None, "公安局"])
def test_that_a_forum_without_its_referral_is_refused_in_the_words_of_the_rule(organ: str | None) -> None:
    rules = ForumRules.of(FORUMS)
    rules.require_referred("people", "self", organ)
    with refused("track.needs_referral", field="referral", words="法院委派", source="某法 1"):
        rules.require_referred("court", "self", organ)
