"""Many on one side elect a few who speak for them, and who sign only where the mandate says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mediation_desk.model.paper import Attachment
from mediation_desk.model.party import Party
from mediation_desk.terms.ids import AttachmentId, PersonId
from mediation_desk.terms.refusal import Refusal

from .act import Act
from .lookups import party_name, touch_all_tracks
from .people import RelationDraft, add_relation
from .work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class ElectRepresentatives(Act):
    """推举代表人. Members of one side name some of their own; the signed mandate lies in the materials.

    With the power to settle the representatives sign for the members, otherwise each member signs himself.
    """

    representatives: tuple[str, ...]
    members: tuple[str, ...]
    mandate: AttachmentId
    powers: tuple[str, ...] = ()
    since: date | None = None

    def perform(self, work: Work) -> None:
        mandate = work.find(Attachment, self.mandate, "attachment")
        chosen = [work.party(id) for id in dict.fromkeys(self.representatives)]
        members = [work.party(id) for id in dict.fromkeys(self.members)]
        self._check(work, chosen, members)
        work.law.powers.read(self.powers)
        work.for_change(work.case)
        for member in members:
            for party in chosen:
                if party.id != member.id:
                    self._elect(work, party, member, mandate.name)
        touch_all_tracks(work)

    def _elect(self, work: Work, party: Party, member: Party, mandate: str) -> None:
        draft = RelationDraft(
            id=work.new_row_id(f"elected:{party.id}:{member.id}"),
            kind="representative",
            person=PersonId(party.person_id),
            party=member.id,
            powers=self.powers,
            since=self.since,
            document=mandate,
        )
        add_relation(work, draft)

    def _check(self, work: Work, chosen: list[Party], members: list[Party]) -> None:
        if not chosen or not members:
            raise Refusal("field.empty", field="members" if chosen else "representatives")
        work.law.powers.representatives.check_number(len(chosen), "representatives")
        side = chosen[0].side
        for party in (*chosen, *members):
            if party.side != side:
                raise Refusal("representatives.of_another_side", field="members", name=party_name(work, party.id))
            if work.person(party.person_id).kind != "natural":
                raise Refusal("representatives.no_natural_person", field="members", name=party_name(work, party.id))
