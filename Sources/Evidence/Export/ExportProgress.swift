public import EventStore

/// How far an export is.
public struct ExportProgress: Sendable, Hashable {
    public enum Step: String, Sendable {
        case reading, video, stills, pages, signing
    }

    public var step: Step
    /// The event at hand; `nil` for what concerns all of them.
    public var event: EventID?
    /// Pieces of work that are done, out of `total`.
    public var done: Int
    public var total: Int
    /// 0…1 of the piece at hand.
    public var part: Double

    /// 0…1 of all of it, by pieces.
    public var fraction: Double {
        total > 0 ? min(1, (Double(done) + part) / Double(total)) : 0
    }
}

/// A bundle that was made.
public struct EvidenceBundle: Sendable, Hashable {
    public var folder: String
    /// As it was entered in the database.
    public var record: ExportRecord
    /// With the manifest and its signature.
    public var files: Int
    public var bytes: Int64
    /// To be written into the record of the handing over: whoever has it can tell later that the
    /// bundle is this one.
    public var manifestSHA256: String
    public var keyFingerprint: String
    /// What a person should know, a sentence each, in the language of the request.
    public var notes: [String]
}

/// Counts the pieces of an export and tells of them; never backwards.
final class ExportMeter {
    private let total: Int
    private var done = 0
    /// Of the piece at hand. A clip may have to be cut a second time.
    private var part = 0.0
    private let tell: (ExportProgress) -> Void

    init(total: Int, tell: @escaping (ExportProgress) -> Void) {
        self.total = total
        self.tell = tell
    }

    func begin(_ step: ExportProgress.Step, event: EventID? = nil, part share: Double = 0) {
        part = min(1, max(part, share))
        tell(ExportProgress(step: step, event: event, done: done, total: total, part: part))
    }

    func end() {
        done += 1
        part = 0
    }
}
