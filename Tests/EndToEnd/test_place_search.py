"""Searching a place, and keeping it as a zone."""

import re

from playwright.sync_api import expect

from programs import Client
from recordings import REMOVAL, YARD, truth
from test_timeline import feed_named

EDITOR = "Draw a polygon on the picture"


def open_search(server, visit):
    page = visit(server, f"/search?feed={feed_named(server, YARD)['id']}")
    editor = page.get_by_role("application", name=EDITOR)
    expect(editor).to_be_visible()
    page.wait_for_function("""() => [...document.querySelectorAll('main img, main canvas')]
        .some(picture => picture.width > 100 && (picture.complete ?? true))""")
    return page, editor


def draw(page, editor, points):
    """Draws with the mouse: a click for each point, and one on the first to close."""
    editor.scroll_into_view_if_needed()
    box = editor.bounding_box()
    for x, y in [*points, points[0]]:
        page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])


def around(boxes, margin=0.01):
    left = min(box["x"] for box in boxes) - margin
    top = min(box["y"] for box in boxes) - margin
    right = max(box["x"] + box["width"] for box in boxes) + margin
    bottom = max(box["y"] + box["height"] for box in boxes) + margin
    return [[max(0.01, left), max(0.01, top)], [min(0.99, right), max(0.01, top)],
            [min(0.99, right), min(0.99, bottom)], [max(0.01, left), min(0.99, bottom)]]


def place_of_the_person(recordings):
    """Where the simulated person is, a second after the twelfth."""
    person = next(thing for thing in truth(recordings / YARD / REMOVAL)["objects"]
                  if thing["kind"] == "person")
    return around([box for box in person["path"] if 12_000_000 <= box["time_us"] < 13_000_000])


def removal(server):
    return next(event for event in server.get("/api/events?order=oldest")["events"]
                if event["feed_name"] == YARD)


def test_an_outline_drawn_with_the_mouse_finds_who_passed_there(server, visit, recordings):
    page, editor = open_search(server, visit)
    expect(page.get_by_text("Draw around a place on the picture")).to_be_visible()
    draw(page, editor, place_of_the_person(recordings))
    expect(page.get_by_role("status").filter(has_text="with motion there").first).to_be_visible()
    results = page.get_by_role("region", name="Moments found")
    event = removal(server)
    link = results.locator(f"a[href='/events/{event['id']}']").first
    expect(link).to_be_visible()
    play = results.get_by_role("button", name=re.compile(r"Play 18:05:(0[89]|1\d)"))
    play.first.click()
    page.wait_for_function("""() => {
        const video = document.querySelector('video');
        return video && video.currentTime > 0 && video.videoWidth > 0;
    }""")
    link.click()
    expect(page).to_have_url(re.compile(rf"/events/{event['id']}$"))


def test_a_place_where_nothing_moved_gives_nothing(server, visit):
    page, editor = open_search(server, visit)
    draw(page, editor, [[0.02, 0.02], [0.08, 0.02], [0.08, 0.08], [0.02, 0.08]])
    expect(page.get_by_text("Nothing moved there.")).to_be_visible()


def test_an_outline_that_crosses_itself_is_refused_with_a_reason(server, visit):
    page, editor = open_search(server, visit)
    draw(page, editor, [[0.2, 0.2], [0.8, 0.8], [0.8, 0.2], [0.2, 0.8]])
    expect(page.get_by_text("The outline crosses itself")).to_be_visible()


def test_the_keyboard_draws_too(server, visit):
    page, editor = open_search(server, visit)
    editor.focus()
    for keys in (["Shift+ArrowLeft"] * 4, ["Shift+ArrowRight"] * 8, ["Shift+ArrowDown"] * 6):
        for key in keys:
            page.keyboard.press(key)
        page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("polygon|place|p="))
    expect(page.get_by_role("status").filter(has_text="with motion there").or_(
        page.get_by_text("Nothing moved there."))).not_to_have_count(0)


def test_a_place_becomes_a_zone_that_the_inbox_can_be_narrowed_to(server, visit, recordings):
    page, editor = open_search(server, visit)
    draw(page, editor, place_of_the_person(recordings))
    page.get_by_label("Name").fill("dermaga")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved “dermaga”.").first).to_be_visible()
    zone, = server.get(f"/api/feeds/{feed_named(server, YARD)['id']}/zones")["zones"]
    assert (zone["name"], zone["kind"]) == ("dermaga", "zone")
    event = removal(server)
    page.get_by_role("link", name="Inbox").first.click()
    page.get_by_role("button", name="Zone:").click()
    page.get_by_role("radio", name="dermaga").click()
    expect(page).to_have_url(re.compile("zone=dermaga"))
    cells = page.locator("[role=gridcell][data-id]")
    expect(cells).to_have_count(1)
    expect(cells).to_have_attribute("data-id", str(event["id"]))


def test_a_zone_can_be_deleted_and_taken_back(server, visit, recordings):
    feed = feed_named(server, YARD)["id"]
    Client(server.address).post(f"/api/feeds/{feed}/zones", {
        "name": "tangga", "kind": "zone", "polygon": place_of_the_person(recordings),
    })
    page, _ = open_search(server, visit)
    entry = page.get_by_role("listitem").filter(has_text="tangga")
    entry.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("Deleted “tangga”.").first).to_be_visible()
    assert server.get(f"/api/feeds/{feed}/zones")["zones"] == []
    page.get_by_role("button", name="Undo Z").click()
    expect(page.get_by_text("Taken back.").first).to_be_visible()
    assert [zone["name"] for zone in server.get(f"/api/feeds/{feed}/zones")["zones"]] == ["tangga"]
