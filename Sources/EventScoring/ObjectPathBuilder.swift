public import Footage

/// Puts together the paths of an event's objects from the boxes that were kept.
///
/// A number stands for the same object within one stretch of a recording only; in the next one,
/// which is analysed alone, it may be another's. So a path goes on under the same number where the
/// box fits, and under any number where one path ends and another begins in the same place, of the
/// same size, as the movement goes on.
public struct ObjectPathBuilder {
    /// Longest time for which an object may be missing within its path.
    public static let longestGapSeconds = 2.5
    /// What must fit at a border between stretches: the sum of how far off the place is, in sizes
    /// of the box, and of how much the size differs, in doublings.
    private static let mostDifference = 2.0

    private let aspect: Double

    /// - Parameter displayed: size of the picture as it is shown.
    public init(displayed: FrameSize) {
        aspect = Double(max(1, displayed.height)) / Double(max(1, displayed.width))
    }

    private struct Piece {
        var track: Int
        var points: [ObjectPath.Point]

        var end: MediaTime { points[points.count - 1].time }
    }

    /// - Parameter moments: of one recording, in any order.
    /// - Returns: those that went farthest first.
    public func paths(from moments: [TimedBoxes]) -> [ObjectPath] {
        let ordered = moments.enumerated().sorted {
            ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
        }
        let pieces = joined(pieces(of: ordered.map(\.element)))
        return pieces.map { ObjectPath(track: $0.track, points: $0.points, aspect: aspect) }
            .sorted {
                if $0.displacement != $1.displacement { return $0.displacement > $1.displacement }
                return ($0.start, $0.track) < ($1.start, $1.track)
            }
    }

    /// Boxes of one number, for as long as they fit.
    private func pieces(of moments: [TimedBoxes]) -> [Piece] {
        var done: [Piece] = []
        var open: [Int: Piece] = [:]
        for moment in moments {
            for box in moment.boxes {
                let point = ObjectPath.Point(time: moment.time, region: box.region)
                if var piece = open[box.track], piece.end < moment.time {
                    let gap = (moment.time - piece.end).seconds
                    if gap <= Self.longestGapSeconds,
                        difference(piece.points, [point]) <= 2 * Self.mostDifference
                    {
                        piece.points.append(point)
                        open[box.track] = piece
                    } else {
                        done.append(piece)
                        open[box.track] = Piece(track: box.track, points: [point])
                    }
                } else if open[box.track] == nil {
                    open[box.track] = Piece(track: box.track, points: [point])
                }
            }
        }
        return (done + open.values).sorted {
            ($0.points[0].time, $0.track) < ($1.points[0].time, $1.track)
        }
    }

    /// Joins each end with the beginning that continues it, so that all fit best together.
    private func joined(_ pieces: [Piece]) -> [Piece] {
        let next = OptimalAssignment.columns(
            rows: pieces.count, columns: pieces.count, aloneCost: Self.mostDifference
        ) { earlier, later in
            let gap = (pieces[later].points[0].time - pieces[earlier].end).seconds
            guard gap > 0, gap <= Self.longestGapSeconds else { return .infinity }
            return difference(pieces[earlier].points, pieces[later].points)
        }
        let continued = Set(next.compactMap { $0 })
        return pieces.indices.filter { !continued.contains($0) }.map { first in
            var piece = pieces[first]
            var current = first
            while let following = next[current] {
                piece.points += pieces[following].points
                current = following
            }
            return piece
        }
    }

    /// How badly one run of points continues another.
    private func difference(_ earlier: [ObjectPath.Point], _ later: [ObjectPath.Point]) -> Double {
        let (last, first) = (earlier[earlier.count - 1], later[0])
        let seconds = (first.time - last.time).seconds
        let before = velocity(of: earlier.suffix(5))
        let after = later.count > 2 ? velocity(of: later.prefix(5)) : before
        let (x, y) = (
            first.place.x - last.place.x - (before.x + after.x) / 2 * seconds,
            (first.place.y - last.place.y) * aspect - (before.y + after.y) / 2 * seconds
        )
        let size = (last.region.area * first.region.area * aspect * aspect).squareRoot()
            .squareRoot()
        let ratio =
            max(last.region.area, first.region.area)
            / max(min(last.region.area, first.region.area), 1e-6)
        // Square roots instead of a logarithm: the same on every machine.
        return (x * x + y * y).squareRoot() / max(size, 1e-3) + 2 * (ratio.squareRoot() - 1)
    }

    /// Picture widths per second.
    private func velocity(of points: ArraySlice<ObjectPath.Point>) -> (x: Double, y: Double) {
        guard let first = points.first, let last = points.last, last.time > first.time else {
            return (0, 0)
        }
        let seconds = (last.time - first.time).seconds
        return (
            (last.place.x - first.place.x) / seconds,
            (last.place.y - first.place.y) * aspect / seconds
        )
    }
}
