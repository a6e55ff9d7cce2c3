"""Slow work before a transaction: facts made into frozen papers, and signed revisions of them."""
