import EventScoring
import EventStore
import Footage
import Foundation
import VideoDecoding

/// Keeps the store in step with what is watched of one feed. Used on the feed's queue.
///
/// What the store refuses is kept and tried again: a full disk loses pictures, not events.
final class LiveRecorder {
    /// What may wait to be stored; at one stretch a minute this is an hour.
    static let longestBacklog = 60

    let feed: FeedRecord
    private let store: EventStore
    private let run: RunID
    private let rebuild: EventRebuild
    private let rules: FeedRules?
    private let health: FeedHealth
    private var recording: Recording?
    /// What was stored last of the stretch that is open.
    private var stored: (ordinal: Int, motions: [MotionSegment])?
    private var recent: [RecentStretch] = []
    private var backlog: [Waiting] = []
    /// Stretches that were given up because nothing could be stored for too long.
    private(set) var lostStretches = 0

    /// What is stored under one name.
    private struct Recording {
        let id: RecordingID
        /// Its media time zero, in the feed's time.
        let start: MediaTime
        let firstOrdinal: Int
    }

    /// A stretch that ended lately: what lasts of it is not all known yet.
    private struct RecentStretch {
        let recording: RecordingID
        let origin: MediaTime
        let ordinal: Int
        let range: MediaRange
        var changes: [LastingChange]
    }

    /// What the store has not taken yet, in order.
    fileprivate enum Waiting {
        case stretch(StretchOutcome, range: MediaRange, of: RecordingID)
        case end(of: RecordingID, complaint: String?)
    }

    init(
        feed: FeedRecord, store: EventStore, run: RunID, settings: FeedSettings, timeZone: TimeZone
    ) throws {
        self.feed = feed
        self.store = store
        self.run = run
        let scoring = settings.recording.scoring
        rebuild = EventRebuild(eventGap: scoring.eventGap) {
            EventBuilder.events(from: $0, parameters: scoring)
        }
        rules = try FeedRules(
            stated: settings.rules, feed: feed, store: store, timeZone: timeZone, scoring: scoring)
        health = FeedHealth(
            feed: feed.id, store: store, parameters: settings.health, scoring: scoring)
    }

    /// For how long after something was seen its rules may have something to tell; `nil`: it has
    /// no rules.
    var ruleReach: MediaTime? { rules?.reach }

    /// Whether its rules ask what comes to stay or goes away.
    var followsChanges: Bool { rules?.followsChanges ?? false }

    /// Where what is being stored began; `nil` between connections.
    var recordingStart: MediaTime? { recording?.start }

    /// Begins to store under a new name.
    ///
    /// - Parameters:
    ///   - start: whole seconds of the feed's time.
    ///   - wall: the wall clock at that moment.
    ///   - ordinal: of the first stretch, as the analysis counts them.
    func begin(info: StreamInfo, at start: MediaTime, wall: WallTime, ordinal: Int) throws {
        let stamp = ISO8601DateFormatter.string(
            from: Date(timeIntervalSince1970: Double(wall.microsecondsUTC) / 1e6),
            timeZone: TimeZone(secondsFromGMT: 0)!,
            formatOptions: [.withInternetDateTime, .withFractionalSeconds])
        let id = try store.beginLive(
            "live:\(feed.name)/\(stamp)", feed: feed.id, run: run,
            facts: RecordingFacts(info: info, start: wall), rebuild: rebuild)
        recording = Recording(id: id, start: start, firstOrdinal: ordinal)
        stored = nil
    }

    /// Stores the open stretch as it is by now.
    func store(_ outcome: StretchOutcome, covering range: MediaRange) throws {
        guard let recording, range.end > range.start else { return }
        try storeBacklog()
        let motions = outcome.segments.map(\.motion)
        let isKnown = stored?.ordinal == outcome.ordinal
        try commit(
            counted(outcome, in: recording), covering: range.counted(from: recording.start),
            of: recording.id, hasSameSegments: isKnown && stored?.motions == motions)
        stored = (outcome.ordinal, motions)
        try tell()
    }

    /// Stores a stretch that has ended. If the store refuses, it is kept.
    func storeEnded(_ outcome: StretchOutcome, covering range: MediaRange) throws {
        guard let recording, range.end > range.start else { return }
        let counted = counted(outcome, in: recording)
        recent.append(
            RecentStretch(
                recording: recording.id, origin: recording.start, ordinal: counted.ordinal,
                range: range, changes: outcome.changes))
        backlog.append(
            .stretch(counted, range: range.counted(from: recording.start), of: recording.id))
        if backlog.count > Self.longestBacklog,
            let oldest = backlog.firstIndex(where: \.isStretch)
        {
            backlog.remove(at: oldest)
            lostStretches += 1
        }
        stored = nil
        try storeBacklog()
        try tell()
    }

    /// Ends what is stored under the name. Nothing of it is open any more.
    func end(complaint: String?) throws {
        guard let recording else { return }
        self.recording = nil
        stored = nil
        backlog.append(.end(of: recording.id, complaint: complaint))
        try storeBacklog()
    }

    /// Stores what is known by now to last, of stretches that have ended.
    func refreshChanges(
        at now: MediaTime, changes: (_ range: MediaRange) -> [LastingChange]
    ) throws {
        guard backlog.isEmpty else { return }
        var hasChanged = false
        for index in recent.indices {
            let known = changes(recent[index].range)
            guard known != recent[index].changes else { continue }
            let stretch = recent[index]
            try store.storeChanges(
                known.map { $0.counted(from: stretch.origin) }, ofStretch: stretch.ordinal,
                of: stretch.recording)
            recent[index].changes = known
            hasChanged = true
        }
        recent.removeAll { now - $0.range.end > LivePlan.changeMemory }
        if hasChanged { try rules?.tell() }
    }

    /// Nothing that was learned of the scene before holds any more.
    func forgetChanges() { recent = [] }

    private func tell() throws {
        try rules?.tell()
        try health.tellSoon()
    }

    private func counted(_ outcome: StretchOutcome, in recording: Recording) -> StretchOutcome {
        outcome.counted(
            from: recording.start, ordinal: outcome.ordinal - recording.firstOrdinal)
    }

    private func storeBacklog() throws {
        while let oldest = backlog.first {
            switch oldest {
            case .stretch(let outcome, let range, let recording):
                try commit(outcome, covering: range, of: recording, hasSameSegments: false)
            case .end(let recording, let complaint):
                try store.finish(
                    recording, status: complaint == nil ? .analysed : .partial, error: complaint)
            }
            backlog.removeFirst()
        }
    }

    private func commit(
        _ outcome: StretchOutcome, covering range: MediaRange, of recording: RecordingID,
        hasSameSegments: Bool
    ) throws {
        func commit(_ outcome: StretchOutcome) throws(EventStoreError) {
            try store.commitLive(
                outcome, covering: range, of: recording, hasSameSegments: hasSameSegments,
                rebuild: rebuild)
        }
        do {
            try commit(outcome)
        } catch {
            // Without pictures it may still fit.
            guard case .diskFull = error, outcome.segments.contains(where: { $0.thumbnail != nil })
            else { throw error }
            var bare = outcome
            for index in bare.segments.indices { bare.segments[index].thumbnail = nil }
            try commit(bare)
        }
    }
}

extension LiveRecorder.Waiting {
    fileprivate var isStretch: Bool { if case .stretch = self { true } else { false } }
}

extension RecordingFacts {
    /// Of what is watched live: nothing is there yet.
    init(info: StreamInfo, start: WallTime) {
        self.init(
            container: info.container, codec: info.codec, storedSize: info.storedSize,
            sampleAspectNumerator: info.sampleAspect.numerator,
            sampleAspectDenominator: info.sampleAspect.denominator, orientation: info.orientation,
            isInterlaced: info.isInterlaced, pixelFormat: info.pixelFormat,
            nominalFramesPerSecond: info.nominalFramesPerSecond, duration: .zero, start: start,
            clockSource: .arrival)
    }
}
