public import Footage
public import Foundation

/// What really happens in a scene, for comparison with what a detector says.
///
/// As JSON (`jsonData()`; sorted keys, all times in microseconds of media time, all places as
/// 0…1 of the picture from the top left):
/// ```
/// {
///   "disturbances": [{"end_us": 60000000, "start_us": 0, "suppressor": "rain"}, …],
///   "duration_us": 60000000,
///   "events": [{
///     "boxes": [{"height": 0.2, "object": 1, "time_us": 4000000, "width": 0.05,
///                "x": 0.31, "y": 0.4}, …],
///     "end_us": 21500000, "kind": "motion", "objects": [1], "size_share": 0.003,
///     "start_us": 4000000}, …],
///   "frame_count": 900, "frame_rate": [15, 1], "height": 360,
///   "objects": [{"contrast": -45, "id": 1, "kind": "person", "moving": [{…}], "path": […],
///                "size_share": 0.003, "visible": [{"end_us": 21500000, "start_us": 4000000}]}],
///   "scene": "yard-day", "seed": 7, "width": 640
/// }
/// ```
public struct GroundTruth: Codable, Hashable, Sendable {
    /// `start ..< end` in microseconds.
    public struct Interval: Codable, Hashable, Sendable {
        public var startMicroseconds: Int64
        public var endMicroseconds: Int64

        enum CodingKeys: String, CodingKey {
            case startMicroseconds = "start_us"
            case endMicroseconds = "end_us"
        }
    }

    /// Where one object was at one moment.
    public struct TimedBox: Codable, Hashable, Sendable {
        public var timeMicroseconds: Int64
        /// The object's id.
        public var object: Int
        public var x: Double
        public var y: Double
        public var width: Double
        public var height: Double

        enum CodingKeys: String, CodingKey {
            case timeMicroseconds = "time_us"
            case object, x, y, width, height
        }

        public var region: Region { Region(x: x, y: y, width: width, height: height) }
    }

    /// One actor's presence.
    public struct Object: Codable, Hashable, Sendable {
        public var id: Int
        public var kind: ActorKind
        /// Stated silhouette area, a share of the picture.
        public var sizeShare: Double
        /// Stated difference in luma from the background.
        public var contrast: Double
        /// When enough of it is inside the picture.
        public var visible: [Interval]
        /// When it is visible and changes its place.
        public var moving: [Interval]
        /// `GroundTruth.boxesPerSecond` while visible.
        public var path: [TimedBox]

        enum CodingKeys: String, CodingKey {
            case id, kind, contrast, visible, moving, path
            case sizeShare = "size_share"
        }
    }

    /// One event that a detector should find.
    public struct Event: Codable, Hashable, Sendable {
        /// Raw value of `EventKind`.
        public var kind: String
        public var startMicroseconds: Int64
        public var endMicroseconds: Int64
        /// Ids of the objects in it; empty for camera health.
        public var objects: [Int]
        /// The largest object's stated share of the picture.
        public var sizeShare: Double
        public var boxes: [TimedBox]
        /// The zone or the line, and which way across it; left out where there is none.
        public var place: String?
        public var direction: String?

        enum CodingKeys: String, CodingKey {
            case kind, objects, boxes, place, direction
            case startMicroseconds = "start_us"
            case endMicroseconds = "end_us"
            case sizeShare = "size_share"
        }

        public var range: MediaRange {
            MediaRange(
                start: MediaTime(microseconds: startMicroseconds),
                end: MediaTime(microseconds: endMicroseconds))
        }
    }

    /// A stretch of time in which a suppressor is needed.
    public struct DisturbanceSpan: Codable, Hashable, Sendable {
        /// Raw value of `Suppressor`.
        public var suppressor: String
        public var startMicroseconds: Int64
        public var endMicroseconds: Int64

        enum CodingKeys: String, CodingKey {
            case suppressor
            case startMicroseconds = "start_us"
            case endMicroseconds = "end_us"
        }
    }

    public var scene: String
    public var seed: UInt64
    public var width: Int
    public var height: Int
    /// Numerator and denominator of frames a second.
    public var frameRate: [Int]
    public var frameCount: Int
    public var durationMicroseconds: Int64
    public var objects: [Object]
    /// In order of start; of equal starts, of kind.
    public var events: [Event]
    public var disturbances: [DisturbanceSpan]
    /// As the scene states them; left out where it has none.
    public var zones: [SceneZone]?
    public var lines: [SceneLine]?
    public var rounds: [SceneRound]?

    enum CodingKeys: String, CodingKey {
        case scene, seed, width, height, objects, events, disturbances, zones, lines, rounds
        case frameRate = "frame_rate"
        case frameCount = "frame_count"
        case durationMicroseconds = "duration_us"
    }

    /// Boxes of an object's path are this many a second.
    public static let boxesPerSecond = 5.0
    /// An object is visible when at least this share of its box is inside the picture.
    public static let visibleShare = 0.2
    /// Movement of objects with less rest than this between is one `motion` event.
    public static let eventGapSeconds = 3.0
    /// A vehicle or boat that stands at least this long has `stopped`, from the moment it stands.
    public static let stoppedSeconds = 10.0
    /// A person in the picture at least this long is `loitering`.
    public static let loiteringSeconds = 30.0
    /// Somebody is in a zone from the moment on at which his feet are, if for this long.
    public static let intrusionSeconds = 0.5
    /// A zone that is empty for less is not empty.
    public static let intrusionGapSeconds = 10.0
    /// Somebody who is in a zone at least this long has come.
    public static let roundSeconds = 1.0
    /// A crate that rests at least this long after being carried was left.
    public static let leftSeconds = 5.0
}

extension GroundTruth {
    /// The truth as UTF-8 JSON with sorted keys, ending in a newline.
    public func jsonData() throws -> Data {
        try SceneCoding.encode(self)
    }

    /// Reads what `jsonData()` wrote.
    /// - Throws: `SceneError.unreadable`.
    public init(jsonData: Data) throws(SceneError) {
        self = try SceneCoding.decode(Self.self, from: jsonData)
    }
}

extension SceneDescription {
    /// The description as UTF-8 JSON with sorted keys, ending in a newline.
    public func jsonData() throws -> Data {
        try SceneCoding.encode(self)
    }

    /// Reads and validates what `jsonData()` wrote, or what a person wrote.
    /// - Throws: `SceneError`.
    public init(jsonData: Data) throws(SceneError) {
        let description = try SceneCoding.decode(Self.self, from: jsonData)
        try description.validate()
        self = description
    }
}

enum SceneCoding {
    static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }

    static func decode<Value: Decodable>(
        _ type: Value.Type, from data: Data
    ) throws(SceneError) -> Value {
        do { return try JSONDecoder().decode(type, from: data) } catch {
            throw .unreadable(problem: "\(error)")
        }
    }
}
