"""What was printed of one paper of a case."""

from __future__ import annotations

from collections.abc import Mapping

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.model.printing import Printing

from .case_shapes import PrintRow


def print_rows(builder: CaseBuilder, paper: str, names: Mapping[str, str]) -> tuple[PrintRow, ...]:
    """Its printings in order; `names` are those of the staff."""
    return tuple(_row(row, names) for row in builder.rows(Printing, paper_id=paper))


def _row(row: Printing, names: Mapping[str, str]) -> PrintRow:
    assert row.recorded_at is not None
    return PrintRow(
        id=row.id,
        at=row.recorded_at,
        turn=row.turn,
        copies=row.copies,
        pages=row.pages,
        printer=row.printer,
        who=names.get(row.started_by, ""),
        outcome=row.outcome,
        reason=row.reason or "",
    )
