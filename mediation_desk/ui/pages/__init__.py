"""Pages of the window: each a page and a presenter."""
