/// A named reason for which foreground was discarded. Every discard is counted by name.
///
/// The raw value is the name in the database and in `--json`: never change one.
public enum Suppressor: String, Sendable, CaseIterable, Comparable {
    /// Outside every include zone, or inside a motion mask.
    case masked
    /// Too small, too short-lived or too weak to be anything but sensor noise.
    case noise
    /// A global change of light or exposure.
    case lightChange = "light_change"
    /// The camera switched between day and infrared.
    case infraredSwitch = "ir_switch"
    case shadow
    /// Water or foliage that moves without going anywhere.
    case ripple
    case rain
    case insect
    case shake
    /// A clock or text that the recorder burnt into the picture.
    case onScreenText = "on_screen_text"
    /// Uncovered background that an object left behind.
    case ghost

    public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Discarded foreground by reason, in pixels of the analysis frame.
///
/// A shaken frame, and one within a switch of light, counts with all its pixels: what would have
/// been foreground in it was never looked for.
public struct SuppressorCounts: Sendable, Equatable {
    private var counts: [Int64]

    public init() { counts = Array(repeating: 0, count: Suppressor.allCases.count) }

    private static let indices = Dictionary(
        uniqueKeysWithValues: Suppressor.allCases.enumerated().map { ($1, $0) })

    public subscript(suppressor: Suppressor) -> Int64 {
        get { counts[Self.indices[suppressor]!] }
        set { counts[Self.indices[suppressor]!] = newValue }
    }

    public mutating func add(_ other: SuppressorCounts) {
        for index in counts.indices { counts[index] += other.counts[index] }
    }

    /// Whether nothing was discarded but for this reason.
    public func isNothing(but suppressor: Suppressor) -> Bool {
        let allowed = Self.indices[suppressor]!
        for index in counts.indices where counts[index] > 0 && index != allowed { return false }
        return true
    }

    /// The reasons that discarded anything, in the order of their declaration.
    public var nonZero: [(suppressor: Suppressor, pixels: Int64)] {
        zip(Suppressor.allCases, counts).filter { $1 > 0 }.map { ($0, $1) }
    }
}
