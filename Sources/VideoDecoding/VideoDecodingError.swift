/// Why a recording cannot be read, or a video not be written: one line for a person, with the
/// file, what is wrong, and what to do.
public enum VideoDecodingError: Error, Hashable, Sendable {
    case missing(path: String)
    case permissionDenied(path: String)
    case isFolder(path: String)
    case notRegularFile(path: String)
    case emptyFile(path: String)
    /// No container is recognised, or its header is broken; `reason` is libavformat's.
    case notVideo(path: String, reason: String)
    /// A container without pictures; `found` says what it holds.
    case noVideoStream(path: String, found: String)
    /// A video stream without a single packet.
    case noPackets(path: String)
    case codecNotSupported(path: String, codec: String)
    case decoderFailed(path: String, reason: String)
    /// The file is not the one that was indexed.
    case changed(path: String, detail: String)
    case readFailed(path: String, bytePosition: Int64, reason: String)
    /// Reading made no progress for `seconds`.
    case stalled(path: String, seconds: Int)
    /// `shouldStop` asked for it.
    case stopped(path: String)
    case badImagePattern(pattern: String)
    case outOfMemory(path: String)
    case conversionFailed(format: String, reason: String)
    case encoderNotAvailable(codec: String)
    case cannotWrite(path: String, reason: String)
    case diskFull(path: String)
    /// Nothing of the recording lies in the range that was asked for.
    case outOfRange(path: String, range: String, duration: String)
}

extension VideoDecodingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): no such file. Check the path, and that the disk is mounted."
        case .permissionDenied(let path):
            "\(path): permission denied. Make the file readable for this user."
        case .isFolder(let path):
            "\(path): is a folder, not a recording. Name the files in it."
        case .notRegularFile(let path):
            "\(path): is a device, pipe or socket, not a recording. Copy it to a file first."
        case .emptyFile(let path):
            "\(path): is empty (0 bytes). Copy or export it again."
        case .notVideo(let path, let reason):
            "\(path): is not a video that can be read (\(reason)). Export it again, as mp4 or mkv."
        case .noVideoStream(let path, let found):
            "\(path): holds no video (\(found)). Choose a file with pictures."
        case .noPackets(let path):
            "\(path): its video stream holds no pictures. Copy or export it again."
        case .codecNotSupported(let path, let codec):
            "\(path): its codec \(codec) cannot be decoded. Convert it to H.264 first."
        case .decoderFailed(let path, let reason):
            "\(path): the decoder does not start (\(reason)). Convert the file to H.264 first."
        case .changed(let path, let detail):
            "\(path): changed while it was read (\(detail)). Scan it again when it is complete."
        case .readFailed(let path, let position, let reason):
            "\(path): cannot be read at byte \(position) (\(reason)). Check the disk or network."
        case .stalled(let path, let seconds):
            "\(path): reading stood still for \(seconds) s. Check the disk or network."
        case .stopped(let path):
            "\(path): reading was stopped. Run it again to continue."
        case .badImagePattern(let pattern):
            "\(pattern): is not an image pattern. Write one %d or %06d in the file name."
        case .outOfMemory(let path):
            "\(path): not enough memory. Run fewer workers at once."
        case .conversionFailed(let format, let reason):
            "Pictures of format \(format) cannot be converted (\(reason)). Report the format."
        case .encoderNotAvailable(let codec):
            "The encoder \(codec) is not available. Install libavcodec with it, or name another."
        case .cannotWrite(let path, let reason):
            "\(path): cannot be written (\(reason)). Check the folder, its permissions and space."
        case .diskFull(let path):
            "\(path): the disk is full. Make room, or name a folder on another disk."
        case .outOfRange(let path, let range, let duration):
            "\(path): shows nothing at \(range). Name a time before its end, \(duration)."
        }
    }
}
