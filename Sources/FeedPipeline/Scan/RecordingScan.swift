import EventScoring
import EventStore
import Footage
import VideoDecoding

/// One recording in hand: indexed, claimed, cut into stretches.
final class RecordingScan: @unchecked Sendable {
    let candidate: RecordingCandidate
    let feed: FeedQueue
    let id: RecordingID
    let index: RecordingIndex
    let facts: RecordingFacts
    let settings: RecordingSettings
    let stretches: [Stretch]
    let sampler: BackgroundSampler
    let keyFrames: KeyFramePlan
    /// Stretches that an earlier scan decoded, or left at the key frames.
    private let done: Set<Int>
    /// Stretches whose key frames an earlier scan looked at.
    private let surveyed: Set<Int>
    // Guarded by `feed.queue`.
    private var failures: [String] = []

    init(
        candidate: RecordingCandidate, feed: FeedQueue, id: RecordingID, index: RecordingIndex,
        facts: RecordingFacts, stretches: [Stretch], done: Set<Int>, surveyed: Set<Int>,
        sampler: BackgroundSampler
    ) {
        self.candidate = candidate
        self.feed = feed
        self.id = id
        self.index = index
        self.facts = facts
        self.stretches = stretches
        self.done = done
        self.surveyed = surveyed
        self.sampler = sampler
        settings = feed.settings.recording
        keyFrames = KeyFramePlan(
            groupStarts: index.groups.map(\.start), samples: sampler.plan.groups,
            duration: index.duration)
    }

    func isDone(_ ordinal: Int) -> Bool { done.contains(ordinal) }

    func needsSurvey(_ ordinal: Int) -> Bool {
        !done.contains(ordinal) && !surveyed.contains(ordinal)
    }

    func survey(with reader: PictureReader) -> KeyFrameSurvey {
        KeyFrameSurvey(
            index: index, settings: settings, stretches: stretches, plan: keyFrames,
            sampler: sampler, reader: reader)
    }

    /// Keeps why a stretch could not be analysed; each reason once.
    func note(failure: String) {
        feed.perform { if !failures.contains(failure) { failures.append(failure) } }
    }

    var failure: String? { feed.perform { failures.first } }

    /// The part of the recording's bytes that a stretch stands for, for the progress.
    func bytes(of stretch: Stretch) -> Int64 {
        guard index.duration > .zero else { return candidate.sizeBytes }
        let share = stretch.range.duration.seconds / index.duration.seconds
        return Int64(Double(candidate.sizeBytes) * share)
    }
}

extension RecordingSource {
    init(_ candidate: RecordingCandidate) {
        switch candidate.kind {
        case .file: self = .file(path: candidate.path)
        case .imageSequence(let firstNumber, _, let framesPerSecond):
            self = .imageSequence(
                pattern: candidate.path, firstNumber: firstNumber,
                framesPerSecond: framesPerSecond)
        }
    }
}

extension RecordingFacts {
    init(index: RecordingIndex, start: WallTime?, clock: ClockSource, findings: [String]) {
        let info = index.info
        self.init(
            container: info.container, codec: info.codec, storedSize: info.storedSize,
            sampleAspectNumerator: info.sampleAspect.numerator,
            sampleAspectDenominator: info.sampleAspect.denominator, orientation: info.orientation,
            isInterlaced: info.isInterlaced, pixelFormat: info.pixelFormat,
            nominalFramesPerSecond: info.nominalFramesPerSecond, duration: index.duration,
            start: start, clockSource: clock, timestampsRebuilt: index.timestampsRebuilt,
            findings: findings)
    }
}
