import EventStore
import Footage
import Foundation
import Testing

@testable import ReviewServer

@Suite struct JSONValueTests {
    @Test func `Keys are sorted, text is escaped, nothing is left out`() throws {
        let value: JSONValue = [
            "b": .null, "a": "quote \" back \\ line \n bell \u{7} ☃",
            "c": [.integer(-1), .flag(true)],
            "d": .number(0.25),
        ]
        #expect(
            String(decoding: value.bytes, as: UTF8.self)
                == #"{"a":"quote \" back \\ line \n bell \u0007 ☃","b":null,"#
                + #""c":[-1,true],"d":0.25}"#)
        let back = try JSONDecoder().decode(JSONValue.self, from: Data(value.bytes))
        #expect(back == value)
    }

    @Test func `What is no number is null`() {
        #expect(JSONValue.number(.nan).bytes == Array("null".utf8))
    }
}

@Suite struct InputReaderTests {
    @Test func `Unknown, doubled and malformed keys are refused by name`() {
        func message(_ query: String) -> String {
            do {
                var reader = try InputReader(query: query)
                _ = try reader.integer("limit", in: 1...200)
                try reader.end()
                return "accepted"
            } catch { return error.message }
        }
        #expect(message("limit=7") == "accepted")
        #expect(message("limit=0") == "limit: must be a whole number from 1 to 200.")
        #expect(message("limit=+7").hasPrefix("limit:"))
        #expect(message("limit=7&limit=8") == "limit: given twice.")
        #expect(message("limits=7") == "limits: there is no such key here.")
        #expect(message("limit=%zz") == "The query is not percent-encoded UTF-8.")
        #expect(message("limit=%ff") == "The query is not percent-encoded UTF-8.")
        #expect(message("%00=1").contains("there is no such key"))
    }

    @Test func `Numbers that JSON writes as 1 point 0 are whole`() throws {
        let decoded = try JSONDecoder().decode(
            JSONValue.self, from: Data(#"{"limit":7.0,"hours":1.5}"#.utf8))
        var reader = try InputReader(body: decoded)
        #expect(try reader.integer("limit") == 7)
        #expect(throws: APIError.self) { try reader.integer("hours") }
    }

    @Test func `Boxes and polygons lie within the picture`() throws {
        func box(_ numbers: [Double]) throws -> Region? {
            var reader = try InputReader(body: ["box": .list(numbers.map(JSONValue.number))])
            return try reader.box("box")
        }
        #expect(try box([0.5, 0.5, 0.5, 0.5]) == Region(x: 0.5, y: 0.5, width: 0.5, height: 0.5))
        #expect(throws: APIError.self) { try box([0.6, 0.5, 0.5, 0.5]) }
        #expect(throws: APIError.self) { try box([0.1, 0.1, 0, 0.5]) }
        #expect(throws: APIError.self) { try box([0.1, 0.1, 0.5]) }
        var reader = try InputReader(body: ["polygon": [[.integer(0), .integer(0)]]])
        #expect(throws: APIError.self) { try reader.polygon("polygon") }
    }
}

@Suite struct ByteRangeTests {
    @Test(arguments: [
        (nil, ByteRange.whole), ("bytes=0-9", .part(0...9)), ("bytes=90-", .part(90...99)),
        ("bytes=90-900", .part(90...99)), ("bytes=-10", .part(90...99)),
        ("bytes=-1000", .part(0...99)), ("bytes=100-", .unsatisfiable),
        ("bytes=-0", .unsatisfiable), ("bytes=9-3", .whole), ("bytes=0-1,5-6", .whole),
        ("items=0-1", .whole), ("bytes=a-b", .whole), ("bytes=-", .whole),
        ("bytes=99999999999999999999999-", .whole),
    ])
    func `A range header asks for these bytes of 100`(header: String?, expected: ByteRange) {
        #expect(ByteRange(header, length: 100) == expected)
    }

    @Test func `No range of an empty file can be given`() {
        #expect(ByteRange("bytes=0-", length: 0) == .unsatisfiable)
        #expect(ByteRange("bytes=-5", length: 0) == .unsatisfiable)
    }
}

@Suite struct PasswordTests {
    let hasher = PasswordHasher(logCost: 14) { 9 }

    @Test func `Only the password itself is right`() throws {
        let stored = try hasher.hash("correct horse battery")
        #expect(stored.hasPrefix("$scrypt$ln=14,r=8,p=1$"))
        #expect(hasher.verify("correct horse battery", against: stored))
        #expect(!hasher.verify("correct horse batterz", against: stored))
        #expect(!hasher.verify("", against: stored))
        #expect(!hasher.verify("correct horse battery", against: nil))
    }

    @Test func `Two hashes of one password differ by their salt`() throws {
        let hasher = PasswordHasher()
        #expect(try hasher.hash("correct horse") != hasher.hash("correct horse"))
    }

    @Test func `The same letters in another Unicode form are the same password`() throws {
        let stored = try hasher.hash("caf\u{e9} au lait")
        #expect(hasher.verify("cafe\u{301} au lait", against: stored))
    }

    @Test(arguments: [
        "", "plain", "$scrypt$ln=30,r=8,p=1$AAAA$AAAA", "$scrypt$ln=14,r=8,p=1$AAAA$",
        "$scrypt$ln=14,r=8,p=1$!$!", "$argon2id$v=19$AAAA$AAAA",
    ])
    func `What is no hash of ours fits no password`(stored: String) {
        #expect(!hasher.verify("correct horse battery", against: stored))
        #expect(!hasher.verify("", against: stored))
    }
}

@Suite struct LoginLimiterTests {
    let clock = TestClock(Site.start)

    @Test func `After five wrong passwords one has to wait, and only that long`() throws {
        let limiter = LoginLimiter(clock: { clock.now })
        for _ in 0..<5 { #expect(limiter.attempt(name: "siti", address: "10.0.0.1") == nil) }
        let seconds = try #require(limiter.attempt(name: "SITI", address: "10.0.0.1"))
        clock.advance(seconds: Double(seconds) - 1)
        #expect(limiter.attempt(name: "siti", address: "10.0.0.1") == 1)
        clock.advance(seconds: 1)
        #expect(limiter.attempt(name: "siti", address: "10.0.0.1") == nil)
    }

    @Test func `Trying many names from one address is slowed down too`() {
        let limiter = LoginLimiter(clock: { clock.now })
        let passed = (0..<100).filter { limiter.attempt(name: "n\($0)", address: "a") == nil }
        #expect(passed.count == Int(LoginLimiter.perAddress.burst))
    }

    @Test func `Nobody locks another out from a few addresses`() {
        let limiter = LoginLimiter(clock: { clock.now })
        for _ in 0..<50 { _ = limiter.attempt(name: "siti", address: "10.0.0.66") }
        #expect(limiter.attempt(name: "siti", address: "10.0.0.1") == nil)
    }

    @Test func `A right password forgives the wrong ones before it`() {
        let limiter = LoginLimiter(clock: { clock.now })
        for _ in 0..<4 { _ = limiter.attempt(name: "siti", address: "a") }
        limiter.succeeded(name: "siti", address: "a")
        for _ in 0..<5 { #expect(limiter.attempt(name: "siti", address: "a") == nil) }
    }
}

@Suite struct SessionTableTests {
    let clock = TestClock(Site.start)

    @Test func `A session ends unused after 12 hours, and in use after 7 days`() throws {
        let table = SessionTable(clock: { clock.now })
        let unused = table.begin(user: UserID(rawValue: 1), revision: 1)
        clock.advance(seconds: 12 * 3600 - 1)
        #expect(table.session(of: unused.token) != nil)
        clock.advance(seconds: 12 * 3600)
        #expect(table.session(of: unused.token) == nil)

        let used = table.begin(user: UserID(rawValue: 1), revision: 1)
        for _ in 0..<14 {
            clock.advance(seconds: 12 * 3600 - 100)
            #expect(table.session(of: used.token) != nil)
        }
        clock.advance(seconds: 3600)
        #expect(table.session(of: used.token) == nil)
    }

    @Test func `Tokens are long, different, and each has its own CSRF token`() {
        let table = SessionTable(clock: { clock.now })
        let first = table.begin(user: UserID(rawValue: 1), revision: 1)
        let second = table.begin(user: UserID(rawValue: 1), revision: 1)
        #expect(first.token.count == 43)
        #expect(
            Set([first.token, second.token, first.session.csrf, second.session.csrf]).count == 4)
        #expect(table.session(of: first.token + "x") == nil)
    }
}

@Suite struct OriginTests {
    @Test(arguments: ["localhost", "127.0.0.1", "127.9.8.7", "[::1]", "::1", "a.localhost"])
    func `These are names of the machine itself`(host: String) {
        #expect(OriginRules.isLoopback(host: host))
    }

    @Test(arguments: [
        "", "0.0.0.0", "example.org", "127.0.0.1.example.org", "localhost.example.org",
        "127.0.0.256", "192.168.1.5", "::",
    ])
    func `These are not`(host: String) {
        #expect(!OriginRules.isLoopback(host: host))
    }
}
