"""Real processes: the module as it is started, and what it does not load."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.source import ROOT

pytestmark = pytest.mark.thorough


def started(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    known = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment}
    line = [sys.executable, *words]
    return subprocess.run(line, env=known, capture_output=True, text=True, encoding="utf-8", check=False)


def test_that_a_command_starts_without_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from mediation_desk.cli.main import main; "
        "result = main(['--json', 'deadline', 'people.conclude', '--from', '2026-09-10']); "
        "print([name for name in sys.modules if name.startswith(('PySide6', 'mediation_desk.ui'))], file=sys.stderr); "
        "sys.exit(result)"
    )
    done = started("-c", code, HOME=str(tmp_path))
    assert (done.returncode, done.stderr.strip()) == (0, "[]")
    assert json.loads(done.stdout)["rule"] == "people.conclude"


def test_that_main_py_is_the_same_door(tmp_path: Path) -> None:
    done = started(str(ROOT / "main.py"), "deadline", "people.conclude", "--from", "never", HOME=str(tmp_path))
    assert (done.returncode, done.stdout) == (2, "")
    assert "2026-09-01" in done.stderr


def test_that_the_bare_command_says_that_there_is_no_screen(tmp_path: Path) -> None:
    done = started("-m", "mediation_desk.cli.main", HOME=str(tmp_path))
    if sys.platform.startswith("linux"):
        assert done.returncode == 2
        assert "mediation-desk demo" in done.stdout
