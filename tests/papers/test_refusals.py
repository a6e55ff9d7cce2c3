"""What is refused before a paper exists, and that each refusal has its sentence."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.papers.catalogue import CATALOGUE, paper
from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources
from mediation_desk.terms.refusal import Refusal

from . import samples

ROOT = Path(__file__).resolve().parents[2]


def refused(code: str, context: dict[str, Any], resources: Resources) -> Refusal:
    with pytest.raises(Refusal) as caught:
        render(code, context, resources)
    return caught.value


@pytest.mark.parametrize("character", ["\U0001f600", "\U00031350", "\u0e01"])
def test_that_a_character_without_a_glyph_is_refused_with_its_place(resources: Resources, character: str) -> None:
    context = samples.plain(paper("RM-AGR"))
    context["parties"][0]["person"]["name"] = "刘" + character
    refusal = refused("RM-AGR", context, resources)
    assert refusal.code == "paper.glyph_missing"
    assert refusal.facts["code_point"] == f"U+{ord(character):04X}"
    assert "person.name" in str(refusal.facts["field"])


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\x07", "\x00", "\ufeff"])
def test_that_a_character_nobody_can_see_is_refused(resources: Resources, character: str) -> None:
    context = samples.plain(paper("RM-AGR"))
    context["agreement"]["duties"][1]["sentence"] = f"鸿达公司{character}交付考勤表。"
    refusal = refused("RM-AGR", context, resources)
    assert refusal.code == "paper.hidden_character"
    assert refusal.facts["field"] == "agreement.duties[1].sentence"


def test_that_what_is_not_printed_cannot_stop_a_paper(resources: Resources) -> None:
    context = samples.plain(paper("RM-AGR"))
    context["case"]["title"] = "内部标题\U0001f600"
    assert render("RM-AGR", context, resources).pages


def test_that_an_unknown_paper_is_refused(resources: Resources) -> None:
    assert refused("RM-NIX", {}, resources).code == "paper.unknown"


@pytest.mark.parametrize("code", [entry.code for entry in CATALOGUE if entry.needs])
def test_that_a_paper_without_its_track_or_agreement_is_refused(resources: Resources, code: str) -> None:
    part = paper(code).needs[-1]
    refusal = refused(code, samples.plain(paper(code)) | {part: None}, resources)
    assert (refusal.code, refusal.facts["part"]) == ("paper.part_missing", part)


@pytest.mark.parametrize(
    ("code", "drop", "field"),
    [
        ("RM-EXT", ("limit", "reason"), "subject.limit.reason"),
        ("NE-REPORT", ("evaluation", "findings"), "subject.evaluation.findings[]"),
        ("RM-REFUSE", ("reason",), "subject.reason"),
    ],
)
def test_that_a_missing_fact_of_the_subject_is_named(
    resources: Resources, code: str, drop: tuple[str, ...], field: str
) -> None:
    context = samples.plain(paper(code))
    place = context["subject"]
    for step in drop[:-1]:
        place = place[step]
    del place[drop[-1]]
    assert refused(code, context, resources).facts["field"] == field


def test_that_a_missing_field_inside_a_list_is_named(resources: Resources) -> None:
    context = samples.plain(paper("NE-REPORT"))
    del context["subject"]["evaluation"]["findings"][0]["opinion"]
    assert refused("NE-REPORT", context, resources).facts["field"] == "subject.evaluation.findings[].opinion"


def test_that_a_fact_missing_from_the_case_is_refused_and_not_printed_as_nothing(resources: Resources) -> None:
    context = samples.plain(paper("RM-AGR"))
    del context["agreement"]["facts"]
    refusal = refused("RM-AGR", context, resources)
    assert refusal.code == "paper.fact_missing" and "facts" in str(refusal.facts["fact"])


def test_that_a_paper_of_another_kind_of_mediation_is_refused(resources: Resources) -> None:
    context = samples.plain(paper("AD-AGR"))
    context["track"]["kind"] = "people"
    assert refused("AD-AGR", context, resources).code == "paper.wrong_kind"


def test_that_two_signature_places_with_one_key_are_a_fault(resources: Resources) -> None:
    context = samples.plain(paper("RM-AGR"))
    context["signers"].append(context["signers"][0])
    with pytest.raises(ValueError, match="one key"):
        render("RM-AGR", context, resources)


def test_that_every_refusal_has_a_sentence_with_facts_that_it_carries() -> None:
    sentences = tomllib.loads((ROOT / "resources/words/refusals/papers.toml").read_text(encoding="utf-8"))
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "mediation_desk/papers").glob("*.py"))
    assert set(re.findall(r'"((?:paper|picture|template|volume)\.[a-z_]+)"', source)) == set(sentences)
    for entry in sentences.values():
        for fact in re.findall(r"{(\w+)}", entry["text"]):
            assert f"{fact}=" in source
