"""`python -m bench.setters MODULE WORDS --started T`: set the papers in WORDS with one typesetter, and time it."""

from __future__ import annotations

import argparse
import importlib
import json
import time
from pathlib import Path


def main() -> None:
    """The first paper counts from the start of the process, each later one by itself."""
    reader = argparse.ArgumentParser()
    reader.add_argument("module")
    reader.add_argument("words", type=Path)
    reader.add_argument("--started", type=float, required=True)
    asked = reader.parse_args()
    first, *others = json.loads(asked.words.read_text(encoding="utf-8"))
    typeset = importlib.import_module(f"bench.setters.{asked.module}").typesetter()
    pdf = typeset(first)
    cold, warm = time.time() - asked.started, []
    for each in others:
        before = time.perf_counter()
        pdf = typeset(each)
        warm.append(time.perf_counter() - before)
    asked.words.with_name(f"{asked.module}.pdf").write_bytes(pdf)
    print(json.dumps({"cold": cold, "warm": warm, "note": described(pdf)}))


def described(pdf: bytes) -> str:
    """Pages and size, read back once everything was measured."""
    pages = len(importlib.import_module("pypdfium2").PdfDocument(pdf))
    return f"{pages} pages, {len(pdf) / 1024:.0f} KB"


if __name__ == "__main__":
    main()
