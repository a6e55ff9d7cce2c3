"""Facts that a reversing act takes back by marking them; nothing is edited away."""

from __future__ import annotations

from typing import Final

from .base import CaseBound
from .clock import ClockExtension
from .confirmation import ConfirmationRequest
from .consent import Consent
from .performance import Payment
from .plan import PlanObjection
from .service import Service
from .session import Session

REVERSIBLE_ROWS: Final[tuple[type[CaseBound], ...]] = (
    Consent,
    ClockExtension,
    ConfirmationRequest,
    Payment,
    Payment,
    PlanObjection,
    Service,
    Session,
)
"""Tables whose rows carry `reversed_by`."""
