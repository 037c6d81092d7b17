import Foundation
import Testing

@Suite("What was found is listed")
struct ListingTests {
    private let folder: ScratchFolder
    private let database: String

    /// Two feeds with known clocks, an hour apart.
    init() throws {
        folder = try ScratchFolder()
        database = folder.path("t.sqlite")
        for (name, seed) in [("gate_20260131_220000.mp4", 1), ("yard_20260131_230000.mp4", 2)] {
            try TestRecordings.simulate(
                "busy-yard", to: folder.path(name), seconds: 15, seed: UInt64(seed))
        }
        try PantauProcess.run([
            "scan", folder.url.path, "--db", database, "--timezone", "Asia/Makassar",
        ])
    }

    private func events(_ arguments: [String]) throws -> PantauProcess.Result {
        try PantauProcess.run(["events", "--db", database] + arguments)
    }

    @Test("as a table with one row per event, in the feed's zone")
    func table() throws {
        let count = try events(["--format", "json"]).objects.count
        let lines = try events([]).output.split(separator: "\n")
        #expect(count > 0)
        #expect(lines.count == count + 1)
        #expect(lines.first?.hasPrefix("ID") == true)
        #expect(lines.dropFirst().allSatisfy { $0.contains("2026-01-31 2") && $0.contains("WITA") })
    }

    @Test("as CSV with the same values as JSON")
    func formats() throws {
        let objects = try events(["--format", "json"]).objects
        let lines = try events(["--format", "csv"]).output.split(whereSeparator: \.isNewline)
        let names = try #require(lines.first).split(separator: ",").map(String.init)
        #expect(Set(names) == Set(try #require(objects.first).keys))
        #expect(lines.count == objects.count + 1)
        let uuid = try #require(names.firstIndex(of: "uuid"))
        for (line, object) in zip(lines.dropFirst(), objects) {
            let fields = Self.fields(of: line)
            #expect(fields.count == names.count)
            #expect(fields[uuid] == object["uuid"] as? String)
        }
    }

    /// The fields of a line of CSV (RFC 4180); none of them holds a line end.
    private static func fields(of line: Substring) -> [String] {
        var fields = [""]
        var isQuoted = false
        for character in line {
            switch character {
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: fields.append("")
            default: fields[fields.count - 1].append(character)
            }
        }
        return fields
    }

    @Test("by feed, kind, time, order and number")
    func filters() throws {
        func found(_ arguments: [String]) throws -> [[String: Any]] {
            try events(["--format", "json"] + arguments).objects
        }
        let all = try found([])
        let gate = try found(["--feed", "gate"])
        #expect(!gate.isEmpty && gate.count < all.count)
        #expect(gate.allSatisfy { $0["feed"] as? String == "gate" })
        #expect(try found(["--kind", "intrusion"]).isEmpty)
        #expect(
            try found(["--since", "2026-01-31T22:30:00+08:00"]).count == all.count - gate.count)
        let until = ["--until", "2026-01-31 22:30", "--timezone", "Asia/Makassar"]
        #expect(try found(until).count == gate.count)
        #expect(try found(["--limit", "1"]).count == 1)
        let times = try found(["--order", "oldest"]).compactMap { $0["start"] as? String }
        #expect(times == times.sorted())
        let scores = all.compactMap { $0["score"] as? Int }
        #expect(scores == scores.sorted(by: >))
    }

    @Test("and a wrong feed is told from an empty answer")
    func nothing() throws {
        let unknown = try events(["--feed", "gaet"])
        #expect(unknown.status == 2)
        #expect(unknown.errors.contains("gate"))
        let none = try events(["--until", "2020-01-01T00:00:00Z"])
        #expect(none.status == 0)
        #expect(none.output.contains("No events match"))
        let missing = try PantauProcess.run(["events", "--db", folder.path("none.sqlite")])
        #expect(missing.status == 1)
        #expect(!Database.exists(folder.path("none.sqlite")))
    }

    @Test("also when there is none yet")
    func emptyDatabase() throws {
        let other = folder.path("empty.sqlite")
        let masked = ["--mask", "0,0 1,0 1,1 0,1"]
        try PantauProcess.run(
            ["scan", folder.path("gate_20260131_220000.mp4"), "--db", other] + masked)
        let table = try PantauProcess.run(["events", "--db", other])
        #expect(table.status == 0)
        #expect(table.output.contains("No events"))
        let json = try PantauProcess.run(["events", "--db", other, "--format", "json"])
        #expect(json.output.isEmpty)
    }

    @Test("and the coverage, as text and as JSON, with the gap between recordings")
    func coverage() throws {
        let text = try PantauProcess.run(["coverage", "--db", database, "--feed", "gate"])
        #expect(text.status == 0)
        #expect(text.output.contains("feed gate"))
        #expect(!text.output.contains("feed yard"))
        #expect(text.output.contains("0:00:00.000 – 0:00:15.000  analysed"))

        let later = folder.path("gate_20260131_220100.mp4")
        try TestRecordings.simulate("yard-day", to: later, seconds: 2)
        try PantauProcess.run(["scan", later, "--db", database])
        let json = try PantauProcess.run(["coverage", "--db", database, "--json"]).objects
        let recordings = json.filter { $0["recording"] != nil }
        #expect(recordings.count == 3)
        for recording in recordings {
            let spans = try #require(recording["coverage"] as? [[String: Any]])
            let sum = spans.reduce(0.0) {
                $0 + ($1["end_s"] as? Double ?? 0) - ($1["start_s"] as? Double ?? 0)
            }
            #expect(abs(sum - (recording["duration_s"] as? Double ?? -1)) < 1e-6)
        }
        let gap = try #require(json.first { $0["state"] as? String == "absent" })
        #expect(gap["start"] as? String == "2026-01-31T22:00:15.000+08:00")
        #expect(gap["end"] as? String == "2026-01-31T22:01:00.000+08:00")
    }

    @Test("and the coverage of a feed that there is not is refused")
    func coverageOfNothing() throws {
        let result = try PantauProcess.run(["coverage", "--db", database, "--feed", "gaet"])
        #expect(result.status == 2)
        #expect(result.errors.contains("gate, yard"))
    }
}
