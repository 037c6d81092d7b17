public import EventStore
public import VideoDecoding

/// Why something of a recording cannot be shown: one line for a person, with the file, what is
/// wrong, and what to do.
public enum PlaybackError: Error, Hashable, Sendable {
    case unknownRecording(RecordingID)
    case unknownEvent(EventID)
    case unknownFeed(FeedID)
    /// The recording was never read: nothing is known of its times.
    case notIndexed(path: String, recording: RecordingID)
    /// The file is not where it was seen last.
    case gone(path: String, recording: RecordingID?)
    /// The file is there, but cannot be read or decoded.
    case unreadable(recording: RecordingID?, reason: String)
    /// The recording shows nothing at that time.
    case outOfRange(recording: RecordingID?, reason: String)
    case noPicture(feed: FeedID, reason: String)
    /// Nothing to look for, or nothing to look for it in.
    case nothingToCompare(reason: String)
    case diskFull(path: String)
    case cannotWrite(path: String, reason: String)
    case encoderMissing(reason: String)
    case stopped
    case store(EventStoreError)

    /// What kind of trouble it is, for whoever answers a request.
    public enum Trouble: Hashable, Sendable {
        case gone, unreadable, outOfRange, notFound, nothingToCompare, disk, encoder, stopped
        case store(EventStoreError)
    }

    public var trouble: Trouble {
        switch self {
        case .unknownRecording, .unknownEvent, .unknownFeed: .notFound
        case .gone: .gone
        case .notIndexed, .unreadable: .unreadable
        case .outOfRange, .noPicture: .outOfRange
        case .nothingToCompare: .nothingToCompare
        case .diskFull, .cannotWrite: .disk
        case .encoderMissing: .encoder
        case .stopped: .stopped
        case .store(let error): .store(error)
        }
    }

    /// The recording that is in trouble, where one is.
    public var recording: RecordingID? {
        switch self {
        case .unknownRecording(let recording), .notIndexed(_, let recording): recording
        case .gone(_, let recording), .unreadable(let recording, _),
            .outOfRange(let recording, _):
            recording
        default: nil
        }
    }

    /// - Parameter recording: the one that was read.
    init(_ error: VideoDecodingError, recording: RecordingID?) {
        switch error {
        case .missing(let path): self = .gone(path: path, recording: recording)
        case .stopped: self = .stopped
        case .diskFull(let path): self = .diskFull(path: path)
        case .cannotWrite(let path, let reason): self = .cannotWrite(path: path, reason: reason)
        case .encoderNotAvailable: self = .encoderMissing(reason: error.description)
        case .outOfRange: self = .outOfRange(recording: recording, reason: error.description)
        default: self = .unreadable(recording: recording, reason: error.description)
        }
    }
}

extension PlaybackError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownRecording(let id):
            "There is no recording \(id.rawValue). List them with pantau coverage."
        case .unknownEvent(let id):
            "There is no event \(id.rawValue). List them with pantau events."
        case .unknownFeed(let id):
            "There is no feed \(id.rawValue). List them with pantau coverage."
        case .notIndexed(let path, _):
            "\(path): was never read. Scan it first."
        case .gone(let path, _):
            "\(path): the recording was moved or deleted. Bring it back, or tell where it is now."
        case .unreadable(_, let reason), .outOfRange(_, let reason), .encoderMissing(let reason):
            reason
        case .noPicture(_, let reason), .nothingToCompare(let reason): reason
        case .diskFull(let path): "\(path): the disk is full. Make room, then try again."
        case .cannotWrite(let path, let reason):
            "\(path): cannot be written (\(reason)). Check the folder, its permissions and space."
        case .stopped: "Stopped before it was done. Ask again to continue."
        case .store(let error): error.description
        }
    }
}
