"""The serving process as the network meets it: what it answers, what it refuses, and that it goes away."""

from __future__ import annotations

import contextlib
import hashlib
import os
import socket
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest

from mediation_desk.phone.hosting import Host
from mediation_desk.phone.offer import require_address
from mediation_desk.phone.requests import LARGEST_BODY
from mediation_desk.terms.refusal import Refusal
from tests.phone.conftest import PAGES, Serve, Served, offer_of, ticket
from tests.support.phone_client import accepts, scrawl, signing, stranger_tls

pytestmark = pytest.mark.thorough

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")


def until(happened: Callable[[], bool], seconds: float = 15.0) -> None:
    latest = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < latest, "did not happen in time"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def standing() -> Iterator[Served]:
    """One page for all who only knock at it wrongly; the first of its phones is the one that opened it."""
    drawn = ticket()
    host = Host(offer_of(drawn))
    ready = host.next(20)
    assert ready is not None
    served = Served(host, drawn, ready, [])
    assert served.phone().post("/open")[0] == 200
    yield served
    for phone in served.phones:
        phone.close()
    host.stop()


def still_answers(standing: Served) -> bool:
    """Whether the phone that opened it goes on undisturbed; strangers hang up, and come no faster than they may."""
    while len(standing.phones) > 1:
        standing.phones.pop().close()
    time.sleep(0.25)
    return standing.phones[0].post("/standing")[0] == 200


def secured_line(served: Served) -> ssl.SSLSocket:
    """A line of one's own, past the greeting."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as plain:
        return stranger_tls().wrap_socket(plain)


def gone(served: Served) -> bool:
    return not served.host.running and not accepts("127.0.0.1", served.port)


def test_that_a_phone_reads_signs_and_finds_nothing_more_at_that_port(serve: Serve) -> None:
    served = serve()
    phone = served.opened()
    assert phone.post("/page", {"page": 2})[1] == {"bytes": PAGES[1]}
    signed: list[tuple[int, dict[str, object]]] = []
    sending = threading.Thread(target=lambda: signed.append(phone.post("/sign", signing(served.ticket))))
    sending.start()
    news = served.hears("signed")
    served.ticket.require(news["bound"])
    until(lambda: not accepts("127.0.0.1", served.port))
    assert not signed
    served.host.saved()
    sending.join(10)
    assert signed == [(200, {"outcome": "saved", "words": ""})]
    assert served.hears("ended")["why"] == "used"
    until(lambda: gone(served))


def test_that_the_phone_is_told_why_its_signature_was_not_kept(serve: Serve) -> None:
    served = serve()
    phone = served.opened()
    served.host.refused("文书已经换了")
    assert phone.post("/sign", signing(served.ticket))[1] == {"outcome": "refused", "words": "文书已经换了"}
    until(lambda: gone(served))


def test_that_a_refusal_comes_with_its_reason(serve: Serve) -> None:
    served = serve()
    phone = served.opened()
    served.host.saved()
    status, said = phone.post("/disagree", {"document": served.ticket.document, "reason": "金额不对"})
    assert (status, said["outcome"]) == (200, "saved")
    assert served.hears("disagreed")["reason"] == "金额不对"
    until(lambda: gone(served))


def test_that_a_second_phone_is_refused_and_the_desk_hears_of_it(serve: Serve) -> None:
    served = serve()
    assert served.phone().post("/open")[0] == 200
    other = served.phone()
    assert other.post("/open") == (409, {"code": "second_device"})
    assert other.post("/page", {"page": 1})[0] == 409
    assert served.hears("second_device")


def test_that_wrong_tokens_shut_the_port(serve: Serve) -> None:
    served = serve()
    statuses = []
    for number in range(20):
        phone = served.phone(f"guess-{number}")
        statuses.append(phone.post("/open")[0])
        phone.close()
        time.sleep(0.1)  # slower than the throttle, so that every guess counts
    assert set(statuses) == {403}
    assert served.hears("ended")["why"] == "guessed"
    until(lambda: gone(served))


def test_that_too_many_questions_a_second_are_put_off(serve: Serve) -> None:
    phone = serve().phone()
    phone.post("/open")
    statuses = [phone.post("/standing")[0] for _ in range(40)]
    assert set(statuses) == {200, 429}
    time.sleep(1)
    assert phone.post("/standing")[0] == 200


def test_that_one_client_holds_eight_connections_and_no_more(serve: Serve) -> None:
    served = serve()

    def alive(one: socket.socket) -> bool:
        one.setblocking(False)
        try:
            return one.recv(1) != b""
        except BlockingIOError:
            return True
        except OSError:
            return False

    with ExitStack() as held:
        callers = []
        for _ in range(12):
            with suppress(ConnectionResetError):  # sent away before the caller knew that he was let in
                callers.append(held.enter_context(socket.create_connection(("127.0.0.1", served.port), timeout=5)))
            time.sleep(0.11)
        assert 0 < sum(map(alive, callers)) <= 8


def test_that_it_ends_when_nobody_opened_it_in_time(serve: Serve) -> None:
    served = serve(opens_within=0.5)
    assert served.hears("ended")["why"] == "expired"
    until(lambda: gone(served))


def test_that_it_ends_when_its_time_is_up_whatever_the_phone_does(serve: Serve) -> None:
    served = serve(ends_within=2.0)
    phone = served.phone()
    with contextlib.suppress(OSError):
        while phone.post("/open")[0] != 410:
            time.sleep(0.2)
    assert served.hears("ended")["why"] == "expired"
    until(lambda: gone(served))


def test_that_stopping_leaves_neither_port_nor_process(serve: Serve) -> None:
    served = serve()
    served.phone().post("/open")
    served.host.stop()
    assert gone(served)


def test_that_it_does_not_outlive_the_desk(tmp_path: Path) -> None:
    """The desk is killed: its side of the pipe closes, and that is enough."""
    desk = (
        "import sys, time\n"
        "from mediation_desk.phone.hosting import Host\n"
        "from tests.phone.conftest import offer_of, ticket\n"
        "host = Host(offer_of(ticket()))\n"
        "print(host.next(20)['port'], host.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    root = Path(__file__).resolve().parents[2]
    running = subprocess.Popen([sys.executable, "-c", desk], stdout=subprocess.PIPE, text=True, cwd=root)
    assert running.stdout is not None
    port, pid = map(int, running.stdout.readline().split())
    assert accepts("127.0.0.1", port)
    running.kill()
    running.wait()
    running.stdout.close()
    until(lambda: not accepts("127.0.0.1", port))
    until(lambda: not _there(pid))


def _there(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"


@LINUX
def test_that_it_listens_at_the_chosen_address_and_nowhere_else(serve: Serve) -> None:
    served = serve(address="127.0.0.2")
    assert _listening(served.host) == [("127.0.0.2", served.port)]
    assert not accepts("127.0.0.1", served.port)
    assert served.phone(address="127.0.0.2").post("/open")[0] == 200


def _listening(host: Host) -> list[tuple[str, int]]:
    """The listening sockets of the process, as the kernel lists them."""
    links = [str(link.readlink()) for link in Path(f"/proc/{host.pid}/fd").iterdir()]
    own = {link.removeprefix("socket:[").removesuffix("]") for link in links}
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/{host.pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[3] == "0A" and fields[9] in own:
                address, port = fields[1].split(":")
                found.append((socket.inet_ntoa(bytes.fromhex(address)[::-1]), int(port, 16)))
    return found


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("0.0.0.0", "phone.address_everywhere"),
        ("::", "phone.address_everywhere"),
        ("224.0.0.1", "phone.address_everywhere"),
        ("8.8.8.8", "phone.address_public"),
        ("2001:4860:4860::8888", "phone.address_public"),
        ("localhost", "phone.address_unreadable"),
        ("", "phone.address_unreadable"),
    ],
)
def test_that_an_address_the_world_can_reach_is_refused(address: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        Host(offer_of(ticket(), address=address))
    assert refused.value.code == code


@pytest.mark.parametrize("address", ["192.168.137.1", "10.0.0.5", "172.20.1.1", "169.254.9.9", "fd00::1", "127.0.0.1"])
def test_that_an_address_inside_the_house_is_taken(address: str) -> None:
    assert str(require_address(address)) == address


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1", "localhost:{port}", "127.0.0.1:1", "127.0.0.2:{port}", ""]
)
def test_that_another_name_is_not_answered(standing: Served, host: str) -> None:
    named = host.format(port=standing.port)
    phone = standing.phone()
    assert phone.raw("POST", "/open", b"{}", {"Host": named, "Content-Type": "application/json"})[0] == 421
    phone = standing.phone()
    assert phone.get(Host=named)[0] == 421
    assert still_answers(standing)


def test_that_tls_is_refused_to_who_asks_under_a_name(serve: Serve) -> None:
    served = serve()
    with (
        socket.create_connection(("127.0.0.1", served.port), timeout=5) as plain,
        pytest.raises(ssl.SSLError),
    ):
        stranger_tls().wrap_socket(plain, server_hostname="phone.evil.example")


def test_that_nothing_older_than_tls_1_3_is_spoken(serve: Serve) -> None:
    served = serve()
    old = stranger_tls()
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    with socket.create_connection(("127.0.0.1", served.port), timeout=5) as plain, pytest.raises(ssl.SSLError):
        old.wrap_socket(plain)
    with secured_line(served) as secured:
        assert secured.version() == "TLSv1.3"


def test_that_every_signing_has_a_key_of_its_own_and_tells_its_fingerprint(serve: Serve) -> None:
    first, second = serve(), serve()
    assert first.ready["fingerprint"] != second.ready["fingerprint"]
    assert first.ready["key_pin"] != second.ready["key_pin"]
    with secured_line(first) as secured:
        shown = secured.getpeercert(binary_form=True)
    assert shown is not None
    assert hashlib.sha256(shown).hexdigest() == first.ready["fingerprint"]


@pytest.mark.parametrize(
    ("method", "path", "headers", "body", "status"),
    [
        ("GET", "/open", {}, None, 404),
        ("GET", "/../etc/passwd", {}, None, 400),
        ("GET", "/?t=x", {}, None, 400),
        ("HEAD", "/", {}, None, 405),
        ("PUT", "/open", {"Content-Type": "application/json"}, b"{}", 405),
        ("OPTIONS", "/open", {}, None, 405),
        ("POST", "/nothing", {"Content-Type": "application/json"}, b"{}", 404),
        ("POST", "/", {"Content-Type": "application/json"}, b"{}", 404),
        ("POST", "/open", {"Content-Type": "text/plain"}, b"{}", 415),
        ("POST", "/open", {"Content-Type": "application/x-www-form-urlencoded"}, b"token=x", 415),
        ("POST", "/open", {"Content-Type": "application/json", "Origin": "https://evil.example"}, b"{}", 403),
        (
            "POST",
            "/open",
            {"Content-Type": "application/json", "Origin": "null", "Sec-Fetch-Site": "cross-site"},
            b"{}",
            403,
        ),
        ("POST", "/open", {"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}, b"{}", 403),
        ("POST", "/open", {"Content-Type": "application/json"}, b"[]", 400),
        ("POST", "/open", {"Content-Type": "application/json"}, b"{", 400),
        ("POST", "/open", {"Content-Type": "application/json"}, b'{"token": NaN}', 400),
        ("POST", "/open", {"Content-Type": "application/json"}, b"[" * 100_000, 400),
        ("POST", "/open", {"Content-Type": "application/json"}, b"\xff\xfe", 400),
        ("POST", "/open", {"Content-Type": "application/json"}, b" " * (LARGEST_BODY + 1), 413),
        ("POST", "/open", {"Content-Type": "application/json", "Transfer-Encoding": "chunked"}, b"0\r\n\r\n", 501),
        ("POST", "/open", {"Content-Type": "application/json", "Content-Length": "-1"}, b"", 411),
        ("GET", "/", {"X-Long": "x" * 9000}, None, 431),
    ],
)
def test_that_what_is_unusual_is_refused(
    standing: Served, method: str, path: str, headers: dict[str, str], body: bytes | None, status: int
) -> None:
    try:
        assert standing.phone().raw(method, path, body, headers)[0] == status
    except (ConnectionError, ssl.SSLError, BrokenPipeError):
        assert status in (413, 431)  # hung up while the rest was still being sent
    assert still_answers(standing)


def test_that_a_page_that_hides_its_origin_is_answered_all_the_same(serve: Serve) -> None:
    assert serve().phone().post("/open", Origin="null")[0] == 200


def test_that_half_a_request_or_plain_http_harms_nobody(serve: Serve) -> None:
    served = serve()
    for piece in (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b""):
        with socket.create_connection(("127.0.0.1", served.port), timeout=5) as plain:
            plain.sendall(piece)
    with secured_line(served) as secured:
        secured.sendall(b"POST /open HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nContent-Length: 100\r\n" % served.port)
    assert served.phone().post("/open")[0] == 200


def test_that_a_long_signature_is_taken_and_one_of_more_than_256_kb_is_not(serve: Serve) -> None:
    served = serve()
    phone = served.opened()
    with contextlib.suppress(OSError):
        assert phone.post("/sign", signing(served.ticket, ink=scrawl(30, 500)))[0] == 413
    again = served.phone()
    again.cookie = phone.cookie
    served.host.saved()
    assert again.post("/sign", signing(served.ticket, ink=scrawl(25, 200)))[1]["outcome"] == "saved"


def test_that_the_page_is_the_same_for_everyone_and_says_nothing_of_any_case(serve: Serve) -> None:
    served = serve(title="张三与李四离婚纠纷", signer="张三")
    status, headers, shell = served.phone().get()
    assert status == 200
    for word in ("张三", "李四", "周桂英", served.ticket.token, served.ticket.document, served.ticket.bound):
        assert word.encode() not in shell
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    for rule in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"):
        assert rule in policy
    assert "unsafe" not in policy and "http" not in policy
    assert "server" not in headers


def test_that_an_answer_holds_nothing_but_this_signer_and_this_text(serve: Serve) -> None:
    served = serve()
    _, letter = served.phone().post("/open")
    assert set(letter) == {
        *("title", "document", "check_code", "signer", "capacity", "office", "pages", "may_disagree"),
        *("number", "confirmed", "seen", "left"),
    }
    text = str(letter)
    for secret in (served.ticket.case, served.ticket.paper, served.ticket.bound, served.ticket.token):
        assert secret not in text


def test_that_the_cookie_is_the_page_s_own_and_no_script_s(serve: Serve) -> None:
    served = serve()
    phone = served.phone()
    _, headers, _ = phone.told("/open")
    cookie = headers["set-cookie"]
    assert cookie.startswith("__Host-phone=")
    for rule in ("Path=/", "Secure", "HttpOnly", "SameSite=Strict"):
        assert rule in cookie
    assert "Domain" not in cookie
    assert headers["content-security-policy"].startswith("default-src 'none'")


def test_that_hostile_words_go_out_as_data(serve: Serve) -> None:
    hostile = "</script><script>alert(1)</script>\u2028\u202e<img src=x onerror=alert(1)>"
    served = serve(title=hostile, signer=hostile)
    phone = served.phone()
    status, headers, raw = phone.told("/open")
    assert status == 200 and headers["content-type"] == "application/json"
    assert raw.isascii() and "\u2028".encode() not in raw


def test_that_the_page_s_script_never_makes_markup_of_words() -> None:
    root = Path(__file__).resolve().parents[2] / "resources" / "phone"
    script = (root / "page.js").read_text()
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(", "setAttribute"):
        assert way not in script
    page = (root / "page.html").read_text()
    assert "http" not in page.replace("http-equiv", "") and " on" not in page.replace(" one", "")
