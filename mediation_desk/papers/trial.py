"""Trying a template before it is used: on samples, on a real case whose people are masked, and on the empty form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from mediation_desk.terms.refusal import Refusal

from .apart import Job, compose_apart
from .catalogue import paper
from .environment import templates
from .own import OwnTemplate
from .render import Rendered, facts_for, render, render_composed
from .resources import Resources
from .samples import SAMPLES, sample
from .standins import with_stand_ins

CASE: Final = "预览的案件"


def require_sound(code: str, text: str, resources: Resources, case: Mapping[str, Any] | None = None) -> None:
    """Refuse a template that fails on any sample or on the case it was looked at with, naming the sample and line."""
    kind, source = paper(code), templates(resources.papers)
    tried = [(words, sample(resources.papers, code, which), which == "blank") for which, words in SAMPLES.items()]
    if case is not None:
        tried.append((CASE, with_stand_ins(case), False))
    facts = [facts_for(kind, context, blank=blank) for _, context, blank in tried]
    jobs = [Job(one, blank) for one, (_, _, blank) in zip(facts, tried, strict=True)]
    own = OwnTemplate(text, 0)
    for composed, job, (words, _, _) in zip(compose_apart(source, kind.template, text, jobs), jobs, tried, strict=True):
        try:
            if isinstance(composed, Refusal):
                raise composed
            render_composed(composed, kind, own, job.facts, resources, blank=job.blank)
        except Refusal as refusal:
            raise Refusal(refusal.code, **{**refusal.facts, "sample": words}) from refusal


def preview(code: str, text: str, resources: Resources, case: Mapping[str, Any] | None, which: str) -> Rendered:
    """How a paper would look: with the people of a real case masked, or on a sample."""
    context = sample(resources.papers, code, which) if case is None else with_stand_ins(case)
    blank = case is None and which == "blank"
    own = None if text == shipped_text(code, resources) else OwnTemplate(text, 0)
    return render(code, context, resources, blank=blank, own=own)


def shipped_text(code: str, resources: Resources) -> str:
    """The shipped template as it is written."""
    return templates(resources.papers).source(paper(code).template)
