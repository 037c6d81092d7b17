public import Footage

/// Where everything is in one recording: its key groups with their times and sizes, found without
/// decoding.
///
/// A value: build it once, hand it to any number of `PictureReader`s.
public struct RecordingIndex: Sendable {
    public let source: RecordingSource
    public let info: StreamInfo
    /// In the order of the file and of time; never empty.
    public let groups: [KeyGroup]
    /// From the first presented frame to the end of the last one.
    public let duration: MediaTime
    /// What the container's header says; longer than `duration` when the end is missing. `nil`
    /// where the header says nothing.
    public let statedDuration: MediaTime?
    /// Packets of the video stream.
    public let packetCount: Int
    /// Of them, those that are marked as key frames.
    public let keyPacketCount: Int
    /// Size of the file, or of all pictures of a sequence.
    public let sizeBytes: Int64
    /// Why the stream's own time stamps were not used as they are; `nil` where they were.
    public let timestampsRebuilt: String?
    /// What is odd about the recording, one sentence each, for a person.
    public let findings: [String]

    let timing: StreamTiming
    let parameters: CodecParameters
    /// The stream's number in its container.
    let streamIndex: Int
    /// Set for an image sequence.
    let images: ImageSequence?
    /// Only some groups of the recording: packets are counted from the first of these.
    var isWindow = false

    /// Reads the recording's packets once, without decoding.
    ///
    /// Blocks on the disk. `shouldStop` is asked often, on this thread.
    /// - Throws: `VideoDecodingError` when there is nothing to decode.
    public static func build(
        _ source: RecordingSource, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(VideoDecodingError) -> RecordingIndex {
        switch source {
        case .file(let path):
            try RecordingIndexer.index(file: path, shouldStop: shouldStop)
        case .imageSequence(let pattern, let firstNumber, let framesPerSecond):
            try RecordingIndexer.index(
                images: try ImageSequence(
                    pattern: pattern, firstNumber: firstNumber, framesPerSecond: framesPerSecond),
                source: source, shouldStop: shouldStop)
        }
    }

    /// First moment of the groups, up to the first moment of the group after them.
    public func range(of groups: Range<Int>) -> MediaRange {
        MediaRange(start: start(of: groups.lowerBound), end: start(of: groups.upperBound))
    }

    /// The group in whose time `time` falls; `nil` before the first and after the end.
    public func group(at time: MediaTime) -> Int? {
        guard time >= .zero, time < duration else { return nil }
        var low = 0
        var high = groups.count
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].start <= time { low = middle + 1 } else { high = middle }
        }
        return low > 0 ? low - 1 : nil
    }

    /// Start of a group; the duration for the group after the last.
    func start(of group: Int) -> MediaTime {
        group < groups.count ? groups[group].start : duration
    }

    /// The group that holds packet `ordinal`.
    func group(ofPacket ordinal: Int) -> Int {
        var low = 0
        var high = groups.count
        while low < high {
            let middle = (low + high) / 2
            if groups[middle].firstPacket <= ordinal { low = middle + 1 } else { high = middle }
        }
        return max(0, low - 1)
    }
}
