"""核验: files and codes against the register."""
