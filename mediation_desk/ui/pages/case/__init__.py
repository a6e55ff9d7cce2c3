"""A page of the window."""
