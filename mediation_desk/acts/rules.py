"""Going over to other rules: the office adopts what its program brings, then its running clocks are counted anew."""

from __future__ import annotations

from dataclasses import dataclass, replace

from mediation_desk.model.office import RuleEdition
from mediation_desk.model.track import Track
from mediation_desk.preparing.preparation import Preparation
from mediation_desk.store.editions import newest_edition
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptRules(Act):
    """采用新规则. The office goes by them from this act on; what was computed before stays until it is recounted."""

    digest: str
    """The edition that is adopted, as its author saw it compared."""
    replaces: str | None = None
    """The edition in force until then; where the author does not name it, the one that the desk finds."""

    def prepare(self, preparation: Preparation) -> AdoptRules:
        held = newest_edition(preparation.session)
        return self if held is None or self.replaces is not None else replace(self, replaces=held.digest)

    def perform(self, work: Work) -> None:
        shipped, held = work.shipped(), newest_edition(work.session)
        if held is not None and held.digest == shipped.digest:
            raise Refusal("rules.nothing_new", field="digest", on=held.adopted_on)
        if self.digest != shipped.digest:
            raise Refusal("rules.not_brought", field="digest", digest=self.digest[:16], shipped=shipped.digest[:16])
        if self.replaces != (held and held.digest):
            raise Refusal("rules.changed_meanwhile", field="replaces")
        work.add_to_office(
            RuleEdition(
                id=work.envelope.id,
                number=1 if held is None else held.number + 1,
                digest=shipped.digest,
                adopted_on=work.happened_on,
                adopted_at=work.now,
                staff_id=work.actor.staff,
                texts=shipped.packed,
            )
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class RecountClocks(Act):
    """重新计算期限, by the rules and settings in force now; the outcome says which last days moved."""

    def perform(self, work: Work) -> None:
        for track in work.rows(Track):
            work.track(track.id)
