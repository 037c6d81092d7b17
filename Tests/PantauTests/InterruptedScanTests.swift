import Foundation
import Testing

@Suite("A scan that is killed and run again")
struct InterruptedScanTests {
    /// Three recordings of one feed, the first two joined in time, long enough to be hit anywhere.
    private func makeRecordings(in folder: ScratchFolder) throws -> [String] {
        let names = [
            "yard_20260131_220000.mp4", "yard_20260131_220100.mp4", "yard_20260131_230000.mp4",
        ]
        for (number, name) in names.enumerated() {
            try TestRecordings.simulate(
                "busy-yard", to: folder.path(name), seconds: 60, seed: UInt64(number + 1))
        }
        return names.map(folder.path)
    }

    @Test("at ten instants finds the same events as an unbroken one, each time")
    func killedOnce() throws {
        let folder = try ScratchFolder()
        let recordings = try makeRecordings(in: folder)
        let whole = folder.path("whole.sqlite")
        let began = ContinuousClock.now
        #expect(try PantauProcess.run(["scan"] + recordings + ["--db", whole]).status == 0)
        let length = ContinuousClock.now - began
        let expected = try EventSummary.all(in: whole)
        try #require(!expected.isEmpty)

        var random = SeededGenerator(seed: 20_260_131)
        var killed = 0
        for attempt in 0..<10 {
            let database = folder.path("killed-\(attempt).sqlite")
            let scan = try PantauProcess.start(["scan"] + recordings + ["--db", database])
            let share = (Double(attempt) + Double.random(in: 0..<1, using: &random)) / 10
            Thread.sleep(forTimeInterval: share * 0.9 * length.seconds)
            if scan.process.isRunning { killed += 1 }
            scan.kill()
            #expect(try PantauProcess.run(["scan"] + recordings + ["--db", database]).status == 0)
            #expect(try EventSummary.all(in: database) == expected, "killed at \(share)")
            try Database.expectSound(database)
        }
        #expect(killed >= 5, "the scans were over before they could be killed")
    }

    @Test("again and again gets to the end, and does no finished stretch twice")
    func killedRepeatedly() throws {
        let folder = try ScratchFolder()
        let recordings = try makeRecordings(in: folder)
        let whole = folder.path("whole.sqlite")
        let began = ContinuousClock.now
        try PantauProcess.run(["scan"] + recordings + ["--db", whole])
        let length = ContinuousClock.now - began

        let database = folder.path("killed.sqlite")
        var done = 0
        for _ in 0..<6 {
            let scan = try PantauProcess.start(["scan"] + recordings + ["--db", database])
            Thread.sleep(forTimeInterval: length.seconds / 3)
            scan.kill()
            let now = try Database.number(
                "SELECT count(*) FROM stretch WHERE status = 'done'", database)
            #expect(now >= done, "a finished stretch was lost")
            done = now
        }
        #expect(try PantauProcess.run(["scan"] + recordings + ["--db", database]).status == 0)
        #expect(try EventSummary.all(in: database) == EventSummary.all(in: whole))
        try Database.expectSound(database)
    }

    @Test("after Ctrl-C says how to go on, and then does")
    func interrupted() throws {
        let folder = try ScratchFolder()
        let recordings = try makeRecordings(in: folder)
        let database = folder.path("t.sqlite")
        let scan = try PantauProcess.start(
            ["scan"] + recordings + ["--db", database, "--workers", "1"])
        while try !Database.exists(database)
            || Database.number("SELECT count(*) FROM stretch WHERE status = 'done'", database) == 0
        {
            try #require(scan.process.isRunning, "the scan ended before it was interrupted")
            Thread.sleep(forTimeInterval: 0.01)
        }
        scan.process.interrupt()
        let result = scan.finish()
        #expect(result.status == 1)
        #expect(result.output.contains("run the same command again to go on"))
        #expect(
            try Database.number(
                "SELECT count(*) FROM coverage WHERE state = 'pending'", database) > 0)
        #expect(try PantauProcess.run(["scan"] + recordings + ["--db", database]).status == 0)
        try Database.expectSound(database)
    }
}

@Suite("The events of a scan")
struct OrderIndependenceTests {
    @Test("do not depend on the number of workers")
    func workers() throws {
        let folder = try ScratchFolder()
        let recording = folder.path("yard.mp4")
        try TestRecordings.simulate("busy-yard", to: recording, seconds: 90)
        var found: [[EventSummary]] = []
        for workers in ["1", "2", "5"] {
            let database = folder.path("\(workers).sqlite")
            try PantauProcess.run(["scan", recording, "--db", database, "--workers", workers])
            found.append(try EventSummary.all(in: database))
        }
        try #require(!found[0].isEmpty)
        #expect(found[1] == found[0])
        #expect(found[2] == found[0])
    }

    @Test("do not depend on the CPU level")
    func levels() throws {
        let folder = try ScratchFolder()
        let recording = folder.path("yard.mp4")
        try TestRecordings.simulate("busy-yard", to: recording, seconds: 30)
        var found: [[EventSummary]] = []
        for level in ["scalar", "sse2", "avx2"] {
            let database = folder.path("\(level).sqlite")
            try PantauProcess.run(
                ["scan", recording, "--db", database], environment: ["PANTAU_CPU": level])
            found.append(try EventSummary.all(in: database))
        }
        try #require(!found[0].isEmpty)
        #expect(found[1] == found[0])
        #expect(found[2] == found[0])
    }

    @Test("are found once by two scans into one database at the same time")
    func together() throws {
        let folder = try ScratchFolder()
        var recordings: [String] = []
        for number in 1...4 {
            recordings.append(folder.path("gate\(number).mp4"))
            try TestRecordings.simulate(
                "busy-yard", to: recordings[number - 1], seconds: 25, seed: UInt64(number))
        }
        let alone = folder.path("alone.sqlite")
        try PantauProcess.run(["scan"] + recordings + ["--db", alone])
        let database = folder.path("both.sqlite")
        let first = try PantauProcess.start(["scan"] + recordings + ["--db", database])
        let second = try PantauProcess.start(
            ["scan"] + recordings.reversed() + ["--db", database])
        let results = [first.finish(), second.finish()]
        for result in results {
            // One may have met a recording that the other was at work on, and says so.
            #expect(result.status == 0 || result.output.contains("is being analysed by"))
            #expect(!result.errors.contains("locked"))
        }
        #expect(try EventSummary.all(in: database) == EventSummary.all(in: alone))
        try Database.expectSound(database)
    }
}
