/// Parts of the analysis that can be switched off, to measure what each is good for.
public struct DisabledComponents: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Taking the halo away that smoothing lays round things.
    public static let haloes = DisabledComponents(rawValue: 1 << 0)
    /// A background of the first seconds' frames instead of the first one.
    public static let coldStart = DisabledComponents(rawValue: 1 << 1)
    /// Taking from the mask what only the light has changed, by the texture under it.
    public static let lightPatches = DisabledComponents(rawValue: 1 << 8)
    /// Reading the light from places whose edges are still seen.
    public static let anchoredLight = DisabledComponents(rawValue: 1 << 9)
    /// Coming back to backgrounds of a light that was seen before.
    public static let lightMemory = DisabledComponents(rawValue: 1 << 10)

    /// Filling what a thing covers although it looks like the ground there.
    public static let coveredGround = DisabledComponents(rawValue: 1 << 11)
    /// Taking what was only moved into the background sooner than what has come.
    public static let movedThings = DisabledComponents(rawValue: 1 << 12)

    /// Learning what places go back and forth between, under what looks like objects too.
    public static let restlessGround = DisabledComponents(rawValue: 1 << 13)

    /// Taking cast shadows on ground without texture from the mask.
    public static let flatShadows = DisabledComponents(rawValue: 1 << 14)

    /// Leaving out frames in which nothing is new.
    public static let restingFrames = DisabledComponents(rawValue: 1 << 15)

    /// Suppressors, by what they tell from things.
    public static let shadow = DisabledComponents(rawValue: 1 << 16)
    public static let movingLight = DisabledComponents(rawValue: 1 << 17)
    /// Taking for background what, where it blinks, lies between the neighbours' background.
    public static let swaying = DisabledComponents(rawValue: 1 << 18)
    public static let insect = DisabledComponents(rawValue: 1 << 19)
    public static let rain = DisabledComponents(rawValue: 1 << 20)
    public static let ripple = DisabledComponents(rawValue: 1 << 21)
    public static let onScreenText = DisabledComponents(rawValue: 1 << 22)
    /// Bringing frame and background into the same light, and waiting while a lamp is switched.
    public static let lightChange = DisabledComponents(rawValue: 1 << 23)
    /// Waiting while the camera goes from day to infrared or back.
    public static let infraredSwitch = DisabledComponents(rawValue: 1 << 24)
    /// Bringing the picture of a shaken camera back over the background.
    public static let shake = DisabledComponents(rawValue: 1 << 25)
    /// Thresholds that rise with the measured noise, and dropping what is too small to be a thing.
    public static let noise = DisabledComponents(rawValue: 1 << 26)
    /// Telling a place that something has left from a thing.
    public static let ghost = DisabledComponents(rawValue: 1 << 27)

    /// Every part by the name under which `pantau eval --without` knows it.
    public static let byName: [(name: String, component: DisabledComponents)] = [
        ("haloes", .haloes), ("cold-start", .coldStart), ("light-patches", .lightPatches),
        ("anchored-light", .anchoredLight), ("light-memory", .lightMemory),
        ("covered-ground", .coveredGround), ("moved-things", .movedThings),
        ("restless-ground", .restlessGround), ("flat-shadows", .flatShadows),
        ("resting-frames", .restingFrames), ("shadow", .shadow),
        ("moving-light", .movingLight), ("swaying", .swaying), ("insect", .insect),
        ("rain", .rain), ("ripple", .ripple), ("on-screen-text", .onScreenText),
        ("light-change", .lightChange), ("ir-switch", .infraredSwitch), ("shake", .shake),
        ("noise", .noise), ("ghost", .ghost),
    ]
}
