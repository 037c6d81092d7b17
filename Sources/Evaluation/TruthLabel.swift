/// What the truth of a CDnet frame says of a pixel.
///
/// Grey levels 0, 50, 85, 170 and 255; a file whose encoder shifted them is read to the nearest.
enum TruthLabel: UInt8, CaseIterable {
    case background = 0
    /// A shadow: background.
    case shadow = 50
    /// Not scored.
    case outsideRegion = 85
    /// Too uncertain to be scored.
    case unknown = 170
    case foreground = 255

    /// The label of every grey level.
    static let byLevel: [TruthLabel] = (0..<256).map { level in
        allCases.min { abs(Int($0.rawValue) - level) < abs(Int($1.rawValue) - level) }
            ?? .background
    }

    var isScored: Bool { self != .outsideRegion && self != .unknown }
}
