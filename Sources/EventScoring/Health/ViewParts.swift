import Footage

/// How a picture agrees with a reference part by part: four across, three down.
struct ViewParts {
    /// Share of the parts with edges in which none of them is met.
    private(set) var lostShare = 0.0
    /// Share of the parts in which, besides, there is hardly any edge that stays.
    private(set) var blankShare = 0.0

    private static let across = 4
    private static let down = 3
    private static let fewestEdges = 8
    private static let lost = 0.25
    private static let blank = 0.5
    private static let lasting = 0.25

    /// - Parameter earlier: the edges of some seconds before.
    init(
        _ picture: EdgePlanes, on reference: EdgePlanes, usual: Double, earlier: EdgePlanes?
    ) {
        let rows = ViewSignature.interiorRows
        let width = ViewSignature.columns / Self.across
        var (parts, lost, blank) = (0, 0, 0)
        for down in 0..<Self.down {
            let first = rows.lowerBound + down * rows.count / Self.down
            let last = rows.lowerBound + (down + 1) * rows.count / Self.down
            for across in 0..<Self.across {
                let columns = (UInt64(1) << UInt64(width) - 1) << UInt64(across * width)
                let there = reference.count(rows: first..<last, columns: columns)
                guard there >= Self.fewestEdges else { continue }
                parts += 1
                let found = EdgeAgreement(
                    picture, on: reference, rows: first..<last, columns: columns)
                guard found.share < Self.lost * usual else { continue }
                lost += 1
                let seen = picture.count(rows: first..<last, columns: columns)
                // Noise has edges too, others every time.
                let lasting = earlier.map {
                    EdgeAgreement(picture, on: $0, rows: first..<last, columns: columns).share
                }
                if Double(seen) < Self.blank * Double(there) || lasting ?? 1 < Self.lasting {
                    blank += 1
                }
            }
        }
        guard parts > 0 else { return }
        lostShare = Double(lost) / Double(parts)
        blankShare = Double(blank) / Double(parts)
    }
}
