import Footage
import VideoDecoding

/// Whether a stream offers anything to tell where to look first.
enum Rankability: Equatable {
    case ranked
    /// It is read straight through; why, for a person.
    case unranked(because: String)

    /// Key frames further apart than this see too little of what passes.
    static let longestGroup = MediaTime(seconds: 10)

    init(_ index: RecordingIndex) {
        let mean = index.duration.microseconds / Int64(max(1, index.groups.count))
        let reason: String? =
            if index.keyPacketCount == 0 {
                "no key frame is marked"
            } else if index.keyPacketCount == index.packetCount, index.packetCount > 1 {
                "every picture is a key frame"
            } else if mean > Self.longestGroup.microseconds {
                "its key frames are more than 10 s apart"
            } else {
                nil
            }
        self =
            reason.map {
                .unranked(
                    because: "\($0): nothing tells where to look first, it is read straight through"
                )
            } ?? .ranked
    }

    var finding: String? {
        if case .unranked(let reason) = self { reason } else { nil }
    }
}
