extension SceneDraft {
    /// Something that stands there from the first frame leaves the picture.
    ///
    /// - Parameter start: when it sets out, as a share of the scene.
    @discardableResult
    mutating func addDeparture(
        _ kind: ActorKind, sizeShare: Double, contrast: Double, start: Double
    ) -> Int {
        let extent = extentPixels(kind, sizeShare) / Double(scene.width)
        let goesRight = chance(0.5)
        let x = uniform(0.35...0.65)
        let y = uniform(groundLines(for: kind))
        let away = goesRight ? 1 + 0.6 * extent : -0.6 * extent
        let begin = start * seconds
        let id = nextID
        scene.actors.append(
            Actor(
                id: id, kind: kind, sizeShare: sizeShare, contrast: contrast,
                path: [
                    Waypoint(at: -1, x: x, y: y), Waypoint(at: begin, x: x, y: y),
                    Waypoint(at: begin + 4, x: away, y: y),
                ]))
        return id
    }
}
