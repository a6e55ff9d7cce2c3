"""The command line: the same acts, open to scripts, imports and tests. Nothing here loads Qt but the bare command."""
