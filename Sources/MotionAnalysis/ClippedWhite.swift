/// What is white before or after it is brought to another light: how much brighter than white it
/// was, or how near to white the sensor would show it, nobody can say.
struct ClippedWhite {
    /// What white has become, if that is less than white; levels of luma. From here on a value
    /// says only "at least this".
    let limit: UInt8

    /// A little below white: the picture is smoothed, and video white may be 235.
    static let luma: UInt8 = 228
    /// By how many levels such a place may seem darker than the limit.
    private static let tolerance: UInt8 = 8

    /// - Parameter fit: to the other light.
    /// - Returns: `nil` if white is about as bright there.
    init?(in fit: LightFit) {
        let (white, now) = (Double(Self.luma), fit.gain * Double(Self.luma) + fit.offset)
        guard abs(now - white) > Double(Self.tolerance) else { return nil }
        limit = UInt8(min(max(now, 0), white))
    }

    /// Whether a place that was white may be as bright as this.
    func mayBe(_ luma: UInt8) -> Bool { luma >= limit - min(Self.tolerance, limit) }
}
