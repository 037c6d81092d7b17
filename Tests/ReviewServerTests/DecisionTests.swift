import EventStore
import Footage
import Foundation
import HummingbirdTesting
import Testing

@testable import ReviewServer

@Suite struct DecisionTests {
    @Test func `A decision can be taken back by posting what was before`() async throws {
        let site = try Site()
        let ids = site.harbour.events.map { JSONValue.integer($0.rawValue) }
        try await site.browse { browser async throws in
            let answer = try await browser.send(
                .post, "/api/reviews",
                ["events": .list(ids), "state": "true_alarm", "note": "a boat\nat night"])
            let changed = try #require(answer.json["changed"] as? [[String: Any]])
            #expect(
                changed.map { $0["previous_state"] as? String }
                    == Array(
                        repeating: "unreviewed", count: 3))
            let counts = try await browser.get("/api/events/counts")
            #expect(counts["true_alarm"] as? Int == 3 && counts["unreviewed"] as? Int == 1)
            let undo: JSONValue = ["events": .list(ids), "state": "unreviewed"]
            #expect(try await browser.status(.post, "/api/reviews", undo) == 200)
            let event = try await browser.get("/api/events/\(site.harbour.events[0].rawValue)")
            #expect(event["review_state"] as? String == "unreviewed")
            let reviews = try #require(event["reviews"] as? [[String: Any]])
            #expect(reviews.map { $0["reviewer"] as? String } == ["local", "local"])
            #expect(reviews.first?["note"] as? String == "a boat\nat night")
        }
        #expect(try site.store.auditEntries().contains { $0.action == .review })
    }

    @Test func `All of a decision holds, or nothing`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            let body: JSONValue = [
                "events": [.integer(site.harbour.events[0].rawValue), 999], "state": "reviewed",
            ]
            #expect(try await browser.status(.post, "/api/reviews", body) == 404)
            #expect(try await browser.get("/api/events/counts")["reviewed"] as? Int == 0)
        }
    }

    @Test func `Malformed decisions are refused`() async throws {
        let site = try Site()
        let event = JSONValue.integer(site.harbour.events[0].rawValue)
        let bad: [JSONValue] = [
            [:], ["events": [], "state": "reviewed"], ["events": [event]],
            ["events": [event], "state": "great"], ["events": "1", "state": "reviewed"],
            ["events": ["1"], "state": "reviewed"], ["events": [1.5], "state": "reviewed"],
            ["events": [event], "state": "reviewed", "note": 7],
            ["events": [event], "state": "reviewed", "by": "me"],
            [
                "events": [event], "state": "reviewed",
                "note": .text(.init(repeating: "x", count: 2001)),
            ],
            ["events": .list((0...1000).map { .integer($0) }), "state": "reviewed"],
        ]
        try await site.browse { browser async throws in
            for body in bad {
                #expect(try await browser.status(.post, "/api/reviews", body) == 400, "\(body)")
            }
            let queried = try await browser.send(
                .post, "/api/reviews?x=1", ["events": [event], "state": "reviewed"])
            #expect(queried.status == .badRequest)
        }
    }

    @Test func `Unmasking holds for its time, is told, and can be taken back`() async throws {
        let site = try Site()
        let path = "/api/events/\(site.harbour.events[0].rawValue)"
        try await site.browse { browser async throws in
            #expect(try await browser.status(.post, path + "/unmask", [:]) == 400)
            let long: JSONValue = ["reason": "theft", "hours": 721]
            #expect(try await browser.status(.post, path + "/unmask", long) == 400)
            let granted = try await browser.send(
                .post, path + "/unmask", ["reason": "theft, report 12", "hours": 2])
            #expect(granted.json["by"] as? String == "local")
            let event = try await browser.get(path)
            #expect(
                (event["unmasked"] as? [String: Any])?["reason"] as? String == "theft, report 12")
            #expect(try await browser.status(.delete, path + "/unmask") == 204)
            #expect(try await browser.status(.delete, path + "/unmask") == 404)
            _ = try await browser.send(.post, path + "/unmask", ["reason": "again", "hours": 2])
            site.clock.advance(seconds: 2 * 3600 + 1)
            #expect(try await browser.get(path)["unmasked"] is NSNull)
        }
    }

    @Test func `The audit log is shown with the state of its chain`() async throws {
        let site = try Site()
        for number in 0..<5 {
            try site.store.audit(.login, by: "siti", subject: ["number": .number(Int64(number))])
        }
        try await site.browse { browser async throws in
            let page = try await browser.get("/api/audit?limit=3")
            let entries = try #require(page["entries"] as? [[String: Any]])
            #expect(entries.map { ($0["subject"] as? [String: Int])?["number"] } == [4, 3, 2])
            let chain = try #require(page["chain"] as? [String: Any])
            #expect(chain["ok"] as? Bool == true && chain["entries"] as? Int == 5)
            let next = try #require(page["next"] as? String)
            let rest = try await browser.get("/api/audit?limit=3&cursor=\(next)")
            #expect((rest["entries"] as? [Any])?.count == 2 && rest["next"] is NSNull)
        }
    }
}
