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

/// Lets rows hand out identifiers. Their conformance to GRDB's own protocol would have to be public.
protocol RowIdentifier: RawRepresentable<Int64> {
    init(rawValue: Int64)
}

extension FeedID: RowIdentifier {}
extension RecordingID: RowIdentifier {}
extension EventID: RowIdentifier {}
extension RunID: RowIdentifier {}

extension Row {
    subscript<Identifier: RowIdentifier>(column: String) -> Identifier {
        Identifier(rawValue: self[column])
    }

    subscript<Identifier: RowIdentifier>(column: String) -> Identifier? {
        (self[column] as Int64?).map(Identifier.init(rawValue:))
    }
}
