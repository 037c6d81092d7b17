public import Footage

/// A key frame and the packets up to the next key group: the smallest piece of a recording that
/// is decoded alone.
///
/// Key frames that follow each other within half a second share a group, so that an index of a
/// stream of only key frames stays small.
public struct KeyGroup: Hashable, Sendable {
    /// Number of the key frame's packet in the video stream, from 0, in the order of the file.
    public var firstPacket: Int
    public var packetCount: Int
    /// Time of the first frame presented in this group's time. Frames of the group before have
    /// earlier times, all frames from here on have this or later ones.
    public var start: MediaTime
    /// Time of the key frame; differs from `start` only in the first group of a recording that
    /// begins with leading pictures.
    public var keyFrameTime: MediaTime
    /// Sum of the packets' sizes.
    public var bytes: Int64
    /// Packets after the key frame whose frames are shown before it (open GOP): they belong to
    /// the time of the group before.
    public var leadingPackets: Int
    /// How unusually large the packets are against those at the same place of the groups before,
    /// in 1/16 of the usual spread: the most of any half second or so. Compare it only within a
    /// recording.
    public var residual: Int32 = 0

    /// `false` for the first group of a recording that begins in the middle of a group.
    var beginsWithKey: Bool
    /// Packets after the key frame up to the last leading one.
    var leadingSpan: Int
    var key: PacketIdentity
    /// State of the clock when it comes to the key packet.
    var clock: PacketClock
}
