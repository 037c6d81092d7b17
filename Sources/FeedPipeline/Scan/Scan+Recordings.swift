import EventStore
import Footage
import Foundation
import VideoDecoding

/// How a recording enters and leaves a scan.
extension Scan {
    /// Claims, indexes and cuts a recording. `nil`: there is nothing to do, its outcome was told.
    func prepare(
        _ candidate: RecordingCandidate, number: Int
    ) -> (recording: RecordingScan, work: RecordingWork)? {
        do {
            return try claim(candidate, number: number)
        } catch let error as EventStoreError {
            fail(error.description)
        } catch {
            fail("\(candidate.path): \(error)")
        }
        leave(candidate)
        return nil
    }

    private func claim(
        _ candidate: RecordingCandidate, number: Int
    ) throws -> (recording: RecordingScan, work: RecordingWork)? {
        let name = feedName(of: candidate)
        let feed = try feedQueue(named: name)
        guard let identity = FileFingerprint.identity(of: candidate) else {
            // Nothing is claimed: what an earlier scan found in it must not be lost.
            meter.passed(bytes: candidate.sizeBytes)
            feed.perform { _ = feed.takeStatedStart(duration: nil) }
            ended(
                RecordingOutcome(
                    path: candidate.path, feed: name, status: .refused,
                    message: "\(candidate.path): it vanished before it was opened"))
            return nil
        }
        let claim = try feed.perform {
            let record = try store.feed(
                named: name, timeZone: feed.timeZone.identifier,
                site: feed.settings.site)
            try FeedPrivacyMasks.state(feed.settings.privacyMasks, of: record.id, in: store)
            try feed.stateRules(of: record, in: store)
            func claim(rescan: Bool) throws -> Claim {
                try store.claim(
                    identity, feed: record.id, run: feed.run, rescan: rescan,
                    completes: request.mode == .thorough, rebuild: feed.rebuild)
            }
            let first = try claim(rescan: request.rescans)
            // A fast scan is no reason to skip a thorough one.
            if case .finishedWithOtherSettings(let id, _) = first, request.mode == .thorough,
                try store.coverage(of: id).contains(where: { $0.state == .keyFramesOnly })
            {
                return try claim(rescan: true)
            }
            return first
        }
        switch claim {
        case .claimed(let id):
            return try open(candidate, number: number, feed: feed, id: id)
        case .finished(let id, let status):
            let record = try store.recording(id)
            try skip(
                candidate, record: record, feed: feed,
                message: status == .analysed ? nil : record?.error)
        case .finishedWithOtherSettings(let id, let status):
            let record = try store.recording(id)
            try skip(
                candidate, record: record, feed: feed,
                message: status == .analysed ? nil : record?.error,
                note: "was analysed with other settings; use --rescan to analyse it with these")
        case .inUse(let id, let by):
            try skip(
                candidate, record: try store.recording(id), feed: feed,
                message: "is being analysed by \(by)")
        }
        return nil
    }

    private func skip(
        _ candidate: RecordingCandidate, record: RecordingRecord?, feed: FeedQueue,
        message: String?, note: String? = nil
    ) throws {
        meter.passed(bytes: candidate.sizeBytes)
        var result = try outcome(
            of: record, path: candidate.path, status: .skipped, message: message)
        // Its length counts: the next recording of the feed follows on.
        let stated = feed.perform {
            feed.takeStatedStart(duration: record?.facts?.duration)?.start
        }
        let named = RecordingClock.read(path: candidate.path, zone: feed.timeZone)?.start
        if let facts = record?.facts, let start = stated ?? named, facts.start != start,
            stated != nil || facts.clockSource == .fileName
        {
            result.findings.append(
                "keeps the wall clock of the earlier scan; use --rescan to take over this one")
        }
        if let note { result.findings.append(note) }
        ended(result)
    }

    func facts(
        of index: RecordingIndex, candidate: RecordingCandidate, feed: FeedQueue
    ) -> RecordingFacts {
        var findings = index.findings + [Rankability(index).finding].compactMap { $0 }
        let named = RecordingClock.read(path: candidate.path, zone: feed.timeZone)
        let start: WallTime?
        let clock: ClockSource
        if let stated = feed.takeStatedStart(duration: index.duration) {
            (start, clock) = (stated.start, .stated)
            if stated.isUncertain {
                findings.append(
                    "follows on from a recording that could not be read: its start may be later")
            }
        } else if let named {
            (start, clock) = (named.start, .fileName)
            if let note = named.note { findings.append(note) }
        } else if let created = index.info.creationTime {
            (start, clock) = (created, .container)
        } else {
            (start, clock) = (nil, .unknown)
        }
        return RecordingFacts(index: index, start: start, clock: clock, findings: findings)
    }

    /// Ends a recording of which nothing waits any more.
    func finish(_ recording: RecordingScan) {
        do {
            let frames = try store.recording(recording.id)?.frames ?? 0
            let shortfall = try CoverageShortfall(
                spans: store.coverage(of: recording.id),
                failure: recording.failure
                    ?? (frames == 0 ? "not one picture could be decoded" : nil))
            try recording.feed.perform {
                try store.finish(
                    recording.id, status: shortfall == nil ? .analysed : .partial,
                    error: shortfall?.description)
                try recording.feed.rules?.tellSoon()
                try recording.feed.health?.tellSoon()
            }
            ended(
                try outcome(
                    of: try store.recording(recording.id), path: recording.candidate.path,
                    status: shortfall == nil ? .analysed : .partial,
                    message: shortfall?.description))
        } catch {
            fail("\(error)")
            leave(recording.candidate)
        }
    }

    /// Puts together what is told of a recording, from what is stored.
    func outcome(
        of record: RecordingRecord?, path: String, status: OutcomeStatus, message: String?
    ) throws -> RecordingOutcome {
        let spans = try record.map { try store.coverage(of: $0.id) } ?? []
        let analysed = spans.filter { $0.state == .analysed }
            .reduce(MediaTime.zero) { $0 + $1.range.duration }
        return RecordingOutcome(
            path: path, feed: record?.feedName ?? "", status: status,
            duration: record?.facts?.duration ?? .zero, analysed: analysed,
            frames: record?.frames ?? 0, events: record?.events ?? 0,
            clock: record?.facts?.clockSource ?? .unknown, start: record?.facts?.start,
            message: message,
            findings: record?.facts.map { facts in
                (facts.timestampsRebuilt.map { ["timestamps rebuilt: \($0)"] } ?? [])
                    + facts.findings
            } ?? [])
    }
}
