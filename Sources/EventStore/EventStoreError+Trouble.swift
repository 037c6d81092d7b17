extension EventStoreError {
    /// What kind of trouble an error is, for whoever has to answer a person or a program.
    public enum Trouble: Sendable, Hashable {
        /// Goes away by itself: try again later.
        case locked
        /// The database is not where it was.
        case missing
        case corrupt
        /// Made by a newer version, or not upgraded yet.
        case otherVersion
        case readOnly
        /// The disk is full or fails.
        case disk
        /// What was asked for is not in the database.
        case notFound
        /// It contradicts what is in the database.
        case conflict
        /// It cannot be stored as it was given.
        case invalid
        case other
    }

    public var trouble: Trouble {
        switch self {
        case .locked: .locked
        case .missing, .folderMissing, .isFolder, .cannotOpen, .replaced: .missing
        case .notADatabase, .foreign, .corrupt, .unreadable: .corrupt
        case .newerSchema, .olderSchema: .otherVersion
        case .readOnly: .readOnly
        case .diskFull, .inputOutput: .disk
        case .unknownFeed, .unknownRecording, .unknownStretch, .unknownEvent, .unknownZone,
            .unknownUser:
            .notFound
        case .nameTaken, .otherFile, .pathTaken: .conflict
        case .invalid, .unknownTimeZone: .invalid
        case .refused: .other
        }
    }
}
