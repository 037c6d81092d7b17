/// What was done. The raw value is the name in the database; never change one.
public struct AuditAction: RawRepresentable, Sendable, Hashable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    public static let login = AuditAction(rawValue: "login")
    public static let loginFailed = AuditAction(rawValue: "login_failed")
    public static let logout = AuditAction(rawValue: "logout")
    public static let clipViewed = AuditAction(rawValue: "clip_viewed")
    public static let pictureViewed = AuditAction(rawValue: "picture_viewed")
    public static let placeSearched = AuditAction(rawValue: "place_searched")
    public static let vanishSearched = AuditAction(rawValue: "vanish_searched")
    public static let review = AuditAction(rawValue: "review")
    public static let unmasked = AuditAction(rawValue: "unmasked")
    public static let unmaskRevoked = AuditAction(rawValue: "unmask_revoked")
    public static let exported = AuditAction(rawValue: "exported")
    public static let zoneAdded = AuditAction(rawValue: "zone_added")
    public static let zoneChanged = AuditAction(rawValue: "zone_changed")
    public static let zoneRemoved = AuditAction(rawValue: "zone_removed")
    /// The zones of a camera that was moved were looked at, and lie where they should.
    public static let zonesConfirmed = AuditAction(rawValue: "zones_confirmed")
    public static let userAdded = AuditAction(rawValue: "user_added")
    public static let userChanged = AuditAction(rawValue: "user_changed")
    public static let userRemoved = AuditAction(rawValue: "user_removed")
    public static let recordingRelocated = AuditAction(rawValue: "recording_relocated")
    /// A purge began; `purged` follows with what was deleted, unless it was killed.
    public static let purgeBegun = AuditAction(rawValue: "purge_begun")
    public static let purged = AuditAction(rawValue: "purged")
}

/// A value in the subject of an audit entry; literals stand for themselves.
public enum AuditValue: Sendable, Hashable {
    case text(String)
    case number(Int64)
    case flag(Bool)
    case list([AuditValue])
    case nothing
}

extension AuditValue: Encodable {
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let text): try container.encode(text)
        case .number(let number): try container.encode(number)
        case .flag(let flag): try container.encode(flag)
        case .list(let values): try container.encode(values)
        case .nothing: try container.encodeNil()
        }
    }
}

extension AuditValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByArrayLiteral, ExpressibleByNilLiteral
{
    public init(stringLiteral value: String) { self = .text(value) }
    public init(integerLiteral value: Int64) { self = .number(value) }
    public init(booleanLiteral value: Bool) { self = .flag(value) }
    public init(arrayLiteral elements: AuditValue...) { self = .list(elements) }
    public init(nilLiteral: ()) { self = .nothing }

    /// `.nothing` for `nil`.
    static func optional(_ text: String?) -> AuditValue { text.map(AuditValue.text) ?? .nothing }
}
