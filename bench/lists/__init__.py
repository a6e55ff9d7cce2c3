"""The list of household agreements, performed in an office of its own."""
