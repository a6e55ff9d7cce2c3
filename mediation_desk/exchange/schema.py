"""`python -m mediation_desk.exchange.schema FILE`: write the JSON Schema that scripts are checked against."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .scripts import script_schema


def published() -> str:
    """The schema as it is published, in a stable form."""
    return json.dumps(script_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(published(), encoding="utf-8")
