"""The timeline: what moved when, what nobody saw, and playing from there."""

import re

from playwright.sync_api import expect

from recordings import GATE, HOUR_LATER, REMOVAL, YARD

BODY = "Timeline of motion, events and coverage"


def feed_named(server, name):
    return next(feed for feed in server.get("/api/feeds")["feeds"] if feed["name"] == name)


def open_timeline(server, visit, name, **options):
    """The timeline of one feed, when it has come to rest."""
    page = visit(server, f"/timeline?feed={feed_named(server, name)['id']}", **options)
    expect(page.get_by_role("heading", name="In view:")).to_be_visible()
    return page


def columns(page, share):
    """Colours of a column of the row's canvas, at a share of its width."""
    return page.evaluate("""share => {
        const canvases = [...document.querySelectorAll('.timeline canvas')];
        const canvas = canvases.at(-1);
        const context = canvas.getContext('2d');
        const x = Math.floor(canvas.width * share);
        const { data } = context.getImageData(x, 0, 24, canvas.height);
        const colours = new Map();
        for (let i = 0; i < data.length; i += 4) {
            const key = `${data[i]},${data[i + 1]},${data[i + 2]},${data[i + 3]}`;
            colours.set(key, (colours.get(key) ?? 0) + 1);
        }
        return [...colours].sort((a, b) => b[1] - a[1]);
    }""", share)


def places(page, *microseconds):
    """Where instants lie on the timeline, as shares of its width, from what the address says."""
    query = dict(re.findall(r"(at|span)=(\d+)", page.url))
    start = int(query["at"]) - int(query["span"]) / 2
    return [(us - start) / int(query["span"]) for us in microseconds]


def test_events_and_the_gap_between_recordings_are_in_view(server, visit):
    page = open_timeline(server, visit, YARD)
    feed = feed_named(server, YARD)
    expect(page.get_by_role("heading", name="In view: 1 event, unseen stretches: 1")).to_be_visible()
    listing = page.get_by_role("region", name="In view:")
    gap = listing.get_by_role("listitem").filter(has_text="No recording")
    expect(gap).to_contain_text("18:05:30 – 19:05:00 WITA")
    page.wait_for_url(re.compile("span="))
    # In the middle of the gap there is a hatch: more than the row's own few colours, and lines that
    # run through all of its height.
    middle, = places(page, (feed["first_us"] + feed["last_us"]) // 2 + 300_000_000)
    hatch = columns(page, middle)
    recorded, = places(page, feed["first_us"] + 15_000_000)
    assert hatch != columns(page, recorded)
    assert len(hatch) > 4


def test_what_could_not_be_decoded_is_named_and_drawn_apart(server, visit):
    page = open_timeline(server, visit, GATE)
    listing = page.get_by_role("region", name="In view:")
    found = listing.get_by_role("listitem").filter(has_text="Undecodable")
    expect(found.first).to_be_visible()
    feed = feed_named(server, GATE)
    page.wait_for_url(re.compile("span="))
    undecodable, analysed = places(
        page, feed["first_us"] + 17_000_000, feed["first_us"] + 25_000_000)
    assert columns(page, undecodable) != columns(page, analysed)


def test_zoom_from_month_to_second(server, visit):
    page = open_timeline(server, visit, YARD)
    lengths = page.get_by_role("group", name="How much is shown")
    for name, seconds in [("Month", 31 * 86400), ("Day", 86400), ("Hour", 3600), ("Minute", 60)]:
        lengths.get_by_role("button", name=name).click()
        expect(lengths.get_by_role("button", name=name)).to_have_attribute("aria-pressed", "true")
        page.wait_for_url(re.compile(rf"span={seconds}000000\b"))
    page.get_by_role("application", name=BODY).focus()
    for _ in range(8):
        page.keyboard.press("+")
    page.wait_for_function("""() => {
        const span = Number(new URLSearchParams(location.search).get('span'));
        return span > 0 && span <= 4_000_000;
    }""")


def test_the_wheel_zooms_around_the_pointer(server, visit):
    page = open_timeline(server, visit, YARD)
    page.wait_for_url(re.compile("span="))
    before = int(re.search(r"span=(\d+)", page.url).group(1))
    box = page.get_by_role("application", name=BODY).bounding_box()
    page.mouse.move(box["x"] + box["width"] / 4, box["y"] + box["height"] - 30)
    page.keyboard.down("Control")
    page.mouse.wheel(0, -400)
    page.keyboard.up("Control")
    page.wait_for_function("before => Number(new URLSearchParams(location.search).get('span')) < before",
                           arg=before)


def test_a_click_plays_from_there(server, visit):
    page = open_timeline(server, visit, YARD)
    page.wait_for_url(re.compile("span="))
    feed = feed_named(server, YARD)
    # Near enough that a pixel is a fraction of a second.
    start = feed["first_us"] + 15_000_000
    page.goto(f"{server.address}/timeline?feed={feed['id']}&at={start}&span=60000000")
    expect(page.get_by_role("heading", name="In view:")).to_be_visible()
    wanted = feed["first_us"] + 4_000_000
    share, = places(page, wanted)
    box = page.get_by_role("application", name=BODY).bounding_box()
    page.mouse.click(box["x"] + box["width"] * share, box["y"] + box["height"] - 40)
    page.wait_for_function("""() => {
        const video = document.querySelector('video');
        return video && !video.paused && video.readyState >= 2;
    }""")
    first = page.evaluate("document.querySelector('video').currentTime")
    page.wait_for_function("first => document.querySelector('video').currentTime > first + 0.5",
                           arg=first)
    # Four seconds into the first recording; the clip may begin at a key frame before.
    expect(page.get_by_label("Position").first).to_have_attribute(
        "aria-valuetext", re.compile(r"18:05:(0[4-9]|1\d) WITA"))


def test_the_next_event_is_a_key_away(server, visit):
    page = open_timeline(server, visit, YARD)
    page.get_by_role("application", name=BODY).focus()
    page.keyboard.press("Home")
    page.keyboard.press("n")
    page.get_by_role("link", name="Open the event").click()
    removal = next(event for event in server.get("/api/events")["events"]
                   if event["feed_name"] == YARD)
    expect(page).to_have_url(re.compile(rf"/events/{removal['id']}$"))


def test_a_recording_of_unknown_clock_has_a_timeline_of_its_own(server, visit):
    feed = feed_named(server, "hall")
    recording = server.get(f"/api/feeds/{feed['id']}/recordings")["recordings"][0]
    page = visit(server, f"/timeline?recording={recording['id']}")
    expect(page.get_by_role("heading", name="In view: 1 event")).to_be_visible()


def test_the_cameras_page_says_what_each_has(server, visit):
    page = visit(server, "/feeds")
    expect(page.get_by_role("heading", name="Cameras", exact=True)).to_be_visible()
    for feed in server.get("/api/feeds")["feeds"]:
        expect(page.get_by_role("heading", name=feed["name"], exact=True)).to_be_visible()
    page.goto(f"{server.address}/feeds#feed-{feed_named(server, YARD)['id']}")
    for name in (REMOVAL, HOUR_LATER):
        expect(page.get_by_role("link", name=name)).to_be_visible()
