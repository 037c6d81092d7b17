"""What every end-to-end test stands on: a database scanned from recordings with the built program, a
review server on loopback, and Debian's chromium."""

import os
import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

import recordings as footage
from programs import CHROMIUM, ROOT, Server

ARTEFACTS = ROOT / "artefacts"


@pytest.fixture(scope="session")
def recordings(tmp_path_factory):
    """The folder of all recordings. Whoever works on the tests sets PANTAU_RECORDINGS to a folder,
    in which they are made once and kept."""
    kept = os.environ.get("PANTAU_RECORDINGS")
    folder = Path(kept) if kept else tmp_path_factory.mktemp("recordings")
    if not (folder / "made").exists():
        footage.make(folder)
        (folder / "made").touch()
    return folder


@pytest.fixture(scope="session")
def scanned(recordings):
    """The database of all recordings. Not to be written to: see `database`."""
    database = recordings / "pantau.sqlite"
    if not database.exists():
        footage.scan(recordings, database)
    return database


@pytest.fixture
def database(scanned, tmp_path):
    """A copy of its own for a test."""
    copy = tmp_path / "pantau.sqlite"
    with sqlite3.connect(scanned) as source, sqlite3.connect(copy) as target:
        source.backup(target)
    source.close()
    target.close()
    return copy


@pytest.fixture
def serve():
    """Starts servers, and ends them after the test."""
    servers = []

    def start(database, *arguments, **options):
        servers.append(Server(database, *arguments, **options))
        return servers[-1]

    yield start
    # How it ends is a test of its own; waiting for the grace of every server would take minutes.
    for server in servers:
        server.process.kill()
        server.process.wait()


@pytest.fixture
def server(database, serve):
    return serve(database)


@pytest.fixture(scope="session")
def browser():
    assert CHROMIUM, "chromium is not installed: .ci/setup installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


class Troubles(list):
    """What a page may not do: errors on the console, requests to others. A test that provokes
    some says which, as a pattern."""

    def __init__(self):
        super().__init__()
        self.expected = []

    def expect(self, pattern):
        self.expected.append(pattern)

    @property
    def unexpected(self):
        return [trouble for trouble in self
                if not any(re.search(pattern, trouble) for pattern in self.expected)]


@pytest.fixture
def visit(browser):
    """Opens pages of a server, each in a browser of its own. The test fails if anything is written
    to the console as an error, is refused by the content security policy, is thrown and not caught,
    or is asked of another host."""
    opened = []

    def open_page(server, path="/", **options):
        options = {"viewport": {"width": 1440, "height": 900}, "locale": "en-GB", **options}
        context = browser.new_context(**options)
        context.set_default_timeout(15_000)
        page = context.new_page()
        troubles = Troubles()
        page.on("pageerror", lambda error: troubles.append(f"uncaught: {error}"))
        page.on(
            "console",
            lambda message: troubles.append(f"{message.text} {message.location.get('url', '')}")
            if message.type == "error" else None,
        )
        page.on(
            "request",
            lambda request: troubles.append(f"asked {request.url}")
            if not request.url.startswith((server.address, "data:", "blob:"))
            else None,
        )
        page.troubles = troubles
        page.server = server
        opened.append((context, page))
        page.goto(server.address + path)
        return page

    yield open_page
    found = [trouble for _, page in opened for trouble in page.troubles.unexpected]
    for context, _ in opened:
        context.close()
    assert found == []


@pytest.fixture
def page(server, visit):
    """The inbox, on a screen."""
    return visit(server)


@pytest.fixture
def shot():
    """Keeps a screenshot for a person to look at."""

    def take(page, name, **options):
        ARTEFACTS.mkdir(exist_ok=True)
        page.screenshot(path=ARTEFACTS / f"{name}.png", **options)

    return take
