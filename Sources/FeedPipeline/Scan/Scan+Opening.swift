import EventStore
import Footage
import VideoDecoding

/// How a claimed recording is opened, and what there is to do in it.
extension Scan {
    /// `nil`: there is nothing to do, its outcome was told.
    func open(
        _ candidate: RecordingCandidate, number: Int, feed: FeedQueue, id: RecordingID
    ) throws -> (recording: RecordingScan, work: RecordingWork)? {
        let index: RecordingIndex
        do {
            index = try RecordingIndex.build(RecordingSource(candidate)) { [self] in shouldStop }
        } catch {
            if shouldStop {
                feed.perform { store.release(id) }
                leave(candidate)
                return nil
            }
            meter.passed(bytes: candidate.sizeBytes)
            try feed.perform {
                _ = feed.takeStatedStart(duration: nil)
                try store.refuse(id, error: error.description)
            }
            ended(
                try outcome(
                    of: try store.recording(id), path: candidate.path, status: .refused,
                    message: error.description))
            return nil
        }
        let stretches = StretchPlan.stretches(of: index)
        let begun = try feed.perform {
            let facts = self.facts(of: index, candidate: candidate, feed: feed)
            let done = try store.begin(
                id, facts: facts,
                stretches: stretches.map { PlannedStretch(ordinal: $0.ordinal, range: $0.range) },
                rebuild: feed.rebuild)
            return Begun(
                facts: facts, done: done, surveyed: try store.surveyed(id),
                isSettled: try store.isSettledForKeyFrames(id))
        }
        let recording = RecordingScan(
            candidate: candidate, feed: feed, id: id, index: index, facts: begun.facts,
            stretches: stretches, done: begun.done, surveyed: Set(begun.surveyed.keys),
            sampler: BackgroundSampler(
                index: index, settings: feed.settings.recording, cache: samples, recording: number))
        for stretch in stretches where begun.done.contains(stretch.ordinal) {
            meter.passed(bytes: recording.bytes(of: stretch))
        }
        if begun.done.count == stretches.count { finish(recording) }
        return (recording, work(in: recording, begun: begun))
    }

    /// What the store knows of a recording when it is begun.
    private struct Begun {
        let facts: RecordingFacts
        let done: Set<Int>
        let surveyed: [Int: Int64]
        /// Whether a fast scan has chosen what it decodes.
        let isSettled: Bool
    }

    private func work(in recording: RecordingScan, begun: Begun) -> RecordingWork {
        let stretches = recording.stretches
        let isRanked = Rankability(recording.index) == .ranked && canCompare(recording)
        var evidence = StretchEvidence.ofPackets(index: recording.index, stretches: stretches)
        for (ordinal, motion) in begun.surveyed { evidence[ordinal].motion = motion }
        var work = RecordingWork.nothing
        work.isChosen = begun.isSettled || request.mode == .thorough
        for stretch in stretches where !begun.done.contains(stretch.ordinal) {
            work.waiting[stretch.ordinal] = .init(
                stretch: stretch, evidence: isRanked ? evidence[stretch.ordinal] : nil)
        }
        guard isRanked else { return work }
        work.decoded = begun.done.count
        let isKnown = stretches.allSatisfy { !recording.needsSurvey($0.ordinal) }
        guard !isKnown, paysToSurvey(recording) else { return work }
        work.parts = SurveyPart.parts(of: stretches, plan: recording.keyFrames).filter { part in
            part.stretches.contains(where: recording.needsSurvey)
        }
        return work
    }

    /// Without some key frames there is nothing to compare one with.
    private func canCompare(_ recording: RecordingScan) -> Bool {
        recording.keyFrames.groups.count >= SceneBackground.fewest
    }

    /// In a few short recordings the answer is there before the key frames would tell it.
    private func paysToSurvey(_ recording: RecordingScan) -> Bool {
        switch request.surveys {
        case .always: true
        case .whereItPays:
            request.mode == .fast || recording.index.duration >= ScanRequest.shortRecording
                || request.candidates.count >= ScanRequest.manyRecordings
        }
    }
}
