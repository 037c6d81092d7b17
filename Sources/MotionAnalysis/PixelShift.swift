/// A translation in whole analysis pixels.
struct PixelShift: Hashable {
    var right: Int
    var down: Int

    static let none = PixelShift(right: 0, down: 0)
    var isNone: Bool { right == 0 && down == 0 }
}
