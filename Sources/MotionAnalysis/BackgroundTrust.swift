import Footage

/// For how long each pixel has shown the background: what was seen for long is the background,
/// and what covers it a thing.
struct BackgroundTrust {
    /// 255 where it was seen for long enough.
    let trusted: Plane

    /// Units of a 200th of what is needed, so that a byte holds them.
    private let seen: Plane
    private let unitSeconds: Double
    private var last: MediaTime
    private var remainder = 0.0
    private static let needed: UInt8 = 200

    init(size: FrameSize, seconds: Double, at time: MediaTime) {
        trusted = Plane(size: size)
        seen = Plane(size: size)
        trusted.fill(0)
        seen.fill(0)
        unitSeconds = max(seconds, 0.01) / Double(Self.needed)
        last = time
    }

    /// - Parameter mask: 0 where the frame shows the background, else 255.
    mutating func follow(_ mask: Plane, at time: MediaTime) {
        let wanted = max(0, (time - last).seconds) / unitSeconds + remainder
        let units = wanted.rounded(.down)
        remainder = wanted - units
        last = time
        let amount = UInt8(min(units, 255))
        let (found, seen, trusted) = (mask.base, seen.base, trusted.base)
        // Without a branch, so that it is done by vectors.
        for i in 0..<mask.size.pixelCount {
            let room = 255 &- seen[i]
            seen[i] = seen[i] &+ ((amount < room ? amount : room) & ~found[i])
        }
        for i in 0..<mask.size.pixelCount {
            let verdict: UInt8 = seen[i] >= Self.needed ? 255 : 0
            trusted[i] = (verdict & ~found[i]) | (trusted[i] & found[i])
        }
        withExtendedLifetime(mask) {}
    }
}
