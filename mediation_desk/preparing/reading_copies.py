"""A copy in large type of a paper that stands: the same facts by the same template, and the words of the original."""

from __future__ import annotations

from sqlalchemy.orm import Session

from mediation_desk.model.paper import Paper
from mediation_desk.papers.own import OwnTemplate
from mediation_desk.papers.proof import running, squeezed
from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources
from mediation_desk.store.templates import template_editions
from mediation_desk.terms.refusal import Refusal


def reading_copy(session: Session, papers: Resources, row: Paper, original: bytes) -> bytes:
    """The paper in large type, which says that the signed one counts.

    Templates may have changed since; a copy whose words are not those of the original is refused.
    """
    own = _own(session, row)
    again = render(row.code, row.context, papers, own=own)
    if squeezed(running(again.pdf)) != squeezed(running(original)):
        raise Refusal("paper.large_copy_differs", title=row.title, made_on=row.made_on)
    context = {**row.context, "paper": {**row.context["paper"], "large": True, "reading": True}}
    return render(row.code, context, papers, own=own).pdf


def _own(session: Session, row: Paper) -> OwnTemplate | None:
    if row.template_edition is None:
        return None
    held = next(one for one in template_editions(session, row.code) if one.number == row.template_edition)
    return OwnTemplate(held.text, held.number)
