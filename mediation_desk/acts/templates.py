"""The office's own templates: one person proposes, a second puts in use, and the shipped one can always come back."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from mediation_desk.model.office import TemplateEdition
from mediation_desk.papers import catalogue
from mediation_desk.papers.trial import shipped_text
from mediation_desk.preparing.own_templates import try_template
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.store.templates import active_template, template_editions
from mediation_desk.terms.ids import PaperId
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import require_text
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeTemplate(Act):
    """提出文书模板. Tried on every sample before it is kept; nobody uses it until a second person has put it in use."""

    id: str
    code: str
    text: str
    note: str
    """What was changed and why."""
    tried_on: PaperId | None = None
    """The paper of a real case whose facts it was looked at with, and must print as well."""

    def prepare(self, preparation: Preparation) -> ProposeTemplate:
        if self.text == shipped_text(self.code, preparation.papers):
            raise Refusal("template.nothing_changed", field="text")
        try_template(preparation.session, preparation.papers, self.code, self.text, self.tried_on)
        return self

    def perform(self, work: Work) -> None:
        kind, note = catalogue.paper(self.code), require_text(self.note, "note")
        before = template_editions(work.session, kind.code)
        if any(row.text == self.text and row.state in ("active", "proposed") for row in before):
            raise Refusal("template.nothing_changed", field="text")
        work.add_to_office(
            TemplateEdition(
                id=self.id,
                code=kind.code,
                number=1 + max((row.number for row in before), default=0),
                text=self.text,
                digest=hashlib.sha256(self.text.encode()).hexdigest(),
                note=note,
                tried_on=self.tried_on,
                proposed_on=work.happened_on,
                proposed_at=work.now,
                proposed_by=work.actor.staff,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivateTemplate(Act):
    """启用文书模板. Never by who proposed it; tried once more, for what it builds on may have changed meanwhile."""

    template: str

    def prepare(self, preparation: Preparation) -> ActivateTemplate:
        row = preparation.session.get(TemplateEdition, self.template)
        if row is not None and row.state == "proposed":
            try_template(preparation.session, preparation.papers, row.code, row.text, row.tried_on)
        return self

    def perform(self, work: Work) -> None:
        row = _edition(work, self.template)
        if row.state != "proposed":
            raise Refusal("template.not_waiting", field="template", edition=row.number)
        if row.proposed_by == work.actor.staff:
            raise Refusal("template.same_person", field="template", edition=row.number)
        held = active_template(work.session, row.code)
        if held is not None:
            _end(work, held, f"改用第{row.number}版")
        row.activated_on, row.activated_by = work.happened_on, work.actor.staff


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawTemplate(Act):
    """停用文书模板. A proposal is declined; instead of one in use the shipped template is used again."""

    template: str
    reason: str

    def perform(self, work: Work) -> None:
        row = _edition(work, self.template)
        if row.state not in ("proposed", "active"):
            raise Refusal("template.not_in_use", field="template", edition=row.number)
        _end(work, row, require_text(self.reason, "reason"))


def _edition(work: Work, id: str) -> TemplateEdition:
    row = work.session.get(TemplateEdition, id)
    if row is None:
        raise Refusal("template.unknown", field="template", id=id)
    return row


def _end(work: Work, row: TemplateEdition, why: str) -> None:
    row.ended_on, row.ended_by, row.ended_why = work.happened_on, work.actor.staff, why
