import EventStore
import Footage
import Foundation
import MotionAnalysis
import Testing

@testable import FeedPipeline

@Suite("The settings digest")
struct SettingsDigestTests {
    private func digest(
        _ mode: ScanMode = .thorough, plan: Int = 1, _ change: (inout RecordingSettings) -> Void
    ) -> String {
        var settings = RecordingSettings()
        change(&settings)
        return SettingsDigest(settings: settings, mode: mode, planVersion: plan).digest
    }

    @Test("is the same for the same settings, whatever the CPU level")
    func same() {
        #expect(digest { _ in } == digest { $0.kernels = .table(for: .scalar) })
    }

    @Test("differs with every setting that changes a result")
    func different() {
        let triangle = Polygon(points: [
            NormalizedPoint(x: 0, y: 0), NormalizedPoint(x: 1, y: 0), NormalizedPoint(x: 0, y: 1),
        ])
        let digests = [
            digest { _ in }, digest(plan: 2) { _ in },
            digest { $0.analysis.sensitivity = 0.6 },
            digest { $0.analysis.objects.stillSeconds = 3 },
            digest { $0.scoring.eventGap = MediaTime(seconds: 4) },
            digest { $0.scoring.preRoll = MediaTime(seconds: 5) },
            digest { $0.zones = [triangle] }, digest { $0.masks = [triangle] },
        ]
        #expect(Set(digests).count == digests.count)
    }

    @Test("is the same for every mode: a thorough scan goes on where a fast one ended")
    func mode() {
        #expect(digest(.fast) { _ in } == digest(.thorough) { _ in })
    }

    @Test("belongs to a JSON text that a person can read")
    func json() throws {
        let text = SettingsDigest(
            settings: RecordingSettings(), mode: .fast, planVersion: 3
        ).json
        let values = try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: String])
        #expect(values["mode"] == "fast")
        #expect(values["analysis.sensitivity"] == "0.5")
        #expect(values["plan"] == "3")
    }
}

@Suite("A file's fingerprint")
struct FileFingerprintTests {
    private func fingerprint(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> String? {
        let path = folder.path + "/" + UUID().uuidString
        try Data(bytes).write(to: URL(filePath: path))
        return FileFingerprint.digest(path: path, sizeBytes: Int64(bytes.count))
    }

    @Test("is the same for the same content under another name")
    func moved() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
        #expect(try fingerprint(bytes, in: folder) == fingerprint(bytes, in: folder))
    }

    @Test("changes with a byte at the start, in the middle, at the end, and with the length")
    func changed() throws {
        let folder = try TemporaryFolder()
        let bytes = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 3) }
        var all = [try fingerprint(bytes, in: folder)]
        for position in [0, 150_000, 299_999] {
            var other = bytes
            other[position] ^= 1
            all.append(try fingerprint(other, in: folder))
        }
        all.append(try fingerprint(Array(bytes.dropLast()), in: folder))
        #expect(!all.contains(nil))
        #expect(Set(all).count == all.count)
    }

    @Test("exists for a file of no bytes, and not for no file")
    func nothing() throws {
        let folder = try TemporaryFolder()
        #expect(try fingerprint([], in: folder) != nil)
        #expect(FileFingerprint.digest(path: folder.path + "/none", sizeBytes: 0) == nil)
        let gone = RecordingCandidate(path: folder.path + "/none", sizeBytes: 5)
        #expect(FileFingerprint.identity(of: gone) == nil)
    }
}

@Suite("What is said of coverage")
struct CoverageShortfallTests {
    private func span(
        _ start: Double, _ end: Double, _ state: CoverageState, _ reason: String? = nil
    ) -> CoverageSpan {
        CoverageSpan(
            range: MediaRange(start: MediaTime(seconds: start), end: MediaTime(seconds: end)),
            state: state, reason: reason)
    }

    @Test("is nothing when all that was recorded was analysed")
    func complete() {
        let spans = [span(0, 5, .analysed), span(5, 9, .absent), span(9, 12, .analysed)]
        #expect(CoverageShortfall(spans: spans, failure: nil) == nil)
    }

    @Test("names how much is missing, where and why")
    func missing() throws {
        let spans = [
            span(0, 5, .analysed), span(5, 9, .undecodable, "damaged picture"),
            span(9, 12, .pending), span(12, 20, .keyFramesOnly),
        ]
        let text = try #require(CoverageShortfall(spans: spans, failure: "it vanished"))
            .description
        for part in [
            "it vanished", "0:00:08.000 by key frames only", "0:00:07.000 not analysed",
            "damaged picture", "pending",
        ] {
            #expect(text.contains(part), "\(text) lacks \(part)")
        }
        #expect(!text.contains("\n"))
    }

    @Test("lists three places and counts the others")
    func many() throws {
        let spans = (0..<10).map {
            span(Double(2 * $0), Double(2 * $0 + 1), .undecodable, "damaged")
        }
        let text = try #require(CoverageShortfall(spans: spans, failure: nil)).description
        #expect(text.contains("7 more"))
    }

    @Test("is said when something failed, even if every span was analysed")
    func failed() {
        #expect(CoverageShortfall(spans: [span(0, 1, .analysed)], failure: "no") != nil)
    }
}
