"""An office's own template: what it may say, where it runs, and that a fault names its line."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from weakref import ref

import pytest

from mediation_desk.papers.apart import Composed, Job, compose_apart, run_apart
from mediation_desk.papers.catalogue import CATALOGUE, paper
from mediation_desk.papers.composing import OWN, composed, environment
from mediation_desk.papers.environment import Templates, templates
from mediation_desk.papers.markup import MarkupFault, parse
from mediation_desk.papers.own import OwnTemplate
from mediation_desk.papers.plain import Plain, freeze, thawed
from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.papers.render import Rendered, facts_for, render
from mediation_desk.papers.resources import Resources
from mediation_desk.papers.samples import FILE, sample
from mediation_desk.papers.standins import with_stand_ins
from mediation_desk.papers.trial import preview, require_sound, shipped_text
from mediation_desk.terms.refusal import Refusal
from tests.support.write_samples import text as samples_text

from . import samples
from .payloads import HEAVY, REFUSED

pytestmark = pytest.mark.thorough

VISIT, CANARY = paper("RM-VISIT"), "别案身份证330699199001019999"
SHOWN = ("class", "<module", "function", "method", "object at", "globals", "root:", "Plain", CANARY)
"""What an escape would print."""


@pytest.fixture(scope="module")
def source(resources: Resources) -> Templates:
    return templates(resources.papers)


def facts(kind: Any = VISIT) -> Plain:
    return facts_for(kind, samples.plain(kind))


def page(payload: str) -> str:
    """A template with something in it that does not belong there, its statements first."""
    if payload.startswith("{% extends"):
        return payload
    return f'{{% import "_parts.xml" as parts with context %}}\n<paper look="form">{payload}</paper>'


def of_another_case() -> Plain:
    held = samples.plain(VISIT)
    return facts_for(VISIT, {**held, "case": held["case"] | {"title": CANARY, "summary": CANARY}})


def test_that_there_are_enough_payloads() -> None:
    assert len(set(REFUSED)) > 200


@pytest.mark.parametrize("payload", REFUSED)
def test_that_a_payload_is_refused_before_it_runs(source: Templates, payload: str) -> None:
    with pytest.raises(Refusal) as caught:
        source.require_harmless(page(payload), VISIT.template)
    assert caught.value.code.startswith("template.")
    assert "line" in caught.value.facts or caught.value.code == "template.too_long"


TAME = [
    one for one in REFUSED if not any(word in one for word in ("00000000", "9 ** 9", "lipsum(", "3000", "recursive"))
]


@pytest.fixture(scope="module")
def unread(source: Templates) -> Callable[[str], str]:
    """What the second wall alone lets a text print."""
    sources = source.shared(VISIT.template)
    papers = environment(sources)
    request, job = {"wording": thawed(source.wording), "most": 100_000}, {"facts": thawed(facts()), "blank": False}

    def run(text: str) -> str:
        sources[OWN] = text
        assert papers.cache is not None and papers.loader is not None
        if (key := (ref(papers.loader), OWN)) in papers.cache:
            del papers.cache[key]
        return "".join(piece for _, piece in composed(request, papers, job).get("pieces", []))

    return run


def test_that_the_sandbox_would_let_nothing_out_either(unread: Callable[[str], str]) -> None:
    """The second wall alone: even unread, no such text prints anything but facts of its own case."""
    assert len(TAME) > 180
    for payload in TAME:
        printed = unread(page(payload))
        assert not any(word in printed for word in SHOWN), (payload, printed)


def test_that_what_takes_too_long_or_too_much_is_ended(source: Templates) -> None:
    jobs = [Job(facts()), Job(of_another_case())]

    def run(payload: str) -> list[Composed | Refusal]:
        return compose_apart(source, VISIT.template, page(payload), jobs, seconds=0.6)

    with ThreadPoolExecutor(4) as pool:
        for payload, (first, second) in zip(HEAVY, pool.map(run, HEAVY), strict=True):
            for answer in (first, second):
                assert isinstance(answer, Refusal), payload
                assert answer.code in ("template.too_slow", "template.too_big", "template.broken"), payload


def test_that_memory_is_bounded_by_the_system(source: Templates) -> None:
    """More than a milliard characters, however little time they take."""
    answer = run_apart(
        source,
        VISIT.template,
        page("{% set x = 'aaaaaaaaaa' %}" + "{% set x = x ~ x %}" * 27 + "{{ x | length }}"),
        [Job(facts())],
    )[0]
    assert isinstance(answer, Refusal) and answer.code == "template.too_big"


def test_that_a_case_never_prints_what_stands_in_another(source: Templates) -> None:
    """Two cases go to one process; what a text keeps of the first is gone when the second is printed."""
    text = page("{% if not case.title %}{% endif %}{% set kept = case.title %}<p>{{ kept }}</p>")
    first, second = compose_apart(source, VISIT.template, text, [Job(of_another_case()), Job(facts())])
    assert isinstance(first, Composed) and isinstance(second, Composed)
    assert CANARY in first.text and CANARY not in second.text


def test_that_a_process_that_dies_is_a_refusal(source: Templates, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mediation_desk.papers.apart.sys.executable", "/bin/false")
    answer = compose_apart(source, VISIT.template, page("<p>甲</p>"), [Job(facts())])[0]
    assert isinstance(answer, Refusal)


@pytest.mark.parametrize("kind", CATALOGUE, ids=lambda kind: kind.code)
def test_that_every_shipped_template_may_be_copied(source: Templates, kind: Any) -> None:
    source.require_harmless(source.source(kind.template), kind.template)


@pytest.mark.parametrize(
    "code", ["RM-AGR", "RM-REC", "RM-SERV", "RM-ID", "RM-LOG", "SF-NOTE", "SF-WD", "RM-SPINE", "TR-END"]
)
def test_that_a_copied_template_makes_the_same_paper(resources: Resources, code: str) -> None:
    own = OwnTemplate(shipped_text(code, resources), 1)
    context = samples.plain(paper(code))
    shipped, mine = render(code, context, resources), render(code, context, resources, own=own)
    assert mine.pdf == shipped.pdf
    assert mine.template_digest != shipped.template_digest, "it is the office's own, whatever it says"


def test_that_an_edition_is_known_by_its_digest(source: Templates) -> None:
    text = source.source(VISIT.template)
    assert source.digest_of(text) == source.digest_of(text) != source.digest_of(text + "\n")
    assert source.digest_of(text) != source.digest_of(text.replace("_parts.xml", "_evaluation.xml"))


WRONG: list[tuple[str, str, str, str]] = [
    ("template.syntax", "{{ visit.visitor }}", "{{ visit.visitor }", "visitor"),
    ("template.unknown_name", "visit.manner }}", "visit.maner }}", "visit.maner"),
    ("template.unknown_name", "visit.manner }}", "vizit.manner }}", "vizit"),
    ("template.unknown_name", "parts.in_cell(visit.dispute)", "parts.cell(visit.dispute)", "parts.cell("),
    ("template.unknown_filter", "visit.on | cn_date", "visit.on | cndate", "cndate"),
    ("template.not_allowed", "visit.manner }}", "visit.manner.upper() }}", "upper"),
    ("template.attribute", '<row least="14">', '<row leest="14">', "leest"),
    ("template.tag", '<cell kind="label">满意度</cell>', "<zelle>满意度</zelle>", "zelle"),
    ("template.value", '<row least="14">', '<row least="1400">', "1400"),
    ("template.malformed", '<cell kind="label">满意度</cell>', '<cell kind="label">满意度', "满意度"),
    ("template.layout", '<cell kind="label">满意度</cell>', "", "visit.satisfaction"),
    ("template.place_missing", "{{ parts.places(signers, parties) }}", "", "</paper>"),
    ("template.broken", "visit.on | cn_date", "visit.reason | cn_date", "visit.reason | cn_date"),
    ("template.character", "满意度", "满意度\ue123", "\ue123"),
    (
        "template.does_not_fit",
        "</grid>",
        "</grid>\n<together>" + '<gap lines="60"/>' * 3 + "<p>甲</p></together>",
        "<gap",
    ),
]


@pytest.mark.parametrize(("code", "was", "now", "where"), WRONG, ids=[f"{one[0]}-{one[3]}" for one in WRONG])
def test_that_a_fault_names_its_line(resources: Resources, code: str, was: str, now: str, where: str) -> None:
    text = shipped_text("RM-VISIT", resources).replace(was, now, 1)
    with pytest.raises(Refusal) as caught:
        require_sound("RM-VISIT", text, resources)
    assert caught.value.code == code, str(caught.value)
    assert where in text.split("\n")[int(str(caught.value.facts["line"])) - 1], str(caught.value)


def test_that_what_fails_only_with_long_names_or_empty_is_found(resources: Resources) -> None:
    shipped = shipped_text("RM-VISIT", resources)
    only_plain = shipped.replace("</grid>", "</grid>\n{% if parties | length > 5 %}<x/>{% endif %}")
    only_filled = shipped.replace("</grid>", "</grid>\n{% if blank %}<x/>{% endif %}")
    for text, which in ((only_plain, "人数多、姓名生僻、条款长"), (only_filled, "空白表")):
        with pytest.raises(Refusal) as caught:
            require_sound("RM-VISIT", text, resources)
        assert (caught.value.code, caught.value.facts["sample"]) == ("template.tag", which)


def test_that_what_fails_on_the_case_it_was_looked_at_with_is_found(resources: Resources) -> None:
    text = shipped_text("RM-VISIT", resources).replace(
        "</grid>", "</grid>{% if agreement.version == 7 %}<x/>{% endif %}"
    )
    case = samples.plain(VISIT)
    require_sound("RM-VISIT", text, resources, case)
    case["agreement"]["version"] = 7
    with pytest.raises(Refusal) as caught:
        require_sound("RM-VISIT", text, resources, case)
    assert caught.value.facts["sample"] == "预览的案件"


@pytest.mark.parametrize("kind", CATALOGUE[5::16], ids=lambda one: one.code)
def test_that_shipped_templates_are_sound(resources: Resources, kind: Any) -> None:
    require_sound(kind.code, shipped_text(kind.code, resources), resources)


@pytest.mark.parametrize(
    "tag",
    [
        '<p><blank chars="900000000"/></p>',
        '<gap lines="1e9"/>',
        '<gap lines="nan"/>',
        '<p indent="inf">a</p>',
        '<grid columns=""/>',
        '<grid columns="0 1"/>',
        '<grid columns="-1 1"/>',
        f'<grid columns="{"1 " * 90}"/>',
        '<signs columns="0"/>',
        '<h level="9">a</h>',
        '<p align="middle">a</p>',
        "<together>" * 40 + "</together>" * 40,
    ],
)
def test_that_no_value_is_drawn_that_no_page_holds(tag: str) -> None:
    with pytest.raises(MarkupFault):
        parse(f'<paper look="letter">{tag}</paper>')


def test_that_people_of_a_real_case_have_stand_ins_and_the_body_has_its_name(resources: Resources) -> None:
    context = samples.plain(paper("RM-AGR"))
    made: Rendered = preview("RM-AGR", shipped_text("RM-AGR", resources), resources, context, "plain")
    text = squeezed(extracted(made.pdf))
    for gone in ("刘大勇", "鸿达", "王法务", "330699196803121518", "13800000000", "91330699MA9XTE018E", "石桥村12号"):
        assert gone not in text, gone
    assert "枫塘镇人民调解委员会" in text and "8,000.00" in text


def test_that_stand_ins_leave_nothing_in_any_text() -> None:
    for kind in CATALOGUE:
        masked = str(with_stand_ins(samples.plain(kind))).replace("person-刘大勇", "").replace("relation-王法务", "")
        for gone in ("刘大勇", "330699196803121518", "13800000000", "石桥村12号", "李春燕", "6222021001116245702"):
            assert gone not in masked, (kind.code, gone)


def test_that_the_samples_are_those_of_the_tests(resources: Resources) -> None:
    """After a change of the samples: make samples."""
    assert (resources.papers / FILE).read_text(encoding="utf-8") == samples_text()
    assert freeze(sample(resources.papers, "RM-VISIT", "nasty")) == freeze(samples.nasty(VISIT))


def test_that_a_sample_of_no_paper_is_refused(resources: Resources) -> None:
    with pytest.raises(Refusal):
        sample(resources.papers, "XX-NIX", "plain")
