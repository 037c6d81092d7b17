import VideoDecoding

/// What is known of a stretch before it is decoded: where it stands in the ranking.
struct StretchEvidence: Equatable, Sendable {
    /// Place of its packets' residuals among those of its recording: 0 for the likeliest, up to 1.
    var packetRank: Double
    /// What its key frames showed, as a motion integral in ppm · µs; `nil` until they were looked
    /// at.
    var motion: Int64?

    init(packetRank: Double, motion: Int64? = nil) {
        self.packetRank = packetRank
        self.motion = motion
    }

    /// The evidence of the packets of each stretch of a recording, by ordinal.
    static func ofPackets(index: RecordingIndex, stretches: [Stretch]) -> [StretchEvidence] {
        let residuals = stretches.map { stretch in
            index.groups[stretch.groups].map(\.residual).max() ?? 0
        }
        let order = residuals.indices.sorted {
            (residuals[$1], $0) < (residuals[$0], $1)
        }
        var evidence = residuals.map { _ in StretchEvidence(packetRank: 0) }
        for (place, ordinal) in order.enumerated() {
            evidence[ordinal].packetRank = (Double(place) + 0.5) / Double(max(1, order.count))
        }
        return evidence
    }
}
