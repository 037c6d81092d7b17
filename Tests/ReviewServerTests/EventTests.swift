import EventStore
import Footage
import Foundation
import HummingbirdTesting
import Testing

@testable import ReviewServer

@Suite struct EventTests {
    @Test func `Events are listed page by page, none twice and none left out`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            for order in ["newest", "oldest", "score"] {
                var seen: [Int] = []
                var next: String? = ""
                while let cursor = next {
                    let more = cursor.isEmpty ? "" : "&cursor=\(cursor)"
                    let page = try await browser.get("/api/events?order=\(order)&limit=1\(more)")
                    let events = try #require(page["events"] as? [[String: Any]])
                    #expect(events.count == 1)
                    seen += events.compactMap { $0["id"] as? Int }
                    next = page["next"] as? String
                }
                #expect(seen.count == 4 && Set(seen).count == 4, "\(order): \(seen)")
            }
        }
    }

    @Test(arguments: [
        ("kind=motion", 4), ("kind=intrusion,loitering", 0), ("severity=detection,alert", 4),
        ("severity=alert", 0), ("review=unreviewed", 4), ("review=reviewed,true_alarm", 0),
        ("min_score=30", 1), ("zone=quay", 0), ("since_us=1795169105000000", 2),
        ("until_us=1795169105000000", 1), ("feed=", 4), ("kind=", 4),
    ])
    func `A filter gives these events, and its counts agree`(query: String, count: Int) async throws
    {
        try await Site().browse { browser async throws in
            let page = try await browser.get("/api/events?\(query)")
            #expect((page["events"] as? [Any])?.count == count)
            #expect(try await browser.get("/api/events/counts?\(query)")["total"] as? Int == count)
        }
    }

    @Test(arguments: [
        "limit=0", "limit=201", "limit=x", "limit=1.5", "order=worst", "kind=party",
        "severity=ALERT", "review=done", "feed=a", "feed=1;2", "since_us=yesterday",
        "since_us=-1", "min_score=101", "zone=", "cursor=x", "cursor=newest:1:1",
        "cursor=oldest:1:1:1", "unknown=1", "limit=1&limit=2", "recording=x", "zone=%00",
        "cursor=newest:9223372036854775808:1:1",
    ])
    func `A malformed query is refused, with the key's name`(query: String) async throws {
        try await Site().browse { browser async throws in
            let answer = try await browser.send(.get, "/api/events?\(query)")
            #expect(answer.status == .badRequest && answer.code == "bad_request")
            let key = try #require(query.split(separator: "=").first)
            #expect(answer.message.contains(key), "\(answer.message)")
        }
    }

    @Test func `An event comes with its sentence, its neighbours and what to play`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let id = site.harbour.events[1].rawValue
            let event = try await browser.get("/api/events/\(id)?lang=id")
            #expect(
                event["sentence"] as? String
                    == "Gerakan pada 20 November 2026 pukul 18:05:06 WITA selama 3,0 dtk; "
                    + "hingga 2,0 % gambar bergerak.")
            #expect(event["previous"] as? Int == Int(site.harbour.events[0].rawValue))
            #expect(event["next"] as? Int == Int(site.harbour.events[2].rawValue))
            let parts = try #require(event["parts"] as? [[String: Any]])
            #expect(parts.count == 1)
            #expect(parts[0]["from_media_us"] as? Int == 5_000_000)
            #expect(parts[0]["until_media_us"] as? Int == 10_000_000)
            #expect(parts[0]["start_us"] as? Int == Int(Site.start.microsecondsUTC))
            #expect(parts[0]["exists"] as? Bool == true)
            #expect(event["unmasked"] is NSNull && event["zone"] is NSNull)

            let unknown = try await browser.get("/api/events/\(site.gate.events[0].rawValue)")
            #expect(unknown["start_us"] is NSNull)
            #expect(unknown["clock_source"] as? String == "unknown")
        }
    }

    @Test func `An event tells where its objects went`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let id = site.harbour.events[0].rawValue
            let event = try await browser.get("/api/events/\(id)")
            let objects = try #require(event["objects"] as? [[String: Any]])
            let object = try #require(objects.first)
            #expect(objects.count == 1)
            #expect(object["track"] as? Int == 1)
            #expect((object["points"] as? [[Double]])?.count == 10)
            // The box of the fixture stays where it is: a quarter of the picture.
            #expect(object["displacement_widths"] as? Double == 0)
            #expect(abs((object["size_share"] as? Double ?? 0) - 0.25) < 0.001)
        }
    }

    @Test func `Boxes and plot are of the event`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let id = site.harbour.events[0].rawValue
            let boxes = try await browser.get("/api/events/\(id)/boxes")
            let parts = try #require(boxes["parts"] as? [[String: Any]])
            let moments = try #require(parts.first?["moments"] as? [[String: Any]])
            #expect(moments.count == 10)
            let first = try #require((moments[0]["boxes"] as? [[Double]])?.first)
            #expect(zip(first, [0.25, 0.25, 0.5, 0.5, 1]).allSatisfy { abs($0 - $1) < 0.001 })
            let plot = try await browser.get("/api/events/\(id)/plot")
            #expect(plot["peak_ppm"] as? Int == 20_000)
            let seconds = try #require(
                (plot["parts"] as? [[String: Any]])?.first?["seconds"] as? [[String: Any]])
            let moving = seconds.filter { $0["motion_ppm"] as? Int == 20_000 }
            #expect(moving.map { $0["media_us"] as? Int } == [1_000_000, 2_000_000])
            #expect(moving.allSatisfy { ($0["suppressed"] as? [String: Int]) == ["rain": 40] })
        }
    }

    @Test func `The calendar counts days of the zone that was asked for`() async throws {
        try await Site().browse { browser async throws in
            let path = "/api/events/calendar?month=2026-11&time_zone="
            let answer = try await browser.get(path + "Asia/Makassar")
            let days = try #require(answer["days"] as? [[String: Any]])
            #expect(days.map { $0["date"] as? String } == ["2026-11-20"])
            #expect(days.first?["events"] as? Int == 3)
            #expect(answer["unknown_clock"] as? Int == 1)
            for zone in ["WITA", "Asia/Atlantis", "", "%2e%2e/%2e%2e/etc/passwd"] {
                #expect(try await browser.status(.get, path + zone) == 400, "\(zone)")
            }
            for month in ["2026-13", "2026-1", "26-11", "2026-11-01", "abcd-ef", "2026+11"] {
                let path = "/api/events/calendar?time_zone=UTC&month=\(month)"
                #expect(try await browser.status(.get, path) == 400, "\(month)")
            }
        }
    }

    @Test(arguments: [
        "/api/events/999", "/api/recordings/999", "/api/feeds/999/zones", "/api/events/999/boxes",
        "/api/recordings/999/timeline", "/api/exports/999/download", "/api/nothing", "/nothing",
        "/api/events/9223372036854775807",
    ])
    func `What is not there is not found, as JSON`(path: String) async throws {
        try await Site().browse { browser async throws in
            let answer = try await browser.send(.get, path)
            #expect(answer.status == .notFound && answer.code == "not_found")
        }
    }

    @Test(arguments: ["abc", "-1", "1.5", "9223372036854775808", "%2e%2e", "1%00", "+1"])
    func `A row number must be one`(text: String) async throws {
        try await Site().browse { browser async throws in
            let answer = try await browser.send(.get, "/api/events/\(text)")
            #expect([400, 404].contains(answer.status.code), "\(answer.status)")
            #expect(answer.code != nil)
        }
    }

    @Test func `A method that an address does not take is told with those that it takes`()
        async throws
    {
        try await Site().browse { browser async throws in
            let answer = try await browser.send(.put, "/api/events")
            #expect(answer.status == .methodNotAllowed && answer.code == "method_not_allowed")
            #expect(answer.headers[.allow] == "GET, HEAD")
            let zones = try await browser.send(.patch, "/api/zones/1")
            #expect(zones.headers[.allow] == "DELETE, PUT")
        }
    }

    @Test func `HEAD tells what GET would, without a body`() async throws {
        try await Site().browse { browser async throws in
            let get = try await browser.send(.get, "/api/feeds")
            let head = try await browser.send(.head, "/api/feeds")
            #expect(head.status == .ok && head.bytes.isEmpty)
            #expect(head.headers[.contentLength] == String(get.bytes.count))
        }
    }
}
