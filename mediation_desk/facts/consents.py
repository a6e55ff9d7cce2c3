"""Consents as papers name them: the last word of each party."""

from __future__ import annotations

from mediation_desk.model.consent import Consent

from .scene import Scene


def consents_given(scene: Scene, subject: str) -> dict[str | None, Consent]:
    """Who has consented and not taken it back, by party."""
    rows = scene.builder.rows(Consent, track_id=scene.track_id, subject=subject, reversed_by=None)
    last = {row.party_id: row for row in sorted(rows, key=lambda row: row.on) if row.on <= scene.day}
    return {party: row for party, row in last.items() if row.answer == "given"}


def consent_lines(scene: Scene, subject: str) -> list[dict[str, object]]:
    """One line for each party of the track that has consented, in the order of the parties."""
    given, names = consents_given(scene, subject), scene.builder.names()
    rows = [(party, given[party]) for party in scene.the_track.parties if party in given]
    return [{"party": names[party], "on": row.on, "how": row.how} for party, row in rows]
