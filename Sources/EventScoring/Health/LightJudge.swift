import Footage

/// Tells whether a picture is too dark or too bright to see anything in it, and what made it so.
struct LightJudge: Codable, Hashable {
    /// Of the reading before.
    private var lastMean: Double?
    private var wasInColour = false
    /// Whether the camera has ever shown colour.
    private var hasColour = false
    private var isDark = false
    private var fellSuddenly = false

    init() {}

    mutating func note(_ light: PictureLight, isWell: Bool) {
        if light.colour > Self.colourful { hasColour = true }
        lastMean = Double(light.mean)
        guard isWell else { return }
        wasInColour = light.strongestColour > Self.colourless
    }

    /// `nil`: there is light to see by.
    mutating func fault(_ reading: HealthReading, against reference: ViewReference) -> EventKind? {
        let light = reading.light
        if isCard(reading) { return .signalLost }
        if isBlinding(light, against: reference) { return .blinded }
        guard light.high <= Self.black else {
            isDark = false
            return nil
        }
        if !isDark {
            isDark = true
            fellSuddenly = lastMean.map { $0 > 2 * Double(light.mean) } ?? false
        }
        // What took light and colour from the picture at once lies before the lens.
        if hasColour, light.strongestColour <= Self.colourless, !(fellSuddenly && wasInColour) {
            return .infraredFailed
        }
        guard fellSuddenly else { return .dark }
        let isEmpty = light.high - light.low < Self.nothingSeen
        let isOther =
            reference.isKnown && reference.comparison(with: reading.view).likeness < Self.unlike
        return isEmpty || isOther ? .covered : .dark
    }

    /// A plain picture in one strong colour, with a few words on it perhaps: what a recorder shows
    /// instead of a camera that is gone. Nothing in it ever changes.
    private func isCard(_ reading: HealthReading) -> Bool {
        let light = reading.light
        return light.middle - light.low <= Self.plain && light.colour >= Self.strongColour
            && reading.change.map { $0.jumps == 0 && $0.mean <= Self.stillMean } ?? true
    }

    /// White over much of the picture, or washed out: light everywhere, and some of it too much.
    private func isBlinding(_ light: PictureLight, against reference: ViewReference) -> Bool {
        let whiter = Double(light.whitePermille) - reference.whitePermille
        if light.whitePermille >= Self.mostlyWhite, whiter >= Self.muchWhiter { return true }
        return reference.isKnown && light.middle >= Self.pale && whiter >= Self.whiter
            && Double(light.mean) >= reference.mean + Self.muchBrighter
    }

    /// Mean distance from neutral, 1/16 levels, of a picture that has colour.
    private static let colourful = 3 * 16
    /// Rounding of an encoder, in levels.
    private static let colourless: UInt8 = 2
    /// Luma of a picture that shows nothing; 16 is black.
    private static let black: UInt8 = 48
    private static let nothingSeen: UInt8 = 10
    private static let unlike = 0.5
    private static let pale: UInt8 = 190
    private static let whiter = 120.0
    private static let muchBrighter = 60.0
    private static let mostlyWhite = 450
    private static let muchWhiter = 300.0
    private static let plain: UInt8 = 3
    private static let strongColour = 12 * 16
    private static let stillMean = 16
}
