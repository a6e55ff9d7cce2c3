"""Where it is kept: engines, key file, transactions, blobs, full-text, audit chain, counters, migrations."""
