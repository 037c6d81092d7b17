/// In which order a scan decodes stretches.
enum StretchOrder: Sendable {
    case likeliestFirst
    /// Recording after recording, from its beginning to its end.
    case inTime
}

/// What there is to do in one recording.
struct RecordingWork {
    struct Waiting {
        var stretch: Stretch
        /// `nil` where nothing tells where to look first.
        var evidence: StretchEvidence?
    }

    /// Stretches to decode, by ordinal.
    var waiting: [Int: Waiting]
    /// Key frames to look at before.
    var parts: [SurveyPart] = []
    /// Stretches that are decoded already; they count for a fast scan's tenth.
    var decoded = 0
    /// Whether all that waits is to be decoded; otherwise a choice is made when all key frames of
    /// the scan were looked at.
    var isChosen = true

    static let nothing = RecordingWork(waiting: [:])

    func candidates(recording: Int) -> [StretchRanking.Candidate] {
        waiting.map { ordinal, waiting in
            .init(recording: recording, ordinal: ordinal, evidence: waiting.evidence)
        }
    }
}

/// The stretches of a scan that wait, in the order in which they are decoded.
struct StretchQueue {
    private var places: ArraySlice<StretchRanking.Candidate> = []
    /// Whether something was learnt since it was filled.
    var isStale = false

    /// - Parameter recordings: by their number in the scan.
    mutating func fill(with recordings: [Int: RecordingWork], order: StretchOrder) {
        let candidates = recordings.flatMap { $0.value.candidates(recording: $0.key) }
        places =
            switch order {
            case .likeliestFirst: StretchRanking.decodingOrder(candidates)[...]
            case .inTime:
                candidates.sorted {
                    ($0.recording, $0.ordinal) < ($1.recording, $1.ordinal)
                }[...]
            }
        isStale = false
    }

    mutating func next() -> StretchRanking.Candidate? { places.popFirst() }
}
