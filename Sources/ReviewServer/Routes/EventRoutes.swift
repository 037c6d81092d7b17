import EventScoring
import EventStore
import Footage

/// One event: everything about it but its moving pictures.
enum EventRoutes {
    static let all: [Route] = [
        .event(.get, "/api/events/{event}") { call, event in
            let language = try call.readQuery { query throws(APIError) in
                try query.choice("lang", of: IncidentLanguage.self) ?? .english
            }
            return .json(try EventDetail(event, call: call, language: language).json)
        },
        .event(.get, "/api/events/{event}/boxes") { call, event in
            try call.expectNoQuery()
            let parts = try call.store.boxes(of: event.id).map { part -> JSONValue in
                [
                    "recording": .integer(part.recording.rawValue),
                    "moments": .list(part.moments.map(moment)),
                ]
            }
            return .json(["parts": .list(parts)])
        },
        .event(.get, "/api/events/{event}/plot") { call, event in
            try call.expectNoQuery()
            let parts = try call.store.plot(of: event.id).map { part -> JSONValue in
                [
                    "recording": .integer(part.recording.rawValue),
                    "seconds": .list(
                        part.seconds.map { second in
                            [
                                "media_us": .integer(Int64(second.second) * 1_000_000),
                                "motion_ppm": JSONValue(second.motionPPM),
                                "suppressed": JSONValue(second.suppressed),
                            ]
                        }),
                ]
            }
            return .json(["parts": .list(parts), "peak_ppm": JSONValue(event.peakPPM)])
        },
    ]

    private static func moment(_ moment: TimedBoxes) -> JSONValue {
        let boxes = moment.boxes.map { box -> JSONValue in
            .list(
                [box.region.x, box.region.y, box.region.width, box.region.height].map {
                    .number(($0 * 100_000).rounded() / 100_000)
                } + [JSONValue(box.track)])
        }
        return ["media_us": JSONValue(moment.time), "boxes": .list(boxes)]
    }
}

extension JSONValue {
    /// Discarded pixels by the name of what discarded them.
    init(_ counts: SuppressorCounts) {
        self = .object(
            Dictionary(
                uniqueKeysWithValues: counts.nonZero.map {
                    ($0.suppressor.rawValue, JSONValue.integer($0.pixels))
                }))
    }
}
