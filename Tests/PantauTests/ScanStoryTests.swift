import Foundation
import Testing

@Suite("One scan after another")
struct ScanStoryTests {
    private let folder: ScratchFolder
    private let database: String

    init() throws {
        folder = try ScratchFolder()
        database = folder.path("t.sqlite")
    }

    private func scan(_ arguments: [String]) throws -> PantauProcess.Result {
        try PantauProcess.run(["scan", "--db", database, "--json"] + arguments)
    }

    @Test("a fast one says that it saw key frames only, and a thorough one does the rest")
    func fastThenThorough() throws {
        let path = folder.path("yard.mp4")
        try TestRecordings.simulate("busy-yard", to: path, seconds: 60)
        let fast = try scan([path, "--mode", "fast"])
        #expect(fast.status == 1)
        #expect(fast.objects.first?["status"] as? String == "partial")
        #expect((fast.objects.first?["error"] as? String ?? "").contains("key frames only"))
        #expect(
            try Database.number(
                "SELECT count(*) FROM coverage WHERE state = 'key_frames_only'", database) > 0)
        try Database.expectSound(database)
        #expect(
            try scan([path, "--mode", "fast"]).objects.first?["status"] as? String == "skipped")

        let thorough = try scan([path])
        #expect(thorough.status == 0)
        #expect(thorough.objects.first?["status"] as? String == "analysed")
        #expect(thorough.objects.first?["frames"] as? Int == 600)
        #expect(
            try Database.number(
                "SELECT count(*) FROM coverage WHERE state <> 'analysed'", database) == 0)
        try Database.expectSound(database)
        // And a fast one after it has nothing to do, and nothing to complain of.
        let again = try scan([path, "--mode", "fast"])
        #expect(again.status == 0)
        #expect((again.objects.first?["findings"] as? [String])?.isEmpty == true)
    }

    @Test("--start is the first recording's; the next ones follow on, also after finished ones")
    func statedStart() throws {
        for (name, seconds) in [("a1.mp4", 4.0), ("a2.mp4", 6), ("a3.mp4", 2)] {
            try TestRecordings.simulate("yard-day", to: folder.path(name), seconds: seconds)
        }
        let start = ["--feed", "gate", "--start", "2026-01-31T22:00:00+08:00"]
        let base = 1_769_868_000
        // A scan that was stopped after the first file.
        #expect(try scan([folder.path("a1.mp4")] + start).status == 0)
        let whole = try scan([folder.url.path] + start)
        #expect(whole.status == 0)
        #expect(
            try Database.rows("SELECT start_us / 1000000 FROM recording ORDER BY path", database)
                == [base, base + 4, base + 10].map(String.init))
        #expect(
            try Database.rows("SELECT DISTINCT clock_source FROM recording", database)
                == ["stated"])
    }

    @Test("a finished recording keeps its clock, and the scan says so")
    func otherStart() throws {
        let path = folder.path("yard.mp4")
        try TestRecordings.simulate("yard-day", to: path, seconds: 2)
        #expect(try scan([path]).status == 0)
        let stated = ["--start", "2026-01-31T22:00:00Z"]
        let told = try scan([path] + stated)
        #expect(told.objects.first?["status"] as? String == "skipped")
        let findings = try #require(told.objects.first?["findings"] as? [String])
        #expect(findings.contains { $0.contains("--rescan") }, "\(findings)")
        #expect(
            try scan([path, "--rescan"] + stated).objects.first?["clock"] as? String == "stated")
        #expect(try scan([path] + stated).objects.first?["findings"] as? [String] == [])
    }

    @Test("a feed keeps its time zone where a later scan names none")
    func timeZone() throws {
        let (first, second) = (
            folder.path("gate_20260131_220000.mp4"), folder.path("gate_20260131_230000.mp4")
        )
        for path in [first, second] {
            try TestRecordings.simulate("yard-day", to: path, seconds: 2)
        }
        #expect(try scan([first, "--timezone", "Asia/Makassar"]).status == 0)
        #expect(try scan([second]).status == 0)
        #expect(try Database.rows("SELECT time_zone FROM feed", database) == ["Asia/Makassar"])
        #expect(
            try Database.number(
                "SELECT (max(start_us) - min(start_us)) / 1000000 FROM recording", database)
                == 3600)
    }

    @Test("what a budget leaves out is told file by file")
    func notBegun() throws {
        for number in 1...5 {
            try TestRecordings.simulate(
                "busy-yard", to: folder.path("a\(number).mp4"), seconds: 30)
        }
        let result = try scan([folder.url.path, "--budget", "0.001s", "--workers", "1"])
        #expect(result.status == 1)
        #expect(result.objects.count == 6)
        let pending = result.objects.filter { $0["status"] as? String == "pending" }
        #expect(pending.count >= 4)
        #expect(pending.allSatisfy { ($0["error"] as? String ?? "").contains("budget") })
        let counts = try #require(result.summary["recordings"] as? [String: Int])
        #expect(counts.values.reduce(0, +) == 5)
        #expect(result.summary["complete"] as? Bool == false)
        #expect(try scan([folder.url.path]).status == 0)
        try Database.expectSound(database)
    }

    @Test("a reader that goes away does not end it")
    func closedOutput() throws {
        let path = folder.path("yard.mp4")
        try TestRecordings.simulate("busy-yard", to: path, seconds: 12)
        for device in ["/dev/full", ""] {
            let shell = Process()
            shell.executableURL = URL(fileURLWithPath: "/bin/bash")
            let scan =
                "'\(PantauProcess.executable.path)' scan '\(path)' --rescan --db '\(database)'"
            shell.arguments = [
                "-c",
                device.isEmpty
                    ? "set -o pipefail; \(scan) 2>/dev/null | true"
                    : "\(scan) > \(device) 2>/dev/null",
            ]
            try shell.run()
            shell.waitUntilExit()
            // What cannot be printed for want of space is trouble; a closed pipe is not.
            #expect(shell.terminationStatus == (device.isEmpty ? 0 : 1))
            #expect(
                try Database.rows("SELECT status FROM recording", database) == ["analysed"])
        }
    }
}
