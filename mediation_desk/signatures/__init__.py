"""Ink, seals and certificates: bytes in, bytes out. Imports `terms` and `law` only; knows no case and no database."""
