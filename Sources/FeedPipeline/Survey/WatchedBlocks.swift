import Footage

/// The blocks of a picture in which motion counts: those of which at least half does.
enum WatchedBlocks {
    /// - Parameters:
    ///   - orientation: how the stored picture is turned to be shown.
    ///   - zones: where motion counts, 0…1 of the picture as shown; empty means everywhere.
    ///   - masks: where it does not.
    static func marks(
        columns: Int, rows: Int, orientation: Orientation, zones: [Polygon], masks: [Polygon]
    ) -> [Bool] {
        guard !zones.isEmpty || !masks.isEmpty else {
            return Array(repeating: true, count: columns * rows)
        }
        func counts(_ x: Double, _ y: Double) -> Bool {
            let point = orientation.displayed(NormalizedPoint(x: x, y: y))
            return (zones.isEmpty || zones.contains { $0.contains(point) })
                && !masks.contains { $0.contains(point) }
        }
        return (0..<columns * rows).map { block in
            let (row, column) = (block / columns, block % columns)
            var count = 0
            for down in [0.25, 0.75] {
                for across in [0.25, 0.75] {
                    let isIn = counts(
                        (Double(column) + across) / Double(columns),
                        (Double(row) + down) / Double(rows))
                    if isIn { count += 1 }
                }
            }
            return count >= 2
        }
    }
}
