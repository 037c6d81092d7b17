public import EventStore

extension RecordingIdentity {
    /// What tells the file at `path` from others, as a scan takes it; `nil` if there is no regular
    /// file, or it can't be read.
    public init?(fileAt path: String) {
        guard let facts = try? FileFacts(of: path), facts.kind == .file,
            let identity = FileFingerprint.identity(
                of: RecordingCandidate(path: path, kind: .file, sizeBytes: facts.sizeBytes)),
            identity.fingerprint != nil
        else { return nil }
        self = identity
    }
}
