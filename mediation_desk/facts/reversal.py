"""What a reversal may take back, and what it may not."""

from __future__ import annotations

from typing import Final

from mediation_desk.model.base import CaseBound
from mediation_desk.model.clock import ClockExtension
from mediation_desk.model.consent import Consent
from mediation_desk.model.performance import Payment
from mediation_desk.model.session import Session

REVERSIBLE_ROWS: Final[tuple[type[CaseBound], ...]] = (Consent, ClockExtension, Payment, Session)
"""Facts that keep who took them back."""

NOT_REVERSIBLE: Final = (
    "track_opened", "accepted", "refused", "mediator_chosen", "mediator_recused", "text_finalised", "text_withdrawn",
    "oral_agreement_recorded", "split", "ended", "transferred", "reopened", "evaluation_started", "evaluation_ended",
    "volume_closed",
)
"""What drew a number, froze a text, chose a person or ended something is answered by its own opposite."""
