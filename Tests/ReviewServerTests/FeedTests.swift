import EventStore
import Footage
import Foundation
import HummingbirdTesting
import Testing

@testable import ReviewServer

@Suite struct FeedTests {
    @Test func `Feeds tell what they hold`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let feeds = try #require(
                try await browser.get("/api/feeds")["feeds"] as? [[String: Any]])
            let harbour = try #require(feeds.first { $0["name"] as? String == "harbour" })
            #expect(harbour["events"] as? Int == 3 && harbour["unreviewed"] as? Int == 3)
            #expect(harbour["first_us"] as? Int == Int(Site.start.microsecondsUTC))
            #expect(harbour["display_width"] as? Int == 320)
            #expect(harbour["has_unknown_clock"] as? Bool == false)
            #expect(harbour["silent_since_us"] is NSNull)
            let gate = try #require(feeds.first { $0["name"] as? String == "gate" })
            #expect(gate["first_us"] is NSNull && gate["has_unknown_clock"] as? Bool == true)
        }
    }

    @Test func `Paths on the server are told to operators, not to viewers`() async throws {
        let site = try Site()
        try site.addUser("siti", .operator)
        try site.addUser("budi", .viewer)
        try await site.browse { browser async throws in
            var browser = browser
            let path = "/api/recordings/\(site.harbour.recording.rawValue)"
            try await browser.logIn("siti")
            #expect(try await browser.get(path)["path"] as? String == site.harbour.path)
            try await browser.logIn("budi")
            let answer = try await browser.get(path)
            #expect(answer["path"] == nil && answer["file_name"] as? String == "harbour.mp4")
        }
    }

    @Test func `A timeline has motion, coverage and events where they are`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let start = Site.start.microsecondsUTC
            let wall = try await browser.get(
                "/api/feeds/\(site.harbour.feed.rawValue)/timeline"
                    + "?from_us=\(start - 10_000_000)&until_us=\(start + 30_000_000)&buckets=40")
            #expect(wall["bucket_us"] as? Int == 1_000_000)
            let motion = try #require(wall["motion"] as? [Any])
            #expect(motion.count == 40)
            #expect(motion[0] is NSNull && motion[39] is NSNull)
            #expect(motion[11] as? Int == 20_000 && motion[15] as? Int == 0)
            #expect(wall["events_total"] as? Int == 3)
            let media = try await browser.get(
                "/api/recordings/\(site.gate.recording.rawValue)/timeline?buckets=20")
            #expect((media["motion"] as? [Any])?.count == 20)
            #expect(media["from_us"] as? Int == 0 && media["until_us"] as? Int == 20_000_000)
        }
    }

    @Test(arguments: [
        "", "from_us=1", "from_us=5&until_us=5", "from_us=9&until_us=5",
        "from_us=0&until_us=9&buckets=0", "from_us=0&until_us=9&buckets=4001",
        "from_us=a&until_us=b", "from_us=0&until_us=99999999999999999999",
    ])
    func `A timeline without a sensible range is refused`(query: String) async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let path = "/api/feeds/\(site.harbour.feed.rawValue)/timeline?\(query)"
            #expect(try await browser.status(.get, path) == 400)
        }
    }

    @Test func `A moment is located in its recording`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let path = "/api/feeds/\(site.harbour.feed.rawValue)/locate?at_us="
            let start = Site.start.microsecondsUTC
            let inside = try await browser.get(path + "\(start + 7_000_000)")
            #expect(inside["recording"] as? Int == Int(site.harbour.recording.rawValue))
            #expect(inside["media_us"] as? Int == 7_000_000)
            let before = try await browser.get(path + "\(start - 7_000_000)")
            #expect(before["recording"] is NSNull && before["next_us"] as? Int == Int(start))
        }
    }

    @Test func `A place is searched without decoding, and what was searched is told`()
        async throws
    {
        let site = try Site()
        try await site.browse { browser async throws in
            let path = "/api/feeds/\(site.harbour.feed.rawValue)/search"
            let middle: JSONValue = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6]]
            let answer = try await browser.send(
                .post, path, ["polygon": middle, "order": "longest"]
            ).json
            let moments = try #require(answer["moments"] as? [[String: Any]])
            #expect(answer["total"] as? Int == 3)
            #expect(moments.first?["start_media_us"] as? Int == 6_000_000)
            #expect(moments.first?["event"] as? Int == Int(site.harbour.events[1].rawValue))
            let searched = try #require(answer["searched"] as? [String: Any])
            #expect(searched["recordings"] as? Int == 1)
            let corner: JSONValue = [[0, 0], [0.05, 0], [0.05, 0.05]]
            let none = try await browser.send(.post, path, ["polygon": corner]).json
            #expect(none["total"] as? Int == 0)
            let bad: [JSONValue] = [
                [:], ["polygon": []], ["polygon": [[0, 0], [1, 1]]], ["polygon": "all"],
                ["polygon": [[0, 0], [2, 0], [1, 1]]], ["polygon": middle, "limit": 0],
                ["polygon": middle, "minimum_share": 256], ["polygon": middle, "order": "worst"],
                ["polygon": middle, "since_us": 9, "until_us": 5], ["polygon": middle, "more": 1],
            ]
            for body in bad {
                #expect(try await browser.status(.post, path, body) == 400, "\(body)")
            }
        }
    }

    @Test func `Zones are drawn, found, changed and removed, and events are found by them`()
        async throws
    {
        let site = try Site()
        try await site.browse { browser async throws in
            let path = "/api/feeds/\(site.harbour.feed.rawValue)/zones"
            let middle: JSONValue = [[0.4, 0.4], [0.6, 0.4], [0.6, 0.6], [0.4, 0.6]]
            let made = try await browser.send(
                .post, path, ["name": "quay", "kind": "zone", "polygon": middle])
            #expect(made.status == .created && made.json["created_by"] as? String == "local")
            let zone = try #require(made.json["id"] as? Int)
            let events = try await browser.get("/api/events?zone=quay")["events"] as? [Any]
            #expect(events?.count == 3)
            let again: JSONValue = ["name": "quay", "kind": "mask", "polygon": middle]
            #expect(try await browser.status(.post, path, again) == 409)
            let changed = try await browser.send(
                .put, "/api/zones/\(zone)", ["name": "pier", "kind": "mask", "polygon": middle])
            #expect(changed.json["name"] as? String == "pier")
            let flat: JSONValue = [
                "name": "line", "kind": "zone", "polygon": [[0, 0], [1, 1], [0.5, 0.5]],
            ]
            #expect(try await browser.status(.post, path, flat) == 422)
            #expect(try await browser.status(.delete, "/api/zones/\(zone)") == 204)
            #expect(try await browser.status(.delete, "/api/zones/\(zone)") == 404)
            let left = try await browser.get(path)["zones"] as? [Any]
            #expect(left?.isEmpty == true)
        }
    }

    @Test func `Privacy masks are an admin's`() async throws {
        let site = try Site()
        try site.addUser("siti", .operator)
        let polygon = Polygon(points: [.init(x: 0, y: 0), .init(x: 1, y: 0), .init(x: 1, y: 1)])
        let mask = try site.store.addZone(
            ZoneDraft(name: "window", kind: .privacyMask, polygon: polygon), to: site.harbour.feed,
            by: "test")
        try await site.browse { browser async throws in
            var browser = browser
            try await browser.logIn("siti")
            let corners: JSONValue = [[0, 0], [1, 0], [1, 1]]
            let draft: JSONValue = ["name": "w", "kind": "privacy_mask", "polygon": corners]
            let feed = site.harbour.feed.rawValue
            #expect(try await browser.status(.post, "/api/feeds/\(feed)/zones", draft) == 403)
            let path = "/api/zones/\(mask.id.rawValue)"
            let harmless: JSONValue = ["name": "w", "kind": "zone", "polygon": corners]
            #expect(try await browser.status(.put, path, harmless) == 403)
            #expect(try await browser.status(.delete, path) == 403)
        }
        #expect(try site.store.privacyMasks(of: site.harbour.feed).count == 1)
    }
}
