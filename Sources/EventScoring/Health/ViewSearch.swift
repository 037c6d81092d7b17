import Footage
import Foundation

/// Looks for a reference's edges elsewhere in a picture: moved, turned or enlarged.
struct ViewSearch {
    /// Where the reference was found again.
    struct Match {
        var movement: CameraMovement
        /// In whole cells, of the reference as it was turned and enlarged.
        var right: Int
        var down: Int
        /// See `EdgeAgreement.share`.
        var share: Double
    }

    let reference: EdgePlanes
    let picture: EdgePlanes
    /// Width by height of the picture, in thousandths.
    let aspectPermille: Int

    private static let reachRight = 26
    private static let reachDown = 14
    /// Less of the reference in the picture proves nothing: in edges, and as a share of all.
    private static let fewestEdges = 30
    private static let leastShare = 0.3
    private static let leastSignificance = 6.0

    /// The best place at which the content lies without turning or enlarging, farther than a cell
    /// from where it was.
    func moved() -> Match? { search(reference, picture, turn: 0, zoom: 1) }

    /// The best place with the content turned or enlarged too, if it is. Edges are met more easily
    /// than in `moved`: shares of the two do not compare.
    func warped() -> Match? {
        let grown = picture.grown()
        var best: Match?
        func look(_ turn: Double, _ zoom: Double) {
            let warped = warp(turnDegrees: turn, zoom: zoom)
            let found = search(warped, grown, turn: turn, zoom: zoom, fewestCells: 0)
            if let found, found.share > best?.share ?? 0 { best = found }
        }
        look(0, 1)
        for turn in [-24.0, -17, -12, -8, -5, -3, 3, 5, 8, 12, 17, 24] { look(turn, 1) }
        for zoom in [0.7, 0.8, 0.88, 0.94, 1.07, 1.15, 1.25, 1.4, 1.6] { look(0, zoom) }
        guard let first = best?.movement else { return nil }
        for turn in [-4.0, -2, 0, 2, 4] {
            for zoom in [0.92, 0.96, 1, 1.04, 1.08] {
                look(first.turnDegrees + turn, first.zoom * zoom)
            }
        }
        return best
    }

    /// How many of the picture's edges are the reference's in that place, as `EdgeAgreement.share`.
    func explained(by match: Match) -> Double {
        let movement = match.movement
        let moved =
            movement.turnDegrees == 0 && movement.zoom == 1
            ? reference : warp(turnDegrees: movement.turnDegrees, zoom: movement.zoom)
        return EdgeAgreement(
            moved.grown(), on: picture, right: -match.right, down: -match.down
        ).share
    }

    /// From small to large shifts: among equals the smaller one.
    private func search(
        _ reference: EdgePlanes, _ picture: EdgePlanes, turn: Double, zoom: Double,
        fewestCells: Int = 1
    ) -> Match? {
        func agreement(_ right: Int, _ down: Int) -> EdgeAgreement {
            EdgeAgreement(picture, on: reference, right: right, down: down)
        }
        let fewest = max(
            Self.fewestEdges, Int(Self.leastShare * Double(self.reference.count())))
        var best: (right: Int, down: Int, found: EdgeAgreement)?
        for magnitude in 0...Self.reachRight {
            for right in magnitude == 0 ? [0] : [-magnitude, magnitude] {
                for down in -Self.reachDown...Self.reachDown
                where max(abs(right), abs(down)) >= fewestCells {
                    let found = agreement(right, down)
                    guard found.expected >= fewest,
                        found.significance >= Self.leastSignificance
                    else { continue }
                    if found.share > best?.found.share ?? 0 { best = (right, down, found) }
                }
            }
        }
        guard let best else { return nil }
        let right = Self.peak(
            agreement(best.right - 1, best.down).share, best.found.share,
            agreement(best.right + 1, best.down).share)
        let down = Self.peak(
            agreement(best.right, best.down - 1).share, best.found.share,
            agreement(best.right, best.down + 1).share)
        return Match(
            movement: CameraMovement(
                right: (Double(best.right) + right) / Double(ViewSignature.columns),
                down: (Double(best.down) + down) / Double(ViewSignature.rows),
                turnDegrees: turn, zoom: zoom), right: best.right, down: best.down,
            share: best.found.share)
    }

    /// Where between its neighbours a maximum lies, −0.5…0.5.
    private static func peak(_ before: Double, _ here: Double, _ after: Double) -> Double {
        let bend = before - 2 * here + after
        return bend < 0 ? min(0.5, max(-0.5, (before - after) / (2 * bend))) : 0
    }

    /// The reference as it would be seen by a camera that was turned or has zoomed.
    private func warp(turnDegrees: Double, zoom: Double) -> EdgePlanes {
        let aspect = Double(aspectPermille) / 1000
        let angle = turnDegrees * .pi / 180
        let (sine, cosine) = (sin(angle) * zoom, cos(angle) * zoom)
        var warped = EdgePlanes()
        func place(_ map: [UInt64], _ target: inout [UInt64]) {
            for row in ViewSignature.interiorRows where map[row] != 0 {
                let y = (Double(row) + 0.5) / Double(ViewSignature.rows) - 0.5
                for column in 0..<ViewSignature.columns where map[row] >> UInt64(column) & 1 == 1 {
                    let x = ((Double(column) + 0.5) / Double(ViewSignature.columns) - 0.5) * aspect
                    let right = (cosine * x - sine * y) / aspect + 0.5
                    let down = sine * x + cosine * y + 0.5
                    let (toColumn, toRow) = (
                        Int((right * Double(ViewSignature.columns)).rounded(.down)),
                        Int((down * Double(ViewSignature.rows)).rounded(.down))
                    )
                    guard (0..<ViewSignature.columns).contains(toColumn),
                        target.indices.contains(toRow)
                    else { continue }
                    target[toRow] |= 1 << UInt64(toColumn)
                }
            }
        }
        place(reference.upright, &warped.upright)
        place(reference.level, &warped.level)
        return warped
    }
}
