public import Footage

/// Where one object went during an event, how fast and how large it was.
///
/// Distances are in widths of the picture, in both directions, so that they compare.
public struct ObjectPath: Hashable, Sendable {
    public struct Point: Hashable, Sendable {
        public var time: MediaTime
        /// 0…1 of the displayed picture.
        public var region: Region

        /// Middle of the box.
        public var place: NormalizedPoint {
            NormalizedPoint(x: region.x + region.width / 2, y: region.y + region.height / 2)
        }
    }

    /// The number of the object in its first box.
    public var track: Int
    /// In order of time; at least one.
    public var points: [Point]
    /// The way that was made, picture widths; swaying on the spot is none.
    public var length: Double
    /// From the first place to the last, picture widths.
    public var displacement: Double
    /// Picture widths per second, over the whole time.
    public var meanSpeed: Double
    /// The same over the fastest second.
    public var topSpeed: Double
    /// Mean area of its boxes as a share of the picture, 0…1.
    public var sizeShare: Double

    public var start: MediaTime { points[0].time }
    public var end: MediaTime { points[points.count - 1].time }

    /// - Parameters:
    ///   - points: in order of time, at least one.
    ///   - aspect: height of the displayed picture divided by its width.
    public init(track: Int, points: [Point], aspect: Double) {
        precondition(!points.isEmpty, "a path has a place")
        self.track = track
        self.points = points
        let steps = PathSteps(points: points, aspect: aspect)
        length = steps.length
        displacement = steps.distance(0, points.count - 1)
        let seconds = (points[points.count - 1].time - points[0].time).seconds
        meanSpeed = seconds > 0 ? steps.length / seconds : 0
        topSpeed = max(steps.topSpeed, meanSpeed)
        sizeShare = points.reduce(0) { $0 + $1.region.area } / Double(points.count)
    }
}

/// Distances along a path, in picture widths.
private struct PathSteps {
    let points: [ObjectPath.Point]
    let aspect: Double

    func distance(_ one: Int, _ other: Int) -> Double {
        let (from, to) = (points[one].place, points[other].place)
        let (x, y) = (to.x - from.x, (to.y - from.y) * aspect)
        return (x * x + y * y).squareRoot()
    }

    /// Steps count once they leave the place by a fifth of the box: less is the box that breathes.
    var length: Double {
        var total = 0.0
        var from = 0
        for index in points.indices.dropFirst() {
            let box = points[index].region
            let step = distance(from, index)
            guard step >= 0.2 * min(box.width, box.height * aspect) else { continue }
            total += step
            from = index
        }
        return total
    }

    /// Over windows of at least a second, so that one bad box is no burst of speed.
    var topSpeed: Double {
        var top = 0.0
        var from = 0
        for index in points.indices {
            while from + 1 < index, (points[index].time - points[from + 1].time).seconds >= 1 {
                from += 1
            }
            let seconds = (points[index].time - points[from].time).seconds
            guard seconds >= 1 else { continue }
            top = max(top, distance(from, index) / seconds)
        }
        return top
    }
}
