import EventStore
import Footage
import Foundation
import Testing
import VideoDecoding

@testable import Playback

@Suite("What was watched live, and is shown from clips")
struct LivePlaybackTests {
    /// 2026-12-01T18:00:00Z.
    private let start = WallTime(microsecondsUTC: 1_796_148_000_000_000)

    /// An hour that was watched, with a clip from 100 s to 130 s in which stripes go right.
    private func watched(_ feed: StoredFeed, boxes: [TimedBoxes] = []) throws -> RecordingID {
        let recording = try feed.addLive(seconds: 3600, start: start, boxes: boxes)
        let path = feed.folder.path + "/clip.mp4"
        try DrawnVideo.write(path, seconds: 30) { picture, time in
            DrawnVideo.stripes(picture, in: Self.place(at: time))
        }
        let begin = start + MediaTime(seconds: 100)
        let clip = try feed.store.beginClip(at: path, of: feed.feed, start: begin)
        try feed.store.updateClip(
            clip, end: begin + MediaTime(seconds: 30), bytes: 1000, state: .done)
        return recording
    }

    private static func place(at time: Double) -> Region {
        Region(x: time / 40, y: 0.3, width: 0.1, height: 0.3)
    }

    private func detail(_ jpeg: [UInt8], _ feed: StoredFeed, in region: Region) throws -> Double {
        let path = feed.folder.path + "/\(UUID().uuidString).jpg"
        try Data(jpeg).write(to: URL(fileURLWithPath: path))
        let seeker = try RecordingSeeker(source: .file(path: path))
        let frame = try #require(try seeker.frame(at: .zero))
        return DrawnVideo.detail(frame.view, in: region)
    }

    @Test("times are those of the feed, wherever the clip begins")
    func times() throws {
        let feed = try StoredFeed()
        let recording = try watched(feed)
        let plan = try feed.player.plan(
            recording, range: .seconds(107.5, 112), privacy: .masksOnly)
        #expect(plan.method == .copy)
        #expect(plan.range == .seconds(106, 112))
        let clip = try feed.player.clip(plan, privacy: .masksOnly)
        #expect(try RecordingSeeker(source: .file(path: clip.path)).duration.seconds >= 6)
        let picture = try feed.player.picture(
            of: recording, at: MediaTime(seconds: 110), privacy: .masksOnly)
        #expect(picture.time == MediaTime(seconds: 110))
        #expect(try detail(picture.jpeg, feed, in: Self.place(at: 10)) > 50)
        #expect(try detail(picture.jpeg, feed, in: Self.place(at: 22)) < 20)
    }

    @Test("what moves is hidden where it was at that time of the feed")
    func privacy() throws {
        let feed = try StoredFeed()
        let boxes = (0..<300).map { number in
            let time = Double(number) / 10
            return TimedBoxes(
                time: MediaTime(seconds: 100 + time),
                boxes: [.init(region: Self.place(at: time), track: 1)])
        }
        let recording = try watched(feed, boxes: boxes)
        let picture = try feed.player.picture(
            of: recording, at: MediaTime(seconds: 110), privacy: .pixelated)
        #expect(try detail(picture.jpeg, feed, in: Self.place(at: 10)) < 25)
    }

    @Test("time that no clip shows is said to be gone, not shown as another")
    func gone() throws {
        let feed = try StoredFeed()
        let recording = try watched(feed)
        let error = #expect(throws: PlaybackError.self) {
            try feed.player.picture(
                of: recording, at: MediaTime(seconds: 500), privacy: .masksOnly)
        }
        guard case .gone = error?.trouble else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test("a live picture is pixelated as a whole for whoever may not see people")
    func live() throws {
        let feed = try StoredFeed()
        let recording = try watched(feed)
        let clear = try feed.player.picture(
            of: recording, at: MediaTime(seconds: 110), privacy: .masksOnly
        ).jpeg
        let place = Self.place(at: 10)
        let shown = try feed.player.live(clear, of: feed.feed, privacy: .masksOnly)
        #expect(shown == clear)
        let hidden = try feed.player.live(clear, of: feed.feed, privacy: .pixelated)
        #expect(try detail(hidden, feed, in: place) < 25)
    }
}
