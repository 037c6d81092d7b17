"""`pantau watch`: real cameras, real faults."""

import os
import subprocess
import time

import programs
import pytest
from watching import HAS_CAMERAS, Cameras, Watch, until

pytestmark = pytest.mark.skipif(
    not HAS_CAMERAS, reason="needs gir1.2-gst-rtsp-server-1.0 and python3-gi: see .ci/setup")


@pytest.fixture
def cameras():
    cameras = Cameras("--mounts", 3, "--scene", "walker")
    yield cameras
    cameras.kill()


@pytest.fixture
def watch(tmp_path):
    started = []

    def start(configuration, *arguments, **options):
        started.append(Watch(tmp_path, configuration, *arguments, **options))
        return started[-1]

    yield start
    for watch in started:
        if watch.process.poll() is None:
            watch.kill()


def feeds(cameras, *numbers, **more):
    """A configuration that watches some of the cameras."""
    return {
        "defaults": {"time_zone": "Asia/Makassar"},
        "feeds": {f"camera{number}": {"source": cameras.address(number)} for number in numbers},
        **more,
    }


def length(path):
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", path],
        check=True, capture_output=True, text=True)
    return float(done.stdout)


def assert_accounted(spans):
    """Nothing is missing within a connection, and nothing is said twice."""
    for (_, end, *_), (start, *_) in zip(spans, spans[1:]):
        assert start - end > -0.01, spans


def test_events_clips_and_status(cameras, watch, tmp_path):
    watched = watch(feeds(cameras, 0, 1, clips={"folder": str(tmp_path / "clips")}))
    watched.watching("camera0", "camera1")
    until(lambda: len(watched.events("camera0")) >= 2 and watched.events("camera1"), 60)
    # Growing clips play.
    until(lambda: watched.rows("SELECT path FROM clip WHERE bytes > 0"))
    path, = watched.rows("SELECT path FROM clip WHERE bytes > 0")[0]
    assert length(path) > 1
    table = programs.run("status", "--db", watched.database).stdout
    assert "camera0" in table and "watching" in table and "every frame" in table
    log = watched.stop()
    assert "TROUBLE" not in log and "warning" not in log, log
    assert programs.run("status", "--db", watched.database, check=False).returncode == 1
    assert {state for state, in watched.rows("SELECT state FROM watched")} == {"stopped"}
    assert {status for status, in watched.rows("SELECT status FROM recording")} == {"analysed"}
    for feed in ("camera0", "camera1"):
        spans = watched.coverage(feed)
        assert_accounted(spans)
        assert {state for _, _, state, _ in spans} <= {"analysed", "absent", "dropped"}
    clips = watched.rows("SELECT path, (end_us - start_us) / 1e6, bytes, state FROM clip")
    assert clips and {state for *_, state in clips} == {"done"}
    for path, seconds, size, _ in clips:
        assert os.path.getsize(path) == size
        assert abs(length(path) - seconds) < 0.6
    # The pre-roll is there: a clip begins before its event.
    starts = [start for start, in watched.rows("SELECT start_us FROM clip ORDER BY start_us")]
    assert starts[0] < watched.events()[0][4]


def test_a_camera_that_dies_disturbs_no_other(watch, tmp_path):
    one, other = Cameras("--scene", "walker"), Cameras("--scene", "walker")
    try:
        watched = watch({"feeds": {
            "one": {"source": one.address()}, "other": {"source": other.address()}}})
        watched.watching("one", "other")
        before = watched.states()["other"]["reconnects"]
        one.kill()
        until(lambda: watched.states()["one"]["state"] == "waiting")
        assert "127.0.0.1" in watched.states()["one"]["problems"][0]
        port = one.port
        one = Cameras("--scene", "walker", "--port", port)
        until(lambda: watched.states()["one"]["state"] == "watching", 60)
        time.sleep(3)
        state = watched.states()
        assert state["other"]["reconnects"] == before
        assert state["other"]["state"] == "watching"
        watched.stop()
        spans = watched.coverage("one")
        assert_accounted(spans)
        recordings = watched.rows(
            "SELECT status, error FROM recording JOIN feed ON feed.id = feed_id"
            " WHERE name = 'one' ORDER BY start_us")
        assert len(recordings) == 2
        assert recordings[0][0] == "partial" and "127.0.0.1" in recordings[0][1]
        lost = [end - start for start, end, state, reason in spans
                if state == "absent" and reason and "127.0.0.1" in reason]
        assert max(lost) > 0.5, "the time without a camera is told"
    finally:
        one.kill()
        other.kill()


def test_a_killed_program_loses_nothing_that_was_stored(cameras, watch, tmp_path):
    configuration = feeds(cameras, 0, clips={"folder": str(tmp_path / "clips")})
    watched = watch(configuration)
    until(lambda: watched.database.exists() and watched.states() and watched.events(), 60)
    until(lambda: watched.rows("SELECT 1 FROM clip WHERE bytes > 0"))
    watched.kill()
    events = watched.events()
    covered = watched.coverage("camera0")[-1][1]
    assert time.time() - covered < 15
    again = watch(configuration)
    until(lambda: len(again.rows("SELECT 1 FROM recording")) == 2)
    status, error = again.rows("SELECT status, error FROM recording ORDER BY id")[0]
    assert status == "partial" and "cut off" in error
    path, = again.rows("SELECT path FROM clip ORDER BY id")[0]
    assert length(path) > 0.5
    assert not again.rows("SELECT 1 FROM clip WHERE state = 'growing' AND path = ?", path)
    assert {event[0] for event in events} <= {event[0] for event in again.events()}
    again.stop()


def test_the_configuration_is_read_again(cameras, watch):
    watched = watch(feeds(cameras, 0, 1))
    watched.watching("camera0", "camera1")
    arrived = watched.states()["camera0"]["frames_arrived"]
    watched.reload(feeds(cameras, 0, 2))
    watched.watching("camera0", "camera2")
    state = watched.states()["camera0"]
    assert state["reconnects"] == 0 and state["frames_arrived"] > arrived
    watched.reload("feeds: {camera0: {sorce: rtsp://nowhere}}")
    until(lambda: "everything goes on as before" in watched.text)
    assert "did you mean 'source'" in watched.text
    watched.watching("camera0", "camera2")
    assert watched.states()["camera0"]["reconnects"] == 0
    watched.stop()


def test_secrets_are_told_to_nobody(watch, tmp_path):
    cameras = Cameras("--user", "pantau", "--password", "s3cret/+")
    try:
        watched = watch(
            {"feeds": {
                "right": {"source": {"address": cameras.address(), "user": "pantau",
                                     "password": "${CAMERA_PASSWORD}"}},
                "wrong": {"source": cameras.address(0, "pantau:wr0ng@")},
            }}, environment={"CAMERA_PASSWORD": "s3cret/+"})
        until(lambda: watched.database.exists() and len(watched.states()) == 2)
        until(lambda: watched.states()["right"]["state"] == "watching"
              and watched.states()["wrong"]["state"] == "waiting")
        problem = watched.states()["wrong"]["problems"][0]
        assert "password" in problem
        watched.stop()
        everything = watched.text + programs.run(
            "config", "show", watched.file, check=False).stdout
        with open(watched.database, "rb") as file:
            everything += file.read().decode("latin-1")
        assert "s3cret" not in everything and "wr0ng" not in everything
    finally:
        cameras.kill()


def test_a_missing_variable_is_named_before_anything_begins(cameras, watch):
    watched = watch({"feeds": {"gate": {"source": "rtsp://u:${NOT_SET_ANYWHERE}@127.0.0.1/a"}}})
    assert watched.process.wait(20) == 2
    assert "NOT_SET_ANYWHERE" in watched.text and "gate" in watched.text


def test_nothing_to_watch_is_said(watch):
    watched = watch({"feeds": {"gate": {"site": "harbour"}}})
    assert watched.process.wait(20) == 2
    assert "no feed has a source" in watched.text


@pytest.mark.parametrize("fault", ["stall camera0", "garble camera0", "freeze camera0"])
def test_a_camera_gone_wrong_disturbs_no_other(cameras, watch, fault):
    configuration = feeds(cameras, 0, 1)
    configuration["feeds"]["camera0"] = {
        "source": {"address": cameras.address(0), "stall": "2s"}}
    watched = watch(configuration)
    watched.watching("camera0", "camera1")
    cameras.order(fault)
    time.sleep(6)
    cameras.order("heal camera0")
    until(lambda: watched.states()["camera0"]["state"] == "watching", 60)
    analysed = watched.states()["camera0"]["frames_analysed"]
    until(lambda: watched.states()["camera0"]["frames_analysed"] > analysed, 30)
    assert watched.states()["camera1"]["reconnects"] == 0
    watched.stop()
    assert_accounted(watched.coverage("camera0"))
    kinds = {kind for *_, kind, _, _ in watched.events("camera0")}
    assert kinds <= {"motion", "frozen", "signal_lost"}


def test_a_full_disk_stops_clips_and_nothing_else(cameras, watch, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small], capture_output=True)
    if mounted.returncode != 0:
        pytest.skip("may not mount a small disk here")
    try:
        watched = watch(feeds(cameras, 0, clips={"folder": str(small / "clips")}))
        until(lambda: watched.database.exists() and watched.states() and any(
            "no clips" in problem for problem in watched.states()["camera0"]["problems"]), 90)
        assert str(small) in " ".join(watched.states()["camera0"]["problems"])
        seen = len(watched.events())
        until(lambda: len(watched.events()) > seen, 60)
        assert watched.states()["camera0"]["state"] == "watching"
        watched.stop()
        assert watched.text.count("no clips for now") == 1
    finally:
        subprocess.run(["umount", "-l", small])
