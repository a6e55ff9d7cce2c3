"""What the check found and somebody let stand."""

from __future__ import annotations

from collections.abc import Mapping

from mediation_desk.facts.building import CaseBuilder
from mediation_desk.model.agreement import Agreement

from .case_shapes import OverruledLine


def overruled(builder: CaseBuilder, names: Mapping[str, str]) -> tuple[OverruledLine, ...]:
    """Every finding that was let stand, in all versions of all texts. `names` are those of the staff by id."""
    return tuple(
        OverruledLine(
            track=row.track_id,
            version=row.text_version,
            code=finding["code"],
            clause=finding["clause"],
            finding=finding["text"],
            reason=finding["overruled"],
            who=names.get(finding.get("overruled_by", ""), ""),
        )
        for row in builder.rows(Agreement)
        for finding in row.findings
        if finding.get("overruled")
    )
