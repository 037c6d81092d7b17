/// The order in which the stretches of a whole scan are decoded.
///
/// Two lists are worked off side by side: stretches whose key frames showed something, by how much,
/// and the others by the residuals of their packets, each within its recording. The first confirms
/// what is an event already, the second finds what came and went between two key frames, and gets
/// most of the work. Results do not depend on it.
enum StretchRanking {
    /// Share of the stretches that a fast scan decodes in full.
    static let fastShare = 0.1
    /// The ranking is kept this strictly: within a tier – a part of the whole – recordings are
    /// worked on one after the other, so that each is opened a few times and not for every stretch.
    static let tiers = [0.02, 0.05, 0.1, 0.2, 0.4]

    /// Stretches decoded of those whose key frames showed nothing, for each that did.
    static let othersPerShown = 4

    /// One stretch that waits.
    struct Candidate: Equatable {
        /// Position of its recording in the scan.
        var recording: Int
        var ordinal: Int
        /// `nil` where nothing tells where to look first.
        var evidence: StretchEvidence?
    }

    /// Likeliest first, without regard to recordings.
    static func likeliestFirst(_ candidates: [Candidate]) -> [Candidate] {
        var shown: [Candidate] = []
        var others: [Candidate] = []
        var unknown: [Candidate] = []
        for candidate in candidates {
            guard let evidence = candidate.evidence else {
                unknown.append(candidate)
                continue
            }
            if (evidence.motion ?? 0) > 0 {
                shown.append(candidate)
            } else {
                others.append(candidate)
            }
        }
        shown.sort { left, right in
            let (most, other) = (left.evidence?.motion ?? 0, right.evidence?.motion ?? 0)
            return most != other ? most > other : isEarlier(left, right)
        }
        others.sort { left, right in
            let (rank, other) = (left.evidence?.packetRank ?? 1, right.evidence?.packetRank ?? 1)
            return rank != other ? rank < other : isEarlier(left, right)
        }
        var ranked: [Candidate] = []
        ranked.reserveCapacity(candidates.count)
        var next = 0
        for likeliest in shown {
            ranked.append(likeliest)
            let end = min(others.count, next + othersPerShown)
            ranked += others[next..<end]
            next = end
        }
        ranked += others[next...]
        return ranked + unknown.sorted(by: isEarlier)
    }

    /// The order of decoding: tier by tier, in each recording after recording; what is left after
    /// the last tier in order of time.
    static func decodingOrder(_ candidates: [Candidate]) -> [Candidate] {
        let ranked = likeliestFirst(candidates)
        var order: [Candidate] = []
        order.reserveCapacity(ranked.count)
        var start = 0
        for share in tiers {
            let end = min(ranked.count, Int((Double(ranked.count) * share).rounded(.up)))
            guard end > start else { continue }
            let tier = ranked[start..<end].enumerated().sorted {
                ($0.element.recording, $0.offset) < ($1.element.recording, $1.offset)
            }
            order += tier.map(\.element)
            start = end
        }
        return order + ranked[start...].sorted(by: isEarlier)
    }

    /// What a fast scan decodes of a recording: the likeliest tenth of what can be ranked, and all
    /// of which nothing tells where to look. Depends on the recording alone.
    static func fastChoice(in work: RecordingWork) -> Set<Int> {
        let candidates = work.candidates(recording: 0)
        let ranked = likeliestFirst(candidates.filter { $0.evidence != nil })
        let share = (Double(ranked.count + work.decoded) * fastShare).rounded(.up)
        let unknown = candidates.filter { $0.evidence == nil }
        return Set((ranked.prefix(max(0, Int(share) - work.decoded)) + unknown).map(\.ordinal))
    }

    private static func isEarlier(_ left: Candidate, _ right: Candidate) -> Bool {
        (left.recording, left.ordinal) < (right.recording, right.ordinal)
    }
}
