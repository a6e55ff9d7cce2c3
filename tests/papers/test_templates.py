"""The sandbox, the filters, the markup and the words of the law."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from mediation_desk.papers import blank, filters
from mediation_desk.papers.catalogue import CATALOGUE, paper
from mediation_desk.papers.environment import Templates, templates
from mediation_desk.papers.markup import MarkupFault, parse
from mediation_desk.papers.masking import mask_minors
from mediation_desk.papers.plain import Plain, freeze
from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources
from mediation_desk.terms.refusal import Refusal

from . import samples

ROOT = Path(__file__).resolve().parents[2]
PAPERS = ROOT / "resources" / "papers"


def compose(tmp_path: Path, template: str, **facts: object) -> str:
    (tmp_path / "wording.toml").write_text("", encoding="utf-8")
    (tmp_path / "t.xml").write_text(template, encoding="utf-8")
    frozen = freeze(facts)
    assert isinstance(frozen, Plain)
    return Templates(tmp_path).compose("t.xml", frozen)


@pytest.mark.parametrize("name", samples.NASTY)
def test_that_a_name_can_never_become_markup(tmp_path: Path, name: str) -> None:
    root = parse(compose(tmp_path, '<paper look="letter"><p>{{ name }}</p></paper>', name=name))
    assert len(root) == 1 and len(root[0]) == 0 and root[0].text == name


def test_that_a_name_cannot_leave_an_attribute(tmp_path: Path) -> None:
    label = '" key="x"><p>'
    template = '<paper look="letter"><signs><sign key="a" label="{{ label }}"/></signs></paper>'
    assert parse(compose(tmp_path, template, label=label))[0][0].get("label") == label


@pytest.mark.parametrize(
    "attack",
    [
        "{{ case.__class__ }}",
        "{{ case._values }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ case.name.format.__globals__ }}",
        "{{ '{0.__class__}'.format(case) }}",
        "{{ case['__class__'] }}",
        "{{ case.list.append(1) }}",
        "{{ case.update({}) }}",
        "{{ self.__init__.__globals__ }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ missing }}",
        "{{ case.missing }}",
    ],
)
def test_that_a_template_reads_facts_and_nothing_else(tmp_path: Path, attack: str) -> None:
    with pytest.raises((Refusal, Exception)) as caught:
        result = compose(tmp_path, attack, case={"name": "x", "list": [1]})
        assert "class" not in result and "Plain" not in result
        raise Refusal("harmless")
    assert isinstance(caught.value, Refusal) or type(caught.value).__name__ == "SecurityError"


def test_that_a_key_named_like_a_method_is_the_key(tmp_path: Path) -> None:
    assert compose(tmp_path, "{{ case['items'] }}{{ case.items }}", case={"items": "披露"}) == "披露披露"


def test_that_facts_must_be_plain_data() -> None:
    with pytest.raises(TypeError):
        freeze({"case": object()})


@pytest.mark.parametrize(
    "text",
    [
        "<paper/>",
        '<paper look="poster"/>',
        '<paper look="letter"><img src="x"/></paper>',
        '<paper look="letter"><p onclick="x">a</p></paper>',
        '<!DOCTYPE a [<!ENTITY b "c">]><paper look="letter"/>',
        '<paper look="letter"><p></paper>',
        '<?xml version="1.0"?><paper look="letter"/>',
    ],
)
def test_that_only_our_own_markup_is_read(text: str) -> None:
    with pytest.raises(MarkupFault):
        parse(text)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "零"),
        (7, "七"),
        (10, "十"),
        (14, "十四"),
        (20, "二十"),
        (36, "三十六"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
    ],
)
def test_that_numbers_are_written_as_chinese_clauses_count(number: int, words: str) -> None:
    assert filters.numeral(number) == words


def test_that_dates_have_no_leading_zero_and_stay_blank_when_unknown() -> None:
    assert filters.cn_date("2026-09-01") == "2026年9月1日"
    assert filters.cn_datetime("2026-09-01T09:05:00") == "2026年9月1日9时05分"
    assert squeezed(filters.cn_date(None)) == "年月日"


def test_that_an_agents_place_names_the_principal() -> None:
    party = samples.party(1, "applicant", samples.person("沈小禾"))
    place = samples.signer("k", "guardian", "法定代理人（签名）", "沈立", party["id"])
    assert filters.sign_label(place, [party]) == "法定代理人（签名）：沈立（代沈小禾）"


def test_that_typed_lines_become_paragraphs_without_their_indentation() -> None:
    assert filters.lines("　　一\r\n\n  二\t\r三") == ["一", "二", "三"]


def test_that_a_template_changed_on_disk_is_read_again(tmp_path: Path) -> None:
    compose(tmp_path, "一")
    before = templates(tmp_path).digest("t.xml")
    (tmp_path / "t.xml").write_text("二二", encoding="utf-8")
    again = templates(tmp_path)
    nothing = freeze({})
    assert isinstance(nothing, Plain)
    assert again.compose("t.xml", nothing) == "二二" and again.digest("t.xml") != before


def test_that_a_digest_covers_what_a_template_includes(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text("甲", encoding="utf-8")
    compose(tmp_path, '{% include "part.xml" %}')
    before = templates(tmp_path).digest("t.xml")
    (tmp_path / "part.xml").write_text("乙乙", encoding="utf-8")
    assert templates(tmp_path).digest("t.xml") != before


def rules(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [rule for item in value for rule in rules(item)]
    if not isinstance(value, dict):
        return []
    own = [value] if "text" in value or "promise" in value else []
    return own + [rule for item in value.values() for rule in rules(item)]


def test_that_every_printed_rule_names_its_source_and_certainty() -> None:
    found = rules(tomllib.loads((PAPERS / "wording.toml").read_text(encoding="utf-8")))
    assert len(found) > 30
    for rule in found:
        assert rule["source"] and rule["certainty"] in ("read", "page", "memory"), rule


def test_that_no_template_holds_a_legal_article() -> None:
    for path in PAPERS.glob("*.xml"):
        assert not re.search(r"第[一二三四五六七八九十百]+条", path.read_text(encoding="utf-8")), path.name


def test_that_stale_articles_on_confirmation_are_not_printed(resources: Resources) -> None:
    for code in ("RM-AGR", "SF-AGR", "SF-CONFAPP", "RM-RIGHTS"):
        text = squeezed(extracted(render(code, samples.plain(paper(code)), resources).pdf))
        assert not re.search("第一百九十[四五]条|第二百零[一二]条", text)


def test_that_the_blank_form_knows_every_field_of_the_facts() -> None:
    source = (ROOT / "mediation_desk/facts/shapes.py").read_text(encoding="utf-8")
    shapes = {node.name: node for node in ast.parse(source).body if isinstance(node, ast.ClassDef)}
    context = blank.blank_context(paper("RM-REC"), {})
    made: dict[str, Any] = {
        "PersonFacts": context["parties"][0]["person"],  # type: ignore[index]
        "PartyFacts": context["parties"][0],  # type: ignore[index]
        "SignerFacts": context["signers"][0],  # type: ignore[index]
        "TrackFacts": context["track"],
        "AgreementFacts": context["agreement"],
        "SessionFacts": context["subject"]["session"],  # type: ignore[index]
    }
    for name, value in made.items():
        fields = {node.target.id for node in shapes[name].body if isinstance(node, ast.AnnAssign)}  # type: ignore[union-attr]
        assert fields <= set(value), name


def test_that_every_template_belongs_to_the_catalogue_or_to_another_template() -> None:
    used = {entry.template for entry in CATALOGUE}
    assert {path.name for path in PAPERS.glob("*.xml") if not path.name.startswith("_")} == used


def test_that_the_blank_power_of_attorney_lists_every_power_to_tick(resources: Resources) -> None:
    rules = tomllib.loads((ROOT / "resources/rules/agents.toml").read_text(encoding="utf-8"))
    powers = [power["words"] for power in rules["power"] if power["code"] != "full_agency"]
    text = squeezed(extracted(render("RM-POA", {}, resources, blank=True).pdf))
    for words in powers:
        assert f"□{words}" in text
    wording = tomllib.loads((PAPERS / "wording.toml").read_text(encoding="utf-8"))
    assert wording["attorney"]["powers"] == powers


def test_that_a_spine_has_five_labels_to_choose_from(resources: Resources) -> None:
    text = squeezed(extracted(render("RM-SPINE", samples.plain(paper("RM-SPINE")), resources).pdf))
    assert text.count("10年") == 5 and "刘大勇与鸿达公司劳务报酬纠纷" in text


NAMES_NOBODY = ("RM-INRCV",)
"""Letters that tell of the matter and of no party."""


def minor_case(code: str) -> dict[str, Any]:
    context = samples.plain(paper(code))
    child = samples.person("沈小禾", minor=True, age=6, birth="2020-02-29", address="临溪县枫塘镇幸福里3号")
    context["parties"] = context["case"]["parties"] = [samples.party(1, "applicant", child)]
    return context


@pytest.mark.parametrize("code", [entry.code for entry in CATALOGUE if entry.masks_minors])
def test_that_a_minor_is_not_identifiable_outside_the_parties(resources: Resources, code: str) -> None:
    context = minor_case(code)
    context["subject"] |= {"reason": "沈小禾受伤。", "detail": "沈小禾已获赔偿。", "situation": "沈小禾在场。"}
    text = squeezed(extracted(render(code, context, resources).pdf))
    assert "沈小禾" not in text and "幸福里3号" not in text
    assert ("沈某某（未成年人）" in text) == (code not in NAMES_NOBODY)


def test_that_a_duty_to_report_may_name_the_minor(resources: Resources) -> None:
    context = minor_case("RM-DANGER")
    context["subject"]["identify_minors"] = True
    assert "沈小禾" in extracted(render("RM-DANGER", context, resources).pdf)


def test_that_the_agreement_itself_names_the_minor(resources: Resources) -> None:
    assert "沈小禾" in extracted(render("RM-AGR", minor_case("RM-AGR"), resources).pdf)


def test_that_masking_reaches_every_text_and_leaves_adults_alone() -> None:
    masked = mask_minors({"a": [{"name": "沈小禾", "minor": True, "phone": "1"}], "b": {"c": "沈小禾与沈立"}})
    assert masked == {
        "a": [{"name": "沈某某（未成年人）", "minor": True, "phone": None}],
        "b": {"c": "沈某某（未成年人）与沈立"},
    }
