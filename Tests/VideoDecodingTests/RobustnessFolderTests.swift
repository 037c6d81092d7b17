import Foundation
import Testing

@testable import VideoDecoding

/// Recordings of many makers, healthy and broken; not part of the repository.
struct RobustnessFolderTests {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/footage").path
    static let exists = FileManager.default.fileExists(atPath: folder)

    static var files: [String] {
        ["robustness", "clips"].flatMap { part -> [String] in
            let base = folder + "/" + part
            let names = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String }
            return (names ?? []).map { base + "/" + $0 }
        }.filter {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder)
            return !isFolder.boolValue && !$0.hasSuffix(".txt")
        }.sorted()
    }

    @Test(
        "each file ends as decoded, partly decoded, or refused with one line",
        .enabled(if: exists))
    func allFiles() throws {
        var decoded = 0
        for path in Self.files {
            do {
                let index = try RecordingIndex.build(.file(path: path))
                let reader = try PictureReader(index: index)
                var seen = 0
                var last = -1 as Int64
                try reader.decode(groups: 0..<min(4, index.groups.count)) { step in
                    if case .frame(let frame) = step {
                        #expect(frame.time.microseconds > last, "\(path)")
                        last = frame.time.microseconds
                    }
                    seen += 1
                    return seen < 200
                }
                #expect(seen > 0, "\(path)")
                #expect(index.duration > .zero)
                decoded += 1
            } catch let error as VideoDecodingError {
                let line = error.description
                #expect(line.hasPrefix(path) && !line.contains("\n"), "\(line)")
            }
        }
        #expect(decoded >= 90)
    }
}
