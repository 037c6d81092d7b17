import EventStore
import Footage
import Foundation
import Synchronization
import Testing

@testable import Evidence

@Suite struct `An export` {
    @Test func `makes a bundle that everybody can verify`() throws {
        let site = try ScannedSite()
        let bundle = try site.export()
        #expect(
            try files(in: bundle.folder) == [
                "SHA256SUMS", "events.json", "index.html", "manifest.json", "manifest.sig",
                "pages/event-1.html", "signer.pem", "stills/event-1-end.jpg",
                "stills/event-1-peak-boxes.jpg", "stills/event-1-peak.jpg",
                "stills/event-1-start.jpg", "video/event-1-gerbang_20261120_021006.mp4",
                "video/event-1-gerbang_20261120_021006.mp4.packets.csv",
            ])
        let report = try BundleVerifier(trusting: TrustedKey(site.key.fingerprint))
            .verify(bundle.folder)
        #expect(report.findings.isEmpty)
        #expect(report.keyTrust == .confirmed)
        #expect(report.manifestSHA256 == bundle.manifestSHA256)
        #expect(report.files == bundle.files)
        #expect(report.bytes == bundle.bytes)
        #expect(bundle.notes.isEmpty)
        #expect(
            try Tool("sha256sum", ["--quiet", "-c", "SHA256SUMS"], folder: bundle.folder).status
                == 0)
        let openssl = [
            "pkeyutl", "-verify", "-pubin", "-inkey", "signer.pem", "-rawin", "-in",
            "manifest.json", "-sigfile", "manifest.sig",
        ]
        #expect(try Tool("openssl", openssl, folder: bundle.folder).status == 0)
        #expect(try site.leftovers() == ["bundle"])
    }

    @Test func `names every file of which a byte was changed`() throws {
        let site = try ScannedSite()
        let folder = try site.export().folder
        for name in try files(in: folder) {
            let whole = try bytes("\(folder)/\(name)")
            for position in [0, whole.count / 2, whole.count - 1] {
                var changed = whole
                changed[position] ^= 0x10
                try put(changed, "\(folder)/\(name)")
                let findings = try BundleVerifier().verify(folder).findings
                #expect(findings.contains { $0.path == name }, "\(name), byte \(position)")
            }
            try put(whole, "\(folder)/\(name)")
        }
        #expect(try BundleVerifier().verify(folder).isGood)
    }

    @Test(arguments: [
        ("a.mp4", ScannedSite.h264), ("a.mkv", ScannedSite.h264), ("a.ts", ScannedSite.h264),
        ("a.avi", "-c:v mpeg4 -q:v 4 -g 20"), ("a.mov", "-c:v mjpeg -pix_fmt yuvj420p"),
        ("a.flv", ScannedSite.h264),
    ])
    func `copies the packets as they were`(name: String, encoding: String) throws {
        let site = try ScannedSite(fileName: name, encoding: encoding)
        let folder = try site.export().folder
        let manifest = try BundleJSON.value(
            BundleManifest.self, from: bytes("\(folder)/manifest.json"))
        let video = try #require(manifest.videos.first)
        #expect(video.kind == .packets)
        #expect(video.startMediaUs <= 6_000_000)
        #expect(video.endMediaUs >= 15_900_000)
        let list = try #require(video.packetList)
        let stated = try #require(PacketList.digests(in: bytes("\(folder)/\(list)")))
        #expect(stated.count == video.packets)
        // FFmpeg's own digests of the packets, of the original and of the copy.
        let original = try packetDigests(of: site.video)
        let copied = try packetDigests(of: "\(folder)/\(video.path)")
        #expect(copied == stated)
        let first = try #require(original.firstIndex(of: stated.first ?? ""))
        #expect(Array(original[first...].prefix(stated.count)) == stated)
    }

    private func packetDigests(of path: String) throws -> [String] {
        let tool = try Tool(
            "ffmpeg",
            [
                "-v", "error", "-i", path, "-map", "0:v:0", "-c", "copy", "-f", "framehash",
                "-hash", "sha256", "-",
            ])
        return tool.output.split(separator: "\n").filter { !$0.hasPrefix("#") }.compactMap {
            // Stream, two times, duration, size, digest; digests of side data may follow.
            $0.split(separator: ",").dropFirst(5).first.map {
                $0.trimmingCharacters(in: .whitespaces)
            }
        }
    }

    @Test func `copies a whole file bit for bit`() throws {
        let site = try ScannedSite(motion: [2...4, 8...13])
        let events = try site.store.events(order: .oldestFirst).events.map(\.id)
        try #require(events.count == 2)
        let folder = try site.export(site.request(events, contents: .wholeFile)).folder
        let copy = "\(folder)/video/gerbang_20261120_021006.mp4"
        #expect(try Tool("cmp", [copy, site.video]).status == 0)
        let manifest = try BundleJSON.value(
            BundleManifest.self, from: bytes("\(folder)/manifest.json"))
        #expect(manifest.videos.map(\.events) == [[1, 2]])
        #expect(manifest.videos.map(\.kind) == [.wholeFile])
        let sum = try Tool("sha256sum", [site.video]).output
        #expect(sum.hasPrefix(try #require(manifest.recordings.first?.sha256) + " "))
    }

    @Test func `tells the original from another recording`() throws {
        let site = try ScannedSite()
        let bundle = try site.export().folder
        let whole = try site.export(site.request(contents: .wholeFile), to: "whole").folder
        for folder in [bundle, whole] {
            let same = try OriginalComparison.compare(bundle: folder, with: site.video)
            #expect(same.map(\.isSame) == [true])
            let other = try ScannedSite(encoding: ScannedSite.h264 + " -crf 40")
            let different = try OriginalComparison.compare(bundle: folder, with: other.video)
            #expect(different.map(\.isSame) == [false])
        }
        try BundleArchive(folder: bundle).write(toFile: site.folder("bundle.zip"))
        let zipped = try OriginalComparison.compare(
            bundle: site.folder("bundle.zip"), with: site.video)
        #expect(zipped.map(\.isSame) == [true])
    }

    @Test func `is entered in the audit log, which proves the bundle`() throws {
        let site = try ScannedSite()
        _ = try site.store.audit(.login, by: "sari", subject: [:])
        let bundle = try site.export()
        _ = try site.store.audit(.logout, by: "sari", subject: [:])
        let entries = try site.store.auditEntries()
        #expect(entries.filter { $0.action == .exported }.map(\.actor) == ["sari"])
        let records = try site.store.exports()
        #expect(records.map(\.manifestSHA256) == [bundle.manifestSHA256])
        #expect(records.map(\.path) == [bundle.folder])
        #expect(records.first == bundle.record)
        let proof = try AuditProof(of: site.store, bundle: bundle.folder)
        #expect(proof.isGood)
        let head = try #require(proof.bundle?.headEntry)
        let export = try #require(proof.bundle?.exportEntry)
        #expect(export == head + 1)

        // Another site's log is whole too, but knows nothing of the bundle.
        let other = try ScannedSite()
        _ = try other.store.audit(.login, by: "x", subject: [:])
        let stranger = try AuditProof(of: other.store, bundle: bundle.folder)
        #expect(stranger.chain.isWhole)
        #expect(stranger.bundle?.headEntry == nil)
        #expect(!stranger.isGood)
    }

    @Test func `proves nothing once the log was changed or cut off`() throws {
        let site = try ScannedSite()
        _ = try site.store.audit(.login, by: "sari", subject: [:])
        let bundle = try site.export().folder
        let drop = try Tool(
            "sqlite3",
            [
                site.store.path,
                "SELECT 'DROP TRIGGER ' || name || ';' FROM sqlite_master "
                    + "WHERE type = 'trigger' AND tbl_name = 'audit'",
            ]
        ).output
        try #require(drop.contains("DROP"))
        let copy = site.folder("copy.sqlite")
        try Tool("sqlite3", [site.store.path, "VACUUM INTO '\(copy)'"])
        try Tool("sqlite3", [copy, drop + "UPDATE audit SET actor = 'nobody' WHERE id = 1"])
        let changed = try AuditProof(
            of: EventStore(path: copy, access: .readOnly), bundle: bundle)
        #expect(!changed.isGood)
        #expect(changed.chain.firstBroken?.id == 1)

        let cut = site.folder("cut.sqlite")
        try Tool("sqlite3", [site.store.path, "VACUUM INTO '\(cut)'"])
        try Tool("sqlite3", [cut, drop + "DELETE FROM audit WHERE id >= 1"])
        let missing = try AuditProof(of: EventStore(path: cut, access: .readOnly), bundle: bundle)
        #expect(!missing.isGood)
        #expect(missing.bundle?.exportEntry == nil)
    }

    @Test func `never touches what is there, and leaves nothing when it fails`() throws {
        let site = try ScannedSite()
        let taken = site.folder("taken")
        try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: false)
        #expect(throws: EvidenceError.exists(path: taken)) { try site.export(to: "taken") }
        #expect(
            throws: EvidenceError.unknownEvent(
                database: site.store.path, event: EventID(rawValue: 99))
        ) {
            try site.export(site.request([EventID(rawValue: 99)]))
        }
        try FileManager.default.moveItem(atPath: site.video, toPath: site.video + ".moved")
        for contents in EvidenceContents.allCases {
            #expect(
                throws: EvidenceError.recordingGone(path: site.video, recording: site.recording)
            ) {
                try site.export(site.request(contents: contents))
            }
        }
        try FileManager.default.moveItem(atPath: site.video + ".moved", toPath: site.video)
        #expect(try site.leftovers() == ["taken"])
        #expect(try site.store.exports().isEmpty)
        #expect(try site.store.auditEntries().isEmpty)
    }

    @Test func `can be stopped at any step, and nothing is left`() throws {
        let site = try ScannedSite()
        let total = Mutex(0)
        let all = try site.exporter.export(
            site.request(), to: site.folder("all"),
            shouldStop: {
                total.withLock { $0 += 1 }
                return false
            })
        let questions = total.withLock { $0 }
        try #require(questions > 10)
        try FileManager.default.removeItem(atPath: all.folder)
        for stop in stride(from: 1, through: questions, by: max(1, questions / 25)) {
            let count = Mutex(0)
            #expect(throws: EvidenceError.stopped, "question \(stop) of \(questions)") {
                try site.exporter.export(
                    site.request(), to: site.folder("bundle"),
                    shouldStop: {
                        count.withLock {
                            $0 += 1
                            return $0 >= stop
                        }
                    })
            }
            #expect(try site.leftovers().isEmpty, "question \(stop) of \(questions)")
        }
        #expect(try site.store.exports().count == 1)
    }

    @Test func `tells how far it is, from nothing to all`() throws {
        let site = try ScannedSite(motion: [2...4, 8...13])
        let events = try site.store.events(order: .oldestFirst).events.map(\.id)
        var fractions: [Double] = []
        var steps: [ExportProgress.Step] = []
        _ = try site.exporter.export(
            site.request(events), to: site.folder("bundle"),
            progress: { progress in
                fractions.append(progress.fraction)
                if steps.last != progress.step { steps.append(progress.step) }
            })
        #expect(fractions.first == 0)
        #expect(fractions.last == 1)
        #expect(zip(fractions, fractions.dropFirst()).allSatisfy { $0 <= $1 })
        #expect(steps == [.video, .stills, .pages, .signing])
    }

    @Test func `spans the recordings that an event spans`() throws {
        let site = try ScannedSite(motion: [8...13, 17...20])
        let second = site.folder("gerbang_20261120_021026.mp4")
        try FileManager.default.copyItem(atPath: site.video, toPath: second)
        _ = try ScannedSite.scan(
            second, in: site.store, feed: site.feed,
            start: ScannedSite.start + MediaTime(seconds: 20), motion: [0...3], unseen: nil)
        let events = try site.store.events(order: .oldestFirst).events
        let spanning = try #require(
            events.first { $0.start.recording != $0.end.recording }, "no event spans both")
        let folder = try site.export(site.request([spanning.id])).folder
        let manifest = try BundleJSON.value(
            BundleManifest.self, from: bytes("\(folder)/manifest.json"))
        #expect(manifest.videos.count == 2)
        #expect(Set(manifest.recordings.map(\.fileName)).count == 2)
        #expect(try BundleVerifier().verify(folder).isGood)
    }

    @Test func `of the same request is the same, byte for byte`() throws {
        let site = try ScannedSite()
        let first = try site.export(to: "one/bundle").folder
        let second = try site.export(to: "two/bundle").folder
        for name in try files(in: first) {
            // The first export is in the audit log when the second is made.
            if ["index.html", "manifest.json", "manifest.sig", "SHA256SUMS"].contains(name) {
                continue
            }
            #expect(try bytes("\(first)/\(name)") == bytes("\(second)/\(name)"), "\(name)")
        }
    }

    @Test func `refuses what is not stated`() throws {
        let good = EvidenceRequest(
            events: [EventID(rawValue: 1)], purpose: "theft", requestNumber: "1",
            exportedBy: "sari")
        try good.validated()
        func refused(
            _ field: String, _ change: (inout EvidenceRequest) -> Void,
            sourceLocation: SourceLocation = #_sourceLocation
        ) {
            var request = good
            change(&request)
            #expect(sourceLocation: sourceLocation) {
                try request.validated()
            } throws: { error in
                guard case .invalid(field, _)? = error as? EvidenceError else { return false }
                return true
            }
        }
        refused("events") { $0.events = [] }
        refused("events") { $0.events += $0.events }
        refused("events") { $0.events = (1...501).map { EventID(rawValue: $0) } }
        refused("purpose") { $0.purpose = " \n" }
        refused("purpose") { $0.purpose = "a\u{202E}b" }
        refused("purpose") { $0.purpose = String(repeating: "x", count: 2001) }
        refused("request number") { $0.requestNumber = "" }
        refused("request number") { $0.requestNumber = "a\u{0}b" }
        refused("exported by") { $0.exportedBy = "" }
        refused("reason") { $0.includesOriginal = true }
    }

    @Test func `gets a name that any file system takes`() {
        var request = EvidenceRequest(
            events: [], purpose: "", requestNumber: "../B/12 & 3\u{0}/XI: 2026", exportedBy: "")
        let name = EvidenceExporter.suggestedName(for: request, at: ScannedSite.exported)
        #expect(name == "evidence-20261120T184000Z-B-12-3-XI-2026")
        request.requestNumber = "///"
        #expect(
            EvidenceExporter.suggestedName(for: request, at: ScannedSite.exported)
                == "evidence-20261120T184000Z")
    }
}
