import EventScoring
public import Footage
import Foundation

/// The events that really happen in a recording, from `<recording>.json`.
///
/// What is read is part of what `pantau simulate` writes; events of other kinds than motion are
/// incidents. `objects`, `zones`, `lines` and `rounds` may be missing:
/// ```
/// {"duration_us": 60000000,
///  "events": [{"start_us": 4000000, "end_us": 21500000, "kind": "motion"},
///             {"start_us": 6000000, "end_us": 9500000, "kind": "intrusion", "place": "yard"}, …],
///  "zones": [{"name": "yard", "polygon": {"points": [{"x": 0.1, "y": 0.8}, …]}}],
///  "lines": [{"name": "lane", "points": [{"x": 0.5, "y": 0}, …], "allowed": "left_to_right"}],
///  "rounds": [{"zone": "yard", "start_minute": 1, "end_minute": 2}],
///  "objects": [{"id": 1, "moving": [{"start_us": 4000000, "end_us": 21500000}],
///               "path": [{"time_us": 4000000, "x": 0.31, "y": 0.4, "width": 0.05,
///                         "height": 0.2}, …]}, …]}
/// ```
public struct EventTruth: Sendable, Hashable {
    public var duration: MediaTime
    /// In order of their start.
    public var events: [MediaRange]
    /// Where the things are that move; `nil`: it is not known.
    public var tracking: TrackingTruth?
    /// What happens besides that something moves.
    public var incidents: [IncidentTruth] = []
    private var zones: [Zone] = []
    private var lines: [TrueLine] = []
    private var rounds: [TrueRound] = []

    public init(duration: MediaTime, events: [MediaRange], tracking: TrackingTruth? = nil) {
        self.duration = duration
        self.tracking = tracking
        self.events = events.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    }

    /// The rules that find the incidents.
    var rules: RuleSet {
        RuleSet(
            zones: zones, lines: lines, rounds: rounds, kinds: Set(incidents.map(\.kind)))
    }

    init(path: String) throws(EvaluationError) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .unreadable(path: path, reason: "it cannot be opened")
        }
        let document: Document
        do {
            document = try JSONDecoder().decode(Document.self, from: data)
        } catch {
            throw .badEventTruth(path: path, reason: Self.reason(of: error))
        }
        for event in document.events where event.endMicroseconds <= event.startMicroseconds {
            throw .badEventTruth(
                path: path, reason: "an event ends at \(event.endMicroseconds) µs, before it begins"
            )
        }
        self.init(
            duration: MediaTime(microseconds: document.durationMicroseconds),
            events: document.events.filter { $0.kind == EventKind.motion.rawValue }.map {
                MediaRange(
                    start: MediaTime(microseconds: $0.startMicroseconds),
                    end: MediaTime(microseconds: $0.endMicroseconds))
            }, tracking: document.objects.map { TrackingTruth(things: $0.map(\.thing)) })
        incidents = document.events.compactMap { event in
            guard let kind = EventKind(rawValue: event.kind), kind != .motion else { return nil }
            return IncidentTruth(
                kind: kind,
                range: MediaRange(
                    start: MediaTime(microseconds: event.startMicroseconds),
                    end: MediaTime(microseconds: event.endMicroseconds)),
                place: event.place, direction: event.direction)
        }
        zones = document.zones ?? []
        lines = document.lines ?? []
        rounds = document.rounds ?? []
    }

    private struct Document: Decodable {
        struct Interval: Decodable {
            var startMicroseconds: Int64
            var endMicroseconds: Int64

            enum CodingKeys: String, CodingKey {
                case startMicroseconds = "start_us"
                case endMicroseconds = "end_us"
            }
        }

        struct Box: Decodable {
            var timeMicroseconds: Int64
            var x: Double
            var y: Double
            var width: Double
            var height: Double

            enum CodingKeys: String, CodingKey {
                case timeMicroseconds = "time_us"
                case x, y, width, height
            }
        }

        struct Object: Decodable {
            var id: Int
            var moving: [Interval]
            var path: [Box]

            var thing: TrackingTruth.Thing {
                TrackingTruth.Thing(
                    id: id,
                    moving: moving.map {
                        MediaRange(
                            start: MediaTime(microseconds: $0.startMicroseconds),
                            end: MediaTime(microseconds: $0.endMicroseconds))
                    },
                    boxes: path.map {
                        TrackingTruth.Thing.Box(
                            time: MediaTime(microseconds: $0.timeMicroseconds),
                            region: Region(x: $0.x, y: $0.y, width: $0.width, height: $0.height))
                    })
            }
        }

        struct Event: Decodable {
            var startMicroseconds: Int64
            var endMicroseconds: Int64
            var kind: String
            var place: String?
            var direction: String?

            enum CodingKeys: String, CodingKey {
                case startMicroseconds = "start_us"
                case endMicroseconds = "end_us"
                case kind, place, direction
            }
        }

        var durationMicroseconds: Int64
        var events: [Event]
        var objects: [Object]?
        var zones: [Zone]?
        var lines: [TrueLine]?
        var rounds: [TrueRound]?

        enum CodingKeys: String, CodingKey {
            case durationMicroseconds = "duration_us"
            case events, objects, zones, lines, rounds
        }
    }

    private static func reason(of error: any Error) -> String {
        switch error {
        case DecodingError.keyNotFound(let key, _): "it has no \(key.stringValue)"
        case DecodingError.typeMismatch(_, let context),
            DecodingError.valueNotFound(_, let context):
            "at \(context.codingPath.map(\.stringValue).joined(separator: ".")): "
                + context.debugDescription
        case DecodingError.dataCorrupted: "it is not JSON"
        default: "\(error)"
        }
    }
}
