"""Where a fact lives, and so who may see it. Every case-bound row carries one of these."""

from __future__ import annotations

COMMON = "common"
STAFF = "staff"
_PARTY = "party:"
_EVALUATOR = "evaluator:"
_EVALUATION = "evaluation:"


def private_talk(party: str) -> str:
    """What one party said alone; never on a paper of another party."""
    return _PARTY + party


def opinion(evaluator: str) -> str:
    """One evaluator's own work, closed to everyone else until the release."""
    return _EVALUATOR + evaluator


def report(evaluation: str) -> str:
    """A released evaluation report, kept apart from the mediation volume."""
    return _EVALUATION + evaluation


def is_private_talk(compartment: str) -> bool:
    """Whether the compartment holds what a party said alone."""
    return compartment.startswith(_PARTY)


def is_opinion(compartment: str) -> bool:
    """Whether the compartment holds one evaluator's own work."""
    return compartment.startswith(_EVALUATOR)


def is_report(compartment: str) -> bool:
    """Whether the compartment holds a released evaluation report."""
    return compartment.startswith(_EVALUATION)
