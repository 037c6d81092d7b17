public import EventStore

/// Why evidence could not be exported, or a bundle not be read. Each description is one line: which
/// file or camera, what is wrong, what to do.
public enum EvidenceError: Error, Sendable, Hashable {
    /// The request itself: `what` names the field.
    case invalid(what: String, reason: String)
    case unknownEvent(database: String, event: EventID)
    /// The bundle's folder is there already.
    case exists(path: String)
    case cannotWrite(path: String, reason: String)
    case diskFull(path: String)
    case cannotRead(path: String, reason: String)
    /// The file of a recording was moved or deleted.
    case recordingGone(path: String, recording: RecordingID)
    /// The file of a recording changed while it was read.
    case recordingChanged(path: String, recording: RecordingID)
    /// A whole file cannot be masked.
    case wholeFileIsMasked(feed: String)
    /// A recording that is not one file.
    case notOneFile(path: String)
    /// A recording cannot be read, copied or encoded; `reason` is a whole line.
    case media(recording: RecordingID, reason: String)
    case keyMissing(path: String)
    case keyDamaged(path: String, reason: String)
    /// Others than its owner may read the private key.
    case keyExposed(path: String, mode: String)
    case notAKey(text: String)
    case notABundle(path: String, reason: String)
    case archive(path: String, reason: String)
    /// The caller asked for it; nothing was left behind.
    case stopped
    case store(EventStoreError)

    /// What kind of trouble it is, for a caller that has to choose a status.
    public enum Trouble: Sendable {
        case notFound, gone, conflict, invalid, stopped, disk, media, store, other
    }

    public var trouble: Trouble {
        switch self {
        case .unknownEvent: .notFound
        case .recordingGone: .gone
        case .exists, .recordingChanged: .conflict
        case .invalid, .wholeFileIsMasked, .notOneFile, .notAKey, .notABundle: .invalid
        case .stopped: .stopped
        case .cannotWrite, .diskFull: .disk
        case .media, .cannotRead: .media
        case .store: .store
        case .keyMissing, .keyDamaged, .keyExposed, .archive: .other
        }
    }

    /// The recording that it is about, if it is about one.
    public var recording: RecordingID? {
        switch self {
        case .recordingGone(_, let recording), .recordingChanged(_, let recording),
            .media(let recording, _):
            recording
        default: nil
        }
    }
}

extension EvidenceError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .invalid(let what, let reason): "\(what): \(reason)"
        case .unknownEvent(let database, let event):
            "\(database): has no event \(event.rawValue); list them with pantau events"
        case .exists(let path):
            "\(path): is there already and is never overwritten; name another folder"
        case .cannotWrite(let path, let reason):
            "\(path): cannot be written (\(reason)); check the folder and its permissions"
        case .diskFull(let path):
            "\(path): the disk is full; free some space or name a folder on another disk, "
                + "nothing half was left behind"
        case .cannotRead(let path, let reason):
            "\(path): cannot be read (\(reason)); check its permissions and the disk"
        case .recordingGone(let path, _):
            "\(path): the recording was moved or deleted; put it back, or tell where it is now"
        case .recordingChanged(let path, _):
            "\(path): the recording changed while it was copied; export again when it is complete, "
                + "or export the stretch alone"
        case .wholeFileIsMasked(let feed):
            "camera \(feed): has privacy masks, and a whole file can only be handed over unmasked; "
                + "export the stretch, or include the original and state the reason"
        case .notOneFile(let path):
            "\(path): is a sequence of pictures, not one file; export the stretch instead"
        case .media(_, let reason): reason
        case .keyMissing(let path): "\(path): no such key; check the path"
        case .keyDamaged(let path, let reason):
            "\(path): is not a usable Ed25519 key (\(reason)); put back a copy of it, or move it "
                + "away to have a new one made, whose fingerprint must then be made known again"
        case .keyExposed(let path, let mode):
            "\(path): the signing key can be read by others (mode \(mode)); make it private with "
                + "chmod 600, and consider making a new one"
        case .notAKey(let text):
            "\(text): is neither a PEM file of a public key nor a fingerprint of 64 hexadecimal "
                + "digits; take it from the cover page, or from pantau export --show-key"
        case .notABundle(let path, let reason):
            "\(path): is not an evidence bundle (\(reason)); name the folder or the .zip that "
                + "holds manifest.json"
        case .archive(let path, let reason): "\(path): the archive failed (\(reason)); try again"
        case .stopped: "the export was stopped; nothing was left behind"
        case .store(let error): error.description
        }
    }
}
