"""What an agent may do: itemised powers, and which of them dispose of the claim (特别授权)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mediation_desk.terms.refusal import Refusal

from .reading import Fault, Section, refuse_if_faulty, sourced


@dataclass(frozen=True, slots=True)
class Power:
    """One box on the form of authority."""

    code: str
    words: str
    special: bool
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class MostRepresentatives:
    """How many representatives many parties may elect, and where that is written."""

    most: int
    source: str
    certainty: str

    def check_number(self, representatives: int, field: str) -> None:
        """Refuse more representatives than there may be."""
        if representatives > self.most:
            raise Refusal("representatives.too_many", most=self.most, source=self.source, field=field)


@dataclass(frozen=True, slots=True)
class Powers:
    """All boxes of the form, by code, and how many agents a party may have."""

    by_code: Mapping[str, Power]
    most_agents: int
    representatives: MostRepresentatives

    @classmethod
    def of(cls, document: Mapping[str, object]) -> Powers:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/agents.toml", document, faults)
        powers = [_power(table) for table in section.tables("power")]
        most = section.number("most_agents")
        representatives = _most_representatives(section.needed("representatives"))
        section.finish()
        refuse_if_faulty(faults)
        return cls({power.code: power for power in powers}, most, representatives)

    def read(self, codes: Iterable[str]) -> tuple[Power, ...]:
        """The powers of a list of codes; a code that no form has is refused."""
        found = tuple(codes)
        for code in found:
            if code not in self.by_code:
                raise Refusal("agent.power_unknown", power=code, field="powers")
        return tuple(self.by_code[code] for code in found)

    def has_special_authority(self, codes: Iterable[str]) -> bool:
        """Whether one of the powers disposes of the claim. 全权代理 alone gives none (民诉法解释 89)."""
        return any(code in self.by_code and self.by_code[code].special for code in codes)

    def check_number(self, party: str, agents: int) -> None:
        """Refuse more agents than a party may have."""
        if agents > self.most_agents:
            raise Refusal("agent.too_many", party=party, most=self.most_agents, field="agents")


def _power(section: Section) -> Power:
    source, certainty = sourced(section)
    power = Power(section.text("code"), section.text("words"), section.flag("special"), source, certainty)
    section.finish()
    return power


def _most_representatives(section: Section) -> MostRepresentatives:
    source, certainty = sourced(section)
    section.flag("local")
    rule = MostRepresentatives(section.number("most"), source, certainty)
    section.finish()
    return rule
