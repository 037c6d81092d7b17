import Foundation
import Testing

@testable import Evidence

@Suite struct `The archive of a bundle` {
    private let bundle: SmallBundle
    private var zip: String { bundle.folder("bundle.zip") }

    init() throws { bundle = try SmallBundle() }

    @Test func `unpacks with other programs to the same files`() throws {
        try BundleArchive(folder: bundle.path).write(toFile: zip)
        let unpacked = bundle.folder("unpacked")
        #expect(try Tool("unzip", ["-q", zip, "-d", unpacked]).status == 0)
        #expect(try files(in: "\(unpacked)/bundle") == files(in: bundle.path))
        #expect(try Tool("diff", ["-r", "\(unpacked)/bundle", bundle.path]).status == 0)
        #expect(try BundleVerifier().verify("\(unpacked)/bundle").isGood)
    }

    @Test func `has the size that was foretold, and the same bytes again`() throws {
        let archive = BundleArchive(folder: bundle.path)
        try archive.write(toFile: zip)
        let whole = try bytes(zip)
        #expect(try archive.byteCount() == Int64(whole.count))
        var again = Data()
        try archive.write { block in
            #expect(block.count <= 64 * 1024)
            again.append(contentsOf: block)
            return true
        }
        #expect(again == whole)
    }

    @Test func `can be written to a pipe`() throws {
        let pipe = Pipe()
        let descriptor = pipe.fileHandleForWriting.fileDescriptor
        let archive = BundleArchive(folder: bundle.path)
        let writer = Thread {
            try? archive.write(toDescriptor: descriptor)
            try? pipe.fileHandleForWriting.close()
        }
        writer.start()
        let received = pipe.fileHandleForReading.readDataToEndOfFile()
        #expect(try Int64(received.count) == archive.byteCount())
    }

    @Test func `ends when nobody takes it any more`() throws {
        var count = 0
        #expect(throws: EvidenceError.stopped) {
            try BundleArchive(folder: bundle.path).write { _ in
                count += 1
                return count < 2
            }
        }
        #expect(count == 2)
    }

    @Test func `never takes the place of a file, and leaves nothing half`() throws {
        try put(Data("mine".utf8), zip)
        #expect(throws: EvidenceError.exists(path: zip)) {
            try BundleArchive(folder: bundle.path).write(toFile: zip)
        }
        #expect(try bytes(zip) == Data("mine".utf8))
        try FileManager.default.removeItem(atPath: zip)
        try FileManager.default.createSymbolicLink(
            atPath: bundle("link"), withDestinationPath: "/etc/passwd")
        #expect(throws: EvidenceError.self) {
            try BundleArchive(folder: bundle.path).write(toFile: zip)
        }
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: bundle.folder.path).allSatisfy {
                !$0.contains("partial") && !$0.hasSuffix(".zip")
            })
    }

    @Test func `is verified without unpacking it`() throws {
        try BundleArchive(folder: bundle.path).write(toFile: zip)
        let report = try BundleVerifier().verify(zip)
        #expect(report.findings.isEmpty)
        #expect(report.files == SmallBundle.contents.count + 3)
    }

    @Test func `is verified after it was packed again by another program`() throws {
        #expect(try Tool("zip", ["-q", "-r", zip, "."], folder: bundle.path).status == 0)
        #expect(try BundleVerifier().verify(zip).findings.isEmpty)
    }

    @Test func `with a changed file in it is found out`() throws {
        try put(Data("y".utf8), bundle("pages/event-1.html"))
        try BundleArchive(folder: bundle.path).write(toFile: zip)
        let findings = try BundleVerifier().verify(zip).findings
        #expect(findings.map(\.path) == ["pages/event-1.html"])
        #expect(findings.map(\.problem) == [.changed])
    }

    @Test func `with any byte flipped is never called good with other content`() throws {
        try BundleArchive(folder: bundle.path).write(toFile: zip)
        let whole = try bytes(zip)
        for position in stride(from: 0, to: whole.count, by: 9973) {
            var changed = whole
            changed[position] ^= 0xFF
            try put(changed, zip)
            guard let report = try? BundleVerifier().verify(zip), report.isGood else { continue }
            // A byte that no content depends on, such as a time stamp's.
            let unpacked = bundle.folder("unpacked-\(position)")
            try Tool("unzip", ["-q", "-o", zip, "-d", unpacked])
            #expect(
                try Tool("diff", ["-r", "\(unpacked)/bundle", bundle.path]).status == 0,
                "byte \(position)")
        }
    }

    @Test(arguments: [
        "../outside", "/etc/passwd", "bundle/../../outside", "bundle\\..\\outside", "C:/x",
        "bundle//x",
    ])
    func `with a name that leads out is found out, and writes nothing`(name: String) throws {
        let before = try FileManager.default.contentsOfDirectory(atPath: bundle.folder.path)
        try archive(adding: [(name, Data("evil".utf8))])
        let findings = try BundleVerifier().verify(zip).findings
        // libarchive takes a Windows separator for what it is.
        #expect(findings.map(\.path) == [name.replacing("\\", with: "/")])
        #expect(findings.map(\.problem) == [.unsafeName])
        let after = try FileManager.default.contentsOfDirectory(atPath: bundle.folder.path)
        #expect(Set(after) == Set(before + ["bundle.zip"]))
    }

    @Test func `with a file twice, or one beside the bundle, is found out`() throws {
        try archive(adding: [
            ("bundle/events.json", Data("other".utf8)), ("other/x", Data()),
        ])
        let findings = try BundleVerifier().verify(zip).findings
        #expect(findings.map(\.path) == ["events.json", "other/x"])
        #expect(findings.map(\.problem) == [.duplicate, .extra])
    }

    /// The bundle and more, as a forger would pack it.
    private func archive(adding extras: [(name: String, data: Data)]) throws {
        var content = Data()
        let output = try ArchiveOutput(path: "test") { block in
            content.append(contentsOf: block)
            return true
        }
        let own = try files(in: bundle.path).map { ("bundle/\($0)", try bytes(bundle($0))) }
        for (name, data) in own + extras {
            try output.begin(name, bytes: Int64(data.count), modifiedSeconds: 0)
            try data.withUnsafeBytes { try output.append($0) }
            try output.end()
        }
        try output.finish()
        try put(content, zip)
    }
}
