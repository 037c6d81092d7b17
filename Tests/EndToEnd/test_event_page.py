"""One event: its video, the boxes over it, the plot, why it was raised, and what is decided."""

import json
import re
import sqlite3

import pytest
from playwright.sync_api import expect

from programs import Client
from recordings import CORNER, YARD

PLAYING = """() => {
    const video = document.querySelector('video');
    return video && !video.paused && video.readyState >= 2 && video.currentTime > 0;
}"""


def event_of(server, feed):
    return next(event for event in server.get("/api/events")["events"]
                if event["feed_name"] == feed)


@pytest.fixture
def event(server):
    return event_of(server, YARD)


@pytest.fixture
def page(server, visit, event):
    page = visit(server, f"/events/{event['id']}")
    page.wait_for_function("() => document.querySelector('video')?.readyState >= 2")
    return page


def play(page):
    """Plays, if it does not yet, and checks that the video advances."""
    if page.evaluate("document.querySelector('video').paused"):
        page.get_by_role("button", name="Play", exact=True).first.click()
    page.wait_for_function(PLAYING)
    before = page.evaluate("document.querySelector('video').currentTime")
    page.wait_for_function("before => document.querySelector('video').currentTime > before + 0.7",
                           arg=before)


def test_the_video_plays_from_the_pre_roll(page, server, event):
    part, = server.get(f"/api/events/{event['id']}")["parts"]
    assert part["from_media_us"] < part["event_from_media_us"]
    play(page)
    assert page.evaluate("document.querySelector('video').videoWidth") == 640


def test_it_says_what_when_where_and_why(page, server, event):
    detail = server.get(f"/api/events/{event['id']}")
    expect(page.get_by_text(detail["sentence"]).first).to_be_visible()
    for reason in detail["why"]:
        expect(page.get_by_text(reason["text"]).first).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("18:05:08")
    expect(page.get_by_role("main")).to_contain_text("WITA")
    expect(page.get_by_role("main")).to_contain_text(YARD)


def test_boxes_are_drawn_where_something_moves(page):
    play(page)
    drawn = """() => {
        const overlay = document.querySelector('.stage-overlay');
        const canvas = overlay.querySelector('canvas');
        if (!canvas) return overlay.querySelectorAll('rect:not([hidden])').length > 0;
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        return data.some((value, index) => index % 4 === 3 && value > 0);
    }"""
    page.wait_for_function(drawn)
    page.keyboard.press("b")
    page.wait_for_function(f"() => !({drawn})() || document.querySelector('.stage-overlay').hidden")


def test_the_plot_shows_the_stored_seconds(page, server, event):
    plot = server.get(f"/api/events/{event['id']}/plot")
    assert plot["peak_ppm"] == event["peak_ppm"]
    expect(page.get_by_role("heading", name="Motion over time")).to_be_visible()
    page.get_by_text("As a table").click()
    rows = page.get_by_role("table").get_by_role("row")
    expect(rows.nth(len(plot["parts"][0]["seconds"]) - 1)).to_be_visible()


@pytest.mark.parametrize(("start", "length"), [(4.7, 5.5), (0, 5.5), (4.2, 6.4), (0.3, 0.9), (4.7, 999)])
def test_the_plot_has_no_gap_where_there_is_none(page, start, length):
    empty = page.evaluate("""async ([start, length]) => {
        const { plotSeries } = await import('/web/event/plot-data.js');
        const seconds = [];
        for (let second = Math.floor(start); second < start + length; second += 1) {
            seconds.push({ media_us: second * 1e6, motion_ppm: 100, suppressed: {} });
        }
        const part = { recording: 1, from_media_us: start * 1e6,
            until_media_us: (start + length) * 1e6 };
        const { motion } = plotSeries([part], [{ recording: 1, seconds }]);
        return [...motion].filter((value) => value !== 100).length;
    }""", [start, length])
    assert empty == 0


def test_deciding_is_kept_with_its_note(page, database, event):
    page.get_by_label("Note").first.fill("orang membawa peti")
    page.get_by_role("button", name="True alarm").first.click()
    expect(page.get_by_text("Marked 1 event as “True alarm”.").first).to_be_visible()
    with sqlite3.connect(database) as connection:
        row = connection.execute(
            "SELECT e.review_state, r.state, r.note FROM event e JOIN review r ON r.event_id = e.id "
            "WHERE e.id = ? ORDER BY r.id DESC LIMIT 1", (event["id"],)).fetchone()
    connection.close()
    assert row == ("true_alarm", "true_alarm", "orang membawa peti")
    page.reload()
    expect(page.get_by_text("orang membawa peti").first).to_be_visible()


def test_neighbours_are_a_click_away(server, visit):
    # The damaged recording's event and the next of the same camera are one and none.
    event = event_of(server, YARD)
    detail = server.get(f"/api/events/{event['id']}")
    page = visit(server, f"/events/{event['id']}")
    expect(page.get_by_role("heading").first).to_be_visible()
    for name, neighbour in (("Event before", detail["previous"]), ("Event after", detail["next"])):
        link = page.get_by_role("link", name=name)
        if neighbour is None:
            expect(link).to_have_count(0)
        else:
            expect(link).to_have_attribute("href", f"/events/{neighbour}")


def test_what_a_browser_cannot_play_is_converted_and_said_so(server, visit, shot):
    event = event_of(server, CORNER)
    page = visit(server, f"/events/{event['id']}")
    page.wait_for_function("() => document.querySelector('video')?.readyState >= 2")
    play(page)
    part, = server.get(f"/api/events/{event['id']}")["parts"]
    plan = server.get(f"/api/recordings/{part['recording']}/clip/plan"
                      f"?from_media_us={part['from_media_us']}"
                      f"&until_media_us={part['until_media_us']}")
    assert plan["method"] == "transcode" and "hevc" in json.dumps(plan).lower()
    expect(page.get_by_role("status").filter(has_text=re.compile("HEVC|H.265|hevc")).first
           ).to_be_visible()
    shot(page, "event-converted")


def test_clips_are_given_in_ranges(server, event):
    client = Client(server.address)
    part, = client.get(f"/api/events/{event['id']}")["parts"]
    plan = client.get(f"/api/recordings/{part['recording']}/clip/plan"
                      f"?from_media_us={part['from_media_us']}"
                      f"&until_media_us={part['until_media_us']}")
    assert plan["method"] == "copy" and plan["start_media_us"] <= part["from_media_us"]
    status, headers, whole = client.open(plan["url"])
    assert (status, headers["Accept-Ranges"], whole[4:8]) == (200, "bytes", b"ftyp")
    size = len(whole)
    status, headers, content = client.open(plan["url"], headers={"Range": "bytes=100-199"})
    assert (status, headers["Content-Range"], content) == (
        206, f"bytes 100-199/{size}", whole[100:200])
    status, _, content = client.open(plan["url"], headers={"Range": "bytes=-50"})
    assert (status, content) == (206, whole[-50:])
    status, _, content = client.open(plan["url"], headers={"Range": f"bytes={size - 10}-"})
    assert (status, content) == (206, whole[-10:])
    status, headers, _ = client.open(plan["url"], headers={"Range": f"bytes={size}-"})
    assert (status, headers["Content-Range"]) == (416, f"bytes */{size}")
    status, headers, content = client.open(plan["url"], method="HEAD")
    assert (status, headers["Content-Length"], content) == (200, str(size), b"")


def test_thumbnails_are_not_sent_twice(server, event):
    client = Client(server.address)
    status, headers, content = client.open(event["thumbnail"])
    assert status == 200 and content[:2] == b"\xff\xd8"
    again = client.open(event["thumbnail"], headers={"If-None-Match": headers["ETag"]})
    assert (again[0], again[2]) == (304, b"")


def test_an_event_that_is_not_there_says_so(server, visit):
    page = visit(server, "/events/987654")
    page.troubles.expect("status of 404")
    expect(page.get_by_role("heading", name="This could not be shown")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("link", name="Inbox")).to_be_visible()
