import EventStore
import Footage
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ReviewServer

@Suite struct MediaTests {
    private func clip(_ site: Site, _ more: String = "") -> String {
        "/api/recordings/\(site.harbour.recording.rawValue)/clip\(more)"
            + "?from_media_us=5500000&until_media_us=10000000"
    }

    @Test func `A clip begins at a key frame, plays in a browser, and can be had in ranges`()
        async throws
    {
        let site = try Site()
        try await site.browse { browser async throws in
            let plan = try await browser.get(clip(site, "/plan"))
            #expect(plan["method"] as? String == "copy" && plan["reason"] is NSNull)
            #expect(plan["start_media_us"] as? Int == 5_000_000)
            #expect(plan["next_media_us"] is NSNull)
            let url = try #require(plan["url"] as? String)
            let whole = try await browser.send(.get, url)
            #expect(whole.status == .ok && whole.headers[.contentType] == "video/mp4")
            #expect(whole.headers[.acceptRanges] == "bytes")
            let probe = try TestVideo.probe(whole.bytes, "stream=codec_name,width")
            #expect(probe.contains("codec_name=h264") && probe.contains("width=320"))
            let part = try await browser.send(.get, url, headers: [.range: "bytes=100-199"])
            #expect(part.status == .partialContent)
            #expect(part.bytes == Array(whole.bytes[100...199]))
            #expect(part.headers[.contentRange] == "bytes 100-199/\(whole.bytes.count)")
            let past = try await browser.send(.get, url, headers: [.range: "bytes=99999999-"])
            #expect(past.status == .rangeNotSatisfiable && past.code == "range_not_satisfiable")
            #expect(past.headers[.contentRange] == "bytes */\(whole.bytes.count)")
            let head = try await browser.send(.head, url)
            #expect(head.bytes.isEmpty && head.headers[.contentLength] == "\(whole.bytes.count)")
            let tag = try #require(whole.headers[.eTag])
            let known = try await browser.send(.get, url, headers: [.ifNoneMatch: tag])
            #expect(known.status == .notModified)
            let changed = try await browser.send(
                .get, url, headers: [.range: "bytes=0-9", .ifRange: "\"other\""])
            #expect(changed.status == .ok && changed.bytes.count == whole.bytes.count)
        }
    }

    @Test func `Who watches a clip is written down once, not once for each range`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            for range in ["bytes=0-9", "bytes=10-19", "bytes=20-"] {
                _ = try await browser.send(.get, clip(site), headers: [.range: range])
            }
            _ = try await browser.send(.head, clip(site))
            let views = try site.store.auditEntries().filter { $0.action == .clipViewed }
            #expect(views.map(\.actor) == ["local"])
            site.clock.advance(seconds: 601)
            _ = try await browser.send(.get, clip(site))
            let later = try site.store.auditEntries().filter { $0.action == .clipViewed }
            #expect(later.count == 2)
        }
    }

    @Test func `A viewer sees people pixelated, until an operator unmasks the event`()
        async throws
    {
        let site = try Site()
        try site.addUser("budi", .viewer)
        try site.addUser("siti", .operator)
        let event = site.harbour.events[1]
        let thumbnail = "/api/events/\(event.rawValue)/thumbnail"
        let picture = "/api/recordings/\(site.harbour.recording.rawValue)/picture?media_us="
        try await site.browse { browser async throws in
            var viewer = browser
            try await viewer.logIn("budi")
            var other = browser
            try await other.logIn("siti")
            let privacy = try await viewer.get("/api/session")["privacy"] as? [String: Bool]
            #expect(privacy == ["pixelated": true])
            let hidden = try await viewer.send(.get, thumbnail)
            let clear = try await other.send(.get, thumbnail)
            #expect(hidden.status == .ok && clear.status == .ok)
            #expect(hidden.bytes != clear.bytes)
            #expect(hidden.headers[.eTag] != clear.headers[.eTag])
            // Fine detail takes many bytes; coarse blocks take few.
            let hiddenPicture = try await viewer.send(.get, picture + "7000000")
            let clearPicture = try await other.send(.get, picture + "7000000")
            #expect(hiddenPicture.bytes.count < clearPicture.bytes.count * 9 / 10)
            let plan = try await viewer.get(clip(site, "/plan"))
            #expect(plan["method"] as? String == "transcode")
            #expect((plan["reason"] as? String)?.isEmpty == false)

            try site.store.grantUnmask(
                event, by: "siti", reason: "theft", duration: MediaTime(seconds: 3600))
            #expect(try await viewer.send(.get, thumbnail).bytes == clear.bytes)
            #expect(try await viewer.send(.get, picture + "7000000").bytes == clearPicture.bytes)
            #expect(try await viewer.get(clip(site, "/plan"))["method"] as? String == "copy")
            // Outside that event all stays as it was.
            let outside = try await viewer.send(.get, picture + "1500000")
            let clearOutside = try await other.send(.get, picture + "1500000")
            #expect(outside.bytes != clearOutside.bytes)
            let longer =
                "/api/recordings/\(site.harbour.recording.rawValue)/clip/plan"
                + "?from_media_us=0&until_media_us=10000000"
            #expect(try await viewer.get(longer)["method"] as? String == "transcode")
            site.clock.advance(seconds: 3601)
            #expect(try await viewer.send(.get, thumbnail).bytes == hidden.bytes)
        }
    }

    @Test func `Privacy masks are painted for everybody`() async throws {
        let site = try Site()
        let path = "/api/recordings/\(site.harbour.recording.rawValue)/picture?media_us=12000000"
        try await site.browse { browser async throws in
            let before = try await browser.send(.get, path)
            let half = Polygon(points: [
                .init(x: 0, y: 0), .init(x: 0.5, y: 0), .init(x: 0.5, y: 1), .init(x: 0, y: 1),
            ])
            _ = try site.store.addZone(
                ZoneDraft(name: "window", kind: .privacyMask, polygon: half),
                to: site.harbour.feed, by: "test")
            let after = try await browser.send(.get, path)
            #expect(after.bytes.count < before.bytes.count * 8 / 10)
            #expect(try await browser.get(clip(site, "/plan"))["method"] as? String == "transcode")
        }
    }

    @Test func `Pictures tell which moment they show`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let path = "/api/feeds/\(site.harbour.feed.rawValue)/picture"
            let at = Site.start.microsecondsUTC + 7_050_000
            let answer = try await browser.send(.get, path + "?at_us=\(at)")
            #expect(answer.headers[.contentType] == "image/jpeg")
            #expect(answer.headers[.pantauMediaMicroseconds] == "7000000")
            #expect(answer.headers[.pantauRecording] == "\(site.harbour.recording.rawValue)")
            let newest = try await browser.send(.get, path)
            #expect(newest.headers[.pantauMediaMicroseconds] == "19900000")
            let probe = try TestVideo.probe(newest.bytes, "stream=codec_name,width")
            #expect(probe.contains("mjpeg") && probe.contains("width=320"))
            let before = try await browser.send(.get, path + "?at_us=5")
            #expect(before.status == .unprocessableContent)
        }
    }

    @Test func `A preview is short, small and silent`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let id = site.harbour.events[1].rawValue
            let answer = try await browser.send(.get, "/api/events/\(id)/preview")
            #expect(answer.status == .ok)
            let probe = try TestVideo.probe(answer.bytes, "stream=width,duration")
            #expect(probe.contains("width=320"))
            let line = try #require(
                probe.split(separator: "\n").first { $0.hasPrefix("duration=") })
            let duration = try #require(Double(line.dropFirst("duration=".count)))
            #expect(duration > 0 && duration <= 6.5)
        }
    }

    @Test(arguments: [
        "", "?from_media_us=0", "?from_media_us=5&until_media_us=5",
        "?from_media_us=-1&until_media_us=5",
        "?from_media_us=a&until_media_us=b", "?from_media_us=0&until_media_us=5&x=1",
        "?from_media_us=0&until_media_us=5&transcode=yes",
    ])
    func `A clip without a sensible range is refused`(query: String) async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let path = "/api/recordings/\(site.harbour.recording.rawValue)/clip\(query)"
            #expect(try await browser.status(.get, path) == 400)
        }
    }

    @Test func `Beyond the end there is nothing to show, and that is said`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let path =
                "/api/recordings/\(site.harbour.recording.rawValue)/clip/plan"
                + "?from_media_us=30000000&until_media_us=40000000"
            let answer = try await browser.send(.get, path)
            #expect(answer.status == .unprocessableContent && !answer.message.isEmpty)
        }
    }

    @Test func `A moved recording is gone, with where it was, and can be relocated`() async throws {
        let site = try Site()
        try site.addUser("budi", .viewer)
        try site.addUser("ahmad", .admin)
        let moved = site.folder.appendingPathComponent("archive.mp4").path
        try FileManager.default.moveItem(atPath: site.harbour.path, toPath: moved)
        let recording = "/api/recordings/\(site.harbour.recording.rawValue)"
        try await site.browse { browser async throws in
            var viewer = browser
            try await viewer.logIn("budi")
            var admin = browser
            try await admin.logIn("ahmad")
            for path in [clip(site, "/plan"), clip(site), recording + "/picture?media_us=0"] {
                let answer = try await admin.send(.get, path)
                #expect(answer.status == .gone && answer.code == "gone", "\(path)")
                #expect(answer.message.contains(site.harbour.path))
                #expect(answer.json["recording"] as? Int == Int(site.harbour.recording.rawValue))
                let told = try await viewer.send(.get, path)
                #expect(told.status == .gone)
                #expect(!told.message.contains(site.folder.path), "\(told.message)")
            }
            #expect(try await admin.get(recording)["exists"] as? Bool == false)
            // The thumbnail is in the database.
            let event = site.harbour.events[0].rawValue
            #expect(try await viewer.status(.get, "/api/events/\(event)/thumbnail") == 200)

            let path = recording + "/relocate"
            #expect(try await admin.status(.post, path, ["path": "archive.mp4"]) == 400)
            #expect(try await admin.status(.post, path, ["path": "/nowhere.mp4"]) == 422)
            let other: JSONValue = ["path": .text(try TestVideo.picturePath())]
            #expect(try await admin.status(.post, path, other) == 409)
            let found = try await admin.send(.post, path, ["path": .text(moved)])
            #expect(found.status == .ok && found.json["path"] as? String == moved)
            #expect(try await admin.status(.get, clip(site, "/plan")) == 200)
        }
    }

    @Test func `A bundle is made, listed and downloaded whole`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let bad: [JSONValue] = [
                [:], ["events": [1], "purpose": "p"],
                ["events": [1], "purpose": "", "request_number": "1"],
                ["events": [1], "purpose": "p", "request_number": "1", "language": "fr"],
                ["events": [1], "purpose": "p", "request_number": "1", "contents": "some"],
            ]
            for body in bad {
                #expect(try await browser.status(.post, "/api/exports", body) == 400, "\(body)")
            }
            let event = JSONValue.integer(site.harbour.events[0].rawValue)
            let made = try await browser.send(
                .post, "/api/exports",
                [
                    "events": [event], "purpose": "Theft at the quay", "request_number": "LP/12",
                    "language": "id",
                ])
            #expect(made.status == .created, "\(made.message)")
            #expect(made.json["created_by"] as? String == "local")
            #expect(made.json["events"] as? Int == 1)
            let list = try await browser.get("/api/exports")["exports"] as? [[String: Any]]
            #expect(list?.count == 1)
            let path = try #require(made.json["download"] as? String)
            let zip = try await browser.send(.get, path)
            #expect(zip.headers[.contentType] == "application/zip")
            #expect(zip.headers[.contentLength] == "\(zip.bytes.count)")
            #expect(zip.headers[.contentDisposition]?.contains(".zip") == true)
            #expect(zip.bytes.starts(with: [0x50, 0x4B, 3, 4]))
            let record = try #require(try site.store.exports().first)
            try FileManager.default.removeItem(atPath: record.path)
            #expect(try await browser.status(.get, path) == 410)
        }
    }

    @Test func `When a thing vanished is answered, and its request is checked`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let path = "/api/feeds/\(site.harbour.feed.rawValue)/vanish"
            let recording = JSONValue.integer(site.harbour.recording.rawValue)
            let bad: [JSONValue] = [
                [:], ["recording": recording, "media_us": 0],
                ["recording": recording, "media_us": 0, "box": [0, 0, 1, 1], "point": [0, 0]],
                ["recording": recording, "media_us": 0, "box": [0, 0, 2, 1]],
                ["recording": recording, "media_us": 0, "point": [0.5, 0.5], "until": [:]],
            ]
            for body in bad {
                #expect(try await browser.status(.post, path, body) == 400, "\(body)")
            }
            let foreign: JSONValue = [
                "recording": .integer(site.gate.recording.rawValue), "media_us": 0,
                "point": [0.5, 0.5],
            ]
            #expect(try await browser.status(.post, path, foreign) == 422)
            // A corner of the test picture that never changes.
            let answer = try await browser.send(
                .post, path + "?lang=id",
                ["recording": recording, "media_us": 1_000_000, "box": [0.02, 0.02, 0.1, 0.15]])
            #expect(answer.status == .ok, "\(answer.message)")
            let verdict = answer.json["verdict"] as? String
            #expect(["still_there", "unclear", "vanished", "returned"].contains(verdict))
            #expect((answer.json["sentence"] as? String)?.isEmpty == false)
            let reference = try #require(answer.json["reference"] as? [String: Any])
            let picture = try #require(reference["picture"] as? String)
            #expect(try await browser.status(.get, picture) == 200)
        }
    }
}
