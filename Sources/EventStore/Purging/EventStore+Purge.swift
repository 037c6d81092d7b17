import Footage
import GRDB

extension EventStore {
    /// Deletes what was found in recordings before a moment: events, segments, pictures, boxes,
    /// activity, and what was discarded.
    ///
    /// Stretches go whole, once they have ended before the moment; events that reach over it keep
    /// what lies after. What stays: recordings, coverage, which says `purged` from then on, so that
    /// nothing deleted is taken for quiet, decisions about events, exports, and the audit log. A
    /// later scan of the same file does not look at what was purged, unless it is told to scan it
    /// again.
    ///
    /// Works in short transactions, between which a scan can write. Entered in the audit log:
    /// that it began, in the transaction of the first deletion, and what was deleted, at the end.
    ///
    /// - Parameters:
    ///   - rebuild: how segments become events, as in a scan.
    ///   - progress: told what was deleted so far, after each transaction; false ends it.
    public func purge(
        _ request: PurgeRequest, rebuild: EventRebuild, by actor: String,
        progress: (PurgeReport) -> Bool = { _ in true }
    ) throws(EventStoreError) -> PurgeReport {
        let candidates = try read("searching what is to be purged") { database in
            try PurgeCandidate.all(request, in: database)
        }
        if request.isDryRun { return try count(candidates, request) }
        guard let claims else { throw .readOnly(path: path, reason: "opened for reading") }
        var report = PurgeReport()
        var hasBegun = false
        for candidate in candidates {
            let recording = candidate.recording
            guard claims.acquire(recording.rawValue) else {
                report.inUse.append(recording)
                continue
            }
            defer { claims.release(recording.rawValue) }
            let before = report.stretches
            while !report.wasStopped,
                try purgeSome(
                    of: candidate, request, rebuild: rebuild, by: actor, hasBegun: &hasBegun,
                    report: &report)
            {
                report.wasStopped = !progress(report)
            }
            if report.stretches > before {
                report.recordings += 1
                if !candidate.isClockKnown { report.byFileTime += 1 }
            }
            if report.wasStopped { break }
        }
        if hasBegun { try conclude(request, by: actor, &report) }
        report.earliestLeft = try earliestEvent(of: request.feed)
        return report
    }

    /// Gives free pages of the database back to the file system. Rewrites the whole database, and
    /// needs as much space again while it does; others cannot write meanwhile.
    ///
    /// - Returns: bytes gained.
    @discardableResult
    public func compact() throws(EventStoreError) -> Int64 {
        try checkFile()
        return try maintain("compacting the database") { database in
            let pages = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
            let before = try Int64.fetchOne(database, sql: pages) ?? 0
            try database.execute(sql: "VACUUM")
            try database.checkpoint(.truncate)
            return before - (try Int64.fetchOne(database, sql: pages) ?? 0)
        }
    }

    /// How many stretches are purged in one transaction: some hundredths of a second.
    private static let stretchesPerTransaction = 20

    /// False once there is nothing left of the recording to purge.
    private func purgeSome(
        of candidate: PurgeCandidate, _ request: PurgeRequest, rebuild: EventRebuild,
        by actor: String, hasBegun: inout Bool, report: inout PurgeReport
    ) throws(EventStoreError) -> Bool {
        // Counted in copies: a transaction that fails has deleted nothing.
        let (hadBegun, before) = (hasBegun, report)
        let outcome = try write("purging recording \(candidate.recording.rawValue)") {
            transaction -> PurgeReport? in
            let stretches = try candidate.stretches(
                in: transaction.database, limit: Self.stretchesPerTransaction)
            guard !stretches.isEmpty else { return nil }
            if !hadBegun {
                try transaction.audit(.purgeBegun, by: actor, subject: request.auditSubject)
            }
            var after = before
            try StretchPurge(candidate: candidate, stretches: stretches)
                .run(rebuild: rebuild, in: &transaction, report: &after)
            transaction.publish(.purged)
            return after
        }
        guard let outcome else { return false }
        (hasBegun, report) = (true, outcome)
        return true
    }

    private func conclude(
        _ request: PurgeRequest, by actor: String, _ report: inout PurgeReport
    ) throws(EventStoreError) {
        let done = report
        try write("entering the purge") { transaction in
            var subject = request.auditSubject
            subject["recordings"] = .number(Int64(done.recordings))
            subject["events"] = .number(Int64(done.events))
            subject["events_trimmed"] = .number(Int64(done.eventsTrimmed))
            subject["pictures"] = .number(Int64(done.pictures))
            subject["activity_minutes"] = .number(Int64(done.activityMinutes))
            subject["media_us"] = .number(done.media.microseconds)
            subject["stopped"] = .flag(done.wasStopped)
            try transaction.audit(.purged, by: actor, subject: subject)
        }
        // Or else the pictures would lie in the write-ahead log until it is used again. Somebody
        // who reads may be in the way: then the next checkpoint does it.
        do {
            _ = try maintain("emptying the write-ahead log") { try $0.checkpoint(.truncate) }
        } catch .locked {}
    }

    private func count(
        _ candidates: [PurgeCandidate], _ request: PurgeRequest
    ) throws(EventStoreError) -> PurgeReport {
        var report = try read("counting what is to be purged") { database in
            var report = PurgeReport()
            var segments: [Int64: Int] = [:]
            for candidate in candidates {
                let stretches = try candidate.stretches(in: database, limit: .max)
                guard !stretches.isEmpty else { continue }
                report.recordings += 1
                if !candidate.isClockKnown { report.byFileTime += 1 }
                try StretchPurge(candidate: candidate, stretches: stretches)
                    .count(in: database, into: &report)
                let rows = try Row.fetchCursor(
                    database,
                    sql: """
                        SELECT event_id, count(*) FROM segment
                        WHERE recording_id = ? AND event_id IS NOT NULL AND start_media_us < ?
                        GROUP BY event_id
                        """,
                    arguments: [
                        candidate.recording.rawValue, stretches.last?.endMicroseconds ?? 0,
                    ])
                while let row = try rows.next() { segments[row[0], default: 0] += row[1] }
            }
            for (event, gone) in segments {
                let all = try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM segment WHERE event_id = ?",
                    arguments: [event])
                if all == gone { report.removedEvents.insert(event) }
            }
            return report
        }
        report.earliestLeft = try earliestEvent(of: request.feed)
        return report
    }

    private func earliestEvent(of feed: FeedID?) throws(EventStoreError) -> WallTime? {
        try read("reading the first event") { database in
            try Int64.fetchOne(
                database,
                sql: feed == nil
                    ? "SELECT min(position_us) FROM event WHERE position_us >= ?1"
                    : """
                    SELECT min(position_us) FROM event
                    WHERE feed_id = ?2 AND position_us >= ?1
                    """,
                arguments: feed == nil
                    ? [EventPosition.firstKnown] : [EventPosition.firstKnown, feed?.rawValue]
            ).map(WallTime.init(microsecondsUTC:))
        }
    }
}

extension PurgeRequest {
    fileprivate var auditSubject: [String: AuditValue] {
        [
            "before_us": .number(before.microsecondsUTC),
            "feed": feed.map { .number($0.rawValue) } ?? .nothing,
        ]
    }
}
