"""What people type is data on every paper: no link, no file, no action, and not one character lost."""

from __future__ import annotations

from itertools import product

import pytest

from mediation_desk.papers.catalogue import CATALOGUE
from mediation_desk.papers.proof import lint
from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources

from . import samples

WRAPPINGS = (
    "{}",
    "<b>{}</b>",
    '<img src="{}"/>',
    '<a href="{}">点此</a>',
    "<para>{}</para>",
    "<font name='{}'>字</font>",
    "<onDraw name='{}'/>",
    "<!--{}-->",
    "<![CDATA[{}]]>",
    "&{};",
    "{{{{ {} }}}}",
    "{{% include '{}' %}}",
    "{{# {} #}}",
    ") Tj /URI ({}) ET",
    "<</S/JavaScript/JS({})>>",
    "</cell></row><p>{}</p>",
    "=HYPERLINK({})",
    "张{}䶮",
    "${{{}}}",
    "\\u003c{}\\n",
)
TARGETS = (
    "file:///etc/passwd",
    "/etc/passwd",
    "http://127.0.0.1:9/x",
    "javascript:alert(1)",
    "data:text/html,x",
    "..\\..\\win.ini",
    "7 * 7",
    "config.__class__",
    "request['application']",
    "''.__class__.__mro__",
    "%s%n%x",
    "'; DROP TABLE party; --",
    "阿依古丽·买买提",
    "𬱖𡋾〇㛃",
    "&#60;&amp;&lt;",
)
TEXTS = tuple(wrapping.format(target) for wrapping, target in product(WRAPPINGS, TARGETS))
EVERYDAY = TEXTS[:: len(TEXTS) // 12]


def test_that_there_are_three_hundred_different_texts() -> None:
    assert len(set(TEXTS)) == 300


@pytest.mark.parametrize(
    "number", [pytest.param(n, marks=() if TEXTS[n] in EVERYDAY else pytest.mark.proof) for n in range(len(TEXTS))]
)
def test_that_a_hostile_text_in_every_field_is_printed_and_does_nothing(number: int, resources: Resources) -> None:
    paper = CATALOGUE[number % len(CATALOGUE)]
    made = render(paper.code, samples.hostile(paper, TEXTS[number]), resources)
    expected = [TEXTS[number]] if samples.prints_parties(paper.code) else []
    assert lint(made.pdf, expected) == ()
