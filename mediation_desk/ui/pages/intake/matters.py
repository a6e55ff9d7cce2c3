"""What the parts of the registration form share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from mediation_desk.ui.widgets.id_number_edit import IdReading


@dataclass(frozen=True, slots=True)
class Readers:
    """Who checks the numbers of people, and which day it is."""

    id_number: Callable[[str], IdReading]
    credit_code: Callable[[str], IdReading]
    today: Callable[[], date]
