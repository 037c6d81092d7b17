import EventStore
import Footage
import Foundation

extension JSONValue {
    /// `Recording` of the API.
    ///
    /// - Parameter showsPath: whether the path on the server may be told.
    init(_ recording: RecordingRecord, coverage: CoverageSums?, showsPath: Bool) {
        let path = recording.identity.path
        let size = recording.facts?.displayedSize
        var members: [String: JSONValue] = [
            "id": .integer(recording.id.rawValue), "uuid": .text(recording.uuid),
            "feed": .integer(recording.feed.rawValue), "feed_name": .text(recording.feedName),
            "time_zone": .text(recording.feedTimeZone), "file_name": .text(Self.fileName(path)),
            "exists": .flag(RecordingFile.exists(path)),
            "status": .text(recording.status.rawValue),
            // What went wrong names the file by its path.
            "error": JSONValue(
                recording.error.map { showsPath ? $0 : Self.withoutFolders($0, path: path) }),
            "start_us": JSONValue(recording.facts?.start),
            "duration_us": JSONValue(recording.facts?.duration),
            "clock_source": .text(
                (recording.facts?.clockSource ?? .unknown).rawValue),
            "container": JSONValue(recording.facts?.container),
            "codec": JSONValue(recording.facts?.codec), "width": JSONValue(size?.width),
            "height": JSONValue(size?.height), "events": JSONValue(recording.events),
            "frames": JSONValue(recording.frames),
            "findings": .list((recording.facts?.findings ?? []).map(JSONValue.text)),
            "coverage": .object(
                Dictionary(
                    uniqueKeysWithValues: CoverageState.allCases.map {
                        ("\($0.rawValue)_us", JSONValue(coverage?[$0] ?? .zero))
                    })),
        ]
        if showsPath { members["path"] = .text(path) }
        self = .object(members)
    }

    static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    private static func withoutFolders(_ text: String, path: String) -> String {
        text.replacing(path, with: fileName(path))
    }
}

/// Whether a recording's file is where it was scanned.
enum RecordingFile {
    /// For an image sequence, whose path is a pattern, its folder counts.
    static func exists(_ path: String) -> Bool {
        let isPattern = path.contains("%") && !FileManager.default.fileExists(atPath: path)
        let looked = isPattern ? (path as NSString).deletingLastPathComponent : path
        return FileManager.default.fileExists(atPath: looked)
    }
}
