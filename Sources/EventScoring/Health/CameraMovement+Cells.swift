import Footage

extension CameraMovement {
    /// The larger of both directions, in cells of a `ViewSignature`.
    var reachCells: Double {
        max(abs(right) * Double(ViewSignature.columns), abs(down) * Double(ViewSignature.rows))
    }

    func isNear(_ other: CameraMovement, cells: Double) -> Bool {
        CameraMovement(right: right - other.right, down: down - other.down).reachCells <= cells
    }

    var isTurnedOrZoomed: Bool { abs(turnDegrees) >= 1.5 || abs(zoom - 1) >= 0.035 }
}
