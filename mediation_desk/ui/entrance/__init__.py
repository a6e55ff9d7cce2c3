"""The way in: making an office at the first start, signing in, locking the screen."""
