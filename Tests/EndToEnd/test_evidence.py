"""Evidence: handed over from the page, checked without it, and every change to it named."""

import json
import re
import sqlite3
import zipfile

import pytest
from playwright.sync_api import expect

from programs import Client, run
from recordings import REMOVAL, YARD

PURPOSE = "Pencurian peti di gudang"
REQUEST = "B/12/XI/2026"


def event_of(server, feed):
    return next(event for event in server.get("/api/events")["events"]
                if event["feed_name"] == feed)


def export(server, **changes):
    """Makes a bundle by the API, and gives what the server says of it."""
    return Client(server.address).post("/api/exports", {
        "events": [event_of(server, YARD)["id"]], "purpose": PURPOSE, "request_number": REQUEST,
        "language": "id", "contents": "stretch", "include_original": False, "reason": None,
        **changes,
    })


def download(server, made, folder):
    """Downloads and unpacks a bundle."""
    status, headers, content = Client(server.address).open(made["download"])
    assert (status, headers["Content-Type"]) == (200, "application/zip")
    archive = folder / "bundle.zip"
    archive.write_bytes(content)
    return unpack(archive, folder / "unpacked")


def unpack(archive, folder):
    with zipfile.ZipFile(archive) as packed:
        assert packed.testzip() is None
        packed.extractall(folder)
    while not (folder / "manifest.json").exists():
        folder, = (entry for entry in folder.iterdir() if entry.is_dir())
    return folder


def verify(*arguments):
    done = run("verify", *arguments, "--json", check=False)
    return done.returncode, json.loads(done.stdout)


@pytest.fixture
def bundle(server, tmp_path):
    return download(server, export(server), tmp_path)


def test_from_the_inbox_to_a_bundle_that_is_good(page, server, tmp_path, shot):
    event = event_of(server, YARD)
    page.locator(f"[role=gridcell][data-id='{event['id']}']").focus()
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog", name="Export 1 event as evidence")
    dialog.get_by_role("button", name="Make the bundle").click()
    expect(dialog.get_by_role("alert").filter(has_text="State a purpose.")).to_be_visible()
    dialog.get_by_label("Purpose").fill(PURPOSE)
    dialog.get_by_label("Request number").fill(REQUEST)
    dialog.get_by_label("Language of the pages").select_option("id")
    shot(page, "export-dialog")
    dialog.get_by_role("button", name="Make the bundle").click()
    done = page.get_by_role("dialog", name="The bundle is ready")
    expect(done).to_be_visible(timeout=60_000)
    digest = done.get_by_role("definition").inner_text()
    with page.expect_download() as downloading:
        done.get_by_role("link", name="Download").click()
    archive = tmp_path / "bundle.zip"
    downloading.value.save_as(archive)
    folder = unpack(archive, tmp_path / "unpacked")
    status, report = verify(folder)
    assert (status, report["good"], report["findings"]) == (0, True, [])
    assert report["manifest_sha256"] == digest
    assert report["claims"]["purpose"] == PURPOSE
    assert report["claims"]["request_number"] == REQUEST
    assert verify(archive)[0] == 0
    done.get_by_role("link", name="Exports").click()
    expect(page.get_by_text(REQUEST)).to_be_visible()
    shot(page, "exports-one")


def test_the_bundle_holds_what_is_promised(bundle, server, recordings):
    names = [str(path.relative_to(bundle)) for path in bundle.rglob("*") if path.is_file()]
    endings = {name.rsplit(".", 1)[-1] for name in names}
    assert {"json", "html", "jpg", "mp4"} <= endings, names
    page = next(path for path in bundle.rglob("*.html") if "18" in path.read_text())
    text = page.read_text()
    assert 'lang="id"' in text and REQUEST in text and "WITA" in text
    assert "http://" not in re.sub(r"http://www\.w3\.org\S*", "", text) and "https://" not in text
    # The video's packets are the recording's own.
    status, _ = verify(bundle, "--original", recordings / YARD / REMOVAL)
    assert status == 0
    other = recordings / "nanti"
    status, _ = verify(bundle, "--original", next(other.iterdir()))
    assert status == 1


def test_one_changed_byte_in_any_file_is_named(bundle, tmp_path):
    files = sorted(path for path in bundle.rglob("*") if path.is_file())
    assert len(files) >= 6
    for path in files:
        name = str(path.relative_to(bundle))
        original = path.read_bytes()
        changed = bytearray(original)
        changed[len(changed) // 2] ^= 1
        path.write_bytes(changed)
        status, report = verify(bundle)
        path.write_bytes(original)
        assert status == 1 and not report["good"], name
        assert name in [finding["path"] for finding in report["findings"]], (name, report)
    assert verify(bundle)[0] == 0


def test_removed_added_and_renamed_files_are_named(bundle):
    video = next(bundle.rglob("*.mp4"))
    name = str(video.relative_to(bundle))
    renamed = video.rename(video.with_name("lain.mp4"))
    found = [finding["path"] for finding in verify(bundle)[1]["findings"]]
    assert name in found and str(renamed.relative_to(bundle)) in found
    renamed.rename(video)
    added = bundle / "tambahan.txt"
    added.write_text("?")
    status, report = verify(bundle)
    assert status == 1 and "tambahan.txt" in [finding["path"] for finding in report["findings"]]
    added.unlink()
    assert verify(bundle)[0] == 0


def test_a_bundle_signed_by_somebody_else_is_not_ours(bundle, server, tmp_path):
    ours = verify(bundle)[1]["key"]["fingerprint"]
    assert verify(bundle, "--key", ours)[0] == 0
    status, report = verify(bundle, "--key", "0" * 64)
    assert (status, report["key"]["trust"]) == (1, "different")


def test_the_audit_log_proves_the_export_and_itself(server, database, tmp_path):
    bundle = download(server, export(server), tmp_path)
    status, proof = verify("--audit", database, "--bundle", bundle)
    assert (status, proof["good"], proof["whole"]) == (0, True, True)
    assert proof["bundle"]["export_entry"] is not None
    server.process.kill()
    server.process.wait()
    with sqlite3.connect(database) as connection:
        entry, = connection.execute("SELECT min(id) FROM audit").fetchone()
        for trigger, in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"
        ).fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")
        connection.execute("UPDATE audit SET actor = 'orang lain' WHERE id = ?", (entry,))
    connection.close()
    status, proof = verify("--audit", database)
    assert (status, proof["whole"], proof["first_broken"]["entry"]) == (1, False, entry)


def test_watching_a_clip_is_written_down_once(server, database):
    event = event_of(server, YARD)
    client = Client(server.address)
    plan = client.get(f"/api/recordings/{event['recording']}/clip/plan"
                      "?from_media_us=6000000&until_media_us=12000000")
    for _ in range(3):
        client.open(plan["url"], headers={"Range": "bytes=0-99"})
    views = [entry for entry in client.get("/api/audit")["entries"]
             if entry["action"] == "clip_viewed"]
    assert len(views) == 1
    assert views[0]["subject"]["recording"] == event["recording"]


def test_the_audit_page_shows_the_chain(server, visit, shot):
    Client(server.address).post("/api/reviews", {
        "events": [event_of(server, YARD)["id"]], "state": "reviewed", "note": None})
    export(server)
    page = visit(server, "/audit")
    expect(page.get_by_text("The chain is whole")).to_be_visible()
    assert page.get_by_role("row").count() >= 2
    shot(page, "audit-some")


@pytest.mark.parametrize("changes", [
    {"events": []}, {"events": [987654]}, {"purpose": ""}, {"request_number": ""},
    {"include_original": True, "reason": None}, {"language": "fr"}, {"contents": "all"},
    {"purpose": "a" * 70_000},
])
def test_a_request_that_says_too_little_makes_no_bundle(server, changes):
    client = Client(server.address)
    status, answer = client.call("/api/exports", {
        "events": [event_of(server, YARD)["id"]], "purpose": PURPOSE, "request_number": REQUEST,
        "language": "id", "contents": "stretch", "include_original": False, "reason": None,
        **changes,
    })
    assert 400 <= status < 500 and answer["error"]["message"]
    assert client.get("/api/exports")["exports"] == []


def test_the_command_line_makes_the_same_kind_of_bundle(server, database, tmp_path):
    event = event_of(server, YARD)["id"]
    folder = tmp_path / "bukti"
    run("export", event, "-o", folder, "--purpose", PURPOSE, "--request", REQUEST, "--db", database)
    assert verify(folder)[0] == 0
