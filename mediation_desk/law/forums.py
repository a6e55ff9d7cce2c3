"""Ways that exclude each other: families of forums, the outside proceedings that end them, and who may refer."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass

from mediation_desk.terms.refusal import Refusal

from .reading import Fault, Section, refuse_if_faulty, sourced


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Forums of which only one may deal with the same parties and matters at a time."""

    id: str
    name: str
    forums: tuple[str, ...]
    disputes: tuple[str, ...]
    outside: tuple[str, ...]
    """Outside proceedings that end what runs in one of the forums `ended`."""
    ended: tuple[str, ...]
    words: str
    source: str
    certainty: str

    @property
    def basis(self) -> str:
        """The article, with its doubt."""
        return self.source if self.certainty != "memory" else f"{self.source}（依据待核）"

    def speaks_of(self, dispute: str) -> bool:
        """Whether the family is about this type of quarrel."""
        return not self.disputes or dispute in self.disputes


@dataclass(frozen=True, slots=True, kw_only=True)
class Referred:
    """A forum that opens only by another organ's referral."""

    forum: str
    sources: tuple[str, ...]
    organ: str
    words: str
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom and what a proceeding is about: sides by party; no matter named means all of them."""

    parties: Mapping[str, str]
    matters: Set[str]

    def overlaps(self, other: Scope) -> bool:
        """Whether some of the same parties dispute some of the same matters in both.

        Sharing one side only is no overlap: a developer faces thirty households in as many proceedings.
        """
        shared = {side for party, side in self.parties.items() if party in other.parties}
        needed = min(2, len(set(self.parties.values())), len(set(other.parties.values())))
        same_matters = not self.matters or not other.matters or bool(self.matters & other.matters)
        return bool(shared) and len(shared) >= needed and same_matters


@dataclass(frozen=True, slots=True)
class ForumRules:
    """The families and the forums that need a referral, as their file lays them out."""

    families: tuple[Family, ...]
    same: Family
    """What holds within any one forum that no family names."""
    referred: tuple[Referred, ...]

    @classmethod
    def of(cls, document: Mapping[str, object]) -> ForumRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/forums.toml", document, faults)
        rules = cls(
            tuple(_family(table) for table in section.tables("family")),
            _family(section.table("same") or Section("rules/forums.toml", {}, faults, "same.")),
            tuple(_referred(table) for table in section.tables("referred")),
        )
        section.finish()
        refuse_if_faulty(faults)
        return rules

    def exclusive(self, one: str, other: str, dispute: str) -> Family | None:
        """The family in which two forums exclude each other for a type of quarrel."""
        found = (f for f in self.families if f.speaks_of(dispute) and {one, other} <= set(f.forums))
        return next(found, self.same if one == other else None)

    def ended_by(self, forum: str, dispute: str, outside: str) -> Family | None:
        """The family by which an outside proceeding ends what runs in a forum."""
        return next(
            (f for f in self.families if f.speaks_of(dispute) and forum in f.ended and outside in f.outside), None
        )

    def require_referred(self, forum: str, source: str, organ: str | None) -> None:
        """Refuse to open a forum without the referral it needs, by the case's source or the referring organ."""
        for rule in self.referred:
            if rule.forum == forum and source not in rule.sources and rule.organ not in (organ or ""):
                raise Refusal("track.needs_referral", field="referral", words=rule.words, source=rule.source)


def _family(section: Section) -> Family:
    source, certainty = sourced(section)
    forums = section.texts("forums")
    found = Family(
        id=section.text("id"),
        name=section.text("name"),
        forums=forums,
        disputes=section.texts("disputes"),
        outside=section.texts("outside"),
        ended=section.texts("ended") or forums,
        words=section.text("words"),
        source=source,
        certainty=certainty,
    )
    if not set(found.ended) <= set(forums):
        section.fault("ended", "应为本组的途径")
    section.finish()
    return found


def _referred(section: Section) -> Referred:
    source, certainty = sourced(section)
    found = Referred(
        forum=section.text("forum"),
        sources=section.texts("sources"),
        organ=section.text("organ"),
        words=section.text("words"),
        source=source,
        certainty=certainty,
    )
    section.finish()
    return found
