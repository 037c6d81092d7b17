public import Footage
import Foundation

/// The events that really happen in a recording, from `<recording>.json`.
///
/// What is read is part of what `pantau simulate` writes; events of other kinds than motion are
/// left out, and `objects` may be missing:
/// ```
/// {"duration_us": 60000000,
///  "events": [{"start_us": 4000000, "end_us": 21500000, "kind": "motion"}, …],
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

    public init(duration: MediaTime, events: [MediaRange], tracking: TrackingTruth? = nil) {
        self.duration = duration
        self.tracking = tracking
        self.events = events.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
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

            enum CodingKeys: String, CodingKey {
                case startMicroseconds = "start_us"
                case endMicroseconds = "end_us"
                case kind
            }
        }

        var durationMicroseconds: Int64
        var events: [Event]
        var objects: [Object]?

        enum CodingKeys: String, CodingKey {
            case durationMicroseconds = "duration_us"
            case events, objects
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
