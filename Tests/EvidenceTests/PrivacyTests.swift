import EventStore
import Footage
import Foundation
import Testing

@testable import Evidence

@Suite struct `Evidence of a camera with a privacy mask` {
    private let site: ScannedSite

    init() throws {
        site = try ScannedSite()
        let corners = [(0.0, 0.0), (0.5, 0.0), (0.5, 0.5), (0.0, 0.5)]
        _ = try site.store.addZone(
            ZoneDraft(
                name: "window", kind: .privacyMask,
                polygon: Polygon(points: corners.map { NormalizedPoint(x: $0.0, y: $0.1) })),
            to: site.feed, by: "sari")
    }

    private func manifest(_ folder: String) throws -> BundleManifest {
        try BundleJSON.value(BundleManifest.self, from: bytes("\(folder)/manifest.json"))
    }

    /// The brightest pixel well inside the mask, over all pictures of a file, and the brightest
    /// outside of it.
    private func brightest(_ path: String) throws -> (inside: UInt8, outside: UInt8) {
        func brightest(_ crop: String) throws -> UInt8 {
            let raw = site.folder("pixels-\(UUID().uuidString)")
            let tool = try Tool(
                "ffmpeg",
                [
                    "-nostdin", "-v", "error", "-i", path, "-vf", "\(crop),format=gray", "-f",
                    "rawvideo", raw,
                ])
            try #require(tool.status == 0, "\(tool.output)")
            return try #require(bytes(raw).max())
        }
        return (
            try brightest("crop=iw/2-16:ih/2-16:0:0"), try brightest("crop=iw/2:ih/2:iw/2:ih/2")
        )
    }

    @Test func `is encoded again with the mask painted over, and says so`() throws {
        let bundle = try site.export()
        let manifest = try manifest(bundle.folder)
        let video = try #require(manifest.videos.first)
        #expect(video.kind == .masked)
        #expect(video.packetList == nil)
        #expect(bundle.notes.count == 1)
        let page = try String(
            decoding: bytes("\(bundle.folder)/pages/event-1.html"), as: UTF8.self)
        #expect(page.contains("privacy masks"))
        for path in [video.path] + manifest.events.flatMap(\.stills) {
            let seen = try brightest("\(bundle.folder)/\(path)")
            #expect(seen.inside < 40, "\(path)")
            #expect(seen.outside > 150, "\(path)")
        }
        #expect(try BundleVerifier().verify(bundle.folder).isGood)
    }

    @Test func `is not handed over as a whole file`() throws {
        #expect(throws: EvidenceError.wholeFileIsMasked(feed: "gerbang")) {
            try site.export(site.request(contents: .wholeFile))
        }
        #expect(try site.leftovers().isEmpty)
    }

    @Test func `is untouched when a reason is stated, which is on record`() throws {
        let bundle = try site.export(
            site.request(includesOriginal: true, reason: "court order 7"))
        let manifest = try manifest(bundle.folder)
        let video = try #require(manifest.videos.first)
        #expect(video.kind == .packets)
        #expect(try brightest("\(bundle.folder)/\(video.path)").inside > 150)
        #expect(manifest.request.reason == "court order 7")
        for still in manifest.events.flatMap(\.stills) {
            #expect(try brightest("\(bundle.folder)/\(still)").inside < 40, "\(still)")
        }
        let entry = try #require(
            site.store.auditEntries().first { $0.action == .exported })
        #expect(entry.subjectJSON.contains("court order 7"))
        let cover = try String(decoding: bytes("\(bundle.folder)/index.html"), as: UTF8.self)
        #expect(cover.contains("court order 7"))
    }
}
