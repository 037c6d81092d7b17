/// How a shaken camera's picture lies over the model: a small movement and a small roll.
///
/// A roll is brought back by two shears, which for angles below a degree are the same: every row
/// is moved a little further sideways than the row before it, every column a little further down.
struct PixelShift: Hashable {
    /// Movement at the centre of the picture, in sixteenths of an analysis pixel: where the
    /// picture's content lies relative to the model.
    var right: Int
    var down: Int
    /// Sixteenths of a pixel of sideways movement per 1024 rows; downwards movement per column is
    /// the opposite.
    var roll = 0

    static let unit = 16
    static let none = PixelShift(right: 0, down: 0)
    var isNone: Bool { self == .none }

    /// Movement of row `y` to the right, in quarters of a pixel.
    func quartersRight(row y: Int, of height: Int) -> Int {
        Self.quarters(right * 2048 + roll * (2 * y + 1 - height))
    }

    /// Movement of column `x` downwards, in quarters of a pixel.
    func quartersDown(column x: Int, of width: Int) -> Int {
        Self.quarters(down * 2048 - roll * (2 * x + 1 - width))
    }

    /// Rounds 1/2048 of a sixteenth to quarters of a pixel, half up.
    private static func quarters(_ amount: Int) -> Int { (amount + 2 * 2048) >> 13 }

    /// Quarters to whole pixels, half up.
    static func whole(_ quarters: Int) -> Int { (quarters + 2) >> 2 }
}
