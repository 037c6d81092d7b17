/// Makes sure of what single key frames, far apart, seem to show.
struct PlaceVerification {
    let watch: PlaceWatch
    let range: Range<Int64>
    let mostProbes: Int

    /// Where else to look, in µs from a doubtful sight: from seconds to most of a minute.
    private static let offsets: [Int64] = [
        4_000_000, -4_000_000, 14_000_000, -14_000_000, 38_000_000, -38_000_000,
    ]

    /// - Parameter sights: in order of time.
    /// - Returns: those that are sure; one after another, with the state that they were found to
    ///   have.
    func verified(_ sights: [PlaceSight]) throws(PlaybackError) -> [PlaceSight] {
        var result: [PlaceSight] = []
        for (number, sight) in sights.enumerated() {
            if sight.state == .there {
                result.append(sight)
                continue
            }
            // Two pictures minutes apart that look alike show what stays.
            let neighbours = [number - 1, number + 1].filter(sights.indices.contains)
            let isLasting =
                sight.state == .gone
                && neighbours.contains {
                    sights[$0].state == .gone && looksAlike(sights[$0], sight)
                }
            if isLasting {
                result.append(sight)
            } else if let sure = try lookAround(sight) {
                result.append(sure)
            }
        }
        return result.sorted { $0.position < $1.position }
    }

    private func looksAlike(_ first: PlaceSight, _ second: PlaceSight) -> Bool {
        watch.likeness(first, second)?.state == .there
    }

    /// Looks before and after: where the object is seen, something only passed by.
    private func lookAround(_ sight: PlaceSight) throws(PlaybackError) -> PlaceSight? {
        var others: [PlaceSight] = []
        for offset in Self.offsets where watch.probes < mostProbes {
            let position = sight.position + offset
            guard range.contains(position), let other = try watch.look(at: position),
                other.position != sight.position
            else { continue }
            if other.state == .there { return other }
            if others.contains(where: { looksAlike($0, other) }), other.state == .gone {
                return other
            }
            if sight.state == .gone, looksAlike(sight, other) { return sight }
            others.append(other)
        }
        // Never the object, however long one looks.
        return sight.state == .gone && !others.contains { $0.state == .unclear } ? sight : nil
    }
}
