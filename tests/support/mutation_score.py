"""The share of spoiled rules that the tests found out, module by module, from what the last run left behind."""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

_UNNOTICED = (0, 5, 33)
"""Exit codes of a run that noticed nothing, or in which no test touched the spoiled line; a time-out is noticed."""
_NEEDED = 0.90


def scores(folder: Path) -> dict[str, tuple[int, int]]:
    """Found out and made, by module."""
    found: dict[str, tuple[int, int]] = {}
    for file in sorted(folder.rglob("*.py.meta")):
        codes = json.loads(file.read_text(encoding="utf-8"))["exit_code_by_key"].values()
        counted = Counter("missed" if code in _UNNOTICED else "found" for code in codes if code is not None)
        if counted:
            found[file.name.removesuffix(".py.meta")] = counted["found"], counted.total()
    return found


def main() -> int:
    """Print the table; the exit code says whether enough was found out."""
    every = scores(Path("mutants/mediation_desk/law"))
    for module, (found, made) in every.items():
        print(f"{module:24}{found:6} of {made:5}{found / made:8.1%}")
    found, made = (sum(pair[place] for pair in every.values()) for place in (0, 1))
    print(f"{'law/':24}{found:6} of {made:5}{found / max(made, 1):8.1%}")
    return int(not made or found / made < _NEEDED)


if __name__ == "__main__":
    sys.exit(main())
