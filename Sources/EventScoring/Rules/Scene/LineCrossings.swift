import Footage

/// Finds where a thing goes across a line.
///
/// A box trembles. A crossing counts where the thing was clearly on one side before and is clearly
/// on the other afterwards: a fifth of its own size away. What comes back before has not crossed.
struct LineCrossings {
    struct Crossing {
        var microseconds: Int64
        var direction: CrossingDirection
    }

    let line: Line
    let aspect: Double
    let anchor: BoxAnchor

    private static let clearShare = 0.2

    /// Of one thing, in order of time.
    func crossings(of points: [TrackPoint]) -> [Crossing] {
        var found: [Crossing] = []
        /// Net crossings since the thing was last clear of the line: +1 to the right.
        var net = 0
        var lastTime: Int64 = 0
        var wasClear = false
        for (index, point) in points.enumerated() {
            let place = flat(anchor.point(of: point.region))
            if index > 0,
                let step = crossing(
                    from: flat(anchor.point(of: points[index - 1].region)), to: place)
            {
                let before = points[index - 1].microseconds
                // A way that was not seen is no crossing at a moment: it is told at its end.
                let elapsed = Double(point.microseconds - before)
                lastTime = before + Int64(elapsed * step.share)
                net += step.direction == .leftToRight ? 1 : -1
            }
            let size = min(point.region.width, point.region.height * aspect)
            guard distance(to: place) >= Self.clearShare * size else { continue }
            if wasClear, net != 0 {
                found.append(
                    Crossing(
                        microseconds: lastTime, direction: net > 0 ? .leftToRight : .rightToLeft))
            }
            net = 0
            wasClear = true
        }
        return found
    }

    /// In picture widths both ways, so that angles are those of the picture.
    private func flat(_ point: NormalizedPoint) -> NormalizedPoint {
        NormalizedPoint(x: point.x, y: point.y * aspect)
    }

    /// The first piece of the line that a step goes across, and how much of the step lies before.
    private func crossing(
        from: NormalizedPoint, to: NormalizedPoint
    ) -> (direction: CrossingDirection, share: Double)? {
        var best: (direction: CrossingDirection, share: Double)?
        var balance = 0
        for (start, end) in zip(line.points, line.points.dropFirst()) {
            let (a, b) = (flat(start), flat(end))
            let (before, after) = (Self.side(of: from, a, b), Self.side(of: to, a, b))
            guard (before < 0) != (after < 0) else { continue }
            // The step has to pass between the ends of the piece.
            let (first, second) = (Self.side(of: a, from, to), Self.side(of: b, from, to))
            guard (first < 0) != (second < 0) else { continue }
            let share = before / (before - after)
            // With y downwards, what lies at the right hand is positive.
            let direction: CrossingDirection = before < 0 ? .leftToRight : .rightToLeft
            balance += direction == .leftToRight ? 1 : -1
            if best.map({ share < $0.share }) ?? true { best = (direction, share) }
        }
        // In and out of a corner within one step is not across.
        return balance == 0 ? nil : best
    }

    private static func side(
        of point: NormalizedPoint, _ a: NormalizedPoint, _ b: NormalizedPoint
    ) -> Double {
        (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x)
    }

    private func distance(to point: NormalizedPoint) -> Double {
        zip(line.points, line.points.dropFirst()).map { start, end in
            let (a, b) = (flat(start), flat(end))
            let (x, y) = (b.x - a.x, b.y - a.y)
            let length = x * x + y * y
            let along = length > 0 ? ((point.x - a.x) * x + (point.y - a.y) * y) / length : 0
            let share = min(max(along, 0), 1)
            let (dx, dy) = (point.x - a.x - share * x, point.y - a.y - share * y)
            return (dx * dx + dy * dy).squareRoot()
        }.min() ?? .infinity
    }
}

extension BoundRule {
    /// How long before and after a crossing an event of it lasts.
    private static let around: Int64 = 1_000_000

    /// An incident for each crossing of a line in a direction that counts.
    func crossings(
        in scene: ObservedScene, where counts: (CrossingDirection) -> Bool
    ) -> [IncidentDraft] {
        lines.flatMap { line in
            let finder = LineCrossings(
                line: line, aspect: scene.aspect, anchor: definition.anchor)
            return scene.things.flatMap { thing in
                finder.crossings(of: thing.points).compactMap { crossing in
                    incident(of: crossing, line: line, thing: thing, scene: scene, counts)
                }
            }
        }
    }

    private func incident(
        of crossing: LineCrossings.Crossing, line: Line, thing: SceneThing, scene: ObservedScene,
        _ counts: (CrossingDirection) -> Bool
    ) -> IncidentDraft? {
        guard counts(crossing.direction) else { return nil }
        let time = crossing.microseconds
        let nearest = thing.points.min {
            abs($0.microseconds - time) < abs($1.microseconds - time)
        }
        guard let nearest, definition.size.contains(nearest.region),
            !hours(in: time..<time + 1, of: scene).isEmpty
        else { return nil }
        var facts = facts(line: line, at: time)
        facts.direction = crossing.direction.rawValue
        let isRight = crossing.direction == .leftToRight
        facts.from = isRight ? line.left : line.right
        facts.to = isRight ? line.right : line.left
        facts.certainMicroseconds = time
        let range = time..<time + Self.around
        return incident(
            range, peak: time,
            path: thing.path(in: time - Self.around..<time + Self.around), facts: facts)
    }
}
