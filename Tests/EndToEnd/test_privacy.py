"""People are pixelated for viewers, and privacy masks are painted over for everybody."""

import pytest

from programs import Client, add_user, ffmpeg, luma
from recordings import YARD
from test_access import first_event

WIDTH, HEIGHT = 320, 180


@pytest.fixture
def people(database, serve):
    """An operator and a viewer of the same server."""
    add_user(database, "wayan", "admin")
    add_user(database, "made", "operator")
    add_user(database, "komang", "viewer")
    server = serve(database)

    def enter(name):
        client = Client(server.address)
        client.log_in(name)
        return client

    return enter("wayan"), enter("made"), enter("komang")


def box_at(client, event, media_us):
    """The union of an event's boxes about a moment, in pixels."""
    part, = client.get(f"/api/events/{event}/boxes")["parts"]
    moments = [moment for moment in part["moments"] if abs(moment["media_us"] - media_us) < 250_000]
    boxes = [box for moment in moments for box in moment["boxes"]]
    assert boxes, f"nothing moves at {media_us}"
    left = min(box[0] for box in boxes) * WIDTH
    top = min(box[1] for box in boxes) * HEIGHT
    right = max(box[0] + box[2] for box in boxes) * WIDTH
    bottom = max(box[1] + box[3] for box in boxes) * HEIGHT
    return int(left), int(top), int(right), int(bottom)


def detail(picture, box):
    """How much neighbouring pixels differ within a box: pixelation takes it away."""
    left, top, right, bottom = box
    differences = [abs(picture[y * WIDTH + x] - picture[y * WIDTH + x + 1])
                   for y in range(top, bottom) for x in range(left, right - 1)]
    return sum(differences) / len(differences)


def difference(one, other, box, *, inside):
    """The mean difference of two pictures inside or outside of a box, with some room around it."""
    left, top, right, bottom = box
    room = 0 if inside else 24
    differences = []
    for y in range(HEIGHT):
        for x in range(WIDTH):
            is_in = left - room <= x < right + room and top - room <= y < bottom + room
            if is_in == inside:
                differences.append(abs(one[y * WIDTH + x] - other[y * WIDTH + x]))
    return sum(differences) / len(differences)


def check_pixelated(clear, hidden, box):
    assert detail(hidden, box) < 0.6 * detail(clear, box)
    assert difference(clear, hidden, box, inside=True) > 3
    assert difference(clear, hidden, box, inside=False) < 3


def thumbnail(client, event):
    status, _, content = client.open(event["thumbnail"])
    assert status == 200
    return luma(content, WIDTH, HEIGHT)


def frame(client, event, media_us, folder):
    """A frame of the event's clip, as a browser would get it."""
    part, = client.get(f"/api/events/{event['id']}")["parts"]
    plan = client.get(f"/api/recordings/{part['recording']}/clip/plan"
                      f"?from_media_us={part['from_media_us']}"
                      f"&until_media_us={part['until_media_us']}")
    status, headers, content = client.open(plan["url"])
    assert (status, headers["Content-Type"]) == (200, "video/mp4")
    clip = folder / f"{media_us}-{id(client)}.mp4"
    clip.write_bytes(content)
    seconds = (media_us - plan["start_media_us"]) / 1e6
    return luma(ffmpeg("-ss", seconds, "-i", clip, "-frames:v", 1, "-c:v", "png", "-f", "image2",
                       "-"), WIDTH, HEIGHT), plan


def picture(client, recording, media_us):
    status, _, content = client.open(f"/api/recordings/{recording}/picture?media_us={media_us}")
    assert status == 200
    return luma(content, WIDTH, HEIGHT)


def test_thumbnails_are_pixelated_where_something_moves(people):
    _, operator, viewer = people
    event = first_event(operator, YARD)
    peak = event["peak_us"] - event["start_us"] + event["start_media_us"]
    box = box_at(operator, event["id"], peak)
    check_pixelated(thumbnail(operator, event), thumbnail(viewer, first_event(viewer, YARD)), box)


def test_videos_are_pixelated_where_something_moves(people, tmp_path):
    _, operator, viewer = people
    event = first_event(operator, YARD)
    moment = 12_000_000
    box = box_at(operator, event["id"], moment)
    clear, plan = frame(operator, event, moment, tmp_path)
    assert plan["method"] == "copy"
    hidden, plan = frame(viewer, event, moment, tmp_path)
    assert plan["method"] == "transcode" and plan["reason"]
    check_pixelated(clear, hidden, box)


def test_stills_are_pixelated_where_something_moves(people):
    _, operator, viewer = people
    event = first_event(operator, YARD)
    moment = 12_000_000
    box = box_at(operator, event["id"], moment)
    recording = event["recording"]
    check_pixelated(picture(operator, recording, moment), picture(viewer, recording, moment), box)


def test_the_address_of_a_clear_clip_gives_a_viewer_a_pixelated_one(people, tmp_path):
    _, operator, viewer = people
    event = first_event(operator, YARD)
    part, = operator.get(f"/api/events/{event['id']}")["parts"]
    plan = operator.get(f"/api/recordings/{part['recording']}/clip/plan?from_media_us=10000000"
                        "&until_media_us=13000000")
    clear = operator.open(plan["url"])[2]
    hidden = viewer.open(plan["url"])[2]
    assert hidden and clear != hidden
    # And not what the operator's browser or a proxy may have kept.
    assert viewer.open(event["thumbnail"])[2] != operator.open(event["thumbnail"])[2]
    assert viewer.open(event["thumbnail"])[1]["Cache-Control"].startswith("private")


def test_unmasking_takes_a_reason_and_is_written_down(people):
    admin, operator, viewer = people
    event = first_event(viewer, YARD)
    before = thumbnail(viewer, event)
    path = f"/api/events/{event['id']}/unmask"
    assert operator.call(path, {"reason": "", "hours": 2})[0] in (400, 422)
    granted = operator.post(path, {"reason": "laporan polisi 12/2026", "hours": 2})
    assert granted["by"] == "made" and granted["reason"] == "laporan polisi 12/2026"
    event = first_event(viewer, YARD)
    after = thumbnail(viewer, event)
    assert after != before
    assert after == thumbnail(operator, first_event(operator, YARD))
    written = [entry for entry in admin.get("/api/audit")["entries"] if entry["actor"] == "made"]
    assert any("laporan polisi 12/2026" in str(entry["subject"]) for entry in written)
    assert operator.call(path, method="DELETE")[0] == 204
    assert thumbnail(viewer, first_event(viewer, YARD)) == before


def test_a_privacy_mask_is_painted_over_for_everybody(people, tmp_path):
    admin, operator, viewer = people
    event = first_event(admin, YARD)
    # The lower right quarter, where the person comes and goes.
    admin.post(f"/api/feeds/{event['feed']}/zones", {
        "name": "rumah tetangga", "kind": "privacy_mask",
        "polygon": [[0.6, 0.5], [1, 0.5], [1, 1], [0.6, 1]],
    })
    inner = (int(0.65 * WIDTH), int(0.55 * HEIGHT), int(0.97 * WIDTH), int(0.97 * HEIGHT))
    for client in (admin, operator, viewer):
        event = first_event(client, YARD)
        shown, plan = frame(client, event, 10_000_000, tmp_path)
        assert plan["method"] == "transcode"
        for picture_of in (thumbnail(client, event), shown,
                           picture(client, event["recording"], 10_000_000)):
            assert detail(picture_of, inner) < 0.5
