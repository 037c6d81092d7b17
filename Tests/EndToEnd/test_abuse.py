"""What a server on a network meets: broken requests, too much of everything, and slow ones. After
each of them it is well."""

import contextlib
import http.client
import socket
import sqlite3
import time

import pytest

from programs import Client, run

HOST = b"Host: 127.0.0.1\r\n"


def talk(server, *pieces):
    """Sends bytes, and gives what comes back until the connection ends or nothing more comes."""
    said = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=3) as connection:
        with contextlib.suppress(BrokenPipeError, ConnectionResetError, TimeoutError):
            for piece in pieces:
                connection.sendall(piece)
        with contextlib.suppress(ConnectionResetError, TimeoutError):
            while more := connection.recv(65536):
                said += more
    return said


def status(answer):
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.") else None


@pytest.mark.parametrize("request_line", [
    b"GET\r\n\r\n", b"\x00\x01\x02\xff\xfe\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
    b"GET  /  HTTP/1.1\r\n\r\n", b"\r\n\r\n\r\n\r\n", b"BREW /api/events HTTP/1.1\r\n" + HOST + b"\r\n",
    b"GET /api/events HTTP/1.1\r\nHost: a\r\nHost: b\r\nConnection: close\r\n\r\n",
    b"GET /api/events HTTP/1.1\r\nConnection: close\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(64),
    b"GET /%zz%00%ff HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n",
    b"POST /api/reviews HTTP/1.1\r\n" + HOST + b"Content-Length: -5\r\n\r\n",
    b"POST /api/reviews HTTP/1.1\r\n" + HOST
    + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nzz\r\n",
    b"POST /api/reviews HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nZZZZ\r\n",
])
def test_a_malformed_request_is_refused(server, request_line):
    answer = talk(server, request_line)
    assert status(answer) is None or 400 <= status(answer) < 500, answer[:300]
    assert server.is_well()


@pytest.mark.parametrize("head", [
    b"X-Large: " + b"a" * 200_000 + b"\r\n",
    b"".join(b"X-%d: a\r\n" % number for number in range(5000)),
    b"Cookie: " + b"pantau=" + b"b" * 100_000 + b"\r\n",
], ids=["one large header", "many headers", "a large cookie"])
def test_oversized_headers_are_refused(server, head):
    answer = talk(server, b"GET /api/events HTTP/1.1\r\n" + HOST + head + b"Connection: close\r\n\r\n")
    assert status(answer) is None or 400 <= status(answer) < 500
    assert b"thumbnail" not in answer
    assert server.is_well()


def test_a_very_long_address_is_refused(server):
    answer = talk(server, b"GET /api/events?kind=" + b"a" * 500_000 + b" HTTP/1.1\r\n" + HOST
                  + b"Connection: close\r\n\r\n")
    assert status(answer) is None or 400 <= status(answer) < 500
    assert server.is_well()


def test_an_oversized_body_is_refused_and_not_read_to_its_end(server):
    csrf = server.get("/api/session")["csrf"].encode()
    head = (b"POST /api/reviews HTTP/1.1\r\n" + HOST + b"X-Pantau-CSRF: " + csrf
            + b"\r\nContent-Type: application/json\r\n")
    declared = talk(server, head + b"Content-Length: 5000000000\r\n\r\n", b"[" * 200_000)
    assert status(declared) == 413
    piece = b"10000\r\n" + b"[" * 65536 + b"\r\n"
    chunked = talk(server, head + b"Transfer-Encoding: chunked\r\n\r\n", *[piece] * 40)
    assert status(chunked) in (413, None)
    assert server.is_well()


@pytest.mark.parametrize("body", [
    b"", b"{", b"[]", b"null", b'"text"', b"{}", b'{"events":[1],"state":"reviewed"', b"\xff\xfe{}",
    b'{"events":[1e400],"state":"reviewed","note":null}', b"[" * 60_000,
    b'{"events":[1],"state":"reviewed","note":null,"other":1}',
    b'{"events":[-1],"state":"reviewed","note":null}',
    b'{"events":[9223372036854775807],"state":"reviewed","note":null}',
    b'{"events":[99999999999999999999],"state":"reviewed","note":null}',
    b'{"events":[1],"state":"reviewed","note":"\\ud800"}',
    b'{"events":[1],"state":"\\u0000","note":null}',
])
def test_a_malformed_body_is_refused_with_a_reason(server, body):
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
    connection.request("POST", "/api/reviews", body, {
        "X-Pantau-CSRF": server.get("/api/session")["csrf"], "Content-Type": "application/json",
    })
    answer = connection.getresponse()
    content = answer.read()
    connection.close()
    assert 400 <= answer.status < 500, (answer.status, content)
    assert content.startswith(b'{"error":{"code":')
    assert server.is_well()


@pytest.mark.parametrize("path", [
    "/web/../../../../etc/passwd", "/web/..%2f..%2f..%2fetc%2fpasswd", "/web/%2e%2e/%2e%2e/etc/passwd",
    "//etc/passwd", "/web//etc/passwd", "/web/....//....//etc/passwd", "/web/%00/etc/passwd",
    "/web/app.js%00.css", "/web/", "/web", "/web/./app.js", "/web/core/../app.js",
    "/web/%252e%252e/etc/passwd", "/web/..\\..\\etc\\passwd", "/../pantau.sqlite", "/pantau.sqlite",
    "/api/events/../../etc/passwd", "/api/exports/..%2f..%2fetc/download",
    "/api/exports/1%2f..%2f..%2f..%2fetc%2fpasswd/download",
])
def test_no_address_leads_to_other_files(server, path):
    answer = talk(server, b"GET " + path.encode() + b" HTTP/1.1\r\n" + HOST
                  + b"Connection: close\r\n\r\n")
    assert b"root:" not in answer and b"SQLite format" not in answer
    assert status(answer) in (400, 404), answer[:200]
    assert server.is_well()


@pytest.mark.parametrize("query", [
    "limit=0", "limit=201", "limit=1.5", "limit=", "limit=%F0%9F%90%92", "feed=1,,x", "feed=-1",
    "kind=nothing", "severity=ALERT", "review=maybe", "order=sideways", "cursor=made-up",
    "cursor=newest:1:2:3:4", "since_us=yesterday", "since_us=-1", "until_us=99999999999999999999",
    "min_score=101", "min_score=-1", "recording=one", "nonsense=1", "limit=1&limit=2",
    "zone=" + "a" * 5000, "feed=" + ",".join(["1"] * 5000), "%00=1",
])
def test_a_malformed_query_is_refused_and_the_key_named(server, query):
    code, answer = Client(server.address).call(f"/api/events?{query}")
    assert (code, answer["error"]["code"]) == (400, "bad_request")
    key = query.split("=")[0]
    assert key in answer["error"]["message"] or key.startswith("%")


def test_other_methods_are_refused_and_the_right_ones_named(server):
    code, headers, _ = Client(server.address).open("/api/events", method="DELETE")
    assert code == 405
    assert "GET" in headers["Allow"]


def test_those_who_send_slowly_do_not_keep_others_from_being_served(server):
    slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(200)]
    try:
        for connection in slow:
            connection.sendall(b"GET /api/events HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ")
        for _ in range(3):
            for connection in slow:
                connection.sendall(b"a")
            assert server.is_well()
            assert server.get("/api/events")["events"]
            time.sleep(0.3)
    finally:
        for connection in slow:
            connection.close()
    assert server.is_well()


def test_those_who_read_slowly_do_not_keep_others_from_being_served(server):
    request = b"GET /api/openapi.yaml HTTP/1.1\r\n" + HOST + b"\r\n"
    slow = []
    try:
        for _ in range(50):
            connection = socket.socket()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(request * 20)
            slow.append(connection)
        assert server.get("/api/events")["events"]
    finally:
        for connection in slow:
            connection.close()
    assert server.is_well()


def test_a_thousand_connections(server):
    open_ones = []
    try:
        for _ in range(1000):
            open_ones.append(socket.create_connection(("127.0.0.1", server.port), timeout=20))
        for connection in open_ones[::97]:
            connection.sendall(b"GET /healthz HTTP/1.1\r\n" + HOST + b"\r\n")
            assert status(connection.recv(4096)) == 200
    finally:
        for connection in open_ones:
            connection.close()
    assert server.is_well()
    assert server.get("/api/events")["events"]


def test_a_thousand_streams_are_too_many_and_refused(server):
    request = b"GET /api/stream HTTP/1.1\r\n" + HOST + b"\r\n"
    answers, open_ones = [], []
    try:
        for _ in range(200):
            connection = socket.create_connection(("127.0.0.1", server.port), timeout=20)
            connection.sendall(request)
            open_ones.append(connection)
        answers = [status(connection.recv(4096)) for connection in open_ones]
    finally:
        for connection in open_ones:
            connection.close()
    assert set(answers) == {200, 503} or set(answers) == {200, 429}
    assert server.is_well()


def test_a_locked_database_is_said_and_passes(server, database):
    lock = sqlite3.connect(database, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    client = Client(server.address)
    # Reading goes on.
    assert client.get("/api/events")["events"]
    code, headers, content = client.open("/api/reviews", {
        "events": [1], "state": "reviewed", "note": None})
    lock.execute("ROLLBACK")
    lock.close()
    assert (code, b'"unavailable"' in content) == (503, True)
    assert headers["Retry-After"]
    assert client.call("/api/reviews", {"events": [1], "state": "reviewed", "note": None})[0] == 200


def test_a_database_that_goes_away_or_breaks_is_said(server, database):
    moved = database.rename(database.with_name("elsewhere.sqlite"))
    client = Client(server.address)
    code, answer = client.call("/healthz")
    assert code == 503 and str(database.parent) not in str(answer)
    code, answer = client.call("/api/events")
    assert (code, answer["error"]["code"]) == (503, "unavailable")
    moved.rename(database)
    assert server.is_well()


def test_what_is_no_database_is_refused_at_the_start(tmp_path):
    path = tmp_path / "pantau.sqlite"
    path.write_bytes(b"not a database at all" * 500)
    for name in (path, tmp_path / "none.sqlite"):
        done = run("review", "--db", name, "--listen", "127.0.0.1:0", check=False)
        assert done.returncode in (1, 2)
        assert str(name) in done.stderr
    assert path.read_bytes().startswith(b"not a database")
    assert not (tmp_path / "none.sqlite").exists()
