public import Footage

/// Goes to any moment of a recording, of any length, and decodes from there.
///
/// Short recordings are indexed as a whole. Of long ones only the beginning and the end are read
/// where the container's own table allows it; their times are those that an index of the whole
/// gives. Where it does not (raw streams, broken time stamps, files still growing), the whole is
/// indexed once. Not `Sendable`: one thread at a time.
public final class RecordingSeeker {
    public let source: RecordingSource
    public let info: StreamInfo
    /// From the first presented frame to the end of the last one.
    public let duration: MediaTime

    private let shouldStop: @Sendable () -> Bool
    private var windows: WindowReader?
    private var whole: PictureReader?
    /// Holds the memory of the frame handed out last.
    private var latestReader: PictureReader?

    /// Files up to this size are indexed as a whole: read in less time than a person notices.
    static let shortFileBytes: Int64 = 48 << 20

    /// Opens a recording.
    ///
    /// - Parameters:
    ///   - timestampsAreContinuous: whoever read all of it found its time stamps good as they are.
    ///     Lets transport streams be sought in.
    ///   - shouldStop: asked often, on this thread; `true` ends any call with `.stopped`.
    public convenience init(
        source: RecordingSource, timestampsAreContinuous: Bool = false,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(VideoDecodingError) {
        try self.init(
            source: source, timestampsAreContinuous: timestampsAreContinuous,
            indexesUpToBytes: Self.shortFileBytes, shouldStop: shouldStop)
    }

    init(
        source: RecordingSource, timestampsAreContinuous: Bool, indexesUpToBytes: Int64,
        shouldStop: @escaping @Sendable () -> Bool
    ) throws(VideoDecodingError) {
        self.source = source
        self.shouldStop = shouldStop
        if case .file(let path) = source,
            try RegularFile(path: path).sizeBytes > indexesUpToBytes
        {
            windows = try WindowReader(
                path: path, timestampsAreContinuous: timestampsAreContinuous,
                shouldStop: shouldStop)
        }
        if let windows {
            info = windows.info
            duration = windows.duration
        } else {
            let index = try RecordingIndex.build(source, shouldStop: shouldStop)
            info = index.info
            duration = index.duration
            whole = try PictureReader(index: index, shouldStop: shouldStop)
        }
    }

    /// Whether the recording is not indexed as a whole.
    var seeksDirectly: Bool { windows != nil }

    /// Some groups of the recording, and a reader that decodes them.
    struct Place {
        var reader: PictureReader
        var groups: Range<Int>
        var index: RecordingIndex { reader.index }
    }

    /// The groups whose time the range touches; at least one. `nil` outside the recording.
    func place(of range: MediaRange) throws(VideoDecodingError) -> Place? {
        guard range.start >= .zero, range.start < duration else { return nil }
        let end = min(max(range.end, range.start + MediaTime(microseconds: 1)), duration)
        let range = MediaRange(start: range.start, end: end)
        if let windows {
            if let window = try windows.window(of: range) {
                let reader = try PictureReader(window: window.index, source: windows.demuxer)
                latestReader = reader
                return Place(reader: reader, groups: window.groups)
            }
            // Its table led nowhere: read the whole once.
            self.windows = nil
        }
        let reader = try wholeReader()
        let index = reader.index
        guard let first = index.group(at: min(range.start, lastMoment(of: index))) else {
            return nil
        }
        let last = index.group(at: min(range.end, index.duration) - MediaTime(microseconds: 1))
        return Place(reader: reader, groups: first..<max(first, last ?? first) + 1)
    }

    private func lastMoment(of index: RecordingIndex) -> MediaTime {
        index.duration - MediaTime(microseconds: 1)
    }

    private func wholeReader() throws(VideoDecodingError) -> PictureReader {
        if let whole { return whole }
        let index = try RecordingIndex.build(source, shouldStop: shouldStop)
        let reader = try PictureReader(index: index, shouldStop: shouldStop)
        whole = reader
        return reader
    }

    /// Why the stream's own time stamps were not used as they are, so far as that is known.
    var timestampsRebuilt: String? { whole?.index.timestampsRebuilt }

    // MARK: Key frames

    /// Time of the key frame of the group in which `time` lies: decoding from there shows `time`.
    /// `nil` outside the recording.
    public func keyFrameTime(
        atOrBefore time: MediaTime
    ) throws(VideoDecodingError) -> MediaTime? {
        guard let place = try place(of: MediaRange(start: time, end: time)) else { return nil }
        return place.index.groups[place.groups.lowerBound].keyFrameTime
    }

    /// Time of the next group's key frame; `nil` when there is none.
    public func keyFrameTime(after time: MediaTime) throws(VideoDecodingError) -> MediaTime? {
        guard let place = try place(of: MediaRange(start: time, end: time)),
            place.index.groups.indices.contains(place.groups.upperBound)
        else { return nil }
        return place.index.groups[place.groups.upperBound].keyFrameTime
    }

    /// Decodes the key frame of the group in which `time` lies, alone. `nil` outside the
    /// recording, and when the decoder makes no picture of it.
    public func keyFrame(
        atOrBefore time: MediaTime
    ) throws(VideoDecodingError) -> DecodedFrame? {
        guard let place = try place(of: MediaRange(start: time, end: time)) else { return nil }
        return try place.reader.keyFrame(of: place.groups.lowerBound)
    }

    // MARK: Frames

    /// The frame that is shown at `time`: the last one whose time is not after it. `nil` outside
    /// the recording, and where nothing can be decoded.
    public func frame(at time: MediaTime) throws -> DecodedFrame? {
        guard let place = try place(of: MediaRange(start: time, end: time)) else { return nil }
        return try place.reader.frame(at: time)
    }

    /// Decodes every frame whose time lies in the range, and hands over what could not be decoded,
    /// in order of presentation.
    ///
    /// - Parameter body: returns whether to go on. The frame is valid only until it returns.
    public func decode(_ range: MediaRange, _ body: (DecodeStep) throws -> Bool) throws {
        guard let place = try place(of: range) else { return }
        try place.reader.decode(groups: place.groups) { step in
            if step.time >= range.end { return false }
            return step.time < range.start ? true : try body(step)
        }
    }
}
