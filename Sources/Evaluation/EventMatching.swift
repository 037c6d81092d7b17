import Footage

/// Which detected event stands for which true one: as many pairs as possible, each of the two in
/// one pair at most; a pair overlaps in time.
struct EventMatching {
    /// Detected event of each true one, both by position; `nil`: missed.
    private(set) var detected: [Int?]
    /// True events that have no detection of their own, but are part of one that found a neighbour
    /// less than the event gap away: no detector that joins what is that close can tell them apart.
    private(set) var joined: [Bool]
    /// Detected events that stand for nothing.
    private(set) var unmatched: [Int]

    /// - Parameters:
    ///   - truth, found: in order of their start.
    ///   - eventGap: quiet time that ends an event.
    init(truth: [MediaRange], found: [MediaRange], eventGap: MediaTime) {
        detected = Array(repeating: nil, count: truth.count)
        joined = Array(repeating: false, count: truth.count)
        var owner = [Int?](repeating: nil, count: found.count)
        // Augmenting paths, the candidates by overlap: the most pairs, and of those good ones.
        let candidates = truth.map { event in
            found.indices.filter { Self.overlap(event, found[$0]) > 0 }
                .sorted { one, other in
                    let (first, second) = (
                        Self.overlap(event, found[one]), Self.overlap(event, found[other])
                    )
                    return first != second ? first > second : one < other
                }
        }
        func place(_ event: Int, _ visited: inout Set<Int>) -> Bool {
            for candidate in candidates[event] where visited.insert(candidate).inserted {
                if let holder = owner[candidate], !place(holder, &visited) { continue }
                owner[candidate] = event
                return true
            }
            return false
        }
        for event in truth.indices {
            var visited: Set<Int> = []
            _ = place(event, &visited)
        }
        for (index, event) in owner.enumerated() {
            if let event { detected[event] = index }
        }
        unmatched = owner.indices.filter { owner[$0] == nil }
        join(truth, found, eventGap: eventGap)
    }

    /// Forwards, then backwards along runs of true events that are close to one another.
    private mutating func join(
        _ truth: [MediaRange], _ found: [MediaRange], eventGap: MediaTime
    ) {
        var holders = detected
        func pass(_ order: [Int], step: Int) -> [Int] {
            var reached: [Int] = []
            for event in order where holders[event] == nil {
                let neighbour = event - step
                guard truth.indices.contains(neighbour), let holder = holders[neighbour],
                    Self.overlap(truth[event], found[holder]) > 0
                else { continue }
                let (earlier, later) = (min(event, neighbour), max(event, neighbour))
                guard truth[later].start - truth[earlier].end < eventGap else { continue }
                holders[event] = holder
                reached.append(event)
            }
            return reached
        }
        let order = Array(truth.indices)
        for event in pass(order, step: 1) + pass(order.reversed(), step: -1) {
            joined[event] = true
        }
    }

    /// Microseconds that two stretches have in common; 0 if none.
    static func overlap(_ one: MediaRange, _ other: MediaRange) -> Int64 {
        max(0, (min(one.end, other.end) - max(one.start, other.start)).microseconds)
    }
}
