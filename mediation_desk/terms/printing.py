"""What printing can come to, and how sheets are printed."""

from __future__ import annotations

from typing import Final

STARTED, SENT, FAILED, CANCELLED = "started", "sent", "failed", "cancelled"
OUTCOMES: Final = (SENT, FAILED, CANCELLED)
"""How a job that was started may end. One that never ended is unknown until a person has looked at the printer."""
ONE_SIDE, LONG_EDGE, SHORT_EDGE = "one", "long", "short"
SIDES: Final = (ONE_SIDE, LONG_EDGE, SHORT_EDGE)
MOST_COPIES: Final = 99
