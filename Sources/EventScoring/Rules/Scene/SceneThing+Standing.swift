import Footage

extension SceneThing {
    /// When and where the thing stood: times in which its middle stayed within a span, in widths of
    /// the picture both ways.
    func stands(within span: Double, aspect: Double) -> [Rest] {
        var places: [(range: Range<Int64>, region: Region)] = []
        visitPlaces { places.append(($0, $1)) }
        var found: [Rest] = []
        var first = 0
        while first < places.count {
            var bounds = Bounds(places[first].region.middle)
            var last = first
            while last + 1 < places.count, isSeen(places[last].range, places[last + 1].range) {
                var wider = bounds
                wider.add(places[last + 1].region.middle)
                guard wider.span(aspect: aspect) <= span else { break }
                bounds = wider
                last += 1
            }
            let start = places[first].range.lowerBound
            let end = places[first...last].map(\.range.upperBound).max() ?? start
            let isLongest = found.last.map { end > $0.range.upperBound } ?? true
            // Of overlapping spans the first that lasts is kept: a slow start does not split it.
            if last > first || end - start > Self.longestHold, isLongest {
                if let before = found.last, before.range.upperBound > start {
                    if end - start > Int64(before.range.count) {
                        found[found.count - 1] = rest(places[first...last], start..<end)
                    }
                } else {
                    found.append(rest(places[first...last], start..<end))
                }
            }
            first += 1
        }
        return found
    }

    private func isSeen(_ earlier: Range<Int64>, _ later: Range<Int64>) -> Bool {
        later.lowerBound - earlier.upperBound <= TrackJoining.longestRest
    }

    /// Its place is that of the middle one of its boxes.
    private func rest(
        _ places: ArraySlice<(range: Range<Int64>, region: Region)>, _ range: Range<Int64>
    ) -> Rest {
        Rest(range: range, region: places[places.startIndex + places.count / 2].region)
    }

    /// The smallest rectangle around some points.
    private struct Bounds {
        private var left: Double
        private var right: Double
        private var top: Double
        private var bottom: Double

        init(_ point: NormalizedPoint) {
            (left, right, top, bottom) = (point.x, point.x, point.y, point.y)
        }

        mutating func add(_ point: NormalizedPoint) {
            left = min(left, point.x)
            right = max(right, point.x)
            top = min(top, point.y)
            bottom = max(bottom, point.y)
        }

        func span(aspect: Double) -> Double { max(right - left, (bottom - top) * aspect) }
    }
}
