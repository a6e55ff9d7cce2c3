"""What the serving process knows and may do: no database, no file, no module, no program, no way outwards."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from mediation_desk.phone import requests
from mediation_desk.phone.hosting import Host
from mediation_desk.phone.sitting import Denied
from tests.phone.conftest import Serve, offer_of, ticket

ROOT = Path(__file__).resolve().parents[2]
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def said(script: str, *arguments: str) -> str:
    """What a fresh Python says when it runs this."""
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], capture_output=True, text=True, cwd=ROOT, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_that_the_serving_process_loads_nothing_of_the_database_and_nothing_of_the_window() -> None:
    loaded = said("import sys; import mediation_desk.phone.serving; print(*sys.modules, sep='\\n')").splitlines()
    own = {name.split(".")[1] for name in loaded if name.startswith("mediation_desk.")}
    assert own == {"phone", "terms", "signatures", "resource_paths"}
    foreign = {name.split(".")[0] for name in loaded}
    assert not foreign & {"sqlalchemy", "sqlcipher3", "sqlite3", "alembic", "PySide6", "pyhanko", "jinja2", "argon2"}


FORBIDDEN = {
    "the database": "import sqlalchemy",
    "the store": "import mediation_desk.store.engine",
    "the other SQLite": "import sqlcipher3",
    "any other module": "import antigravity",
    "the key file": "open(sys.argv[1], 'rb').read()",
    "the key file by the system's own call": "os.open(sys.argv[1], os.O_RDONLY)",
    "a folder": "os.listdir('/')",
    "writing": "open(sys.argv[1] + '.new', 'w')",
    "a program": "subprocess.run(['true'])",
    "a shell": "os.system('true')",
    "a fork": "os.fork()",
    "another machine": "socket.create_connection(('127.0.0.1', 9))",
    "a name": "socket.getaddrinfo('example.org', 80)",
    "another port": "socket.socket().bind(('0.0.0.0', 0))",
    "code from data": "compile('1', 'x', 'exec')",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_that_a_walled_process_reaches_nothing(what: str, tmp_path: Path) -> None:
    key = tmp_path / "office.key"
    key.write_bytes(b"slots")
    script = (
        "import os, socket, subprocess, sys\n"
        "from mediation_desk.phone.confinement import confine\n"
        "confine()\n"
        "try:\n"
        f"    {FORBIDDEN[what]}\n"
        "except OSError as wall:\n"
        "    print(type(wall).__name__)\n"
    )
    assert said(script, str(key)).strip() in ("Walled", "PermissionError")


@LINUX
@pytest.mark.parametrize("deed", ["open(sys.argv[1], 'rb')", "open('/etc/hostname')", "os.listdir('/')"])
def test_that_the_kernel_itself_refuses_every_path(deed: str, tmp_path: Path) -> None:
    key = tmp_path / "office.key"
    key.write_bytes(b"slots")
    script = (
        "import ctypes, os, sys\n"
        "from mediation_desk.phone.confinement import shut_out\n"
        "known = ctypes.CDLL(None).syscall(444, None, 0, 1) >= 1\n"
        "shut_out()\n"
        "try:\n"
        f"    {deed}\n"
        "except PermissionError:\n"
        "    print('refused')\n"
        "else:\n"
        "    print('read' if known else 'kernel without Landlock')\n"
    )
    assert said(script, str(key)).strip() in ("refused", "kernel without Landlock")


@LINUX
def test_that_it_inherits_no_environment_and_no_open_file(serve: Serve, tmp_path: Path) -> None:
    key = tmp_path / "office.key"
    key.write_bytes(b"slots")
    with key.open("rb") as held:
        os.set_inheritable(held.fileno(), True)
        served = serve()
        folder = Path(f"/proc/{served.host.pid}")
        open_files = [str(link.readlink()) for link in (folder / "fd").iterdir()]
    assert not [path for path in open_files if path.startswith(str(tmp_path))]
    assert all(path.startswith(("pipe:", "socket:", "anon_inode:", "/dev/null")) for path in open_files)
    names = {pair.partition(b"=")[0] for pair in (folder / "environ").read_bytes().split(b"\0") if pair}
    assert names == {b"PYTHONPATH"}


@LINUX
def test_that_its_memory_its_files_and_its_output_are_limited(serve: Serve) -> None:
    limits = Path(f"/proc/{serve().host.pid}/limits").read_text()
    rows = {line[:25].strip(): line[25:].split()[:2] for line in limits.splitlines()[1:]}
    assert rows["Max file size"] == ["0", "0"]
    assert rows["Max core file size"] == ["0", "0"]
    assert rows["Max open files"] == ["64", "64"]
    assert rows["Max address space"][0] != "unlimited"


def test_that_the_serving_process_writes_no_log(capfd: pytest.CaptureFixture[str], serve: Serve) -> None:
    served = serve()
    served.phone().post("/open")
    served.host.stop()
    assert capfd.readouterr() == ("", "")


def test_that_nothing_is_told_to_a_process_that_is_gone() -> None:
    host = Host(offer_of(ticket()))
    host.stop()
    host.confirm()
    host.saved()
    host.refused("x")
    host.stop()
    assert not host.running


def test_that_who_drips_a_request_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A byte now and then keeps no connection: the whole head and the whole body have their time."""
    monkeypatch.setattr(requests, "HEAD_WITHIN_S", 0.3)
    monkeypatch.setattr(requests, "BODY_WITHIN_S", 0.3)
    whole = b'POST /open HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{"token"'

    async def drip(at_once: int) -> None:
        reader = asyncio.StreamReader()
        reader.feed_data(whole[:at_once])

        async def go_on() -> None:
            for byte in whole[at_once:]:
                await asyncio.sleep(0.02)
                reader.feed_data(bytes([byte]))

        dripping = asyncio.ensure_future(go_on())
        try:
            await requests.read_request(reader, "h")
        finally:
            dripping.cancel()

    for at_once in (0, whole.index(b"{")):
        with pytest.raises(TimeoutError):
            asyncio.run(drip(at_once))


@pytest.mark.parametrize(
    "head",
    [
        b"GET / HTTP/1.0\r\nHost: h\r\n\r\n",
        b"GET  / HTTP/1.1\r\nHost: h\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: h\r\nHost: h\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost : h\r\n\r\n",
        b"GET / HTTP/1.1\r\n Host: h\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: h\r\nX: a\x00b\r\n\r\n",
        b"GET / HTTP/1.1\nHost: h\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: h\r\nContent-Length: 5\r\n\r\nhello",
        b"GET https://h/ HTTP/1.1\r\nHost: h\r\n\r\n",
    ],
)
def test_that_a_head_out_of_order_is_refused(head: bytes) -> None:
    async def read() -> None:
        reader = asyncio.StreamReader(limit=requests.LARGEST_HEAD)
        reader.feed_data(head)
        reader.feed_eof()
        await requests.read_request(reader, "h")

    with pytest.raises(Denied) as denied:
        asyncio.run(read())
    assert denied.value.status == 400
