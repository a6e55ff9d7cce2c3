"""Walls around the serving process, put up after it has loaded what it needs and before it hears anybody.

Three, each for itself: Python's own audit hook (on every system), the limits of POSIX, and Linux's Landlock, by which
the kernel itself refuses every path and every connection outwards. A page that were broken into could still read no
key file, start no program and reach no other machine.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import Any, Final

if sys.platform != "win32":
    import resource

MEMORY: Final = 768 * 1024 * 1024
OPEN_FILES: Final = 64
_FORBIDDEN: Final = (
    *("open", "import", "exec", "compile", "ctypes.", "subprocess.", "os.", "shutil.", "tempfile.", "glob.", "pty."),
    *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto", "winreg.", "_winapi.", "sqlite3."),
)
_HARMLESS: Final = frozenset({"os.putenv"})
_CREATE, _RESTRICT, _NO_NEW_PRIVILEGES = 444, 446, 38
_ALL_PATHS: Final = (1 << 13) - 1
_ALL_OUTWARDS: Final = 0b11


class Walled(OSError):
    """What this process does not do any more."""


def confine() -> None:
    """From here on: no file, no module, no program, no connection outwards. There is no way back."""
    _limit()
    sys.addaudithook(_refuse)


def close_inherited() -> None:
    """Whatever else was open in the process that started this one."""
    os.closerange(3, 4096)


def _refuse(event: str, _given: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN) and event not in _HARMLESS:
        raise Walled(event)


def _limit() -> None:
    if sys.platform != "win32":
        for what, most in (
            (resource.RLIMIT_AS, MEMORY),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, OPEN_FILES),
            (resource.RLIMIT_NPROC, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))


class _Ruleset(ctypes.Structure):
    _fields_ = [("paths", ctypes.c_uint64), ("network", ctypes.c_uint64)]


def shut_out() -> None:
    """Landlock, for this thread and those it starts: a rule book without a rule refuses everything it speaks of.

    Kernels before 5.13 do not know it; there the other two walls stand alone.
    """
    if sys.platform != "linux":
        return
    kernel = ctypes.CDLL(None)
    edition = kernel.syscall(_CREATE, None, 0, 1)
    if edition < 1:
        return
    book = _Ruleset(_ALL_PATHS, _ALL_OUTWARDS if edition >= 4 else 0)
    made = kernel.syscall(_CREATE, ctypes.byref(book), ctypes.sizeof(book) if edition >= 4 else 8, 0)
    if made < 0:
        return
    kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    kernel.syscall(_RESTRICT, made, 0)
    os.close(made)
