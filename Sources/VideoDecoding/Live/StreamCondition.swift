import CFFmpeg
import Footage

/// Whether the pictures of a live stream can be believed at the moment: from a loss or an error on
/// they cannot, until a sound key picture has come.
struct StreamCondition {
    private(set) var isDamaged = false
    /// Packets were lost about the packet before: the beginning of this one may be among them.
    private var lostBefore = false
    /// Time of the last key packet or trouble.
    private var since: MediaTime?

    /// Streams that are refreshed little by little have no key pictures to wait for; after so long
    /// without one, what is damaged has been replaced.
    private static let refreshSeconds = 30.0

    /// Notes a packet that was fed to the decoder.
    /// - Parameter isDoubtful: the decoder complained about it.
    mutating func take(_ packet: LivePacket, isDoubtful: Bool) {
        let codec = packet.format.parameters.codecID
        let lost = packet.lostNearby > 0
        if codec == AV_CODEC_ID_MJPEG {
            // Every picture stands alone, and incomplete ones were not put together.
            isDamaged = isDoubtful
        } else if packet.isKey {
            // The H.264 decoder notices missing parts of a picture; that of H.265 does not.
            isDamaged = isDoubtful || codec != AV_CODEC_ID_H264 && (lost || lostBefore)
        } else if lost || lostBefore || isDoubtful {
            isDamaged = true
            since = nil
        } else if let since, (packet.time - since).seconds > Self.refreshSeconds {
            isDamaged = false
        }
        since = since ?? packet.time
        if packet.isKey { since = packet.time }
        lostBefore = lost
    }

    /// A packet that was not fed.
    mutating func leaveOut(_ packet: LivePacket) {
        lostBefore = packet.lostNearby > 0
    }

    /// The decoder could not make a picture, or not all of it.
    mutating func fail() {
        isDamaged = true
        since = nil
    }
}
