public import EventStore
public import Footage

extension CameraStatus {
    /// As it is stored.
    public func watchedFeed(at moment: WallTime) -> WatchedFeed {
        WatchedFeed(
            feed: feed, state: state.rawValue, since: since, updated: moment, level: level.name,
            problems: [
                problem, storeProblem.map { "nothing can be stored: \($0)" },
                clipProblem.map { "no clips: \($0)" },
            ].compactMap { $0 },
            lastPicture: lastPicture, facts: facts)
    }

    /// Counts and measures by name, as they are stored and given to Prometheus.
    public var facts: [String: Double] {
        [
            "frames_arrived": Double(counts.arrived),
            "frames_analysed": Double(counts.analysed),
            "frames_dropped": Double(counts.dropped), "packets_lost": Double(counts.lost),
            "frames_damaged": Double(counts.damaged),
            "decode_errors": Double(counts.decodeErrors),
            "reconnects": Double(counts.reconnects), "bytes": Double(counts.bytes),
            "clips": Double(counts.clips), "stretches_lost": Double(counts.lostStretches),
            "queue_depth": Double(waitingPictures), "queue_seconds": waitingSeconds,
            "delay_seconds_sum": counts.delaySum, "motion_ppm": Double(motionPPM),
            "width": Double(size.width), "height": Double(size.height),
        ]
    }
}
