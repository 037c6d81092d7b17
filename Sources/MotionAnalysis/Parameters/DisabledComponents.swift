/// Parts of the analysis that can be switched off, to measure what each is good for.
public struct DisabledComponents: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Taking the halo away that smoothing lays round things.
    public static let haloes = DisabledComponents(rawValue: 1 << 16)

    /// Taking for background what, where it blinks, lies between the neighbours' background.
    public static let swaying = DisabledComponents(rawValue: 1 << 17)

    /// Every part by the name under which `pantau eval --without` knows it.
    public static let byName: [(name: String, component: DisabledComponents)] = [
        ("haloes", .haloes), ("swaying", .swaying),
    ]
}
