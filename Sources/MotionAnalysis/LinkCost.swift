import Footage

/// How badly an observation fits a track: squared standard deviations of place, size and
/// appearance, added up.
struct LinkCost {
    let parameters: TrackingParameters

    /// - Returns: `.infinity` for pairs that cannot be.
    func callAsFunction(_ track: Track, _ observation: Observation, at time: MediaTime) -> Double {
        let expected = track.place.box
        let edges = BoxEdges(observation.component)
        let (place, doubt) = track.place.distance(to: edges)
        let size =
            Self.ratioDistance(expected.width, edges.width)
            + Self.ratioDistance(expected.height, edges.height)
        let appearance = track.appearance.distance(to: observation.appearance)
        let touches = expected.common(edges) > 0
        if track.restsSince != nil {
            // It goes on from where it stood.
            guard edges.share(inside: expected) >= 0.5 || expected.share(inside: edges) >= 0.5
            else { return .infinity }
        } else if track.wasOutOfSight(at: time) {
            let most = parameters.reunionDeviations * parameters.reunionDeviations
            guard place + size + appearance <= most else { return .infinity }
        } else if !touches {
            let ratio = edges.area / max(expected.area, 1)
            guard place <= 12, ratio > 0.2, ratio < 5 else { return .infinity }
        } else {
            let ratio = edges.area / max(expected.area, 1)
            guard ratio < 12, ratio > 1.0 / 12 else { return .infinity }
        }
        return min(place, parameters.largestPlaceCost) + min(doubt, 10)
            + min(size, parameters.largestSizeCost)
            + min(appearance, parameters.largestAppearanceCost)
            + (track.observations < 3 ? parameters.newcomerCost : 0)
    }

    /// Squared difference of sizes, in standard deviations of a fifth of the size.
    private static func ratioDistance(_ one: Double, _ other: Double) -> Double {
        let difference = one - other
        return difference * difference / max(one * other, 1) * 25
    }
}
