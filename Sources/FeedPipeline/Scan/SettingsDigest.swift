import EventScoring
import EventStore
import Footage
import Foundation
import MotionAnalysis

/// Everything that changes the result of a scan, as JSON with sorted keys: stored with each run,
/// and compared by its digest.
struct SettingsDigest: Encodable {
    /// Sorted by name, so that the text is the same in every run.
    var values: [String: String]

    init(settings: RecordingSettings, mode: ScanMode, planVersion: Int) {
        self.init(settings)
        values["mode"] = mode.rawValue
        values["plan"] = String(planVersion)
        values["keyFrames"] = String(KeyFramePlan.version)
    }

    /// Of what is watched live.
    init(live settings: RecordingSettings) {
        self.init(settings)
        values["mode"] = "live"
    }

    private init(_ settings: RecordingSettings) {
        var values: [String: String] = [:]
        // Mirrors name every stored property: one added later is part of the digest by itself.
        for (prefix, subject) in [
            ("analysis", settings.analysis as Any), ("scoring", settings.scoring as Any),
        ] {
            for child in Mirror(reflecting: subject).children {
                values["\(prefix).\(child.label ?? "?")"] = String(describing: child.value)
            }
        }
        for (name, polygons) in [("zones", settings.zones), ("masks", settings.masks)] {
            values[name] = polygons.map { polygon in
                polygon.points.map { "\($0.x),\($0.y)" }.joined(separator: " ")
            }.joined(separator: "; ")
        }
        self.values = values
    }

    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let data = (try? encoder.encode(values)) ?? Data()
        return String(decoding: data, as: UTF8.self)
    }

    /// The mode is left out: a thorough scan goes on where a fast one ended.
    var digest: String {
        var compared = self
        compared.values["mode"] = nil
        var hash = StableHash()
        hash.add(compared.json.utf8)
        return hash.hexadecimal
    }
}
