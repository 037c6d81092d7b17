"""The inbox: what is shown, what narrows it, and the keys."""

import re
import sqlite3

from playwright.sync_api import expect

from programs import Client
from recordings import CORNER, YARD


def cells(page):
    return page.locator("[role=gridcell][data-id]")


def focused(page):
    """The event that has the focus; None while nothing in the grid has it."""
    return page.evaluate("document.activeElement?.closest('[role=gridcell]')?.dataset.id ?? null")


def shown(page):
    """Ids of the events on the page, in their order."""
    return cells(page).evaluate_all("cells => cells"
                                    ".sort((a, b) => a.dataset.index - b.dataset.index)"
                                    ".map(cell => Number(cell.dataset.id))")


def ids(server, query=""):
    return [event["id"] for event in server.get(f"/api/events{query}")["events"]]


def states(database):
    with sqlite3.connect(database) as connection:
        return dict(connection.execute("SELECT id, review_state FROM event"))


def test_pictures_of_all_events_are_shown_newest_first(page, server):
    expect(cells(page)).to_have_count(len(ids(server)))
    assert shown(page) == ids(server)
    page.wait_for_function("""() => [...document.querySelectorAll('[role=gridcell][data-id] img')]
        .every(picture => picture.complete && picture.naturalWidth > 0)""")


def test_a_cell_says_what_when_and_where(page, server):
    event = server.get("/api/events")["events"][0]
    said = cells(page).first.get_attribute("aria-label")
    for word in ("Motion", event["feed_name"], "20 Nov 2026 20:05", "WITA", "Unreviewed",
                 f"Score {event['score']}"):
        assert word in said


def test_the_highest_score_can_come_first(page, server):
    page.get_by_label("Order").select_option("Highest score first")
    expect(page).to_have_url(re.compile(r"order=score"))
    page.wait_for_function("id => document.querySelector('[role=gridcell][data-id]')?.dataset.id === id",
                           arg=str(ids(server, "?order=score")[0]))
    assert shown(page) == ids(server, "?order=score")


def test_a_camera_narrows_the_list_and_stands_in_the_address(page, server):
    feed = next(feed for feed in server.get("/api/feeds")["feeds"] if feed["name"] == YARD)
    page.get_by_role("button", name="Cameras:").click()
    page.get_by_role("dialog", name="Cameras").get_by_role("checkbox", name=YARD).check()
    expect(cells(page)).to_have_count(feed["events"])
    expect(page).to_have_url(re.compile(rf"[?&]feed={feed['id']}\b"))
    expect(page.get_by_role("status").filter(has_text="1 event")).to_be_visible()
    page.reload()
    expect(cells(page)).to_have_count(feed["events"])
    page.go_back()
    expect(cells(page)).to_have_count(len(ids(server)))


def test_filters_that_leave_nothing_say_so_and_can_be_cleared(page, server):
    page.get_by_role("group", name="Severity").get_by_role("button", name="Alert").click()
    expect(page).to_have_url(re.compile(r"severity=alert"))
    expect(page.get_by_role("heading", name="No event matches these filters")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Clear filters").last.click()
    expect(cells(page)).to_have_count(len(ids(server)))


def test_the_calendar_has_a_dot_for_each_day_with_events_and_chooses_one(page, server):
    page.get_by_role("button", name="When:").click()
    panel = page.get_by_role("dialog", name="When")
    day = panel.get_by_role("button", name=re.compile("19 November.*: 1 event, 1 unreviewed"))
    expect(day).to_be_visible()
    assert day.locator(".calendar-dot").bounding_box()["width"] > 0
    empty = panel.get_by_role("button", name=re.compile("17 November"))
    assert ":" not in empty.get_attribute("aria-label")
    day.click()
    expect(page).to_have_url(re.compile(r"from=2026-11-19"))
    expect(cells(page)).to_have_count(1)
    expect(cells(page).first).to_have_attribute("aria-label", re.compile(CORNER))


def test_counts_follow_what_is_decided(page, server):
    total = len(ids(server))
    badge = page.get_by_role("navigation").get_by_title(re.compile("unreviewed event"))
    expect(badge).to_have_text(str(total))
    Client(server.address).post("/api/reviews", {
        "events": ids(server)[:2], "state": "false_alarm", "note": None,
    })
    expect(badge).to_have_text(str(total - 2))


def test_j_and_k_go_from_event_to_event(page, server):
    expected = [str(number) for number in ids(server)]
    expect(cells(page)).to_have_count(len(expected))
    page.keyboard.press("j")
    assert focused(page) == expected[0]
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert focused(page) == expected[2]
    page.keyboard.press("k")
    assert focused(page) == expected[1]


def test_r_reviews_and_goes_on_and_z_takes_it_back(page, server, database):
    expected = ids(server)
    expect(cells(page)).to_have_count(len(expected))
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.get_by_text("Marked 1 event as “Reviewed”.").first).to_be_visible()
    assert states(database)[expected[0]] == "reviewed"
    assert focused(page) == str(expected[1])
    page.keyboard.press("z")
    expect(page.get_by_text("Taken back.").first).to_be_visible()
    assert states(database)[expected[0]] == "unreviewed"


def test_x_selects_several_that_are_marked_together(page, server, database):
    expected = ids(server)
    expect(cells(page)).to_have_count(len(expected))
    for key in "jxjx":
        page.keyboard.press(key)
    toolbar = page.get_by_role("toolbar", name="Mark as")
    expect(toolbar).to_contain_text("2 selected")
    page.keyboard.press("f")
    expect(page.get_by_text("Marked 2 events as “False alarm”.").first).to_be_visible()
    now = states(database)
    assert [now[number] for number in expected[:3]] == ["false_alarm", "false_alarm", "unreviewed"]


def test_escape_clears_the_selection(page):
    cells(page).first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(page.get_by_role("toolbar", name="Mark as")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("toolbar", name="Mark as")).to_be_hidden()


def test_slash_leads_to_the_filters_and_e_to_the_export(page):
    cells(page).first.wait_for()
    page.keyboard.press("/")
    expect(page.get_by_role("button", name="Review state:")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog", name="Export 1 event as evidence")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_the_question_mark_shows_the_keys(page):
    cells(page).first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("r")
    page.get_by_role("button", name="Undo").wait_for()
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keyboard")
    for words in ("Next event", "Mark as reviewed", "Undo the last action"):
        expect(sheet.get_by_text(words)).to_be_visible()


def test_keys_do_nothing_while_typing(page, database):
    cells(page).first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("e")
    page.get_by_label("Purpose").fill("")
    page.get_by_label("Purpose").type("rrr jjj x")
    expect(page.get_by_label("Purpose")).to_have_value("rrr jjj x")
    assert set(states(database).values()) == {"unreviewed"}


def test_enter_opens_the_event_and_back_returns_to_the_same_place(page, server):
    expected = ids(server)
    expect(cells(page)).to_have_count(len(expected))
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(rf"/events/{expected[1]}$"))
    page.go_back()
    expect(cells(page)).to_have_count(len(expected))
    page.wait_for_function("id => document.activeElement?.dataset?.id === id",
                           arg=str(expected[1]))


def test_hovering_plays_the_event(page):
    cells(page).first.wait_for()
    cells(page).first.locator("img").hover()
    page.wait_for_function("""() => {
        const video = document.querySelector('[role=gridcell] video');
        return video && video.currentTime > 0.2 && video.videoWidth > 0;
    }""")
