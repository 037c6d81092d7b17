import EventStore
import Footage
import Foundation
import Testing
import VideoDecoding

@testable import FeedPipeline

/// A camera whose lens is covered for a while, in two files that follow each other.
private enum CoveredYard {
    static let size = FrameSize(width: 320, height: 180)
    static let framesPerSecond = 5
    static let names = ["gate_20260301-100000.mp4", "gate_20260301-100100.mp4"]
    /// Seconds from the start of the first file.
    static let covered = 40.0..<84.0

    static func write(into folder: String) throws -> [String] {
        try names.enumerated().map { number, name in
            let path = "\(folder)/\(name)"
            let writer = try VideoWriter(
                path: path, size: size, framesPerSecond: Double(framesPerSecond),
                codec: "libx264", options: ["g": "10", "crf": "23", "preset": "ultrafast"])
            let picture = PlanarPicture(size: size)
            for frame in 0..<60 * framesPerSecond {
                let time = Double(frame) / Double(framesPerSecond)
                draw(at: time + Double(number) * 60, into: picture)
                try writer.append(picture, at: MediaTime(seconds: time))
            }
            try writer.finish()
            return path
        }
    }

    private static func draw(at time: Double, into picture: PlanarPicture) {
        let isCovered = covered.contains(time)
        for y in 0..<size.height {
            for x in 0..<size.width {
                let scene = 60 + (x / 16 * 7 + y / 12 * 13) % 11 * 12
                picture.luma[x, y] = UInt8(isCovered ? 90 + y / 40 : scene)
            }
        }
    }
}

@Suite("Camera health in a scan")
struct HealthScanTests {
    private static func events(
        of paths: [String], in database: String, _ change: (inout ScanRequest) -> Void
    ) throws -> [EventRecord] {
        let store = try EventStore(path: database)
        var request = ScanRequest(
            candidates: RecordingDiscovery.find(paths).recordings, feedName: "gate",
            productVersion: "test")
        change(&request)
        _ = Scan(request: request, store: store, eventsSoFar: { 0 }, onOutcome: { _ in }).run()
        return try store.events(order: .oldestFirst).events.filter {
            EventKind.cameraHealth.contains($0.kind)
        }
    }

    @Test("A covered lens is one event across files, with a picture, however the scan went")
    func covered() throws {
        let folder = try TemporaryFolder()
        let paths = try CoveredYard.write(into: folder.path)
        let straight = try Self.events(of: paths, in: "\(folder.path)/a.sqlite") {
            $0.workers = 1
        }
        let event = try #require(straight.first)
        #expect(straight.map(\.kind) == [.covered])
        #expect(event.start.path.hasSuffix(CoveredYard.names[0]))
        #expect(event.end.path.hasSuffix(CoveredYard.names[1]))
        #expect(abs(event.start.media.seconds - 40) <= 2)
        #expect(abs(event.end.media.seconds - 24) <= 4)
        #expect(event.hasThumbnail)
        #expect(event.health == HealthFacts(isOpen: false))
        let other = try Self.events(of: paths.reversed(), in: "\(folder.path)/b.sqlite") {
            $0.workers = 3
            $0.surveys = .always
        }
        #expect(other.map(\.start.media) == [event.start.media])
        #expect(other.map(\.end.media) == [event.end.media])
        #expect(other.map(\.peak.media) == [event.peak.media])
    }

    @Test("A file that is added later is told of with those around it")
    func addedLater() throws {
        let folder = try TemporaryFolder()
        let paths = try CoveredYard.write(into: folder.path)
        let database = "\(folder.path)/a.sqlite"
        _ = try Self.events(of: [paths[1]], in: database) { $0.workers = 1 }
        let found = try Self.events(of: [paths[0]], in: database) { $0.workers = 1 }
        #expect(found.map(\.kind) == [.covered])
        #expect(found.first?.end.path.hasSuffix(CoveredYard.names[1]) == true)
    }
}
