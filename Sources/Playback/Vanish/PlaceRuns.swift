/// Tells from sights close to each other what lasted and what only passed by.
struct PlaceRuns {
    private struct Run {
        var state: PlaceState
        var sights: [PlaceSight]
        var length: Int64 {
            (sights.last?.position ?? 0) - (sights.first?.position ?? 0)
        }
    }

    private var runs: [Run] = []
    private let passing: Int64
    private let likeness: (PlaceSight, PlaceSight) -> PlaceComparison.Likeness?

    /// - Parameters:
    ///   - passing: µs; what hides the object for less than this, and moves, passes by.
    ///   - likeness: how alike the place looks in two sights.
    init(
        _ sights: [PlaceSight], passing: Int64,
        likeness: @escaping (PlaceSight, PlaceSight) -> PlaceComparison.Likeness?
    ) {
        self.passing = passing
        self.likeness = likeness
        for sight in sights where sight.state != .unclear {
            if runs.last?.state == sight.state {
                runs[runs.count - 1].sights.append(sight)
            } else {
                runs.append(Run(state: sight.state, sights: [sight]))
            }
        }
    }

    /// The first and last sight of each run that lasted.
    func settled(with reference: PlaceSight, isBackward: Bool) -> [PlaceSight] {
        var kept: [Run] = []
        for (number, run) in runs.enumerated() {
            let isLast = number == (isBackward ? 0 : runs.count - 1)
            guard run.state == .there ? run.sights.count > 1 || kept.isEmpty : lasts(run, isLast)
            else { continue }
            if kept.last?.state == run.state {
                kept[kept.count - 1].sights += run.sights
            } else {
                kept.append(run)
            }
        }
        var result: [PlaceSight] = []
        for run in kept {
            if let first = run.sights.first { result.append(first) }
            if run.sights.count > 1, let last = run.sights.last { result.append(last) }
        }
        // The reference shows it, whatever came of the pictures next to it.
        if isBackward {
            if result.last?.state != .there { result.append(reference) }
        } else if result.first?.state != .there {
            result.insert(reference, at: 0)
        }
        return result
    }

    /// Whether the place was another for long, or for some time without moving: what is behind an
    /// object stands still, what passes before it does not.
    private func lasts(_ run: Run, _ isLast: Bool) -> Bool {
        if run.length >= passing { return true }
        guard run.length >= min(passing, 1_200_000) || isLast && run.sights.count >= 3 else {
            return false
        }
        let early = run.sights[run.sights.count / 3]
        guard let last = run.sights.last else { return false }
        return likeness(early, last)?.state == .there
    }
}
