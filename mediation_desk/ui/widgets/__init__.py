"""Parts of screens: each knows how it looks and is used, none knows the office."""
