import EventScoring
import EventStore
import Footage
import Foundation
import Testing

@testable import Alerting

/// What is said of an event.
@Suite struct `A message` {
    private static func facts(
        _ kind: EventKind = .intrusion, change: (inout AlertFacts) -> Void = { _ in }
    ) -> AlertFacts {
        var incident = IncidentFacts(rule: "after_hours", type: "intrusion")
        incident.zone = "water"
        incident.schedule = "closed"
        incident.isAfterHours = true
        // 18:00 in Makassar.
        incident.sinceMicroseconds = 1_764_496_800_000_000
        var facts = AlertFacts(
            event: 42, uuid: "0190-e",
            feed: .init(
                id: 1, uuid: "0190-f", name: "jetty", site: "Pelabuhan", timeZone: "Asia/Makassar"),
            kind: kind, severity: .alert, score: 80, zone: "water",
            start: WallTime(microsecondsUTC: 1_764_526_214_123_456),
            peak: WallTime(microsecondsUTC: 1_764_526_220_000_000),
            end: WallTime(microsecondsUTC: 1_764_526_230_000_001),
            boxes: [Region(x: 0.5, y: 0.25, width: 0.125, height: 0.25)], incident: incident)
        change(&facts)
        return facts
    }

    private static func json(_ facts: AlertFacts, _ type: AlertType = .new) -> String {
        let entry = OutboxEntry(
            sequence: 7, uuid: "0190-m", destination: "room", type: type, facts: facts,
            queued: WallTime(microsecondsUTC: 1_764_526_231_000_000))
        return String(
            decoding: AlertPayload(entry, reviewAddress: "https://review.example").json,
            as: UTF8.self)
    }

    @Test func `is the JSON that the documentation shows`() throws {
        let expected = """
            {"boxes":[{"height":0.25,"width":0.125,"x":0.5,"y":0.25}],\
            "end":"2025-11-30T18:10:30.000001Z","end_us":1764526230000001,"event":42,\
            "event_uuid":"0190-e","feed":"jetty","feed_uuid":"0190-f","goes_on":true,\
            "has_picture":false,"id":"0190-m","kind":"intrusion",\
            "link":"https://review.example/events/42",\
            "peak":"2025-11-30T18:10:20.000000Z","peak_us":1764526220000000,\
            "queued":"2025-11-30T18:10:31.000000Z","rule":"after_hours","score":80,\
            "sentence":{"en":"jetty (Pelabuhan): entered zone “water” at 02:10:14, after hours since \
            18:00","id":"jetty (Pelabuhan): masuk zona “water” pukul 02:10:14, di luar jam sejak \
            18:00"},"sequence":7,"severity":"alert","site":"Pelabuhan",\
            "start":"2025-11-30T18:10:14.123456Z","start_us":1764526214123456,\
            "time_zone":"Asia/Makassar","type":"new","zone":"water"}
            """
        #expect(Self.json(Self.facts()) == expected)
    }

    @Test func `of every kind has a sentence in both languages`() {
        for kind in EventKind.allCases {
            let facts = Self.facts(kind) { $0.incident = nil }
            let english = AlertSentence.text(of: facts, in: .english)
            let indonesian = AlertSentence.text(of: facts, in: .indonesian)
            #expect(english.hasPrefix("jetty (Pelabuhan): ") && english != indonesian)
            #expect(english.hasSuffix("from 02:10:14 to 02:10:30"))
            #expect(indonesian.hasSuffix("dari 02:10:14 sampai 02:10:30"))
        }
    }

    @Test func `says since when, or where in the recording, when that is all that is known`() {
        let open = Self.facts(.covered) {
            $0.incident = nil
            $0.health = HealthFacts(isOpen: true)
            $0.feed.site = nil
        }
        #expect(
            AlertSentence.text(of: open, in: .english) == "jetty: camera covered since 02:10:14")
        let unknown = Self.facts(.motion) {
            $0.incident = nil
            ($0.start, $0.peak, $0.end) = (nil, nil, nil)
            $0.startMedia = MediaTime(seconds: 90)
        }
        #expect(
            AlertSentence.text(of: unknown, in: .english)
                == "jetty (Pelabuhan): motion at \(MediaTime(seconds: 90)) of the recording")
        #expect(!Self.json(unknown).contains("start"))
    }

    @Test func `of an event that is part of another now, or was none, says so`() throws {
        let merged = Self.facts { $0.closing = .merged(id: 40, uuid: "0190-o") }
        let text = Self.json(merged, .end)
        #expect(text.contains(#""merged_into":{"event":40,"event_uuid":"0190-o"}"#))
        #expect(text.contains("event 42 is part of event 40 now"))
        #expect(text.contains(#""goes_on":false"#))
        let none = Self.json(Self.facts { $0.closing = .withdrawn }, .end)
        #expect(none.contains(#""withdrawn":true"#))
        #expect(none.contains("peristiwa 42 ternyata bukan peristiwa"))
    }

    @Test func `of a test says that it is one`() {
        let entry = OutboxEntry.test(to: "room", now: WallTime(microsecondsUTC: 0))
        let text = String(
            decoding: AlertPayload(entry, reviewAddress: nil).json, as: UTF8.self)
        #expect(text.contains(#""test":true"#) && text.contains("A test: "))
        #expect(!Self.json(Self.facts()).contains(#""test""#))
    }

    @Test(arguments: [
        (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
        (1_709_164_800_000_001, "2024-02-29T00:00:00.000001Z"),
    ])
    func `tells moments to the microsecond`(microseconds: Int64, text: String) {
        #expect(AlertTime.iso(WallTime(microsecondsUTC: microseconds)) == text)
    }

    /// By `printf '1700000000.{"a":1}' | openssl dgst -sha256 -hmac rahasia`.
    @Test func `is signed as OpenSSL would`() {
        #expect(
            WebhookSignature.header(
                secret: "rahasia", seconds: 1_700_000_000, body: [UInt8](#"{"a":1}"#.utf8))
                == "t=1700000000,v1=efc40694ade7cea9d382b67309b4bdda5bb978766141c75a19fd823196cbedd5"
        )
    }
}

/// What `docs/alerts.md` shows to those who write receivers.
@Suite struct `The examples of the documentation` {
    private static let page = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "docs/alerts.md")

    private static func example(_ language: String) throws -> String {
        let text = try String(contentsOf: page, encoding: .utf8)
        let start = try #require(text.range(of: "```\(language)\n"))
        let end = try #require(text[start.upperBound...].range(of: "```"))
        return String(text[start.upperBound..<end.lowerBound])
    }

    private let folder: TemporaryFolder
    private let body = [UInt8](#"{"type":"new","feed":"dermaga é"}"#.utf8)

    init() throws { folder = try TemporaryFolder() }

    /// What a program prints.
    private func printed(_ tool: String, _ arguments: [String]) throws -> String {
        let process = try Tool.process(tool, arguments)
        process.currentDirectoryURL = folder.url
        let output = Pipe()
        process.standardOutput = output
        try Tool.start(process)
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    @Test(.enabled(if: Tool.hasPython, "python3 is not installed"))
    func `verify signatures in Python`() throws {
        try Data(body).write(to: folder.url.appending(path: "body.json"))
        let now = Int64(Date().timeIntervalSince1970)
        func verdict(_ secret: String, seconds: Int64) throws -> String {
            let signature = WebhookSignature.header(secret: secret, seconds: seconds, body: body)
            let script =
                try Self.example("python") + """
                    print(is_genuine(b"rahasia", "\(signature)", open("body.json", "rb").read()))
                    """
            return try printed("python3", ["-c", script])
        }
        #expect(try verdict("rahasia", seconds: now) == "True\n")
        #expect(try verdict("another", seconds: now) == "False\n")
        #expect(try verdict("rahasia", seconds: now - 1000) == "False\n")
    }

    @Test(.enabled(if: Tool.path("openssl") != nil, "openssl is not installed"))
    func `verify signatures by hand`() throws {
        try Data(body).write(to: folder.url.appending(path: "body.json"))
        let signature = WebhookSignature.header(
            secret: "rahasia", seconds: 1_700_000_000, body: body)
        let script =
            "ALERT_SECRET=rahasia\n"
            + (try Self.example("sh").replacing("t=1700000000,v1=…", with: signature))
        let expected = try #require(signature.split(separator: "v1=").last)
        #expect(try printed("sh", ["-c", script]).hasSuffix("= \(expected)\n"))
    }
}

@Suite struct `Settings` {
    @Test func `are never printed with what is secret`() {
        let mqtt = MQTTSettings(host: "broker.lan", user: "ani", password: "rahasia")
        let hook = WebhookSettings(
            address: "https://example.go.id:8443/hooks/rahasia?key=rahasia", secret: "rahasia",
            headers: ["Authorization": "Bearer rahasia"])
        let destinations = [
            AlertDestination(name: "room", way: .mqtt(mqtt)),
            AlertDestination(name: "office", way: .webhook(hook)),
        ]
        var dumped = ""
        dump(destinations, to: &dumped)
        let printed =
            "\(destinations) \(mqtt) \(hook) \(String(reflecting: destinations)) \(dumped)"
        #expect(!printed.contains("rahasia"))
        #expect("\(mqtt) \(hook)" == "broker.lan:1883 https://example.go.id:8443")
    }
}

@Suite struct `A filter` {
    private static func facts(
        _ severity: Severity = .alert, _ kind: EventKind = .intrusion, feed: String = "jetty",
        start: Int64? = 1_764_526_214_000_000
    ) -> AlertFacts {
        let moment = start.map(WallTime.init(microsecondsUTC:))
        return AlertFacts(
            event: 1, uuid: "e",
            feed: .init(id: 1, uuid: "f", name: feed, site: nil, timeZone: "Asia/Makassar"),
            kind: kind, severity: severity, score: 1, start: moment, peak: moment, end: moment)
    }

    @Test func `lets through what its feeds, kinds and severity say`() {
        #expect(!AlertFilter().wants(Self.facts(.motion)))
        #expect(AlertFilter().wants(Self.facts(.detection)))
        #expect(AlertFilter(leastSeverity: .motion).wants(Self.facts(.motion)))
        #expect(!AlertFilter(leastSeverity: .alert).wants(Self.facts(.detection)))
        #expect(!AlertFilter(feeds: ["gate"]).wants(Self.facts()))
        #expect(AlertFilter(feeds: ["gate", "jetty"]).wants(Self.facts()))
        #expect(!AlertFilter(kinds: [.covered]).wants(Self.facts()))
        #expect(AlertFilter(kinds: [.covered, .intrusion]).wants(Self.facts()))
    }

    /// It begins at 02:10:14 on the jetty's wall, which is 18:10:14 in UTC.
    @Test func `goes by the clock of the feed`() throws {
        func filter(_ from: Int, _ to: Int) throws -> AlertFilter {
            let hours = ScheduleWindow(
                days: ScheduleDay.everyDay,
                from: try #require(ClockTime(hour: from, minute: 0)),
                to: try #require(ClockTime(hour: to, minute: 0)))
            return AlertFilter(schedule: Schedule(name: "s", windows: [hours]))
        }
        #expect(try filter(22, 6).wants(Self.facts()))
        #expect(try !filter(18, 19).wants(Self.facts()))
        // Without a clock nobody can say that it is the wrong hour.
        #expect(try filter(18, 19).wants(Self.facts(start: nil)))
    }
}
