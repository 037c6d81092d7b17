public import Footage
import Foundation

/// All that is told of an event outside, as it was when that was queued: the event may have become
/// part of another, or be gone, when it is sent.
public struct AlertFacts: Sendable, Hashable, Codable {
    public struct Feed: Sendable, Hashable, Codable {
        public var id: Int64
        public var uuid: String
        public var name: String
        public var site: String?
        /// IANA name.
        public var timeZone: String

        public init(id: Int64, uuid: String, name: String, site: String?, timeZone: String) {
            self.id = id
            self.uuid = uuid
            self.name = name
            self.site = site
            self.timeZone = timeZone
        }
    }

    /// Why an event is told to be over although it did not end.
    public enum Closing: Sendable, Hashable, Codable {
        /// It became part of another event.
        case merged(id: Int64, uuid: String)
        /// It is not in the store any more: what was stored later says that it was none.
        case withdrawn
    }

    /// The number by which people call it.
    public var event: Int64
    public var uuid: String
    public var feed: Feed
    public var kind: EventKind
    public var severity: Severity
    /// 0…100.
    public var score: Int
    public var zone: String?
    /// `nil` if the clock is unknown.
    public var start: WallTime?
    public var peak: WallTime?
    public var end: WallTime?
    /// Of the start, in its recording.
    public var startMedia: MediaTime
    /// Where things were at the peak, 0…1 of the displayed picture.
    public var boxes: [Region]
    public var hasPicture: Bool
    /// What a rule found.
    public var incident: IncidentFacts?
    /// Of an event of camera health.
    public var health: HealthFacts?
    public var closing: Closing?

    public init(
        event: Int64, uuid: String, feed: Feed, kind: EventKind, severity: Severity, score: Int,
        zone: String? = nil, start: WallTime?, peak: WallTime?, end: WallTime?,
        startMedia: MediaTime = .zero, boxes: [Region] = [], hasPicture: Bool = false,
        incident: IncidentFacts? = nil, health: HealthFacts? = nil, closing: Closing? = nil
    ) {
        self.event = event
        self.uuid = uuid
        self.feed = feed
        self.kind = kind
        self.severity = severity
        self.score = score
        self.zone = zone
        self.start = start
        self.peak = peak
        self.end = end
        self.startMedia = startMedia
        self.boxes = boxes
        self.hasPicture = hasPicture
        self.incident = incident
        self.health = health
        self.closing = closing
    }

    /// Whether it went on when the last picture was seen, as far as its kind knows.
    public var goesOn: Bool { incident?.isOpen ?? health?.isOpen ?? false }
}

extension AlertFacts {
    /// As stored: keys sorted, so that equal facts are equal texts.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }

    init?(json: String) {
        guard let facts = try? JSONDecoder().decode(Self.self, from: Data(json.utf8)) else {
            return nil
        }
        self = facts
    }
}
