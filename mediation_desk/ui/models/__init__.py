"""Rows for tables: frozen records in, columns described as data."""
