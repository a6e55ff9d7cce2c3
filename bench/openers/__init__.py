"""Programs that open a window and say how long it took."""
