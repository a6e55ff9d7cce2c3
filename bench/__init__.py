"""Comparisons that are measured, not claimed: `make bench`. What is compared runs in turn, so ratios hold anywhere."""
