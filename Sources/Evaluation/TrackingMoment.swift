public import Footage

/// What is in one frame and what was found in it, each thing with its number.
public struct TrackingMoment: Sendable, Hashable {
    public struct Thing: Sendable, Hashable {
        /// The same for the same thing at every moment; truth and findings number for themselves.
        public var id: Int
        public var region: Region

        public init(id: Int, region: Region) {
            self.id = id
            self.region = region
        }
    }

    /// Things that must be found.
    public var truth: [Thing]
    /// Things that may be found or not, such as those at rest.
    public var optional: [Thing]
    public var found: [Thing]

    public init(truth: [Thing], optional: [Thing] = [], found: [Thing]) {
        self.truth = truth
        self.optional = optional
        self.found = found
    }

    /// Without what was found of the optional things.
    func withoutOptional(leastOverlap: Double) -> TrackingMoment {
        guard !optional.isEmpty else { return self }
        let all = truth + optional
        let columns = Self.pair(all, found, leastOverlap: leastOverlap)
        let dropped = Set(columns.dropFirst(truth.count).compactMap { $0 })
        return TrackingMoment(
            truth: truth,
            found: found.enumerated().filter { !dropped.contains($0.offset) }.map(\.element))
    }

    /// The index among `found` of every true thing, so that the boxes agree best.
    static func pair(_ truth: [Thing], _ found: [Thing], leastOverlap: Double) -> [Int?] {
        OptimalAssignment.columns(rows: truth.count, columns: found.count, aloneCost: 1) {
            let overlap = truth[$0].region.overlap(found[$1].region)
            // One pair more is better than any two that agree more closely.
            return overlap >= leastOverlap ? -overlap : .infinity
        }
    }
}
