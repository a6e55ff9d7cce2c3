"""The papers of this program."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mediation_desk.papers.render import render
from mediation_desk.papers.resources import Resources
from mediation_desk.resource_paths import resources


def typesetter() -> Callable[[Mapping[str, Any]], bytes]:
    """From facts through template and XML to PDF."""
    where = Resources.under(resources())
    return lambda words: render("RM-AGR", words["context"], where).pdf
