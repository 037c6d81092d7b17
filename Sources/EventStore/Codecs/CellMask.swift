import Footage

/// A set of cells of the activity grid, one bit each.
struct CellMask: Equatable {
    /// Bit *n* (lowest first) of byte *n* ÷ 8 is cell *n*, row-major.
    let bytes: [UInt8]

    /// `isSet` has one entry per cell.
    init(_ isSet: [Bool]) {
        var bytes = [UInt8](repeating: 0, count: ActivityMinute.cellBytes)
        for (cell, isSet) in isSet.enumerated() where isSet { bytes[cell / 8] |= 1 << (cell % 8) }
        self.bytes = bytes
    }

    /// The cells that a polygon touches, as seen at 8 × 8 points in each, and those that hold one
    /// of its corners.
    init(touching polygon: Polygon) {
        let (columns, rows, points) = (ActivityGrid.columns, ActivityGrid.rows, 8)
        var isSet = [Bool](repeating: false, count: columns * rows)
        for cell in isSet.indices {
            let (column, row) = (cell % columns, cell / columns)
            isSet[cell] = (0..<points * points).contains { point in
                polygon.contains(
                    NormalizedPoint(
                        x: (Double(column) + (Double(point % points) + 0.5) / Double(points))
                            / Double(columns),
                        y: (Double(row) + (Double(point / points) + 0.5) / Double(points))
                            / Double(rows)))
            }
        }
        for corner in polygon.points where corner.x.isFinite && corner.y.isFinite {
            let column = Int(min(max(corner.x, 0), 1) * Double(columns))
            let row = Int(min(max(corner.y, 0), 1) * Double(rows))
            isSet[min(row, rows - 1) * columns + min(column, columns - 1)] = true
        }
        self.init(isSet)
    }

    func contains(_ cell: Int) -> Bool { bytes[cell / 8] & (1 << (cell % 8)) != 0 }
}
