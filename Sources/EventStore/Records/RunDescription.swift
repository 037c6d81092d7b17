/// What a run of the program was made with: kept, so that every result can be traced to it.
public struct RunDescription: Sendable, Hashable {
    /// Version of the program.
    public var version: String
    /// CPU level of the kernels, such as `avx2`.
    public var kernelLevel: String
    /// Digest of everything that changes results. Recordings that were analysed with another
    /// digest are reported as such.
    public var settingsDigest: String
    /// The settings themselves, as JSON with sorted keys.
    public var settingsJSON: String

    public init(version: String, kernelLevel: String, settingsDigest: String, settingsJSON: String)
    {
        self.version = version
        self.kernelLevel = kernelLevel
        self.settingsDigest = settingsDigest
        self.settingsJSON = settingsJSON
    }
}
