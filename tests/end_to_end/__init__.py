"""Whole cases from the counter to the signed paper, through the desk's own door."""
