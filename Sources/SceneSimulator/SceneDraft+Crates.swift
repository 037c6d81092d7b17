extension SceneDraft {
    /// Someone carries a crate in, sets it down and goes.
    mutating func addLeftCrate(
        personShare: Double, crateShare: Double, personContrast: Double, crateContrast: Double,
        start: Double
    ) {
        let person = addVisit(
            .person, sizeShare: personShare, contrast: personContrast, start: start,
            restSeconds: 2, leavesBackwards: chance(0.5))
        guard let path = scene.actors.first(where: { $0.id == person })?.path else { return }
        let hand = handOffset(personShare, facing: path[1].x - path[0].x)
        scene.actors.append(
            Actor(
                id: nextID, kind: .crate, sizeShare: crateShare, contrast: crateContrast,
                path: [
                    Waypoint(at: path[0].seconds, x: path[0].x + hand.x, y: path[0].y - hand.y),
                    Waypoint(at: path[1].seconds, x: path[1].x + hand.x, y: path[1].y - hand.y),
                    Waypoint(at: path[1].seconds + 1, x: path[1].x + hand.x, y: path[1].y),
                    Waypoint(at: seconds + 1, x: path[1].x + hand.x, y: path[1].y),
                ].keepingOrder()))
    }

    /// A crate stands there from the beginning; someone comes and carries it away.
    mutating func addRemovedCrate(
        personShare: Double, crateShare: Double, personContrast: Double, crateContrast: Double,
        start: Double
    ) {
        let person = addVisit(
            .person, sizeShare: personShare, contrast: personContrast, start: start,
            restSeconds: 2, leavesBackwards: chance(0.5))
        guard let path = scene.actors.first(where: { $0.id == person })?.path else { return }
        let hand = handOffset(personShare, facing: path[3].x - path[2].x)
        let lift = path[2].seconds - 1
        scene.actors.append(
            Actor(
                id: nextID, kind: .crate, sizeShare: crateShare, contrast: crateContrast,
                path: [
                    Waypoint(at: 0, x: path[2].x + hand.x, y: path[2].y),
                    Waypoint(at: lift, x: path[2].x + hand.x, y: path[2].y),
                    Waypoint(at: path[2].seconds, x: path[2].x + hand.x, y: path[2].y - hand.y),
                    Waypoint(at: path[3].seconds, x: path[3].x + hand.x, y: path[3].y - hand.y),
                ].keepingOrder()))
    }

    /// From the feet to where hands hold a crate, as shares of the picture.
    private func handOffset(_ personShare: Double, facing: Double) -> (x: Double, y: Double) {
        let tall = extentPixels(.person, personShare)
        return (
            (facing < 0 ? -0.22 : 0.22) * tall / Double(scene.width),
            0.38 * tall / Double(scene.height)
        )
    }
}

extension [Waypoint] {
    /// Drops waypoints that do not come after the one before: a short scene may squeeze them.
    fileprivate func keepingOrder() -> [Waypoint] {
        reduce(into: []) { kept, point in
            if let last = kept.last, point.seconds <= last.seconds { return }
            kept.append(point)
        }
    }
}
