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

    /// Every part by the name under which `pantau eval --without` knows it.
    public static let byName: [(name: String, component: DisabledComponents)] = [
        ("light-patches", .lightPatches), ("anchored-light", .anchoredLight),
        ("light-memory", .lightMemory),
    ]
}
