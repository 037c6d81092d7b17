import Footage

extension SceneThing {
    /// More points of a path are not kept with an incident.
    private static let mostPoints = 300

    /// Where it was during a time, thinned evenly where that is long.
    func path(in range: Range<Int64>) -> [TrackPoint] {
        var found: [TrackPoint] = []
        visitPlaces { time, region in
            let common = time.clamped(to: range)
            if !common.isEmpty {
                found.append(TrackPoint(microseconds: common.lowerBound, region: region))
            }
        }
        found.sort { $0.microseconds < $1.microseconds }
        guard found.count > Self.mostPoints else { return found }
        return (0..<Self.mostPoints).map { found[$0 * (found.count - 1) / (Self.mostPoints - 1)] }
    }
}

extension Range<Int64> {
    var seconds: Double { Double(upperBound - lowerBound) / 1_000_000 }
}
