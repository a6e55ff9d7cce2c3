"""Certificates whose names hold characters newer than Unicode 3.2 (𬱖 and many of CJK Ext. C to H).

asn1crypto compares names by RFC 4518 through Python's `stringprep`, whose tables end at Unicode 3.2, and raises
"unassigned code points" for every later character: a valid signature of such a person could not be verified.
Taking later characters as assigned is what every newer Unicode version says.
"""

from __future__ import annotations

import stringprep

from asn1crypto import x509


class _LaterUnicode:
    """The module `stringprep` with no unassigned character."""

    def __getattr__(self, name: str) -> object:
        return getattr(stringprep, name)

    @staticmethod
    def in_table_a1(_char: str) -> bool:
        return False


def allow_rare_names() -> None:
    """Let certificate names hold any character. Done once for the process; doing it again changes nothing."""
    if not isinstance(x509.stringprep, _LaterUnicode):
        x509.stringprep = _LaterUnicode()
