"""How it looks: every page in both themes and languages, on phone, desk and wall; and for those who
hear it or use it by keys alone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from programs import Client
from recordings import YARD
from test_place_search import place_of_the_person
from test_timeline import feed_named

SIZES = {"phone": (360, 740), "desktop": (1440, 900), "wall": (3840, 2160)}
PAGES = ["inbox", "event", "timeline", "search", "vanish", "feeds", "exports", "audit"]


@pytest.fixture
def addresses(server, recordings):
    """Every page with something on it."""
    feed = feed_named(server, YARD)
    event = next(event for event in server.get("/api/events")["events"] if event["feed"] == feed["id"])
    client = Client(server.address)
    client.post(f"/api/feeds/{feed['id']}/zones", {
        "name": "dermaga", "kind": "zone", "polygon": place_of_the_person(recordings)})
    client.post("/api/reviews", {"events": [event["id"]], "state": "true_alarm", "note": "benar"})
    return {
        "inbox": "/?show=all", "event": f"/events/{event['id']}",
        "timeline": f"/timeline?feed={feed['id']}", "search": f"/search?feed={feed['id']}",
        "vanish": f"/vanish?recording={event['recording']}&media_us=2000000&box=0.36,0.79,0.05,0.07",
        "feeds": "/feeds", "exports": "/exports", "audit": "/audit",
    }


def choose(page, theme, language):
    """Chooses in the menu, as a person would."""
    page.get_by_role("button", name=re.compile("^Menu")).click()
    panel = page.get_by_role("dialog", name=re.compile("^Menu"))
    panel.get_by_role("radio", name={"dark": "Dark", "light": "Light"}[theme]).check()
    if language == "id":
        # Choosing a language closes the menu.
        panel.get_by_role("radio", name="Bahasa Indonesia").click()
    else:
        page.keyboard.press("Escape")


def settle(page):
    """Waits until nothing is being fetched or drawn."""
    page.wait_for_function("""() => document.querySelector('main h1, main h2') !== null
        && [...document.images].filter(image => image.src && image.offsetParent)
            .every(image => image.complete)""")
    page.wait_for_timeout(400)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("theme", "language"), [("dark", "en"), ("light", "id")])
def test_every_page_fits(server, visit, shot, addresses, theme, language, size):
    width, height = SIZES[size]
    page = visit(server, viewport={"width": width, "height": height})
    page.locator("[role=gridcell][data-id]").first.wait_for()
    choose(page, theme, language)
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)
    for name in PAGES:
        page.goto(server.address + addresses[name])
        expect(page.get_by_role("heading").first).to_be_attached()
        settle(page)
        shot(page, f"{name}-{language}-{theme}-{size}")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (
            f"{name} scrolls sideways")
        expect(page.locator("html")).to_have_attribute("lang", language)


def test_every_word_is_in_both_languages(server):
    client = Client(server.address)
    for names in (("en", "id"), ("tools.en", "tools.id")):
        english, indonesian = [
            set(re.findall(r"'([a-z_A-Z]+\.[\w.]+)':", client.open(f"/web/words/{name}.js")[2].decode()))
            for name in names]
        assert english == indonesian


def test_the_chosen_language_and_theme_stay(page):
    page.locator("[role=gridcell][data-id]").first.wait_for()
    choose(page, "light", "id")
    expect(page.get_by_role("link", name="Linimasa")).to_be_visible()
    page.reload()
    expect(page.locator("html")).to_have_attribute("lang", "id")
    expect(page.locator("html")).to_have_attribute("data-theme", "light")
    expect(page.get_by_role("link", name="Linimasa")).to_be_visible()


def test_the_browsers_language_is_taken_at_first(server, visit):
    page = visit(server, locale="id-ID")
    expect(page.get_by_role("link", name="Linimasa")).to_be_visible()


def test_the_wall_shows_no_chrome(server, visit, shot):
    page = visit(server, "/?wall", viewport={"width": 3840, "height": 2160})
    expect(page.locator("[role=gridcell][data-id]").first).to_be_visible()
    expect(page.get_by_role("banner")).to_be_hidden()
    shot(page, "wall-mode")


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("theme", ["dark", "light"])
def test_accessibility_rules_hold(server, visit, addresses, name, theme):
    """Names of all controls, roles, landmarks, contrast of at least 4.5:1 as it is rendered."""
    page = visit(server, color_scheme=theme)
    page.locator("[role=gridcell][data-id]").first.wait_for()
    choose(page, theme, "en")
    page.goto(server.address + addresses[name])
    expect(page.get_by_role("heading").first).to_be_attached()
    settle(page)
    found = Axe().run(page, options={
        "resultTypes": ["violations"],
        "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    }).response["violations"]
    assert found == [], "\n".join(
        f"{rule['id']}: {rule['help']}: {[node['html'][:160] for node in rule['nodes'][:4]]}"
        for rule in found)


@pytest.mark.parametrize("name", PAGES)
def test_the_focus_can_be_seen_wherever_tab_leads(server, visit, addresses, name):
    page = visit(server, addresses[name])
    expect(page.get_by_role("heading").first).to_be_attached()
    settle(page)
    seen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        found = page.evaluate("""() => {
            const element = document.activeElement;
            if (!element || element === document.body) return null;
            const style = getComputedStyle(element);
            const box = element.getBoundingClientRect();
            const isRinged = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
            return {
                html: element.outerHTML.slice(0, 140), isInSight: box.width > 0 && box.height > 0
                    && box.bottom > 0 && box.top < innerHeight,
                // The parts of a date field are marked by the browser itself.
                isMarked: isRinged || style.boxShadow !== 'none' || !element.matches(':focus')
                    || [...element.parentElement.querySelectorAll(':scope > *')].some(other =>
                        getComputedStyle(other).outlineStyle !== 'none'),
            };
        }""")
        if found is None:
            break
        assert found["isInSight"] and found["isMarked"], found
        seen.append(found["html"])
    assert len(seen) >= 8
    assert "skip" in seen[0].lower()
