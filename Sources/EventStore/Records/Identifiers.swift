import GRDB

/// Row number of a feed. Never given to another feed of the same database.
public struct FeedID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Row number of a recording. Never given to another recording of the same database.
public struct RecordingID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Row number of an event: what a person types. Never given to another event of the same database.
public struct EventID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Row number of one run of the program that wrote to the database.
public struct RunID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Row number of a zone. Never given to another zone of the same database.
public struct ZoneID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Row number of a user. Never given to another user of the same database.
public struct UserID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Row number of an export. Never given to another export of the same database.
public struct ExportID: RawRepresentable, Hashable, Sendable {
    public let rawValue: Int64
    public init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Lets rows hand out identifiers. Their conformance to GRDB's own protocol would have to be public.
protocol RowIdentifier: RawRepresentable<Int64> {
    init(rawValue: Int64)
}

extension FeedID: RowIdentifier {}
extension RecordingID: RowIdentifier {}
extension EventID: RowIdentifier {}
extension RunID: RowIdentifier {}
extension ZoneID: RowIdentifier {}
extension UserID: RowIdentifier {}
extension ExportID: RowIdentifier {}

extension Row {
    subscript<Identifier: RowIdentifier>(column: String) -> Identifier {
        Identifier(rawValue: self[column])
    }

    subscript<Identifier: RowIdentifier>(column: String) -> Identifier? {
        (self[column] as Int64?).map(Identifier.init(rawValue:))
    }
}
