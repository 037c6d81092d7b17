public import Footage

/// Why a sequence could not be compared with its truth.
public enum EvaluationError: Error, Hashable, CustomStringConvertible {
    case missing(path: String)
    case noSequence(path: String)
    case noPictures(path: String)
    case noTruth(path: String)
    case badTemporalRegion(path: String)
    case unreadable(path: String, reason: String)
    case sizesDiffer(path: String, size: FrameSize, expected: FrameSize)
    case truthWithoutFrames(path: String, count: Int)
    case cannotWrite(path: String, reason: String)
    case badEventTruth(path: String, reason: String)
    case scanFailed(path: String, reason: String)

    public var description: String {
        switch self {
        case .missing(let path): "\(path): there is no such file or folder"
        case .noSequence(let path):
            "\(path): holds no sequence; a sequence has input/ and groundtruth/, or one video and "
                + "groundtruth/, or is a video with its truth in a .json file of the same name "
                + "beside it"
        case .noPictures(let path): "\(path): holds no numbered pictures (in000001.jpg …)"
        case .noTruth(let path): "\(path): holds no numbered masks (gt000001.png …)"
        case .badTemporalRegion(let path):
            "\(path): should hold two frame numbers, the first and the last that are scored"
        case .unreadable(let path, let reason):
            "\(path): cannot be read: \(reason.replacing("\(path): ", with: ""))"
        case .sizesDiffer(let path, let size, let expected):
            "\(path): is \(size.width) × \(size.height), the pictures are "
                + "\(expected.width) × \(expected.height)"
        case .truthWithoutFrames(let path, let count):
            "\(path): none of the \(count) masks belongs to a frame of the sequence; are the "
                + "numbers the same?"
        case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
        case .badEventTruth(let path, let reason):
            "\(path): is no truth of events as `pantau simulate` writes it: \(reason)"
        case .scanFailed(let path, let reason): "\(path): \(reason)"
        }
    }
}
