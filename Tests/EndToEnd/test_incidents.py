"""Incidents and camera health as people meet them: rules of a file, a scan, the inbox, the page of an
event with its pictures before and after, and what is handed over."""

import html
import json
import sqlite3

import pytest
from playwright.sync_api import expect

from programs import Client, PASSWORD, add_user, ffmpeg, luma, run
from recordings import ZONE, truth

YARD = "halaman"
STORE = "gudang"
JETTY = "dermaga"

CONFIGURATION = """
defaults: {time_zone: Asia/Makassar}
schedules:
  tutup: 18:00–06:00
feeds:
  halaman:
    zones: {pagar: %s}
    rules:
      malam: {type: intrusion, zones: pagar, schedule: tutup}
  gudang:
    zones: {rak: [[0.2, 0.5], [0.8, 0.5], [0.8, 1], [0.2, 1]]}
    rules:
      barang: {type: object_removed, zones: rak, longer_than: 5s, there_for: 5s}
  dermaga:
    zones: {tangga: [[0.1, 0.6], [0.9, 0.6], [0.9, 1], [0.1, 1]]}
    lines: {tepi: {points: [[0.5, 0], [0.5, 1]], left: darat, right: laut}}
    rules:
      masuk: {type: intrusion, zones: tangga}
      lewat: {type: line_crossing, lines: tepi}
"""

# Another part of the scene, enlarged and turned a little, as when a camera is knocked.
KNOCKED = ("split[a][b];[b]crop=560:315:80:45,scale=640:360,rotate=0.03[c];"
           "[a][c]overlay=enable='gte(t,35)'")


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A database of three cameras with rules, and the folder of their recordings."""
    folder = tmp_path_factory.mktemp("kejadian")
    yard = folder / YARD / f"{YARD}_20261120_190500.mp4"
    store = folder / STORE / f"{STORE}_20261120_180500.mp4"
    jetty = folder / JETTY / f"{JETTY}_20261120_090000.mp4"
    for recording in (yard, store, jetty):
        recording.parent.mkdir()
    run("simulate", "yard-intrusion", "-o", yard, "--size", "480x270", "--frame-rate", "10")
    run("simulate", "night-removed-object", "-o", store, "--duration", "30")
    day = folder / "day.mp4"
    run("simulate", "yard-day", "-o", day, "--duration", "40", "--frame-rate", "10")
    ffmpeg("-stream_loop", 3, "-i", day, "-t", 110, "-vf", KNOCKED, "-c:v", "libx264", "-crf", 23, jetty)
    zone, = truth(yard)["zones"]
    corners = json.dumps([[point["x"], point["y"]] for point in zone["polygon"]["points"]])
    configuration = folder / "pantau.yaml"
    configuration.write_text(CONFIGURATION % corners)
    run("config", "check", configuration)
    for name in (YARD, STORE, JETTY):
        run("scan", folder / name, "--config", configuration, "--db", folder / "pantau.sqlite",
            "--timezone", ZONE, "--quiet")
    return folder


@pytest.fixture
def database(site, tmp_path):
    """A copy of its own for a test, which scans nothing."""
    copy = tmp_path / "pantau.sqlite"
    with sqlite3.connect(site / "pantau.sqlite") as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    return copy


def events_of(server, kind, feed=None):
    listed = server.get(f"/api/events?kind={kind}&order=oldest")["events"]
    return [event for event in listed if feed in (None, event["feed_name"])]


def the_event(server, kind, language="en"):
    event, = events_of(server, kind, {"object_removed": STORE, "moved": JETTY}.get(kind, YARD))
    return server.get(f"/api/events/{event['id']}?lang={language}")


def test_a_scan_finds_exactly_the_intrusions_that_are_there(site, server):
    recording = site / YARD / f"{YARD}_20261120_190500.mp4"
    expected = [event for event in truth(recording)["events"] if event["kind"] == "intrusion"]
    found = events_of(server, "intrusion", YARD)
    assert len(expected) >= 1 and len(found) == len(expected)
    for event, told in zip(expected, found):
        assert abs(told["start_media_us"] - event["start_us"]) <= 1_000_000
        assert (told["severity"], told["zone"], told["rule"]) == ("alert", "pagar", "malam")


def test_the_inbox_narrows_to_a_kind_and_to_a_zone_of_the_configuration(server, visit, shot):
    page = visit(server)
    page.get_by_role("button", name="Kinds: All kinds").click()
    kinds = page.get_by_role("dialog", name="Kinds")
    for name in ("Intrusion", "Object removed", "Camera moved", "Motion"):
        expect(kinds.get_by_label(name, exact=True)).to_be_visible()
    kinds.get_by_label("Object removed", exact=True).check()
    cells = page.locator("[role=gridcell][data-id]")
    expect(cells).to_have_count(1)
    expect(cells.first).to_contain_text("Object removed")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Clear filters").click()
    page.get_by_role("button", name="Zone: Anywhere").click()
    # Choosing one closes the list.
    page.get_by_role("dialog", name="Zone").get_by_label("pagar").click()
    expect(cells).to_have_count(len(events_of(server, "intrusion", YARD)))
    shot(page, "incidents-zone")


@pytest.mark.parametrize(("language", "locale", "said"), [
    ("en", "en-GB", "Entered zone “pagar” at 19:05:0"), ("id", "id-ID", "Masuk zona “pagar” pukul 19:05:0"),
])
def test_the_page_tells_it_in_both_languages(server, visit, shot, language, locale, said):
    detail = the_event(server, "intrusion", language)
    assert detail["sentence"].startswith(said) and "18:00" in detail["sentence"]
    page = visit(server, f"/events/{detail['id']}", locale=locale)
    expect(page.locator(".sentence")).to_have_text(detail["sentence"])
    expect(page.locator(".place-zone")).to_be_attached()
    expect(page.locator(".place-name")).to_have_text("pagar")
    page.wait_for_function("() => document.querySelector('.place-path')?.points.length > 3")
    shot(page, f"incident-{language}")


def test_the_zone_is_drawn_where_it_is(server, visit):
    detail = the_event(server, "intrusion")
    page = visit(server, f"/events/{detail['id']}")
    page.wait_for_function("() => document.querySelector('video')?.videoWidth > 0")
    drawn = page.evaluate("""() => {
        const layer = document.querySelector('.place-layer').getBoundingClientRect();
        return [...document.querySelector('.place-zone').points].map(
            ({ x, y }) => [x / layer.width, y / layer.height]);
    }""")
    assert len(drawn) == len(detail["place"]["zone"])
    for shown, stated in zip(drawn, detail["place"]["zone"]):
        assert shown == pytest.approx(stated, abs=0.005)
    page.keyboard.press("b")
    expect(page.locator(".place-layer")).to_be_hidden()


def test_the_arrow_shows_which_way_a_line_was_crossed(server, visit, shot):
    event = events_of(server, "line_crossing", JETTY)[0]
    page = visit(server, f"/events/{event['id']}")
    page.wait_for_function("() => document.querySelector('video')?.videoWidth > 0")
    # From its foot to its tip; the line goes down, so that its left is the right of the picture.
    across = page.locator(".place-arrow").evaluate("""(arrow) => {
        const [from, to] = arrow.getAttribute('d').match(/-?[\\d.]+,-?[\\d.]+/g)
            .map((pair) => Number(pair.split(',')[0]));
        return to - from;
    }""")
    assert (across > 0) == (event["direction"] == "right_to_left") and abs(across) > 10
    shot(page, "incident-line")


def patch(picture, box, margin=0.01):
    """The mean brightness of a place of a picture."""
    pixels = luma(picture, 640, 360)
    x, y, width, height = box
    rows = range(round((y + margin) * 360), round((y + height - margin) * 360))
    columns = range(round((x + margin) * 640), round((x + width - margin) * 640))
    values = [pixels[row * 640 + column] for row in rows for column in columns]
    return sum(values) / len(values)


def test_before_and_after_show_the_thing_and_the_empty_place(site, server):
    change = the_event(server, "object_removed")["change"]
    moved = next(event for event in truth(site / STORE / f"{STORE}_20261120_180500.mp4")["events"]
                 if event["kind"] == "object_removed")
    assert change["before"]["media_us"] < moved["start_us"] < change["after"]["media_us"]
    client = Client(server.address)
    levels = []
    for side in ("before", "after"):
        status, headers, picture = client.open(change[side]["picture"])
        assert (status, headers["Content-Type"]) == (200, "image/jpeg")
        levels.append(patch(picture, change["box"]))
    # The crate is far brighter than the ground at night.
    assert levels[0] > levels[1] + 20


def test_both_pictures_are_beside_each_other_with_the_place_marked(server, visit, shot):
    event = the_event(server, "object_removed")
    page = visit(server, f"/events/{event['id']}")
    section = page.get_by_role("region", name="Before and after")
    expect(section.locator("figure")).to_have_count(2)
    page.wait_for_function("""() => {
        const images = [...document.querySelectorAll('.change figure img')];
        return images.length === 2 && images.every((image) => image.naturalWidth > 0);
    }""")
    boxes = section.locator("figure rect.pointed-box")
    expect(boxes).to_have_count(2)
    assert float(boxes.first.get_attribute("x")) == pytest.approx(event["change"]["box"][0])
    expect(section).to_contain_text("18:05:12")
    section.scroll_into_view_if_needed()
    shot(page, "incident-removed", full_page=True)
    section.get_by_role("button", name="One over the other").click()
    expect(section.get_by_label("Border between before and after")).to_be_focused()


def test_where_the_recording_is_gone_it_is_said(site, server, visit):
    event = the_event(server, "object_removed")
    recording = site / STORE / f"{STORE}_20261120_180500.mp4"
    aside = recording.rename(recording.with_suffix(".aside"))
    try:
        status, answer = Client(server.address).call(event["change"]["before"]["picture"])
        assert (status, answer["error"]["code"]) == (410, "gone")
        page = visit(server, f"/events/{event['id']}")
        page.troubles.expect("status of 410")
        expect(page.get_by_role("region", name="Before and after")).to_contain_text(
            "the pictures before and after cannot be shown")
    finally:
        aside.rename(recording)


def test_other_events_have_no_such_pictures(server):
    event = the_event(server, "intrusion")
    assert event["change"] is None
    status, answer = Client(server.address).call(f"/api/events/{event['id']}/before")
    assert (status, answer["error"]["code"]) == (404, "not_found")


def test_a_viewer_sees_them_pixelated_and_masks_are_painted_over(server, database, serve):
    event = the_event(server, "object_removed")
    box = event["change"]["box"]
    add_user(database, "polisi", "viewer")
    add_user(database, "kepala", "admin")
    guarded = serve(database)
    viewer, admin = Client(guarded.address), Client(guarded.address)
    viewer.log_in("polisi", PASSWORD)
    admin.log_in("kepala", PASSWORD)
    path = event["change"]["after"]["picture"]
    clear, pixelated = (client.open(path)[2] for client in (admin, viewer))
    # The person who carries the thing off is hidden from who may only look.
    assert luma(clear, 640, 360) != luma(pixelated, 640, 360)
    x, y, width, height = box
    corners = [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]
    admin.post(f"/api/feeds/{event['feed']}/zones",
               {"name": "tutup", "kind": "privacy_mask", "polygon": corners})
    assert patch(admin.open(event["change"]["before"]["picture"])[2], box) < 24


def test_the_command_line_tells_and_saves_the_same(site, server, tmp_path):
    event = the_event(server, "object_removed")
    before, after = tmp_path / "before.jpg", tmp_path / "after.jpg"
    database = site / "pantau.sqlite"
    told = run("events", "show", event["id"], "--db", database, "--before", before, "--after", after)
    assert event["sentence"] in told.stdout and "rule       barang" in told.stdout
    assert the_event(server, "object_removed", "id")["sentence"] in told.stdout
    box = event["change"]["box"]
    assert patch(before.read_bytes(), box) > patch(after.read_bytes(), box) + 20
    shown = json.loads(run("events", "show", event["id"], "--db", database, "--json").stdout)
    assert shown["sentence"] == event["sentence"]
    assert shown["change"]["before_s"] * 1e6 == pytest.approx(event["change"]["before"]["media_us"])
    other = the_event(server, "intrusion")["id"]
    refused = run("events", "show", other, "--db", database, "--before", before, check=False)
    assert refused.returncode == 2 and "is not of a thing left or removed" in refused.stderr


def test_a_bundle_tells_the_incident_and_shows_it(server, database, tmp_path):
    event = the_event(server, "object_removed")
    indonesian = the_event(server, "object_removed", "id")["sentence"]
    folder = tmp_path / "bukti"
    run("export", event["id"], "-o", folder, "--purpose", "Pencurian", "--request", "B/1",
        "--language", "id", "--db", database)
    assert run("verify", folder, check=False).returncode == 0
    page = html.unescape((folder / f"pages/event-{event['id']}.html").read_text())
    assert indonesian in page and event["sentence"] in page
    for said in ("barang hilang", "barang", "rak", "Sebelum", "Sesudah"):
        assert said in page, said
    assert indonesian in html.unescape((folder / "index.html").read_text())
    told, = json.loads((folder / "events.json").read_text())["events"]
    assert (told["sentence_en"], told["sentence_id"]) == (event["sentence"], indonesian)
    assert (told["rule"], told["zone"]) == ("barang", "rak")
    assert told["change"]["before_media_us"] == event["change"]["before"]["media_us"]
    box = event["change"]["box"]
    stills = [(folder / f"stills/event-{event['id']}-{side}.jpg").read_bytes()
              for side in ("before", "after")]
    assert patch(stills[0], box) > patch(stills[1], box) + 20
    # What is said is sealed like everything else.
    changed = folder / f"pages/event-{event['id']}.html"
    changed.write_text(changed.read_text().replace("rak", "rok"))
    assert run("verify", folder, check=False).returncode == 1


def test_a_camera_in_trouble_says_what_is_to_be_done(server, visit, shot):
    event = the_event(server, "moved")
    page = visit(server, f"/events/{event['id']}")
    expect(page.locator(".remedy")).to_have_text("Turn the camera back, or draw its zones anew.")
    expect(page.get_by_role("main")).to_contain_text("Camera moved")
    expect(page.get_by_role("main")).not_to_contain_text("Most motion")
    shot(page, "health-moved")


def test_zones_of_a_moved_camera_want_a_look_until_they_are_confirmed(server, visit, shot):
    event = the_event(server, "moved")
    look = next(feed for feed in server.get("/api/feeds")["feeds"] if feed["name"] == JETTY)["zone_look"]
    assert (look["event"], look["names"]) == (event["id"], ["tangga", "tepi"])
    page = visit(server, "/feeds")
    notice = page.get_by_role("note")
    expect(notice).to_have_count(1)
    expect(notice).to_contain_text("tangga, tepi")
    shot(page, "zones-want-a-look")
    notice.get_by_role("link", name="Look at the zones").click()
    expect(page.get_by_role("note")).to_contain_text("This camera was moved on")
    expect(page.locator(".zone-outline.zone-stated_zone")).to_be_attached()
    page.wait_for_function("() => document.querySelector('.frame-image')?.naturalWidth > 0")
    shot(page, "zones-of-the-configuration")
    page.get_by_role("note").get_by_role("button", name="They are right").click()
    expect(page.get_by_role("note")).to_have_count(0)
    assert all(feed["zone_look"] is None for feed in server.get("/api/feeds")["feeds"])
    newest = server.get("/api/audit")["entries"][0]
    assert (newest["action"], newest["subject"]["feed"]) == ("zones_confirmed", event["feed"])


def test_a_false_alarm_leaves_no_zone_in_doubt(server):
    event = the_event(server, "moved")
    Client(server.address).post("/api/reviews", {"events": [event["id"]], "state": "false_alarm", "note": None})
    assert all(feed["zone_look"] is None for feed in server.get("/api/feeds")["feeds"])


@pytest.mark.parametrize("width", [390, 1440])
def test_incident_pages_fit_their_screen(server, visit, shot, width):
    for kind in ("object_removed", "intrusion", "moved"):
        for theme in ("dark", "light"):
            page = visit(server, f"/events/{the_event(server, kind)['id']}",
                         viewport={"width": width, "height": 844}, locale="id-ID")
            page.evaluate("theme => localStorage.setItem('pantau.theme', theme)", theme)
            page.reload()
            expect(page.locator(".sentence")).to_be_visible()
            page.wait_for_function("() => document.querySelector('video')?.readyState >= 2")
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert wide <= 0, (kind, theme, width)
            shot(page, f"incident-{kind}-{theme}-{width}", full_page=True)


def test_a_broken_configuration_stops_a_scan_with_its_line(site, tmp_path):
    broken = tmp_path / "pantau.yaml"
    broken.write_text("feeds:\n  halaman:\n    rules:\n      malam: {type: intrusion, zones: pagr}\n"
                      "    zones: {pagar: [[0, 0], [1, 0], [1, 1]]}\n")
    checked = run("config", "check", broken, check=False)
    assert checked.returncode == 2
    assert f"{broken}:4:" in checked.stderr and "pagar" in checked.stderr
    scanned = run("scan", site / YARD, "--config", broken, "--db", tmp_path / "p.sqlite", check=False)
    assert scanned.returncode == 2 and f"{broken}:4:" in scanned.stderr
    assert not (tmp_path / "p.sqlite").exists()
