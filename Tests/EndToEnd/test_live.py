"""What changes while a page is open: new events, moved recordings, a server that ends."""

import shutil
import socket
import sqlite3
import time

from playwright.sync_api import expect

from programs import Client, run
from recordings import LATER, REMOVAL, ZONE


def test_events_of_a_scan_appear_as_a_pill_without_moving_anything(
    page, server, database, recordings
):
    before = len(server.get("/api/events")["events"])
    cells = page.locator("[role=gridcell][data-id]")
    expect(cells).to_have_count(before)
    run("scan", recordings / "nanti" / LATER, "--db", database, "--timezone", ZONE, "--quiet")
    pill = page.get_by_role("button", name="1 new – show")
    expect(pill).to_be_visible()
    expect(cells).to_have_count(before)
    pill.click()
    expect(cells).to_have_count(before + 1)
    newest = server.get("/api/events")["events"][0]
    expect(cells.first).to_have_attribute("data-id", str(newest["id"]))
    expect(pill).to_be_hidden()


def move_away(database, tmp_path):
    """Makes the database believe that the recording of the removal lay elsewhere; gives its id and
    where it really is."""
    gone = tmp_path / "pindah" / REMOVAL
    with sqlite3.connect(database) as connection:
        recording, path = connection.execute(
            "SELECT id, path FROM recording WHERE path LIKE ?", (f"%{REMOVAL}",)).fetchone()
        connection.execute("UPDATE recording SET path = ? WHERE id = ?", (str(gone), recording))
    connection.close()
    return recording, path


def test_a_moved_recording_is_said_and_can_be_found_again(database, serve, visit, tmp_path):
    recording, path = move_away(database, tmp_path)
    server = serve(database)
    event = next(event["id"] for event in server.get("/api/events")["events"]
                 if event["recording"] == recording)
    page = visit(server, f"/events/{event}")
    page.troubles.expect(r"status of 410")
    expect(page.get_by_text(REMOVAL).first).to_be_visible()
    page.get_by_role("button", name="Say where it is now").click()
    dialog = page.get_by_role("dialog", name="Say where it is now")
    # Another file does not pass for it, even of the same name.
    other = tmp_path / REMOVAL
    shutil.copy(path, other)
    with open(other, "r+b") as file:
        file.seek(2000)
        file.write(b"otherwise")
    page.troubles.expect(r"status of 409")
    dialog.get_by_label("Path on the server").fill(str(other))
    dialog.get_by_role("button", name="Use this file").click()
    expect(dialog.get_by_role("alert")).to_be_visible()
    dialog.get_by_label("Path on the server").fill(path)
    dialog.get_by_role("button", name="Use this file").click()
    expect(dialog).to_be_hidden()
    page.wait_for_function("() => document.querySelector('video').readyState >= 2")
    assert server.get(f"/api/recordings/{recording}")["exists"]


def test_a_deleted_recording_keeps_its_event(database, serve, tmp_path):
    recording, path = move_away(database, tmp_path)
    server = serve(database)
    event = next(event for event in server.get("/api/events")["events"]
                 if event["recording"] == recording)
    client = Client(server.address)
    status, answer = client.call(
        f"/api/recordings/{recording}/clip/plan?from_media_us=0&until_media_us=1000000")
    assert (status, answer["error"]["code"]) == (410, "gone")
    assert recording in (answer.get("recording"), answer["error"].get("recording"))
    assert REMOVAL in answer["error"]["message"]
    status, headers, picture = client.open(event["thumbnail"])
    assert (status, headers["Content-Type"], picture[:2]) == (200, "image/jpeg", b"\xff\xd8")


def test_the_server_ends_soon_and_well_while_pages_and_streams_are_open(page, server):
    page.locator("[role=gridcell][data-id]").first.wait_for()
    page.troubles.expect("Failed to load resource|ERR_CONNECTION|ERR_INCOMPLETE")
    with socket.create_connection(("127.0.0.1", server.port)) as stream:
        stream.sendall(b"GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert b"200 OK" in stream.recv(1000)
        begin = time.monotonic()
        assert server.stop() == 0
        # Five seconds are the promise, not a measure of speed: a server that waits for its streams
        # would wait for ever.
        assert time.monotonic() - begin < 8
    expect(page.get_by_text("No live updates")).to_be_visible()


def test_a_stream_begins_with_counts_and_tells_of_decisions(server):
    total = len(server.get("/api/events")["events"])
    event = server.get("/api/events")["events"][0]["id"]
    with socket.create_connection(("127.0.0.1", server.port), timeout=15) as stream:
        stream.sendall(b"GET /api/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        said = read_until(stream, f'"unreviewed":{total}'.encode())
        assert b"text/event-stream" in said and b"event: counts" in said
        Client(server.address).post("/api/reviews", {
            "events": [event], "state": "reviewed", "note": None,
        })
        said = read_until(stream, f'"unreviewed":{total - 1}'.encode())
        assert b"event: changed" in said or b"event: changed" in read_until(
            stream, b"event: changed")


def read_until(stream, text):
    said = b""
    while text not in said:
        more = stream.recv(65536)
        assert more, f"the stream ended after {said!r}"
        said += more
    return said
