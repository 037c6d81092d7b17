import EventStore
import Footage
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ReviewServer

@Suite struct PermissionTests {
    /// Routes of the API, without the pages.
    private func routes(_ site: Site) throws -> [Route] {
        try RouteTable.routes(site.server().services).filter {
            !$0.path.hasPrefix("/web/") && !PageRoutes.addresses.contains($0.path)
                && $0.path != "/favicon.ico"
        }
    }

    /// The route's path with things of the harbour camera, and a zone and an export of it.
    private func path(_ route: Route, _ site: Site, zone: ZoneID, export: ExportID) -> String {
        let event = site.harbour.events[0].rawValue
        return route.path
            .replacing("{feed}", with: "\(site.harbour.feed.rawValue)")
            .replacing("{recording}", with: "\(site.harbour.recording.rawValue)")
            .replacing("{event}", with: "\(event)")
            .replacing("{zone}", with: "\(zone.rawValue)")
            .replacing("{export}", with: "\(export.rawValue)")
    }

    /// A zone and an export of the harbour camera.
    private func furnish(_ site: Site) throws -> (zone: ZoneID, export: ExportID) {
        let polygon = Polygon(points: [.init(x: 0, y: 0), .init(x: 1, y: 0), .init(x: 1, y: 1)])
        let zone = try site.store.addZone(
            ZoneDraft(name: "quay", kind: .zone, polygon: polygon), to: site.harbour.feed,
            by: "test")
        let export = try site.store.addExport(
            ExportDraft(
                name: "bundle", path: site.folder.path + "/bundle", purpose: "p",
                requestNumber: "1", language: "en", contents: "stretch", includesOriginal: false,
                reason: nil, events: [site.harbour.events[0]], files: 1, bytes: 1,
                manifestSHA256: String(repeating: "0", count: 64)), by: "test")
        return (zone.id, export.id)
    }

    @Test func `The routes are those of the API's description`() throws {
        let site = try Site()
        let known = Set(
            try routes(site).map {
                Contract.Operation(method: $0.method.rawValue, path: $0.path)
            })
        #expect(try Contract.operations().sorted() == known.sorted())
    }

    @Test func `Without a session every route but the open ones asks to log in`() async throws {
        let site = try Site()
        let (zone, export) = try furnish(site)
        try site.addUser("siti", .admin)
        let routes = try routes(site)
        try await site.browse { browser async throws in
            for route in routes where route.access != .open {
                let answer = try await browser.send(
                    route.method, path(route, site, zone: zone, export: export),
                    route.takesBody ? [:] : nil)
                #expect(answer.status == .unauthorized, "\(route.method) \(route.path)")
                #expect(answer.code == "unauthenticated", "\(route.method) \(route.path)")
            }
        }
    }

    @Test(arguments: [UserRole.viewer, .operator])
    func `A role may do what it may, and nothing more`(role: UserRole) async throws {
        let site = try Site()
        let (zone, export) = try furnish(site)
        try site.addUser("siti", role)
        let routes = try routes(site)
        try await site.browse { browser async throws in
            var browser = browser
            try await browser.logIn("siti")
            for route in routes {
                guard case .role(let needed) = route.access, route.path != "/api/stream" else {
                    continue
                }
                let answer = try await browser.send(
                    route.method, path(route, site, zone: zone, export: export),
                    route.takesBody ? [:] : nil)
                let isRefused = answer.status == .forbidden
                #expect(
                    isRefused == (role < needed), "\(route.method) \(route.path): \(answer.status)")
            }
        }
    }

    @Test func `A feed that one may not see does not exist, on any route`() async throws {
        let site = try Site()
        let (zone, export) = try furnish(site)
        try site.addUser("budi", .admin, feeds: [site.gate.feed])
        let routes = try routes(site)
        try await site.browse { browser async throws in
            var browser = browser
            try await browser.logIn("budi")
            var tried = 0
            for route in routes where route.path.contains("{") {
                let answer = try await browser.send(
                    route.method, path(route, site, zone: zone, export: export),
                    route.takesBody ? [:] : nil)
                #expect(answer.status == .notFound, "\(route.method) \(route.path)")
                #expect(!answer.message.contains("harbour"), "\(route.method) \(route.path)")
                tried += 1
            }
            #expect(tried > 20)
        }
    }

    @Test func `Lists, numbers and bodies leave out what one may not see`() async throws {
        let site = try Site()
        _ = try furnish(site)
        try site.addUser("budi", .admin, feeds: [site.gate.feed])
        try await site.browse { browser async throws in
            var browser = browser
            try await browser.logIn("budi")
            let harbour = site.harbour.feed.rawValue
            let event = site.harbour.events[0].rawValue

            let feeds = try await browser.get("/api/feeds")["feeds"] as? [[String: Any]]
            #expect(feeds?.map { $0["name"] as? String } == ["gate"])
            let events = try await browser.get("/api/events")["events"] as? [[String: Any]]
            #expect(events?.map { $0["feed_name"] as? String } == ["gate"])
            #expect(try await browser.get("/api/events/counts")["total"] as? Int == 1)
            #expect(try await browser.status(.get, "/api/events?feed=\(harbour)") == 404)
            #expect(try await browser.status(.get, "/api/events/counts?feed=\(harbour)") == 404)
            let recording = site.harbour.recording.rawValue
            let byRecording = try await browser.get("/api/events?recording=\(recording)")
            #expect((byRecording["events"] as? [Any])?.isEmpty == true)
            let exports = try await browser.get("/api/exports")["exports"] as? [Any]
            #expect(exports?.isEmpty == true)
            let session = try await browser.get("/api/session")["user"] as? [String: Any]
            #expect(session?["feeds"] as? [String] == ["gate"])

            let review: JSONValue = [
                "events": [.integer(site.gate.events[0].rawValue), .integer(event)],
                "state": "reviewed",
            ]
            #expect(try await browser.status(.post, "/api/reviews", review) == 404)
            let export: JSONValue = [
                "events": [.integer(event)], "purpose": "p", "request_number": "1",
            ]
            #expect(try await browser.status(.post, "/api/exports", export) == 404)
            let vanish: JSONValue = [
                "recording": .integer(recording), "media_us": 0, "point": [0.5, 0.5],
            ]
            let gate = site.gate.feed.rawValue
            #expect(try await browser.status(.post, "/api/feeds/\(gate)/vanish", vanish) == 404)
        }
        #expect(try site.store.event(site.gate.events[0])?.reviewState == .unreviewed)
    }

    @Test func `A user without feeds sees nothing`() async throws {
        let site = try Site()
        try site.addUser("nobody", .viewer, feeds: [])
        try await site.browse { browser async throws in
            var browser = browser
            try await browser.logIn("nobody")
            #expect((try await browser.get("/api/feeds")["feeds"] as? [Any])?.isEmpty == true)
            #expect((try await browser.get("/api/events")["events"] as? [Any])?.isEmpty == true)
            #expect(try await browser.get("/api/events/counts")["total"] as? Int == 0)
        }
    }
}
