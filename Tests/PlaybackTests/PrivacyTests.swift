import EventStore
import Footage
import Foundation
import Testing
import VideoDecoding

@testable import Playback

/// Who must not be seen is not seen: on the pixels of what leaves.
struct PrivacyTests {
    /// Crosses the picture; fine detail that pixelation must destroy.
    private func person(at time: Double) -> Region {
        Region(x: 0.1 + 0.07 * time, y: 0.4, width: 0.12, height: 0.35)
    }
    /// Never moves and is never boxed.
    private let sign = Region(x: 0.05, y: 0.05, width: 0.15, height: 0.15)

    private func makeVideo(_ path: String) throws {
        try DrawnVideo.write(path, seconds: 10) { picture, time in
            DrawnVideo.stripes(picture, in: sign)
            DrawnVideo.stripes(picture, in: person(at: time))
        }
    }

    /// Boxes as a scan stores them: a few a second, the object's own size.
    private func boxes(perSecond: Double, count: Int = 1) -> [TimedBoxes] {
        stride(from: 0.0, to: 10, by: 1 / perSecond).map { time in
            TimedBoxes(
                time: MediaTime(seconds: time),
                boxes: (0..<count).map { .init(region: person(at: time), track: $0 + 1) })
        }
    }

    @Test("a person is pixelated in every frame of clips and previews, and a sign is not")
    func everyFrame() throws {
        let feed = try StoredFeed()
        let path = feed.folder.path + "/a.mp4"
        try makeVideo(path)
        let recording = try feed.add(path, seconds: 10, boxes: boxes(perSecond: 3))
        let plan = try feed.player.plan(recording, range: .seconds(0, 10), privacy: .pixelated)
        #expect(plan.method == .transcode)
        #expect(plan.reason == "People are pixelated for you.")
        let clear = try DrawnVideo.frames(of: path) { time, view in
            #expect(DrawnVideo.detail(view, in: person(at: time)) > 50)
        }
        let clip = try feed.player.clip(plan, privacy: .pixelated)
        let frames = try DrawnVideo.frames(of: clip.path) { time, view in
            #expect(DrawnVideo.detail(view, in: person(at: time)) < 12, "at \(time)")
            #expect(DrawnVideo.detail(view, in: sign) > 40, "at \(time)")
        }
        #expect(frames == clear)
        let preview = try feed.player.preview(of: try feed.event, privacy: .pixelated)
        let record = try #require(try feed.store.event(try feed.event))
        let speed = (record.clipEnd - record.clipStart).seconds / 6
        _ = try DrawnVideo.frames(of: preview.path) { time, view in
            #expect(view.size.width == 320)
            let source = record.clipStart.seconds + time * speed
            #expect(DrawnVideo.detail(view, in: person(at: source)) < 12, "at \(time)")
        }
    }

    @Test("a picture and a thumbnail show no person to whom none may be shown")
    func stills() throws {
        let feed = try StoredFeed()
        let path = feed.folder.path + "/a.mp4"
        try makeVideo(path)
        let seeker = try RecordingSeeker(source: .file(path: path))
        let boxes = boxes(perSecond: 5)
        let peak = boxes[boxes.count / 2].time
        let frame = try #require(try seeker.frame(at: peak))
        let jpeg = try StillPicture.jpeg(frame, info: seeker.info).jpeg
        let recording = try feed.add(path, seconds: 10, boxes: boxes, thumbnail: jpeg)
        func detail(_ jpeg: [UInt8], in region: Region) throws -> Double {
            let file = feed.folder.path + "/\(UUID().uuidString).jpg"
            try Data(jpeg).write(to: URL(fileURLWithPath: file))
            var found = 0.0
            _ = try DrawnVideo.frames(of: file) { _, view in
                found = DrawnVideo.detail(view, in: region)
            }
            return found
        }
        let there = person(at: peak.seconds)
        for (view, isSeen) in [(PrivacyView.masksOnly, true), (.pixelated, false)] {
            let thumbnail = try #require(
                try feed.player.thumbnail(of: try feed.event, privacy: view))
            #expect((try detail(thumbnail.jpeg, in: there) > 40) == isSeen)
            #expect(try detail(thumbnail.jpeg, in: sign) > 40)
            let picture = try feed.player.picture(of: recording, at: peak, privacy: view)
            #expect(picture.time == peak)
            #expect((try detail(picture.jpeg, in: there) > 40) == isSeen)
            #expect(try detail(picture.jpeg, in: sign) > 40)
        }
        let tags = try [PrivacyView.masksOnly, .pixelated].map {
            try feed.player.thumbnail(of: try feed.event, privacy: $0)?.entityTag
        }
        #expect(tags[0] != tags[1])
    }

    @Test("where nothing is known of what moves, all of the picture is pixelated")
    func unknown() throws {
        for (coverage, count) in [
            ([CoverageSpan(range: .seconds(0, 10), state: .keyFramesOnly)], 1),
            ([CoverageSpan(range: .seconds(0, 10), state: .pending)], 1),
            ([CoverageSpan(range: .seconds(0, 10), state: .purged)], 1),
            // As many boxes as are stored at most: there may have been more things.
            ([CoverageSpan(range: .seconds(0, 10), state: .analysed)], 16),
        ] {
            let feed = try StoredFeed()
            let path = feed.folder.path + "/a.mp4"
            try makeVideo(path)
            let recording = try feed.add(
                path, seconds: 10, boxes: boxes(perSecond: 3, count: count), coverage: coverage)
            let plan = try feed.player.plan(
                recording, range: .seconds(2, 6), privacy: .pixelated)
            let clip = try feed.player.clip(plan, privacy: .pixelated)
            let seen = try DrawnVideo.frames(of: clip.path) { time, view in
                #expect(DrawnVideo.detail(view, in: sign) < 12, "\(coverage[0].state) \(time)")
            }
            #expect(seen == 40)
        }
    }

    @Test("a privacy mask hides all that it touches, for everyone, and stops copying")
    func masks() throws {
        let feed = try StoredFeed()
        let path = feed.folder.path + "/a.mp4"
        try makeVideo(path)
        let recording = try feed.add(path, seconds: 10)
        let free = try feed.player.plan(recording, range: .seconds(1, 4), privacy: .masksOnly)
        #expect(free.method == .copy && free.reason == nil)
        _ = try feed.player.clip(free, privacy: .masksOnly)
        let corners = [(0.02, 0.02), (0.24, 0.02), (0.24, 0.24), (0.02, 0.24)]
        _ = try feed.store.addZone(
            ZoneDraft(
                name: "window", kind: .privacyMask,
                polygon: Polygon(points: corners.map { NormalizedPoint(x: $0.0, y: $0.1) })),
            to: feed.feed, by: "test")
        // A plan made before the mask was drawn shows no more than one made after.
        for plan in [
            free, try feed.player.plan(recording, range: .seconds(1, 4), privacy: .masksOnly),
        ] {
            let clip = try feed.player.clip(plan, privacy: .masksOnly)
            let frames = try DrawnVideo.frames(of: clip.path) { time, view in
                #expect(DrawnVideo.brightest(view, in: sign) < 30, "at \(time)")
            }
            #expect(frames >= 30)
        }
        let plan = try feed.player.plan(recording, range: .seconds(1, 4), privacy: .masksOnly)
        #expect(plan.method == .transcode)
        let target = feed.folder.path + "/evidence.mp4"
        let clip = try feed.player.transcode(recording, range: .seconds(0, 5), to: target)
        #expect(clip.size == DrawnVideo.size)
        _ = try DrawnVideo.frames(of: target) { _, view in
            #expect(DrawnVideo.brightest(view, in: sign) < 30)
        }
    }

    @Test("who stops, or is lost for a while, stays hidden; who left the picture does not")
    func lingering() {
        func run(_ region: Region) -> HiddenPlaces {
            let boxes = [2.0, 2.2, 7.0].map {
                TimedBoxes(
                    time: MediaTime(seconds: $0), boxes: [.init(region: region, track: 4)])
            }
            return HiddenPlaces(
                runs: [boxes], activity: [],
                coverage: [CoverageSpan(range: .seconds(0, 60), state: .analysed)])
        }
        func hides(_ places: HiddenPlaces, _ seconds: Double, _ region: Region) -> Bool {
            guard case .regions(let regions) = places.extent(at: MediaTime(seconds: seconds))
            else { return false }
            return regions.contains { $0.overlap(region) > 0.3 }
        }
        let inside = Region(x: 0.4, y: 0.4, width: 0.1, height: 0.2)
        for time in [0.5, 2.1, 4.5, 9, 14] { #expect(hides(run(inside), time, inside)) }
        #expect(!hides(run(inside), 30, inside))
        let border = Region(x: 0.9, y: 0.4, width: 0.1, height: 0.2)
        #expect(hides(run(border), 7.5, border))
        #expect(!hides(run(border), 10, border))
        #expect(run(inside).extent(at: MediaTime(seconds: 70)) == .everything)
    }
}
