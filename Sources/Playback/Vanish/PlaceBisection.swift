/// Finds the moment between two sights at which the object went or came.
struct PlaceBisection {
    let watch: PlaceWatch
    let mostProbes: Int

    /// Stretches up to this length are decoded picture by picture, longer ones in two rounds.
    private static let everyPicture: Int64 = 5_000_000
    private static let pictures: Int64 = 160
    /// Where else to look when a picture shows neither the object nor what is behind it.
    private static let offsets: [Int64] = [3_000_000, -3_000_000, 11_000_000, -11_000_000]

    struct Change {
        var before: PlaceSight
        var after: PlaceSight
    }

    /// - Parameters:
    ///   - left: sure of its state; `right`: later, sure of the other.
    func change(
        between left: PlaceSight, and right: PlaceSight
    ) throws(PlaybackError) -> Change {
        var low = left
        var high = right
        var rounds = 0
        while watch.timeline.covered(low.position..<high.position) > 1_000_000,
            watch.probes < mostProbes, rounds < 64
        {
            rounds += 1
            guard let middle = try probe(between: low, and: high) else { break }
            if middle.state == low.state { low = middle } else { high = middle }
        }
        return try exact(low, high, rounds: 3)
    }

    /// A key frame strictly between the two, with the state that is sure; `nil` when there is none.
    private func probe(
        between low: PlaceSight, and high: PlaceSight
    ) throws(PlaybackError) -> PlaceSight? {
        // Where key frames are rare the one before the middle is that of `low`.
        for position in watch.timeline.middles(of: low.position + 1..<high.position) {
            guard let sight = try watch.look(at: position), isInside(sight, low, high) else {
                continue
            }
            if let sure = try settled(sight, low, high) { return sure }
            return sight
        }
        return nil
    }

    private func isInside(_ sight: PlaceSight, _ low: PlaceSight, _ high: PlaceSight) -> Bool {
        sight.position > low.position && sight.position < high.position
    }

    /// A sight that looks like the object, or like what was found in its place.
    private func settled(
        _ sight: PlaceSight, _ low: PlaceSight, _ high: PlaceSight
    ) throws(PlaybackError) -> PlaceSight? {
        if let clear = clear(sight, low, high) { return clear }
        for offset in Self.offsets where watch.probes < mostProbes {
            let position = sight.position + offset
            guard position > low.position, position < high.position,
                let other = try watch.look(at: position), isInside(other, low, high),
                let clear = clear(other, low, high)
            else { continue }
            return clear
        }
        // Something stands before it: the object is not seen.
        var hidden = sight
        hidden.state = .gone
        return hidden
    }

    private func clear(_ sight: PlaceSight, _ low: PlaceSight, _ high: PlaceSight) -> PlaceSight? {
        if sight.state == .there { return sight }
        let without = low.state == .gone ? low : high
        guard watch.likeness(without, sight)?.state == .there else { return nil }
        var clear = sight
        clear.state = .gone
        return clear
    }

    // MARK: Picture by picture

    /// - Parameter rounds: how often a stretch is decoded again, more finely.
    private func exact(
        _ low: PlaceSight, _ high: PlaceSight, rounds: Int
    ) throws(PlaybackError) -> Change {
        let length = high.position - low.position
        let spacing = length <= Self.everyPicture ? 0 : length / Self.pictures
        let without = low.state == .gone ? low : high
        var sights: [(sight: PlaceSight, isWithout: Bool)] = [(low, low.state == .gone)]
        try watch.walk(low.position + 1..<high.position, spacing: spacing) { sight in
            var sight = sight
            let other = watch.likeness(without, sight)
            // Of two pictures of the same place, that which is more alike.
            if sight.state == .there, let other, other.place > sight.similarity {
                sight.state = .gone
            }
            let isWithout = other.map { $0.place > max(0.3, sight.similarity + 0.1) } ?? false
            sights.append((sight, sight.state != .there && isWithout))
        }
        sights.append((high, high.state == .gone))
        var before = low
        var after = high
        if low.state == .there {
            // The last picture that shows it, and the first after it that shows what is behind.
            let last = sights.lastIndex { $0.sight.state == .there } ?? 0
            before = sights[last].sight
            after = sights[(last + 1)...].first { $0.isWithout }?.sight ?? high
        } else {
            let first = sights.firstIndex { $0.sight.state == .there } ?? sights.count - 1
            after = sights[first].sight
            before = sights[..<first].last { $0.isWithout }?.sight ?? low
        }
        let isNarrower = after.position - before.position < length
        guard rounds > 1, spacing > 0, isNarrower, after.position > before.position else {
            return Change(before: before, after: after)
        }
        before.state = low.state
        after.state = high.state
        return try exact(before, after, rounds: rounds - 1)
    }
}
