import Footage

extension BlobTracker {
    /// Joins what moves as one: the parts of a thing that looks in places like what is behind it.
    ///
    /// Tracks of one thing keep being followed each for itself but have one `thing`. They part
    /// again when they go different ways.
    mutating func joinParts(at time: MediaTime) {
        for index in tracks.indices where tracks[index].mayBePart(at: time) {
            if tracks[index].thing != tracks[index].id { partIfApart(index, at: time) }
            for other in tracks.indices.prefix(index) where tracks[other].mayBePart(at: time) {
                let (older, younger) = (tracks[other].thing, tracks[index].thing)
                guard older != younger, moveAsOne(tracks[other], tracks[index], at: time) else {
                    continue
                }
                makeOne(older, younger)
            }
        }
        for index in tracks.indices where tracks[index].mayBePart(at: time) {
            guard let whole = tracks.first(where: { isLimb(tracks[index], of: $0, at: time) })
            else { continue }
            tracks[index].thing = whole.thing
        }
    }

    /// Whether what is followed by itself is a small part of another thing: within its place, or
    /// beneath it like a foot.
    ///
    /// A leg whose knee looks like the ground goes its own way for seconds, far enough to be found
    /// to be motion. The whole keeps its number, whichever of them was seen first.
    private func isLimb(_ part: Track, of whole: Track, at time: MediaTime) -> Bool {
        guard whole.id != part.id, whole.thing != part.thing, whole.mayBePart(at: time) else {
            return false
        }
        if hangsBeneath(whole.seenBox, part.seenBox) { return true }
        let place = whole.place.box
        return part.seenBox.area < 0.3 * place.area && part.seenBox.share(inside: place) >= 0.8
            && !haveCome(together: whole, part, at: time)
    }

    /// Whether two things that touch now have moved towards each other before; what has not is one
    /// thing whose parts were seen apart for a while.
    func haveCome(together one: Track, _ other: Track, at time: MediaTime) -> Bool {
        if areNeighbours(one.seenBox, other.seenBox) { return true }
        guard let common = one.history.common(with: other.history, at: time) else { return false }
        return common.deviation > 0.4 * common.travel + 2
    }

    /// Gives two things the older one's number.
    mutating func makeOne(_ one: Int, _ other: Int) {
        for part in tracks.indices where tracks[part].thing == max(one, other) {
            tracks[part].thing = min(one, other)
        }
    }

    private mutating func partIfApart(_ index: Int, at time: MediaTime) {
        let part = tracks[index]
        let rest = tracks.filter {
            $0.thing == part.thing && $0.id != part.id && $0.framesUnseen == 0
        }
        guard !rest.isEmpty, rest.allSatisfy({ areApart($0, part, at: time) }) else { return }
        tracks[index].thing = part.id
    }

    private func moveAsOne(_ one: Track, _ other: Track, at time: MediaTime) -> Bool {
        let (a, b) = (one.seenBox, other.seenBox)
        guard a.gap(to: b) <= 0.5 * max(a.longSide, b.longSide), !areNeighbours(a, b) else {
            return false
        }
        guard let common = one.history.common(with: other.history, at: time) else { return false }
        let size = a.union(b).area.squareRoot()
        // Legs swing beneath a body: what hangs on a larger part has more freedom.
        let across = min(a.right, b.right) - max(a.left, b.left)
        let isHanging =
            across > 0.5 * min(a.width, b.width) && min(a.area, b.area) < 0.6 * max(a.area, b.area)
        let freedom = isHanging ? 0.4 : 0.15
        return common.travel >= 0.4 * size && common.deviation <= freedom * common.travel + 2
    }

    private func areApart(_ one: Track, _ other: Track, at time: MediaTime) -> Bool {
        let (a, b) = (one.seenBox, other.seenBox)
        if a.gap(to: b) > max(a.longSide, b.longSide) || areNeighbours(a, b) { return true }
        guard let common = one.history.common(with: other.history, at: time) else { return false }
        return common.deviation > 0.5 * a.union(b).area.squareRoot()
    }

    /// Whether a part is beneath an upright thing as a foot is beneath a person whose legs look like
    /// the ground: no farther down than a leg is long, no farther out than a stride.
    ///
    /// It cannot be told by its movement: a foot stands while the person goes on.
    func hangsBeneath(_ thing: BoxEdges, _ part: BoxEdges) -> Bool {
        guard thing.height > 1.5 * thing.width, part.height < 0.5 * thing.height,
            part.area < 0.3 * thing.area
        else { return false }
        return part.bottom > thing.bottom && part.top - thing.bottom < 0.15 * thing.height
            && part.bottom - thing.bottom < 0.6 * thing.height
            && abs(part.centreX - thing.centreX) < 0.3 * thing.height
    }

    /// Two of like shape side by side, each upright: two people who walk together.
    private func areNeighbours(_ one: BoxEdges, _ other: BoxEdges) -> Bool {
        guard one.height > one.width, other.height > other.width else { return false }
        let down = min(one.bottom, other.bottom) - max(one.top, other.top)
        let across = min(one.right, other.right) - max(one.left, other.left)
        return down > 0.6 * max(one.height, other.height)
            && across < 0.5 * min(one.width, other.width)
    }
}

extension Track {
    /// Whether it is known well enough to say with what it belongs.
    func mayBePart(at time: MediaTime) -> Bool {
        isConfirmed && framesUnseen == 0 && !isInGroup && restsSince == nil && !box.touchesEdge
    }
}
