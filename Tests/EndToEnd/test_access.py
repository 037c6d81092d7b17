"""Who may see and do what: without users, with them, and against those who try it anyway."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

from programs import PASSWORD, Client, Server, add_user, run
from recordings import CORNER, YARD

OPEN = {"/api/session", "/api/openapi.yaml", "/healthz", "/api/login", "/metrics"}


@pytest.fixture
def guarded(database, serve):
    """A server with one user of each role; `siti` sees the yard alone."""
    add_user(database, "wayan", "admin")
    add_user(database, "made", "operator")
    add_user(database, "komang", "viewer")
    add_user(database, "siti", "viewer", feeds=YARD)
    return serve(database)


@pytest.fixture
def client(guarded):
    """Gives somebody's client."""

    def enter(name):
        client = Client(guarded.address)
        client.log_in(name)
        return client

    return enter


def log_in(page, name, password=PASSWORD):
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def first_event(client, feed):
    return next(event for event in client.get("/api/events?order=oldest")["events"]
                if event["feed_name"] == feed)


def described_gets(server):
    """Every GET of the description, with a row number in each place."""
    text = Client(server.address).open("/api/openapi.yaml")[2].decode()
    paths = re.findall(r"^  (/\S+):\n(?:    (?!get:)\S.*\n|      .*\n)*    get:", text, re.M)
    assert len(paths) > 20
    return [re.sub(r"\{\w+\}", "1", path) for path in paths]


def test_another_address_than_loopback_needs_users_first(database):
    done = run("review", "--db", database, "--listen", "0.0.0.0:0", check=False)
    assert done.returncode == 2
    assert "pantau user add" in done.stderr


def test_without_users_the_page_opens_at_once(page):
    expect(page.locator("[role=gridcell][data-id]").first).to_be_visible()


def test_logging_in_and_out(guarded, visit, shot):
    page = visit(guarded)
    page.troubles.expect("status of 401")
    expect(page).to_have_url(re.compile("/login"))
    shot(page, "login-en-dark-desktop")
    log_in(page, "made", "salah salah salah")
    expect(page.get_by_role("alert").filter(has_text="Name or password is wrong.")).to_be_visible()
    log_in(page, "made")
    expect(page.locator("[role=gridcell][data-id]").first).to_be_visible()
    page.reload()
    expect(page.locator("[role=gridcell][data-id]").first).to_be_visible()
    page.get_by_role("button", name="Menu:").click()
    page.get_by_role("button", name="Log out").click()
    expect(page).to_have_url(re.compile("/login"))
    page.goto(guarded.address + "/timeline")
    expect(page).to_have_url(re.compile("/login"))


def test_after_logging_in_one_is_where_one_wanted_to_be(guarded, visit):
    page = visit(guarded, "/feeds")
    log_in(page, "made")
    expect(page).to_have_url(re.compile("/feeds$"))


def test_the_session_cookie_is_out_of_reach(guarded):
    client = Client(guarded.address)
    _, headers, _ = client.open("/api/login", {"name": "made", "password": PASSWORD})
    cookie = headers["Set-Cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie or "samesite=lax" in cookie


def test_nothing_is_told_to_who_is_not_logged_in(guarded):
    stranger = Client(guarded.address)
    for path in described_gets(guarded):
        if path in OPEN:
            continue
        status, _, content = stranger.open(path)
        assert status == 401, (path, status, content[:200])
        for secret in (YARD, CORNER, "WITA", "rekaman", ".mp4"):
            assert secret.encode() not in content, (path, secret)


def test_what_changes_something_needs_the_token_of_the_page(guarded, client):
    made = client("made")
    body = {"events": [1], "state": "reviewed", "note": None}
    for headers in ({"X-Pantau-CSRF": ""}, {"X-Pantau-CSRF": "a" * 43}):
        status, _, content = made.open("/api/reviews", body, headers=headers)
        assert status == 403 and b'"csrf"' in content
    status, _, content = made.open(
        "/api/reviews", body, headers={"Origin": "https://orang-lain.example"})
    assert status == 403 and b'"csrf"' in content
    assert made.call("/api/reviews", body)[0] == 200


def test_a_strangers_name_for_this_machine_is_not_answered(server):
    status, _, content = Client(server.address).open(
        "/api/events", headers={"Host": "rebinding.example"})
    assert status in (403, 421)
    assert b"thumbnail" not in content


@pytest.mark.parametrize("name", ["komang", "siti"])
def test_a_viewer_changes_nothing(client, name):
    viewer = client(name)
    event = first_event(viewer, YARD)["id"]
    feed = first_event(viewer, YARD)["feed"]
    triangle = [[0.1, 0.1], [0.5, 0.1], [0.5, 0.5]]
    for path, body, method in [
        ("/api/reviews", {"events": [event], "state": "reviewed", "note": None}, "POST"),
        (f"/api/feeds/{feed}/zones", {"name": "a", "kind": "zone", "polygon": triangle}, "POST"),
        (f"/api/events/{event}/unmask", {"reason": "ingin tahu", "hours": 1}, "POST"),
        ("/api/exports", {"events": [event], "purpose": "a", "request_number": "b",
                          "language": "en", "contents": "stretch", "include_original": False,
                          "reason": None}, "POST"),
        (f"/api/recordings/{1}/relocate", {"path": "/etc/passwd"}, "POST"),
        (f"/api/feeds/{feed}/vanish", {"recording": 1, "media_us": 0, "point": [0.5, 0.5],
                                       "until": None, "until_us": None}, "POST"),
        ("/api/audit", None, "GET"),
    ]:
        status, answer = viewer.call(path, body, method)
        assert (status, answer["error"]["code"]) == (403, "forbidden"), path


def test_an_operator_decides_but_does_not_administer(client):
    operator = client("made")
    event = first_event(operator, YARD)
    assert operator.call("/api/reviews", {
        "events": [event["id"]], "state": "true_alarm", "note": "benar"})[0] == 200
    assert operator.call("/api/audit")[0] == 403
    status, _ = operator.call(f"/api/feeds/{event['feed']}/zones", {
        "name": "jendela", "kind": "privacy_mask",
        "polygon": [[0.1, 0.1], [0.5, 0.1], [0.5, 0.5]]})
    assert status == 403


def test_of_other_cameras_a_user_learns_nothing(client):
    admin, siti = client("wayan"), client("siti")
    assert [feed["name"] for feed in siti.get("/api/feeds")["feeds"]] == [YARD]
    assert {event["feed_name"] for event in siti.get("/api/events")["events"]} == {YARD}
    mine = len(siti.get("/api/events")["events"])
    assert siti.get("/api/events/counts")["total"] == mine
    days = siti.get("/api/events/calendar?month=2026-11&time_zone=Asia/Makassar")
    assert sum(day["events"] for day in days["days"]) + days["unknown_clock"] == mine
    hidden = first_event(admin, CORNER)
    event, feed, recording = (hidden[name] for name in ("id", "feed", "recording"))
    nowhere = 987_654
    for path in [
        "/api/events/{event}", "/api/events/{event}/thumbnail", "/api/events/{event}/boxes",
        "/api/events/{event}/plot", "/api/events/{event}/preview",
        "/api/feeds/{feed}/recordings", "/api/feeds/{feed}/zones", "/api/feeds/{feed}/picture",
        "/api/feeds/{feed}/timeline?from_us=0&until_us=1000000",
        "/api/feeds/{feed}/locate?at_us=0", "/api/recordings/{recording}",
        "/api/recordings/{recording}/timeline", "/api/recordings/{recording}/picture",
        "/api/recordings/{recording}/clip/plan?from_media_us=0&until_media_us=1000000",
        "/api/recordings/{recording}/clip?from_media_us=0&until_media_us=1000000",
    ]:
        status, seen = siti.call(path.format(event=event, feed=feed, recording=recording))
        unknown = siti.call(path.format(event=nowhere, feed=nowhere, recording=nowhere))
        assert (status, re.sub(r"\d+", "", str(seen))) == (
            unknown[0], re.sub(r"\d+", "", str(unknown[1]))), path
        assert status == 404
    polygon = {"polygon": [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9]]}
    assert siti.call(f"/api/feeds/{feed}/search", polygon)[0] == 404
    for path in ("/api/events", "/api/events/counts"):
        assert siti.call(f"{path}?feed={feed}")[0] == 404


def test_guessing_passwords_is_slowed_down(guarded, visit):
    page = visit(guarded)
    page.troubles.expect("status of (401|429)")
    for _ in range(5):
        log_in(page, "made", "bukan ini")
        expect(page.get_by_role("alert").filter(has_text="Name or password is wrong.")
               ).to_be_visible()
    log_in(page, "made")
    expect(page.get_by_role("alert").filter(has_text=re.compile("Too many tries. Wait .* s"))
           ).to_be_visible()
    status, headers, _ = Client(guarded.address).open(
        "/api/login", {"name": "made", "password": PASSWORD})
    assert status == 429
    assert 0 < int(headers["Retry-After"]) <= 60
    # Somebody else still gets in.
    Client(guarded.address).log_in("komang")


def test_a_changed_or_removed_user_is_out_at_once(guarded, client, database):
    made = client("made")
    made.get("/api/events")
    run("user", "remove", "made", "--db", database)
    assert made.call("/api/events")[0] == 401
    komang = client("komang")
    run("user", "password", "komang", "--db", database, "--password-stdin",
        input="kata sandi yang lain\n")
    assert komang.call("/api/events")[0] == 401


def test_passwords_are_kept_as_hashes_only(guarded, database):
    with sqlite3.connect(database) as connection:
        hashes = [row[0] for row in connection.execute("SELECT password_hash FROM user")]
    connection.close()
    assert len(set(hashes)) == 4
    assert not any(PASSWORD in kept for kept in hashes)
    assert not any(PASSWORD in log.read_text() for log in guarded.database.parent.glob("*.log"))


def test_a_viewer_sees_no_buttons_for_what_is_not_allowed(guarded, visit):
    page = visit(guarded)
    log_in(page, "komang")
    cells = page.locator("[role=gridcell][data-id]")
    expect(cells.first).to_be_visible()
    expect(page.get_by_role("link", name="Audit log")).to_have_count(0)
    page.keyboard.press("j")
    page.keyboard.press("x")
    toolbar = page.get_by_role("toolbar", name="Mark as")
    expect(toolbar).to_be_visible()
    expect(toolbar.get_by_role("button")).to_have_count(1)
    page.keyboard.press("r")
    page.keyboard.press("e")
    expect(page.get_by_role("dialog")).to_have_count(0)
    states = {event["review_state"] for event in first_states(guarded)}
    assert states == {"unreviewed"}


def first_states(server):
    client = Client(server.address)
    client.log_in("wayan")
    return client.get("/api/events")["events"]


def test_certificates_make_it_tls(database, tmp_path):
    import ssl
    import subprocess
    import urllib.request

    add_user(database, "wayan", "admin")
    certificate, key = tmp_path / "site.pem", tmp_path / "site-key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ed25519", "-nodes", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=IP:127.0.0.1", "-days", "2", "-keyout", key, "-out",
         certificate], check=True, capture_output=True)
    server = Server(database, "--certificate", certificate, "--key", key)
    try:
        assert server.address.startswith("https://")
        trust = ssl.create_default_context(cafile=str(certificate))
        with urllib.request.urlopen(server.address + "/healthz", context=trust) as answer:
            assert answer.status == 200
        body = (b'{"name":"wayan","password":"' + PASSWORD.encode() + b'"}')
        with urllib.request.urlopen(server.address + "/api/session", context=trust) as answer:
            import json
            csrf = json.load(answer)["csrf"]
        request = urllib.request.Request(
            server.address + "/api/login", body,
            {"X-Pantau-CSRF": csrf, "Content-Type": "application/json"})
        with urllib.request.urlopen(request, context=trust) as answer:
            assert "secure" in answer.headers["Set-Cookie"].lower()
    finally:
        server.process.kill()
        server.process.wait()
