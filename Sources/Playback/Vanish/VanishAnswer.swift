public import EventStore
public import Footage

/// Where an object is, in a picture.
public enum VanishTarget: Sendable, Hashable {
    /// A box around it, 0…1 of the displayed picture.
    case box(Region)
    /// A point on it: a box of a fitting size is put around it.
    case point(NormalizedPoint)

    /// The box that is compared.
    /// - Parameter displaySize: pixels of the displayed picture.
    public func region(displaySize: FrameSize) -> Region {
        switch self {
        case .box(let region): return region
        case .point(let point):
            // A seventh of the shorter side holds a bag, and most of a motorcycle.
            let side = Double(max(1, min(displaySize.width, displaySize.height))) / 7
            let width = min(1, side / Double(max(1, displaySize.width)))
            let height = min(1, side / Double(max(1, displaySize.height)))
            return Region(
                x: min(max(0, point.x - width / 2), 1 - width),
                y: min(max(0, point.y - height / 2), 1 - height), width: width, height: height)
        }
    }
}

/// One picture in which the place was looked at.
public struct VanishShot: Sendable, Hashable {
    /// `nil` for a file that no database knows.
    public var recording: RecordingID?
    public var path: String
    public var media: MediaTime
    /// `nil` where the clock is unknown.
    public var wall: WallTime?
    /// How alike the place looks to the reference, 0…1.
    public var similarity: Double
}

/// A moment at which the object went, or came back.
public struct VanishChange: Sendable, Hashable {
    public enum Kind: String, Sendable {
        case vanished
        /// Came, or came back.
        case returned
    }

    /// The last picture before the change that is clear, and the first one after it.
    public var before: VanishShot
    public var after: VanishShot
    public var kind: Kind
}

/// A recording, or a part of one, that could not be looked at.
public struct VanishTrouble: Sendable, Hashable {
    public var recording: RecordingID?
    public var path: String
    public var reason: String
}

/// When an object vanished.
public struct VanishAnswer: Sendable, Hashable {
    public enum Verdict: String, Sendable {
        case vanished
        case stillThere = "still_there"
        /// It went and came back, or came only after the beginning.
        case returned
        case unclear
    }

    public var verdict: Verdict
    /// Of the change that decides: the last of its kind; `nil` where nothing changed.
    public var before: VanishShot?
    public var after: VanishShot?
    /// All changes, in order of time.
    public var changes: [VanishChange]
    public var reference: VanishShot
    /// What was compared, 0…1 of the displayed picture.
    public var region: Region
    /// Key frames that were decoded one by one, and frames decoded to find the exact moments.
    public var probes: Int
    public var frames: Int
    public var unreadable: [VanishTrouble]
    /// How long it took, by the clock that the search was given.
    public var took: MediaTime
}
