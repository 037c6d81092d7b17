import EventScoring
import EventStore
import Footage
import Foundation
import VideoDecoding

/// Watches over the camera of one feed in a scan. Used on the feed's queue.
final class FeedHealth: @unchecked Sendable {
    private let store: EventStore
    private let feed: FeedID
    private let telling: HealthTelling
    // Guarded by the feed's queue.
    private var pace = TellingPace()
    /// Recordings that could not be shown: not tried again.
    private var unshown: Set<EventID> = []

    init(
        feed: FeedID, store: EventStore, parameters: HealthParameters, scoring: ScoringParameters
    ) {
        self.feed = feed
        self.store = store
        telling = HealthTelling(
            parameters: parameters.json,
            find: { state, material in
                HealthWatch.find(in: material, after: state, parameters: parameters)
            }, preRoll: scoring.preRoll, postRoll: scoring.postRoll)
    }

    /// Tells what was stored since, unless that was done a moment ago.
    func tellSoon() throws {
        guard pace.isDue else { return }
        try tell()
    }

    /// Tells what was stored since, with pictures.
    func tell() throws {
        try pace.measure {
            try store.tellHealth(of: feed, telling)
            try addPictures()
        }
    }

    /// An event whose recording is gone stays without a picture.
    private func addPictures() throws {
        for missing in try store.missingPictures(of: feed) where !unshown.contains(missing.event) {
            guard let jpeg = picture(missing) else {
                unshown.insert(missing.event)
                continue
            }
            try store.setPicture(jpeg, of: missing.event)
        }
    }

    private func picture(_ missing: MissingPicture) -> [UInt8]? {
        guard let record = try? store.recording(missing.recording),
            let source = try? source(of: record, at: missing.path),
            let seeker = try? RecordingSeeker(source: source),
            let held = try? seeker.frame(at: missing.time)?.held()
        else { return nil }
        return try? held.jpeg(
            maximumWidth: 640, orientation: seeker.info.orientation,
            sampleAspect: seeker.info.sampleAspect)
    }

    private func source(of record: RecordingRecord, at path: String) throws -> RecordingSource {
        guard path.contains("%"), !FileManager.default.fileExists(atPath: path) else {
            return .file(path: path)
        }
        return try .imageSequence(
            matching: path, framesPerSecond: record.facts?.nominalFramesPerSecond ?? 25)
    }
}

extension HealthWatch {
    /// What a recording gives: see `HealthTelling.find`.
    static func find(
        in material: HealthTelling.Material, after state: Data?, parameters: HealthParameters
    ) -> HealthTelling.Result {
        // State that cannot be read any more is as if there had been nothing before.
        var watch =
            state.flatMap { try? JSONDecoder().decode(HealthWatch.self, from: $0) }
            ?? HealthWatch()
        var findings: [HealthFinding] = []
        for reading in material.readings {
            findings +=
                watch.add(reading, origin: material.origin, parameters: parameters).ended
        }
        findings += material.losses.compactMap {
            HealthFinding(lossOf: $0, origin: material.origin, parameters: parameters)
        }
        let drafts = (findings + watch.open).map(\.draft)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return HealthTelling.Result(
            state: (try? encoder.encode(watch)) ?? Data(), drafts: drafts)
    }
}

extension HealthParameters {
    /// Keys sorted: equal parameters are equal texts.
    fileprivate var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    }
}
