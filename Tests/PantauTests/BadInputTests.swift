import Foundation
import Testing

@Suite("Bad input to a scan")
struct BadInputTests {
    @Test("one bad file of each kind is refused with one line, and the good one is analysed")
    func refused() throws {
        let folder = try ScratchFolder()
        try TestRecordings.simulate("busy-yard", to: folder.path("good.mp4"), seconds: 8)
        try Data().write(to: folder.url.appendingPathComponent("empty.mp4"))
        try Data("this is no film".utf8).write(to: folder.url.appendingPathComponent("text.avi"))
        try Data((0..<70_000).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 13) })
            .write(to: folder.url.appendingPathComponent("noise.mkv"))
        try FileManager.default.createSymbolicLink(
            atPath: folder.path("gone.mp4"), withDestinationPath: folder.path("nowhere.mp4"))
        let database = folder.path("t.sqlite")
        let result = try PantauProcess.run([
            "scan", folder.url.path, folder.path("missing.mp4"), "--db", database, "--json",
        ])
        #expect(result.status == 1)
        var status: [String: String] = [:]
        for object in result.objects.dropLast() {
            let name = ((object["recording"] as? String ?? "") as NSString).lastPathComponent
            status[name] = object["status"] as? String
            if object["status"] as? String == "refused" {
                let error = try #require(object["error"] as? String)
                #expect(error.contains(name), "\(error) does not name the file")
                #expect(!error.contains("\n"))
            }
        }
        #expect(
            status == [
                "good.mp4": "analysed", "empty.mp4": "refused", "text.avi": "refused",
                "noise.mkv": "refused", "gone.mp4": "refused", "missing.mp4": "refused",
            ])
        #expect(try !EventSummary.all(in: database).isEmpty)
    }

    @Test("a file that cannot be read is refused", .enabled(if: getuid() != 0, "root reads all"))
    func unreadable() throws {
        let folder = try ScratchFolder()
        let path = folder.path("secret.mp4")
        try TestRecordings.simulate("yard-day", to: path, seconds: 2)
        chmod(path, 0)
        let result = try PantauProcess.run(["scan", path, "--db", folder.path("t.sqlite")])
        #expect(result.status == 1)
        #expect(result.output.contains("permission"))
    }

    @Test("a file cut off in the middle is analysed up to there, and says so")
    func truncated() throws {
        let folder = try ScratchFolder()
        let path = folder.path("cut.ts")
        try TestRecordings.simulate("busy-yard", to: path, seconds: 20)
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
        let size = try handle.seekToEnd()
        try handle.truncate(atOffset: size / 2)
        try handle.close()
        let database = folder.path("t.sqlite")
        let result = try PantauProcess.run(["scan", path, "--db", database, "--json"])
        let recording = try #require(result.objects.first)
        let analysed = try #require(recording["analysed_s"] as? Double)
        #expect(analysed > 5 && analysed < 15)
        #expect(["analysed", "partial"].contains(recording["status"] as? String))
        try Database.expectSound(database)
    }

    @Test("a file that grows while it is read, and one that vanishes, end by themselves")
    func growingAndVanishing() throws {
        let folder = try ScratchFolder()
        let source = folder.path("source.ts")
        try TestRecordings.simulate("busy-yard", to: source, seconds: 60)
        let content = try Data(contentsOf: URL(fileURLWithPath: source))
        let growing = folder.path("growing.ts")
        let vanishing = folder.path("vanishing.ts")
        try content.prefix(content.count / 2).write(to: URL(fileURLWithPath: growing))
        try content.write(to: URL(fileURLWithPath: vanishing))
        let database = folder.path("t.sqlite")
        let scan = try PantauProcess.start(["scan", growing, vanishing, "--db", database])
        let handle = try FileHandle(forWritingTo: URL(fileURLWithPath: growing))
        try handle.seekToEnd()
        for start in stride(from: content.count / 2, to: content.count, by: 50_000) {
            try handle.write(contentsOf: content[start..<min(start + 50_000, content.count)])
            Thread.sleep(forTimeInterval: 0.01)
            if start > content.count * 6 / 10 {
                try? FileManager.default.removeItem(atPath: vanishing)
            }
        }
        try handle.close()
        let result = scan.finish()
        #expect([0, 1].contains(result.status), "\(result.errors)")
        try Database.expectSound(database)
        // Whole by now: the next scan takes all of it.
        let again = try PantauProcess.run(["scan", growing, "--db", database, "--json"])
        #expect(again.status == 0)
        #expect((again.objects.first?["analysed_s"] as? Double ?? 0) > 58)
        try Database.expectSound(database)
    }

    @Test("wrong usage ends with status 2 and one line that says what was meant")
    func usage() throws {
        let folder = try ScratchFolder()
        let database = folder.path("t.sqlite")
        for arguments in [
            ["scan"], ["scan", "x.mp4", "--mode", "quick"], ["scan", "x.mp4", "--zone", "1,2"],
            ["scan", "x.mp4", "--budget", "soon"], ["frobnicate"],
            ["scan", "x.mp4", "--timezone", "Asia/Makasar"],
            ["scan", "x.mp4", "--start", "yesterday"], ["scan", "x.mp4", "--sensitivity", "7"],
            ["events", "--format", "xml"],
        ] {
            let result = try PantauProcess.run(
                arguments + (arguments[0] == "scan" ? ["--db", database] : []))
            #expect(result.status == 2, "\(arguments): \(result.status) \(result.errors)")
            #expect(!result.errors.isEmpty, "\(arguments)")
        }
        #expect(
            try PantauProcess.run(["scan", folder.url.path, "--timezone", "Asia/Makasar"])
                .errors.contains("Asia/Makassar"))
        #expect(!Database.exists(database))
    }
}

@Suite("A database that cannot be used")
struct UnusableDatabaseTests {
    private func recording(in folder: ScratchFolder) throws -> String {
        let path = folder.path("yard.mp4")
        try TestRecordings.simulate("busy-yard", to: path, seconds: 12)
        return path
    }

    @Test("is refused with one line: no folder, not a database, a folder, a newer version")
    func refused() throws {
        let folder = try ScratchFolder()
        let path = try recording(in: folder)
        let text = folder.path("notes.sqlite")
        try Data(String(repeating: "these are notes ", count: 100).utf8)
            .write(to: URL(fileURLWithPath: text))
        let newer = folder.path("newer.sqlite")
        try PantauProcess.run(["scan", path, "--db", newer])
        _ = try Database.rows("INSERT INTO grdb_migrations VALUES ('v999')", newer)
        for database in [folder.path("no/such/t.sqlite"), text, folder.url.path, newer] {
            let before = try? Data(contentsOf: URL(fileURLWithPath: database))
            let result = try PantauProcess.run(["scan", path, "--db", database])
            #expect(result.status == 1, "\(database)")
            let lines = result.errors.split(separator: "\n")
            #expect(lines.count == 1, "\(result.errors)")
            #expect(lines.first?.contains((database as NSString).lastPathComponent) == true)
            let after = try? Data(contentsOf: URL(fileURLWithPath: database))
            #expect(after == before, "\(database) was changed")
        }
    }

    @Test("a full disk ends the scan with one line, and it goes on when there is room again")
    func fullDisk() throws {
        let folder = try ScratchFolder()
        let path = try recording(in: folder)
        let database = folder.path("t.sqlite")
        // The file-size limit of the process stands for the disk: writes beyond it fail.
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/bash")
        shell.arguments = [
            "-c", "trap '' XFSZ; ulimit -f 300; exec \"$0\" scan \"$1\" --db \"$2\"",
            PantauProcess.executable.path, path, database,
        ]
        let running = try PantauProcess.Running(shell)
        let result = running.finish()
        #expect(result.status == 1)
        #expect(result.errors.contains("t.sqlite"))
        #expect(result.errors.contains("full") || result.errors.contains("disk"))
        #expect(try PantauProcess.run(["scan", path, "--db", database]).status == 0)
        try Database.expectSound(database)
        let fresh = folder.path("fresh.sqlite")
        try PantauProcess.run(["scan", path, "--db", fresh])
        #expect(try EventSummary.all(in: database) == EventSummary.all(in: fresh))
    }
}
