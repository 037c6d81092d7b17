import EventStore
import Footage
import Foundation
import Testing
import VideoDecoding

@testable import Playback

struct PlayerTests {
    private func recorded(_ feed: StoredFeed, _ name: String = "a.mp4") throws -> RecordingID {
        let path = feed.folder.path + "/" + name
        try DrawnVideo.write(path, seconds: 30) { picture, time in
            DrawnVideo.stripes(
                picture, in: Region(x: time / 40, y: 0.3, width: 0.1, height: 0.3))
        }
        return try feed.add(path, seconds: 30)
    }

    @Test("a clip begins at the key frame before its start and says where to go on")
    func plan() throws {
        let feed = try StoredFeed()
        let recording = try recorded(feed)
        let plan = try feed.player.plan(recording, range: .seconds(7.5, 12), privacy: .masksOnly)
        #expect(plan.method == .copy)
        #expect(plan.range == .seconds(6, 12))
        #expect(plan.next == nil)
        let clip = try feed.player.clip(plan, privacy: .masksOnly)
        #expect(try RecordingSeeker(source: .file(path: clip.path)).duration.seconds >= 6)
        let again = try feed.player.clip(plan, privacy: .masksOnly)
        #expect(again.path == clip.path && again.entityTag == clip.entityTag)
        let wanted = try feed.player.plan(
            recording, range: .seconds(7.5, 12), privacy: .masksOnly, transcode: true)
        #expect(wanted.method == .transcode && wanted.range == .seconds(7.5, 12))
    }

    @Test("long ranges are cut into clips that follow each other")
    func parts() throws {
        let feed = try StoredFeed()
        let recording = try feed.add(feed.folder.path + "/long.mp4", seconds: 3600)
        try DrawnVideo.write(feed.folder.path + "/long.mp4", seconds: 2) { _, _ in }
        let plan = try feed.player.plan(
            recording, range: .seconds(100, 3000), privacy: .pixelated)
        #expect(plan.range == .seconds(100, 160))
        #expect(plan.next == MediaTime(seconds: 160))
    }

    @Test("what browsers do not play is encoded anew, with the reason")
    func codecs() throws {
        let feed = try StoredFeed()
        let path = feed.folder.path + "/h265.mp4"
        try DrawnVideo.write(
            path, seconds: 4, codec: "libx265", options: ["x265-params": "log-level=none"]
        ) { _, _ in }
        let recording = try feed.add(path, seconds: 4, codec: "hevc")
        let plan = try feed.player.plan(recording, range: .seconds(0, 4), privacy: .masksOnly)
        #expect(plan.method == .transcode)
        #expect(plan.reason?.contains("H.265") == true)
        let clip = try feed.player.clip(plan, privacy: .masksOnly)
        let made = try RecordingIndex.build(.file(path: clip.path))
        #expect(made.info.codec == "h264" && made.info.pixelFormat == "yuv420p")
        #expect(BrowserPlayability.reasonToTranscode(made.info) == nil)
        #expect(
            BrowserPlayability.reasonToTranscode(codec: "h264", pixelFormat: "yuv420p10le")
                != nil)
    }

    @Test("a recording that was moved is named with the path where it was")
    func gone() throws {
        let feed = try StoredFeed()
        let recording = try recorded(feed)
        let path = feed.folder.path + "/a.mp4"
        let plan = try feed.player.plan(recording, range: .seconds(0, 5), privacy: .masksOnly)
        try FileManager.default.removeItem(atPath: path)
        let attempts: [() throws -> Void] = [
            { _ = try feed.player.plan(recording, range: .seconds(0, 5), privacy: .masksOnly) },
            { _ = try feed.player.clip(plan, privacy: .masksOnly) },
            {
                _ = try feed.player.picture(
                    of: recording, at: MediaTime(seconds: 1), privacy: .masksOnly)
            },
            { _ = try feed.player.newestPicture(of: feed.feed, privacy: .masksOnly) },
            { _ = try feed.player.seeker(for: recording) },
        ]
        for attempt in attempts {
            let error = #expect(throws: PlaybackError.self) { try attempt() }
            #expect(error?.trouble == .gone)
            #expect(error?.recording == recording)
            #expect(error?.description.contains(path) == true)
        }
    }

    @Test("times outside the recording, unknown rows and broken files are told apart")
    func troubles() throws {
        let feed = try StoredFeed()
        let recording = try recorded(feed)
        let late = #expect(throws: PlaybackError.self) {
            try feed.player.plan(recording, range: .seconds(31, 40), privacy: .masksOnly)
        }
        #expect(late?.trouble == .outOfRange)
        let after = #expect(throws: PlaybackError.self) {
            try feed.player.picture(
                of: recording, at: MediaTime(seconds: 30), privacy: .masksOnly)
        }
        #expect(after?.trouble == .outOfRange)
        let none = #expect(throws: PlaybackError.self) {
            try feed.player.thumbnail(of: EventID(rawValue: 99), privacy: .masksOnly)
        }
        #expect(none?.trouble == .notFound)
        let broken = feed.folder.path + "/broken.mp4"
        try Data("not a video".utf8).write(to: URL(fileURLWithPath: broken))
        let unreadable = try feed.add(broken, seconds: 5)
        let error = #expect(throws: PlaybackError.self) {
            try feed.player.picture(of: unreadable, at: .zero, privacy: .masksOnly)
        }
        #expect(error?.trouble == .unreadable)
        #expect(error?.description.hasPrefix(broken) == true)
    }

    @Test("a picture shows the frame at or before its time, no wider than asked for")
    func picture() throws {
        let feed = try StoredFeed()
        let start = WallTime(microsecondsUTC: 1_700_000_000_000_000)
        let path = feed.folder.path + "/clock.mp4"
        try DrawnVideo.write(path, seconds: 6) { _, _ in }
        let recording = try feed.add(path, seconds: 6, start: start)
        let picture = try feed.player.picture(
            of: feed.feed, at: start + MediaTime(seconds: 3.27), maximumWidth: 160,
            privacy: .masksOnly)
        #expect(picture.recording == recording)
        #expect(picture.time == MediaTime(seconds: 3.2))
        #expect(picture.size == FrameSize(width: 160, height: 90))
        #expect(picture.jpeg.starts(with: [0xFF, 0xD8]))
        let newest = try feed.player.newestPicture(of: feed.feed, privacy: .masksOnly)
        #expect(newest.time == MediaTime(seconds: 5.9))
    }

    @Test("the cache keeps what was asked for last, and what is open stays readable")
    func cache() throws {
        let folder = try TemporaryFolder()
        let cache = ClipCache(folder: folder.path, limitBytes: 250)
        var made = 0
        let isNeverStopped = { false }
        func file(_ name: String) throws -> CachedFile {
            try cache.file(named: name, shouldStop: isNeverStopped) {
                (path) throws(PlaybackError) in
                made += 1
                try? Data(repeating: UInt8(made), count: 100).write(
                    to: URL(fileURLWithPath: path))
            }
        }
        let first = try file("a")
        // Older than any other, in the file system's time.
        try FileManager.default.setAttributes(
            [.modificationDate: Date(timeIntervalSince1970: 1000)],
            ofItemAtPath: folder.path + "/a")
        _ = try file("b")
        _ = try file("c")
        #expect(folder.names == ["b", "c"])
        let descriptor = first.open()
        #expect(descriptor >= 0)
        let bytes = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true).availableData
        #expect(bytes == Data(repeating: 1, count: 100))
        _ = try file("b")
        #expect(made == 3)
        _ = try file("a")
        #expect(made == 4)
    }

    @Test("threads that ask for the same clip get one that was made once")
    func together() async throws {
        let feed = try StoredFeed()
        let recording = try recorded(feed)
        let player = feed.player
        let plan = try player.plan(
            recording, range: .seconds(0, 8), privacy: .masksOnly, transcode: true)
        let paths = try await withThrowingTaskGroup(of: String.self) { group in
            for _ in 0..<4 {
                group.addTask { try player.clip(plan, privacy: .masksOnly).path }
            }
            return try await group.reduce(into: Set<String>()) { $0.insert($1) }
        }
        #expect(paths.count == 1)
        let stopped = #expect(throws: PlaybackError.self) {
            let other = try player.plan(
                recording, range: .seconds(0, 9), privacy: .masksOnly, transcode: true)
            _ = try player.clip(other, privacy: .masksOnly, shouldStop: { true })
        }
        #expect(stopped?.trouble == .stopped)
        let folder = try #require(paths.first.map { ($0 as NSString).deletingLastPathComponent })
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 1)
    }
}
