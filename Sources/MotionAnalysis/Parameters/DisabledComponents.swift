/// Parts of the analysis that can be switched off, to measure what each is good for.
public struct DisabledComponents: OptionSet, Sendable, Hashable {
    public let rawValue: UInt32
    public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// Telling shadows and patches of light from things by the texture under them.
    public static let shadow = DisabledComponents(rawValue: 1 << 8)

    /// Every part by the name under which `pantau eval --without` knows it.
    public static let byName: [(name: String, component: DisabledComponents)] = [
        ("shadow", .shadow)
    ]
}
