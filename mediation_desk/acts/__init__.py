"""What people do. One class for one act, grouped by subject; `known.ACTS` is the closed list."""
