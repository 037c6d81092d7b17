public import Footage

/// What a user may do; each role may do all that the one before it may.
public enum UserRole: String, Sendable, CaseIterable, Comparable {
    /// Sees events and clips, with people pixelated.
    case viewer
    /// Decides about events, draws zones, exports.
    case `operator`
    /// Also reads the audit log and changes what is painted over.
    case admin

    private var rank: Int {
        switch self {
        case .viewer: 0
        case .operator: 1
        case .admin: 2
        }
    }

    public static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// A person who may log in.
public struct UserRecord: Sendable, Hashable {
    public var id: UserID
    public var uuid: String
    /// Unique, whatever the case of its ASCII letters.
    public var name: String
    public var role: UserRole
    /// As the caller made it; the store never sees a password.
    public var passwordHash: String
    /// Which feeds may be seen; `nil` for all, also those that are yet to come.
    public var feeds: Set<FeedID>?
    public var created: WallTime
    public var isDisabled: Bool
    /// Goes up with every change: what was allowed on the strength of an older one no longer is.
    public var revision: Int
}

/// A user who is to be added.
public struct UserDraft: Sendable {
    public var name: String
    public var role: UserRole
    public var passwordHash: String
    /// `nil` for all feeds.
    public var feeds: Set<FeedID>?

    public init(name: String, role: UserRole, passwordHash: String, feeds: Set<FeedID>? = nil) {
        self.name = name
        self.role = role
        self.passwordHash = passwordHash
        self.feeds = feeds
    }
}

/// What is to be changed of a user; `nil` stays as it is.
public struct UserChange: Sendable {
    public enum FeedAccess: Sendable, Hashable {
        case all
        case only(Set<FeedID>)
    }

    public var role: UserRole?
    public var passwordHash: String?
    public var feeds: FeedAccess?
    public var isDisabled: Bool?

    public init(
        role: UserRole? = nil, passwordHash: String? = nil, feeds: FeedAccess? = nil,
        isDisabled: Bool? = nil
    ) {
        self.role = role
        self.passwordHash = passwordHash
        self.feeds = feeds
        self.isDisabled = isDisabled
    }
}
