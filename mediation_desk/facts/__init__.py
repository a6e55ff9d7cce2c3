"""A case as frozen plain data, for papers, checks and queries."""
