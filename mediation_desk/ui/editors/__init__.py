"""Larger editors: an agreement, its duties, an evaluator's opinion, what is shown of a paper."""
