"""What the office does about certificates that end and PINs that are typed wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .reading import Fault, Section, refuse_if_faulty, sourced


@dataclass(frozen=True, slots=True)
class CertificateRules:
    """How many days ahead the end of a certificate is told, and how many wrong PINs the program lets through."""

    warn_days: int
    wrong_pins: int
    source: str
    certainty: str

    @classmethod
    def of(cls, document: Mapping[str, object]) -> CertificateRules:
        """Build from a parsed file; refuses with every mistake at once."""
        faults: list[Fault] = []
        section = Section("rules/certificates.toml", document, faults)
        table = section.needed("certificates")
        days, pins, (source, certainty) = table.whole("warn_days"), table.whole("wrong_pins"), sourced(table)
        table.finish()
        section.finish()
        refuse_if_faulty(faults)
        return cls(days, pins, source, certainty)

    def ends_soon(self, last: date, today: date) -> bool:
        """Whether the end is so near that a new certificate should be asked for; also once it is past."""
        return last <= today + timedelta(days=self.warn_days)
