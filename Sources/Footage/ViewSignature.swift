/// What a camera looks at, small enough to be kept for hours and compared in microseconds: where
/// the edges of its picture lie, and how its light is spread.
///
/// Of the stored picture, not turned as it is shown.
public struct ViewSignature: Hashable, Sendable, Codable {
    /// Cells of the edge maps across and down: one row is one word.
    public static let columns = 64
    public static let rows = 36
    /// Blocks of the luma map across and down: 4 × 4 cells each.
    public static let blockColumns = 16
    public static let blockRows = 9
    /// Rows of cells between those at the upper and lower edge, where recorders burn in text.
    public static let interiorRows = 5..<31
    /// Samples of the fingerprint.
    public static let fingerprintCount = 64

    /// Cells with an upright edge, stronger than around them; the lowest bit is the leftmost cell.
    public var upright: [UInt64]
    /// Cells with a level edge.
    public var level: [UInt64]
    /// Mean luma of each block, row-major, 0…255.
    public var luma: [UInt8]
    /// Luma of single samples at fixed places: what sensor noise never leaves alone.
    public var fingerprint: [UInt8]

    /// An empty signature: black, without edges.
    public init() {
        upright = Array(repeating: 0, count: Self.rows)
        level = upright
        luma = Array(repeating: 0, count: Self.blockColumns * Self.blockRows)
        fingerprint = Array(repeating: 0, count: Self.fingerprintCount)
    }
}
