"""Papers by the office's own templates: the one in use is fetched, and a new one is tried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from mediation_desk.model.paper import Paper
from mediation_desk.papers.own import OwnTemplate
from mediation_desk.papers.paper import Paper as PaperKind
from mediation_desk.papers.render import Rendered, render
from mediation_desk.papers.resources import Resources
from mediation_desk.papers.trial import require_sound
from mediation_desk.store.templates import active_template
from mediation_desk.terms.refusal import Refusal


def rendered(
    session: Session, papers: Resources, kind: PaperKind, context: dict[str, Any], *, shipped: bool, blank: bool = False
) -> tuple[Rendered, int | None]:
    """By the office's own template where it uses one, with its edition; a fault of it names edition and line."""
    held = None if shipped else active_template(session, kind.code)
    if held is None:
        return render(kind.code, context, papers, blank=blank), None
    try:
        own = OwnTemplate(held.text, held.number)
        return render(kind.code, context, papers, blank=blank, own=own), held.number
    except Refusal as refusal:
        if not refusal.code.startswith("template."):
            raise
        line, title = refusal.facts.get("line") or "？", context["paper"]["title"]
        raise Refusal("template.fails", title=title, edition=held.number, line=line) from refusal


def try_template(session: Session, papers: Resources, code: str, text: str, tried_on: str | None) -> None:
    """Refuse a template that fails on a sample, or on the facts of the paper it was looked at with."""
    require_sound(code, text, papers, None if tried_on is None else paper_facts(session, tried_on, code))


def paper_facts(session: Session, id: str, code: str) -> Mapping[str, Any]:
    """What a paper of this kind was made from."""
    row = session.get(Paper, id)
    if row is None or row.code != code:
        raise Refusal("paper.unknown", field="paper", id=id)
    return row.context
