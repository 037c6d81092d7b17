import EventStore
import Foundation
import HummingbirdTesting
import Testing

@testable import ReviewServer

/// Against a server that listens on the machine itself. One at a time: they count connections.
@Suite(.serialized) struct LiveTests {
    private func serve(
        _ site: Site, _ test: @escaping @Sendable (Int) async throws -> Void
    ) async throws {
        try await site.server().application().test(.live) { client in
            try await test(try #require(client.port))
        }
    }

    @Test func `A page is told of what another program commits`() async throws {
        let site = try Site()
        try await serve(site) { port in
            let connection = try RawConnection(port: port)
            connection.send(RawConnection.get("/api/stream", close: false))
            let first = await connection.read { $0.contains("\"total\":4") }
            #expect(first.contains("text/event-stream"))
            #expect(first.contains("event: counts") && first.contains("\"unreviewed\":4"))
            let other = Process()
            other.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            other.arguments = [
                "sqlite3", "-cmd", ".timeout 5000", site.databasePath,
                "UPDATE event SET review_state = 'reviewed' WHERE id = 1",
            ]
            try other.run()
            other.waitUntilExit()
            #expect(other.terminationStatus == 0)
            let second = await connection.read {
                $0.contains("event: changed") && $0.contains("kinds")
            }
            #expect(second.contains("\"unreviewed\":3"))
            #expect(second.contains("\"reviews\""))
        }
    }

    @Test func `A stream ends when its user is removed, and when the server stops`() async throws {
        let site = try Site()
        try site.addUser("admin", .admin)
        let user = try site.addUser("siti", .viewer)
        let stopped = try await site.server().application().test(.live) { client in
            let port = try #require(client.port)
            var browser = try await Browser(client)
            try await browser.logIn("siti")
            let cookie = try #require(browser.cookie)
            let stream = { @Sendable () async throws -> RawConnection in
                let connection = try RawConnection(port: port)
                connection.send(
                    "GET /api/stream HTTP/1.1\r\nHost: localhost\r\nCookie: \(cookie)\r\n\r\n")
                _ = await connection.read { $0.contains("event: counts") }
                return connection
            }
            let removed = try await stream()
            _ = try site.store.removeUser(user.id, by: "test")
            let end = await removed.read { $0.hasSuffix("0\r\n\r\n") }
            #expect(end.hasSuffix("0\r\n\r\n"))
            let other = try await Browser(client)
            var admin = other
            try await admin.logIn("admin")
            let own = try #require(admin.cookie)
            let open = try RawConnection(port: port)
            open.send("GET /api/stream HTTP/1.1\r\nHost: localhost\r\nCookie: \(own)\r\n\r\n")
            _ = await open.read { $0.contains("event: counts") }
            return open
        }
        // The application has stopped by now, although the stream was open.
        let end = await stopped.read { $0.hasSuffix("0\r\n\r\n") }
        #expect(end.hasSuffix("0\r\n\r\n"))
    }

    @Test func `A thousand connections are served, and the server lives on`() async throws {
        let site = try Site()
        try await serve(site) { port in
            var connections: [RawConnection] = []
            for _ in 0..<1000 {
                let connection = try RawConnection(port: port)
                connection.send(RawConnection.get("/api/events?limit=1"))
                connections.append(connection)
            }
            var answered = 0
            for connection in connections {
                let text = await connection.readToEnd()
                let isAnswer = text.hasPrefix("HTTP/1.1 200") || text.hasPrefix("HTTP/1.1 503")
                answered += isAnswer ? 1 : 0
            }
            #expect(answered == 1000)
            let after = try RawConnection(port: port)
            after.send(RawConnection.get("/healthz"))
            #expect(await after.readToEnd().hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `Clients that send half a request or read nothing hinder nobody`() async throws {
        let site = try Site()
        try await serve(site) { port in
            let half = try (0..<200).map { _ in
                let connection = try RawConnection(port: port)
                connection.send("GET /api/events HTTP/1.1\r\nHost: local")
                return connection
            }
            let path =
                "/api/recordings/\(site.harbour.recording.rawValue)/clip"
                + "?from_media_us=0&until_media_us=20000000"
            let deaf = try (0..<50).map { _ in
                let connection = try RawConnection(port: port, receiveBufferBytes: 2048)
                connection.send(RawConnection.get(path))
                return connection
            }
            for _ in 0..<20 {
                let connection = try RawConnection(port: port)
                connection.send(RawConnection.get("/api/events"))
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 200"))
            }
            let clip = try RawConnection(port: port)
            clip.send(RawConnection.get(path))
            #expect(await clip.read { $0.contains("\r\n\r\n") }.hasPrefix("HTTP/1.1 200"))
            withExtendedLifetime((half, deaf)) {}
        }
    }

    @Test func `A name that is not the machine's own is not answered`() async throws {
        try await serve(try Site()) { port in
            for host in ["example.org", "example.org:\(port)", "127.0.0.1.example.org", ""] {
                let connection = try RawConnection(port: port)
                connection.send(RawConnection.get("/api/events", host: host))
                let answer = await connection.readToEnd()
                #expect(!answer.contains("harbour"), "\(host)")
                #expect(answer.hasPrefix("HTTP/1.1 4"), "\(host): \(answer.prefix(40))")
            }
            for host in ["localhost:\(port)", "127.0.0.1:\(port)", "LOCALHOST"] {
                let connection = try RawConnection(port: port)
                connection.send(RawConnection.get("/api/events", host: host))
                #expect(await connection.readToEnd().hasPrefix("HTTP/1.1 200"), "\(host)")
            }
        }
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\nHost: localhost\r\nX: \(String(repeating: "x", count: 40_000))\r\n\r\n",
        "GET /\(String(repeating: "x", count: 200_000)) HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET / HTTP/9.9\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n", "POST / HTTP/1.1\r\n\r\n",
        "GET http://[::1 HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "POST /api/login HTTP/1.1\r\nHost: localhost\r\nContent-Length: -5\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: localhost\r\nHost: example.org\r\n\r\n",
        "GET /api/events\r\n\r\n",
    ])
    func `What is no proper request does not stop the server`(request: String) async throws {
        try await serve(try Site()) { port in
            let connection = try RawConnection(port: port)
            connection.send(request)
            _ = await connection.read { $0.contains("\r\n\r\n") }
            let after = try RawConnection(port: port)
            after.send(RawConnection.get("/healthz"))
            #expect(await after.readToEnd().hasPrefix("HTTP/1.1 200"))
        }
    }

    @Test func `Metrics count requests by route, never by what was asked for`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            for path in ["/api/events/1", "/api/events/2", "/made/up", "/other"] {
                _ = try await browser.send(.get, path)
            }
            let answer = try await browser.send(.get, "/metrics")
            let text = String(decoding: answer.bytes, as: UTF8.self)
            #expect(
                text.contains(
                    #"pantau_requests_total{method="GET",route="/api/events/{event}",status="200"} 2"#
                ))
            #expect(text.contains(#"pantau_events{feed="harbour"} 3"#))
            #expect(text.contains(#"pantau_build_info{version="1.2.3"} 1"#))
            #expect(!text.contains("/made/up"))
            for line in text.split(separator: "\n") where !line.hasPrefix("#") {
                let value = try #require(line.split(separator: " ").last)
                #expect(Double(value) != nil, "\(line)")
            }
        }
    }
}
