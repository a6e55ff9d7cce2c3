"""How pages are filled: what stays together, what is said where, and what is left out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pypdfium2
import pytest

from mediation_desk.papers.catalogue import paper
from mediation_desk.papers.proof import extracted, squeezed
from mediation_desk.papers.render import Rendered, render
from mediation_desk.papers.resources import Resources
from mediation_desk.terms.refusal import Refusal

from . import samples

Made = Callable[[str, str], Rendered]


def page_text(rendered: Rendered, page: int) -> str:
    document = pypdfium2.PdfDocument(rendered.pdf)
    text = squeezed(document[page].get_textpage().get_text_range())
    document.close()
    return str(text)


@pytest.mark.parametrize("lines", range(0, 26))
def test_that_signatures_always_have_words_of_the_agreement_above_them(resources: Resources, lines: int) -> None:
    context = samples.plain(paper("RM-AGR"))
    context["agreement"]["other_clauses"] = [f"第{n}项其他约定。" for n in range(lines)]
    rendered = render("RM-AGR", context, resources)
    assert "具有同等效力" in page_text(rendered, rendered.boxes[0].page)
    assert len({box.page for box in rendered.boxes}) == 1


def test_that_signatures_of_36_parties_go_on_over_pages_that_say_so(made: Made) -> None:
    rendered = made("RM-AGR", "nasty")
    pages = sorted({box.page for box in rendered.boxes})
    assert len(pages) > 1
    assert all("接上页签名" in page_text(rendered, page) for page in pages[1:])
    assert "接上页签名" not in page_text(rendered, pages[0])


def test_that_every_page_of_a_record_has_a_strip_to_sign(made: Made) -> None:
    rendered = made("RM-REC", "nasty")
    assert rendered.pages > 1
    assert all("本页经核对无误" in page_text(rendered, page) for page in range(rendered.pages))


def test_that_a_record_closes_with_the_rest_struck_blank(made: Made) -> None:
    assert "（以下空白）" in extracted(made("RM-REC", "plain").pdf)


def test_that_the_electronic_clause_is_printed_only_for_signing_on_screen(resources: Resources) -> None:
    context = samples.plain(paper("RM-AGR"))
    on_paper = extracted(render("RM-AGR", context, resources).pdf)
    context["agreement"]["route"] = "screen"
    on_screen = extracted(render("RM-AGR", context, resources).pdf)
    assert "电子形式" not in squeezed(on_paper)
    assert "各方同意以电子形式签署本协议" in squeezed(on_screen)


def test_that_amounts_are_printed_in_words_and_figures_of_one_integer(made: Made) -> None:
    assert "人民币捌仟元整（¥8,000.00）" in squeezed(extracted(made("RM-AGR", "plain").pdf))


@pytest.mark.parametrize(
    ("kind", "title", "mediator"),
    [
        ("people", "人民调解记录", "人民调解员"),
        ("administrative", "行政调解记录", "调解人员"),
        ("judicial", "调解笔录", "特邀调解员"),
    ],
)
def test_that_records_are_worded_for_the_kind_of_mediation(
    resources: Resources, kind: str, title: str, mediator: str
) -> None:
    context = samples.plain(paper("RM-REC"))
    context["track"]["kind"], context["paper"]["title"] = kind, paper("RM-REC").title_for(kind)
    text = squeezed(extracted(render("RM-REC", context, resources).pdf))
    assert title in text and f"{mediator}：陈和平" in text


def test_that_a_record_of_invited_mediation_has_a_column_for_undisputed_facts(resources: Resources) -> None:
    context = samples.plain(paper("RM-REC"))
    assert "无争议事实专栏" not in squeezed(extracted(render("RM-REC", context, resources).pdf))
    context["track"]["kind"] = "judicial"
    text = squeezed(extracted(render("RM-REC", context, resources).pdf))
    assert (
        text.index("无争议事实专栏") < text.index("拖欠劳务报酬人民币捌仟元整") < text.index("以上记录已由当事人阅读")
    )


def test_that_a_committee_of_a_trade_makes_a_peoples_mediation_agreement(resources: Resources) -> None:
    context = samples.plain(paper("RM-AGR"))
    context["track"]["kind"] = "professional"
    assert "人民调解协议书" in squeezed(extracted(render("RM-AGR", context, resources).pdf))


def test_that_a_court_agreement_after_filing_leads_to_the_courts_own_paper(resources: Resources) -> None:
    context = samples.plain(paper("SF-AGR"))
    before = squeezed(extracted(render("SF-AGR", context, resources).pdf))
    after = squeezed(extracted(render("SF-AGR", context | {"subject": {"after_filing": True}}, resources).pdf))
    assert "申请司法确认" in before and "制作调解书" not in before
    assert "制作调解书" in after and "申请司法确认" not in after


def test_that_bytes_do_not_depend_on_the_process_that_made_them(made: Made, resources: Resources) -> None:
    script = (
        "import sys, hashlib; from pathlib import Path; from papers import samples;"
        "from mediation_desk.papers.render import render; from mediation_desk.papers.resources import Resources;"
        "from mediation_desk.papers.catalogue import paper;"
        "made = render('RM-AGR', samples.plain(paper('RM-AGR')), Resources.under(Path(sys.argv[1])));"
        "print(hashlib.sha256(made.pdf).hexdigest(), made.fonts_digest, made.template_digest)"
    )
    here = made("RM-AGR", "plain")
    tests = Path(__file__).resolve().parents[1]
    environment = {**os.environ, "PYTHONPATH": f"{tests.parent}:{tests}", "PYTHONHASHSEED": "7"}
    command = [sys.executable, "-c", script, str(resources.papers.parent)]
    environment["SOURCE_DATE_EPOCH"] = "1234567890"
    there = subprocess.run(command, env=environment, capture_output=True, check=True, text=True).stdout.split()
    assert there == [sha256(here.pdf).hexdigest(), here.fonts_digest, here.template_digest]


def test_that_all_parties_apply_for_confirmation_together(resources: Resources) -> None:
    context = samples.plain(paper("SF-CONFAPP"))
    context["signers"][1]["label"] = "被申请人（签名、盖章或按指印）"
    text = squeezed(extracted(render("SF-CONFAPP", context, resources).pdf))
    assert "被申请人" not in text and "申请人（签名、盖章或按指印）" in text


def test_that_the_centres_own_seal_is_a_seal(resources: Resources) -> None:
    context = samples.plain(paper("RM-VISITOR"))
    seal = next(box for box in render("RM-VISITOR", context, resources).boxes if box.key == "office_seal")
    assert round(seal.width) == round(seal.height) == 119


def test_that_an_endless_address_in_a_form_goes_on_over_pages(resources: Resources) -> None:
    context = samples.plain(paper("RM-APP"))
    context["parties"][0]["person"]["address"] = "临溪县枫塘镇石桥村" * 400
    rendered = render("RM-APP", context, resources)
    assert rendered.pages > 2
    assert squeezed(extracted(rendered.pdf)).count("枫") >= 400


def test_that_a_name_too_long_for_a_signature_place_is_refused(resources: Resources) -> None:
    context = samples.plain(paper("RM-AGR"))
    context["signers"][0]["name"] = "刘" * 3000
    with pytest.raises(Refusal) as caught:
        render("RM-AGR", context, resources)
    assert caught.value.code == "paper.does_not_fit"
