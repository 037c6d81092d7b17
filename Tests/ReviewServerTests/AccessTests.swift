import EventStore
import Footage
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ReviewServer

@Suite struct AccessTests {
    @Test func `On the machine itself, without users, everybody is admin`() async throws {
        try await Site().browse { browser async throws in
            let session = try await browser.get("/api/session")
            #expect(session["login_required"] as? Bool == false)
            let user = try #require(session["user"] as? [String: Any])
            #expect(user["name"] as? String == "local")
            #expect(user["role"] as? String == "admin")
            #expect(user["feeds"] is NSNull)
            #expect(try await browser.status(.get, "/api/audit") == 200)
        }
    }

    @Test(arguments: ["0.0.0.0", "192.168.1.5", "::", "cctv.example.org"])
    func `At any other address it does not start without users`(host: String) throws {
        let site = try Site()
        #expect(throws: ReviewServerError.noUsers(host: host, databasePath: site.databasePath)) {
            try site.server { $0.host = host }
        }
        #expect(throws: ReviewServerError.self) { try site.server { $0.isBehindProxy = true } }
        try site.addUser("siti", .admin)
        _ = try site.server { $0.host = host }
    }

    @Test func `A removed last user does not open an exposed server`() async throws {
        let site = try Site()
        let user = try site.addUser("siti", .admin)
        try await site.browse(
            { $0.host = "0.0.0.0" },
            { browser async throws in
                _ = try site.store.removeUser(user.id, by: "test")
                #expect(try await browser.status(.get, "/api/feeds") == 401)
                #expect(try await browser.get("/api/session")["login_required"] as? Bool == true)
            })
    }

    @Test func `One logs in, is known, and logs out`() async throws {
        let site = try Site()
        try site.addUser("siti", .operator)
        try await site.browse { browser async throws in
            var browser = browser
            #expect(try await browser.status(.get, "/api/feeds") == 401)
            let answer = try await browser.send(
                .post, "/api/login", ["name": "Siti", "password": .text(Site.password)])
            #expect(answer.status == .ok)
            let cookie = try #require(answer.headers[.setCookie])
            for part in ["HttpOnly", "SameSite=Strict", "Path=/"] { #expect(cookie.contains(part)) }
            #expect(!cookie.contains("Secure"))
            try await browser.logIn("siti")
            #expect(try await browser.status(.get, "/api/feeds") == 200)
            let user = try await browser.get("/api/session")["user"] as? [String: Any]
            #expect(user?["role"] as? String == "operator")
            #expect(try await browser.status(.post, "/api/logout") == 204)
            #expect(try await browser.status(.get, "/api/feeds") == 401)
        }
        let actions = try site.store.auditEntries().map(\.action)
        #expect(actions.filter { $0 == .login }.count == 2)
        #expect(actions.first == .logout)
    }

    @Test func `Behind TLS the cookie is for TLS only`() async throws {
        let site = try Site()
        try site.addUser("siti", .viewer)
        try await site.browse(
            { $0.isBehindProxy = true },
            { browser async throws in
                let answer = try await browser.send(
                    .post, "/api/login", ["name": "siti", "password": .text(Site.password)],
                    headers: [.forwardedProtocol: "https"])
                let cookie = try #require(answer.headers[.setCookie])
                #expect(cookie.hasPrefix("__Host-pantau=") && cookie.hasSuffix("; Secure"))
            })
    }

    @Test func `A wrong password and an unknown name are told alike, and written down`()
        async throws
    {
        let site = try Site()
        try site.addUser("siti", .viewer)
        try await site.browse { browser async throws in
            let wrong = try await browser.send(
                .post, "/api/login", ["name": "siti", "password": "wrong password"])
            let unknown = try await browser.send(
                .post, "/api/login", ["name": "mallory", "password": "wrong password"])
            #expect(wrong.status == .unauthorized && unknown.status == .unauthorized)
            #expect(wrong.bytes == unknown.bytes)
            #expect(wrong.headers[.setCookie] == nil)
        }
        let entries = try site.store.auditEntries().filter { $0.action == .loginFailed }
        #expect(entries.map(\.actor) == ["unknown", "siti"])
        #expect(entries.allSatisfy { !$0.subjectJSON.contains("mallory") })
    }

    @Test func `Guessing is slowed down`() async throws {
        let site = try Site()
        try site.addUser("siti", .viewer)
        try await site.browse { browser async throws in
            for _ in 0..<5 {
                let guess: JSONValue = ["name": "siti", "password": "wrong password"]
                #expect(try await browser.status(.post, "/api/login", guess) == 401)
            }
            let answer = try await browser.send(
                .post, "/api/login", ["name": "siti", "password": .text(Site.password)])
            #expect(answer.status == .tooManyRequests)
            let seconds = try #require(answer.headers[.retryAfter].flatMap { Int($0) })
            site.clock.advance(seconds: Double(seconds))
            var browser = browser
            try await browser.logIn("siti")
        }
    }

    @Test func `A user who is changed, disabled or removed is out at once`() async throws {
        let site = try Site()
        let changes: [@Sendable (UserRecord) throws -> Void] = [
            { _ = try site.store.changeUser($0.id, UserChange(role: .operator), by: "test") },
            { _ = try site.store.changeUser($0.id, UserChange(isDisabled: true), by: "test") },
            { _ = try site.store.removeUser($0.id, by: "test") },
        ]
        try site.addUser("admin", .admin)
        for (index, change) in changes.enumerated() {
            let user = try site.addUser("user\(index)", .viewer)
            let application = try site.server().application()
            try await application.test(.router) { client in
                var browser = try await Browser(client)
                try await browser.logIn(user.name)
                #expect(try await browser.status(.get, "/api/feeds") == 200)
                try change(user)
                #expect(try await browser.status(.get, "/api/feeds") == 401)
            }
        }
    }

    @Test func `What changes something needs the session's own CSRF token`() async throws {
        let site = try Site()
        try site.addUser("siti", .operator)
        let body: JSONValue = [
            "events": [.integer(site.gate.events[0].rawValue)], "state": "reviewed",
        ]
        try await site.browse { browser async throws in
            let visitors = browser.csrf
            var browser = browser
            try await browser.logIn("siti")
            let own = browser.csrf
            for token in [nil, "", visitors, own.map { $0 + "x" }] {
                browser.csrf = token
                let answer = try await browser.send(.post, "/api/reviews", body)
                #expect(answer.status == .forbidden && answer.code == "csrf")
            }
            browser.csrf = own
            #expect(try await browser.status(.post, "/api/reviews", body) == 200)
        }
    }

    @Test func `A page of another site can change nothing, even with the token`() async throws {
        let site = try Site()
        let body: JSONValue = [
            "events": [.integer(site.gate.events[0].rawValue)], "state": "reviewed",
        ]
        try await site.browse { browser async throws in
            for origin in ["https://example.org", "null", "http://localhost.example.org"] {
                let answer = try await browser.send(
                    .post, "/api/reviews", body, headers: [.origin: origin])
                #expect(answer.status == .forbidden, "\(origin)")
            }
            let own = try await browser.send(
                .post, "/api/reviews", body, headers: [.origin: "http://localhost"])
            #expect(own.status == .ok)
        }
    }

    @Test func `Passwords and tokens are in no answer and not in the audit log`() async throws {
        let site = try Site()
        try site.addUser("siti", .admin)
        try await site.browse { browser async throws in
            var browser = browser
            try await browser.logIn("siti")
            let token = try #require(browser.cookie?.split(separator: "=").last)
            for path in ["/api/session", "/api/audit", "/metrics", "/api/feeds"] {
                let answer = try await browser.send(.get, path)
                let text = String(decoding: answer.bytes, as: UTF8.self)
                #expect(!text.contains(token) && !text.contains(Site.password))
                #expect(!text.contains("scrypt"))
            }
        }
    }
}
