"""What the parts of the registration form share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mediation_desk.ui.dialogs.person_readers import ReadDocument, ReadNumber


@dataclass(frozen=True, slots=True)
class Readers:
    """Who checks the numbers of people, and which day it is."""

    id_number: ReadDocument
    credit_code: ReadNumber
    today: Callable[[], date]
    kinds: tuple[tuple[str, str], ...]
