"""The world outside: clock, randomness, environment and folders enter the program here and nowhere else."""

from __future__ import annotations

import os
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from time import monotonic_ns

import platformdirs

from mediation_desk.resource_paths import migrations, resources
from mediation_desk.terms.ids import uuid7

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
APPLICATION = "mediation-desk"


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """Everything the desk takes from outside. Tests and the practice office put their own in its place."""

    clock: Callable[[], datetime]
    mono: Callable[[], int]
    random_bytes: Callable[[int], bytes]
    environment: Mapping[str, str]
    machine: str
    resources: Path
    migrations: Path
    data_folder: Path

    def now(self) -> datetime:
        """The local time of the office, with its zone."""
        return self.clock().astimezone(SHANGHAI)

    def new_id(self) -> str:
        """A fresh id (UUID version 7)."""
        return uuid7(int(self.clock().timestamp() * 1000), self.random_bytes(10))

    def at(self, clock: Callable[[], datetime]) -> Surroundings:
        """The same world with another clock."""
        return replace(self, clock=clock)


def system() -> Surroundings:
    """The real world."""
    return Surroundings(
        clock=lambda: datetime.now(SHANGHAI),
        mono=monotonic_ns,
        random_bytes=secrets.token_bytes,
        environment=os.environ,
        machine=socket.gethostname(),
        resources=resources(),
        migrations=migrations(),
        data_folder=Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)),
    )
