"""Facts that a reversing act takes back by marking them; nothing is edited away."""

from __future__ import annotations

from typing import Final

from .base import CaseBound
from .clock import ClockExtension
from .confirmation import ConfirmationRequest
from .consent import Consent
from .handover import Handover, IncomingReferral, OutsideProceeding, Response
from .performance import Payment
from .plan import PlanObjection
from .service import Service
from .session import Session
from .signing_session import ReadAloud, ReadingNeed

REVERSIBLE_ROWS: Final[tuple[type[CaseBound], ...]] = (
    Consent,
    ClockExtension,
    ConfirmationRequest,
    Payment,
    PlanObjection,
    Service,
    Session,
    Handover,
    IncomingReferral,
    OutsideProceeding,
    Response,
    ReadingNeed,
    ReadAloud,
)
"""Tables whose rows carry `reversed_by`."""
