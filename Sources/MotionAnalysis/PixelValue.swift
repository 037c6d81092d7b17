/// What a pixel shows.
struct PixelValue: Equatable {
    var luma: UInt8
    var cb: UInt8
    var cr: UInt8

    /// As far apart as luma or, counted twice, chroma is, levels.
    func distance(to other: PixelValue) -> Int {
        let chroma = abs(Int(cb) &- Int(other.cb)) &+ abs(Int(cr) &- Int(other.cr))
        return max(abs(Int(luma) &- Int(other.luma)), 2 &* chroma)
    }

    /// The one of medium luma; `nil` of none.
    static func middle(of values: [PixelValue]) -> PixelValue? {
        values.isEmpty ? nil : values.sorted { $0.luma < $1.luma }[values.count / 2]
    }
}
