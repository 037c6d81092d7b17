/// What a live stream has brought so far.
public struct LiveStatistics: Hashable, Sendable {
    /// Delivered.
    public var packets = 0
    public var bytes: Int64 = 0
    /// Network packets that never came, as far as it shows.
    public var lostPackets = 0
    /// How often the stream's time stamps jumped.
    public var clockJumps = 0
    /// Packets left out because no key packet, or none that could be read, had come before them.
    public var packetsWithoutKey = 0
    public var formatChanges = 0

    public init() {}
}
