"""Writes the JSON Schema of scripts into the file that ships: `python -m mediation_desk.exchange.schema FILE`."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from .scripts import script_schema


def schema_text() -> str:
    """The schema as it stands in resources/exchange, made from the acts."""
    return json.dumps(script_schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def main(arguments: list[str]) -> int:
    """Write the file that is named."""
    if len(arguments) != 1:
        print("usage: python -m mediation_desk.exchange.schema FILE", file=sys.stderr)
        return 2
    Path(arguments[0]).write_text(schema_text(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
