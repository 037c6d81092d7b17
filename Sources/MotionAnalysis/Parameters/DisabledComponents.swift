/// Parts of the analysis that can be switched off, to measure what each is good for.
public struct DisabledComponents: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Taking from the mask what only the light has changed, by the texture under it.
    public static let lightPatches = DisabledComponents(rawValue: 1 << 8)
    /// Reading the light from places whose edges are still seen.
    public static let anchoredLight = DisabledComponents(rawValue: 1 << 9)
    /// Coming back to backgrounds of a light that was seen before.
    public static let lightMemory = DisabledComponents(rawValue: 1 << 10)

    /// Taking the halo away that smoothing lays round things.
    public static let haloes = DisabledComponents(rawValue: 1 << 0)

    /// Suppressors, by what they tell from things.
    public static let shadow = DisabledComponents(rawValue: 1 << 16)
    public static let movingLight = DisabledComponents(rawValue: 1 << 17)
    public static let insect = DisabledComponents(rawValue: 1 << 18)
    public static let rain = DisabledComponents(rawValue: 1 << 19)
    public static let ripple = DisabledComponents(rawValue: 1 << 20)
    public static let onScreenText = DisabledComponents(rawValue: 1 << 21)

    /// Every part by the name under which `pantau eval --without` knows it.
    public static let byName: [(name: String, component: DisabledComponents)] = [
        ("haloes", .haloes), ("light-patches", .lightPatches),
        ("anchored-light", .anchoredLight), ("light-memory", .lightMemory), ("shadow", .shadow),
        ("moving-light", .movingLight),
        ("insect", .insect), ("rain", .rain), ("ripple", .ripple),
        ("on-screen-text", .onScreenText),
    ]
}
