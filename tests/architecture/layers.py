"""Who may import whom, written down. House rules, section 3."""

from __future__ import annotations

from typing import Final

REQUIRED: Final = frozenset(
    {
        *("terms", "words", "law", "model", "store", "facts", "scans", "papers", "signatures", "preparing", "phone"),
        *("queries", "acts", "exchange", "desk", "ui", "cli"),
    }
)
"""Packages that must be there; one is added when its first module lands, and none is ever taken out."""

_CORE: Final = frozenset({"terms", "law", "model", "store", "facts"})
_PAPER: Final = frozenset({"papers", "signatures", "scans"})
_OFFERED: Final = frozenset({"desk", "acts", "queries", "figures", "exchange", "words", "terms"})

LAYERS: Final[dict[str, frozenset[str]]] = {
    "resource_paths": frozenset(),
    "terms": frozenset(),
    "words": frozenset({"terms", "resource_paths"}),
    "law": frozenset({"terms"}),
    "model": frozenset({"terms", "law"}),
    "store": frozenset({"terms", "law", "model"}),
    "facts": frozenset({"terms", "law", "model", "store"}),
    "scans": frozenset({"terms"}),
    "papers": frozenset({"terms", "law", "scans"}),
    "signatures": frozenset({"terms", "law", "scans"}),
    "phone": frozenset({"terms", "signatures.ink", "resource_paths"}),
    "preparing": _CORE | _PAPER,
    "queries": _CORE | _PAPER | {"preparing"},
    "acts": _CORE | _PAPER | {"preparing"},
    "figures": _CORE | {"queries", "acts"},
    "exchange": _CORE | {"queries", "acts"},
    "desk": _CORE | _PAPER | {"preparing", "queries", "acts", "figures", "exchange", "resource_paths"},
    "ui": _OFFERED | {"signatures.ink", "phone", "resource_paths"},
    "cli": _OFFERED,
}
"""Each package and what of the product it may import besides itself."""

UI_ORDER: Final[tuple[frozenset[str], ...]] = (
    frozenset({"app"}),
    frozenset({"entrance"}),
    frozenset({"main_window"}),
    frozenset({"pages"}),
    frozenset({"dialogs"}),
    frozenset({"generated"}),
    frozenset({"printing"}),
    frozenset({"editors", "widgets", "models"}),
    frozenset({"context"}),
    frozenset({"garbage", "jobs", "change_feed", "messages", "session", "theme", "workstation"}),
)
"""Inside the window: a module imports its own rank and those after it."""

LATE_IMPORTS: Final = frozenset({("mediation_desk.cli.window", "mediation_desk.ui.app")})
"""(module, what it loads by importlib): the bare command opens the window, every other one starts without Qt."""

HOMES: Final[dict[str, frozenset[str]]] = {
    "PySide6": frozenset({"ui"}),
    "alembic": frozenset({"store"}),
    "argon2": frozenset({"store"}),
    "jinja2": frozenset({"papers"}),
    "pyhanko": frozenset({"signatures"}),
    "reportlab": frozenset({"papers"}),
    "sqlalchemy": frozenset({"model", "store", "facts", "preparing", "queries", "acts", "figures", "desk"}),
    "sqlcipher3": frozenset({"store"}),
    "zxingcpp": frozenset({"scans"}),
}
"""Libraries that only these packages may know."""

BANNED_MODULES: Final[dict[str, str]] = {
    "PySide6.QtSql": "the store is the one door to the database",
    "PySide6.QtWebEngineCore": "no page of another's making runs inside the window",
    "apsw": "a second SQLite in the process breaks its locks",
    "marshal": "reads code out of data",
    "pickle": "reads code out of data",
    "shelve": "reads code out of data",
    "sqlite3": "a second SQLite in the process breaks its locks",
}

BANNED_CALLS: Final[dict[str, str]] = {
    "eval": "runs data as code",
    "exec": "runs data as code",
    "extractall": "writes wherever an archive says; unpack member by member after checking each name",
}

INJECTED: Final = frozenset({"terms", "law", "model", "facts", "acts", "scans", "papers", "signatures"})
"""Packages into which time, randomness, paths and environment come as arguments."""

SURROUNDINGS: Final = frozenset(
    {
        "date.today",
        "datetime.now",
        "datetime.today",
        "datetime.utcnow",
        "os.environ",
        "os.getenv",
        "os.urandom",
        "Path.cwd",
        "Path.home",
        "time.time",
        "uuid.uuid1",
        "uuid.uuid4",
    }
)
SURROUNDING_MODULES: Final = frozenset({"random", "secrets", "platformdirs"})
