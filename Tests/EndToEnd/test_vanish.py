"""When did it vanish: in the page, by the API and on the command line."""

import json
import re

from playwright.sync_api import expect

from programs import Client, run
from recordings import REMOVAL, YARD, truth
from test_timeline import feed_named

SECOND = 1_000_000


def crate(recordings):
    """The simulated crate that is taken away: where it stands, and when it begins to move. Its path
    begins a little later, when it has been lifted already."""
    thing = next(thing for thing in truth(recordings / YARD / REMOVAL)["objects"]
                 if thing["kind"] == "crate")
    moved = thing["moving"][0]["start_us"]
    first, second = thing["path"][:2]
    steps = (first["time_us"] - moved) / (second["time_us"] - first["time_us"])
    y = first["y"] + (first["y"] - second["y"]) * steps
    return [first["x"], y, first["width"], first["height"]], moved


def recording_of_the_removal(server):
    feed = feed_named(server, YARD)
    return next(recording for recording
                in server.get(f"/api/feeds/{feed['id']}/recordings")["recordings"]
                if recording["file_name"] == REMOVAL)


def test_pointing_at_a_thing_gives_the_second_and_the_pictures(server, visit, recordings):
    (x, y, width, height), moved = crate(recordings)
    recording = recording_of_the_removal(server)
    page = visit(server, f"/vanish?recording={recording['id']}&media_us={2 * SECOND}")
    editor = page.get_by_role("application", name="Point at the thing")
    page.wait_for_function("""() => [...document.querySelectorAll('main img')]
        .some(picture => picture.complete && picture.naturalWidth > 100)""")
    editor.scroll_into_view_if_needed()
    box = editor.bounding_box()
    page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"])
    page.mouse.down()
    page.mouse.move(box["x"] + (x + width) * box["width"],
                    box["y"] + (y + height) * box["height"], steps=5)
    page.mouse.up()
    expect(page.get_by_text(re.compile("Marked: 4.* × [56]"))).to_be_visible()
    with page.expect_response(re.compile("/vanish$")) as answered:
        page.get_by_role("button", name="When did it vanish?").click()
    answer = answered.value.json()
    assert answer["verdict"] == "vanished"
    assert answer["before"]["media_us"] <= answer["after"]["media_us"]
    for shot in (answer["before"], answer["after"]):
        assert abs(shot["media_us"] - moved) <= SECOND, (shot, moved)
    region = page.get_by_role("region", name="Answer")
    expect(region.get_by_role("heading", name=re.compile("Last seen.*18:05:1[345].*gone"))
           ).to_be_visible()
    page.wait_for_function("""() => {
        const pictures = [...document.querySelectorAll('.vanish-outcome img')];
        return pictures.length >= 2
            && pictures.every(picture => picture.complete && picture.naturalWidth > 100);
    }""")
    region.get_by_role("link", name="Open the event").click()
    expect(page).to_have_url(re.compile(r"/events/\d+$"))


def test_a_point_is_enough(server, recordings):
    (x, y, width, height), moved = crate(recordings)
    recording = recording_of_the_removal(server)
    answer = Client(server.address).post(f"/api/feeds/{recording['feed']}/vanish", {
        "recording": recording["id"], "media_us": 2 * SECOND,
        "point": [x + width / 2, y + height / 2], "until": None, "until_us": None,
    })
    assert answer["verdict"] == "vanished"
    assert abs(answer["before"]["media_us"] - moved) <= SECOND


def test_what_stays_is_still_there(server, recordings):
    (x, y, width, height), moved = crate(recordings)
    recording = recording_of_the_removal(server)
    answer = Client(server.address).post(f"/api/feeds/{recording['feed']}/vanish", {
        "recording": recording["id"], "media_us": SECOND, "box": [x, y, width, height],
        "until": {"recording": recording["id"], "media_us": moved - 3 * SECOND}, "until_us": None,
    })
    assert answer["verdict"] == "still_there"


def test_the_command_line_answers_the_same(recordings, database):
    (x, y, width, height), moved = crate(recordings)
    box = ",".join(str(value) for value in (x, y, width, height))
    done = run("vanish", recordings / YARD / REMOVAL, "--at", "2", "--box", box, "--json")
    answer = json.loads(done.stdout)
    assert answer["verdict"] == "vanished"
    assert abs(answer["before"]["media_s"] - moved / SECOND) <= 1


def test_nothing_can_be_asked_before_something_is_marked(server, visit):
    page = visit(server, "/vanish")
    expect(page.get_by_role("button", name="When did it vanish?")).to_be_disabled()
    expect(page.get_by_text("Nothing is marked yet.")).to_be_visible()
