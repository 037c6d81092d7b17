import EventStore
import Foundation
import HTTPTypes
import HummingbirdTesting
import Testing

@testable import ReviewServer

@Suite struct TroubleTests {
    private func sqlite(_ path: String, _ sql: String) throws -> Process {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["sqlite3", path]
        let input = Pipe()
        process.standardInput = input
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        try input.fileHandleForWriting.write(contentsOf: Data((sql + "\n").utf8))
        if sql.hasSuffix(".quit") {
            try input.fileHandleForWriting.close()
        } else {
            // It goes on, once it has answered.
            _ = output.fileHandleForReading.availableData
        }
        return process
    }

    @Test func `A body that is no JSON object, too large or of another type is refused`()
        async throws
    {
        let site = try Site()
        let json: HTTPFields = [.contentType: "application/json"]
        try await site.browse { browser async throws in
            for text in ["", "{", "[]", "7", "nul", "{\"a\":1}}", "\u{0}", "{\"a\":\"\\ud800\"}"] {
                let answer = try await browser.send(
                    .post, "/api/reviews", bytes: Array(text.utf8), headers: json)
                #expect(answer.status == .badRequest && answer.code == "bad_request", "\(text)")
            }
            let deep = String(repeating: "[", count: 20_000)
            let answer = try await browser.send(
                .post, "/api/reviews", bytes: Array(deep.utf8), headers: json)
            #expect(answer.status == .badRequest)
            let large = [UInt8](repeating: 0x20, count: Limits.bodyBytes + 1)
            let tooLarge = try await browser.send(
                .post, "/api/reviews", bytes: large, headers: json)
            #expect(tooLarge.status == .contentTooLarge && tooLarge.code == "too_large")
            for type in [
                "text/plain", "application/x-www-form-urlencoded", "", "application/jsonx",
            ] {
                let form = try await browser.send(
                    .post, "/api/reviews", bytes: Array("{}".utf8), headers: [.contentType: type])
                #expect(form.status.code == 415, "\(type)")
            }
        }
    }

    @Test func `A database that goes away and comes back is told, and served again`() async throws {
        let site = try Site()
        let aside = site.folder.appendingPathComponent("aside.sqlite").path
        try await site.browse { browser async throws in
            #expect(try await browser.status(.get, "/healthz") == 200)
            try FileManager.default.moveItem(atPath: site.databasePath, toPath: aside)
            for path in ["/healthz", "/api/events", "/api/session"] {
                let answer = try await browser.send(.get, path)
                #expect(answer.status == .serviceUnavailable && answer.code == "unavailable")
                #expect(answer.headers[.retryAfter] != nil)
                #expect(!answer.message.contains(site.folder.path))
            }
            #expect(try await browser.status(.get, "/") == 200)
            try FileManager.default.moveItem(atPath: aside, toPath: site.databasePath)
            #expect(try await browser.status(.get, "/api/events") == 200)
        }
    }

    @Test func `A copy that takes a database's place is served`() async throws {
        let site = try Site()
        let copy = site.folder.appendingPathComponent("copy.sqlite").path
        let backup = try sqlite(site.databasePath, ".backup '\(copy)'\n.quit")
        backup.waitUntilExit()
        try await site.browse { browser async throws in
            #expect(try await browser.get("/api/events/counts")["total"] as? Int == 4)
            let change = try sqlite(copy, "DELETE FROM event WHERE id > 1;\n.quit")
            change.waitUntilExit()
            for name in [site.databasePath, site.databasePath + "-wal", site.databasePath + "-shm"]
            {
                try? FileManager.default.removeItem(atPath: name)
            }
            try FileManager.default.moveItem(atPath: copy, toPath: site.databasePath)
            #expect(try await browser.get("/api/events/counts")["total"] as? Int == 1)
        }
    }

    @Test func `A damaged database is told, and the server lives on`() async throws {
        let site = try Site()
        try await site.browse { browser async throws in
            for name in [site.databasePath, site.databasePath + "-wal", site.databasePath + "-shm"]
            {
                try? FileManager.default.removeItem(atPath: name)
            }
            try Data(repeating: 0x5A, count: 65_536).write(
                to: URL(fileURLWithPath: site.databasePath))
            let answer = try await browser.send(.get, "/api/events")
            #expect(answer.status == .serviceUnavailable && answer.code == "unavailable")
            #expect(try await browser.status(.get, "/web/app.js") == 200)
        }
    }

    @Test func `While another program holds the database, reading goes on and writing is put off`()
        async throws
    {
        let site = try Site()
        let review: JSONValue = [
            "events": [.integer(site.gate.events[0].rawValue)], "state": "reviewed",
        ]
        try await site.browse { browser async throws in
            let holder = try sqlite(site.databasePath, "BEGIN EXCLUSIVE;\nSELECT 1;")
            defer { kill(holder.processIdentifier, SIGKILL) }
            var answer = try await browser.send(.post, "/api/reviews", review)
            #expect(answer.status == .serviceUnavailable && answer.code == "unavailable")
            #expect(answer.headers[.retryAfter] != nil)
            #expect(try await browser.status(.get, "/api/events") == 200)
            // It inherits that the server's process ignores SIGTERM.
            kill(holder.processIdentifier, SIGKILL)
            for _ in 0..<20 where answer.status != .ok {
                answer = try await browser.send(.post, "/api/reviews", review)
            }
            #expect(answer.status == .ok)
        }
    }

    @Test func `A server is not started on a database that there is not`() throws {
        let site = try Site()
        let path = site.folder.appendingPathComponent("none.sqlite").path
        #expect(throws: ReviewServerError.store(.missing(path: path))) {
            try site.server { $0.databasePath = path }
        }
        #expect(!FileManager.default.fileExists(atPath: path))
        let text = site.folder.appendingPathComponent("text.sqlite").path
        try Data("no database at all, but long enough to look at".utf8)
            .write(to: URL(fileURLWithPath: text))
        #expect(throws: ReviewServerError.self) { try site.server { $0.databasePath = text } }
        #expect(throws: ReviewServerError.noWebFolder(path: "/nowhere")) {
            try site.server { $0.webFolder = URL(fileURLWithPath: "/nowhere") }
        }
    }

    @Test func `A certificate that can't be read is told by its path`() throws {
        let site = try Site()
        let server = try site.server {
            $0.tls = .init(certificatePath: "/no/cert.pem", keyPath: "/no/key.pem")
        }
        do {
            _ = try server.application()
            Issue.record("a server without a certificate was made")
        } catch {
            #expect(error.description.hasPrefix("/no/cert.pem: "))
        }
    }
}
