"""Loaded once, by the process that all victims are forks of."""

from tests.support.signing_victim import warm

warm()
