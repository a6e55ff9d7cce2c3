"""What tells the tracks of one case apart: the parties that do not stand in every one of them. Knows no Qt."""

from __future__ import annotations

from mediation_desk.queries.case_shapes import CaseSheet, TrackSheet


def member_names(sheet: CaseSheet, track: TrackSheet) -> tuple[str, ...]:
    """Who tells a track from the others: its parties that do not stand in every track of the case."""
    everywhere = set.intersection(*({one.code for one in other.choices["parties"]} for other in sheet.tracks))
    return tuple(one.words for one in track.choices["parties"] if one.code not in everywhere)
