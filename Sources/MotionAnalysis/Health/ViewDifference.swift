import Footage

/// What tells one view from another.
struct ViewDifference {
    /// Cells with an edge in one of both alone, and in any.
    private(set) var differing = 0
    private(set) var edges = 0
    /// Blocks whose light differs.
    private let lit: Int

    init(_ view: ViewSignature, _ other: ViewSignature) {
        for row in 0..<ViewSignature.rows {
            differing += (view.upright[row] ^ other.upright[row]).nonzeroBitCount
            differing += (view.level[row] ^ other.level[row]).nonzeroBitCount
            edges += (view.upright[row] | other.upright[row]).nonzeroBitCount
            edges += (view.level[row] | other.level[row]).nonzeroBitCount
        }
        lit = zip(view.luma, other.luma).count { abs(Int($0) - Int($1)) > Self.lightStep }
    }

    var isNoise: Bool { differing * 8 <= edges + 16 && lit == 0 }

    /// Whether noise and what moves in a scene explain it: a view that has moved by a cell, or half
    /// of which is covered, shares fewer edges.
    var isOfScene: Bool {
        differing * 8 <= edges * 5 + 16
            && lit * 3 <= ViewSignature.blockColumns * ViewSignature.blockRows
    }

    /// Levels of luma that noise does not change a block by.
    static let lightStep = 4
}

extension ViewSignature {
    /// Takes over from the view before what only costs to store.
    mutating func settle(on other: ViewSignature) {
        // Only where one stretch follows on another are single samples compared.
        fingerprint = other.fingerprint
        for block in luma.indices
        where abs(Int(luma[block]) - Int(other.luma[block])) <= ViewDifference.lightStep {
            luma[block] = other.luma[block]
        }
    }
}
