import EventScoring
import EventStore
import EventWords
import Footage
import Foundation

/// Prints events in one of the formats.
final class EventListWriter {
    private let format: EventFormat
    private var table = TextTable(columns: [
        ("ID", .right), ("FEED", .left), ("START", .left), ("LENGTH", .right), ("SCORE", .right),
        ("KIND", .left), ("RECORDING", .left), ("AT", .right),
    ])
    private var count = 0

    init(format: EventFormat) {
        self.format = format
        if format == .csv { write(CommaSeparatedValues.line(EventColumns.names)) }
    }

    func add(_ event: EventRecord) {
        count += 1
        switch format {
        case .json: write(JSONLine.text(EventColumns.json(of: event)))
        case .csv:
            let values = EventColumns.json(of: event)
            write(
                CommaSeparatedValues.line(
                    EventColumns.names.map { values[$0]?.plainText ?? "" }))
        case .table:
            let clock = ClockText(timeZoneName: event.feedTimeZone)
            table.add([
                String(event.id.rawValue), event.feedName,
                event.start.wall.map(clock.table) ?? "unknown",
                String(format: "%.1f s", event.duration.seconds), String(event.score),
                event.kind.rawValue, (event.start.path as NSString).lastPathComponent,
                event.start.media.description,
            ])
        }
    }

    func finish(isFiltered: Bool) {
        guard format == .table else { return }
        if count == 0 {
            write(
                isFiltered
                    ? "No events match. Widen --since, --until, --feed or --kind."
                    : "No events. Scan recordings first: pantau scan FOLDER")
        } else {
            write(table.text)
        }
    }

    private func write(_ line: String) {
        StandardOutput.line(line)
    }
}

/// An event's columns, as `--format json` and `csv` give them: the names are a contract.
enum EventColumns {
    static let names = [
        "id", "uuid", "feed", "kind", "severity", "start", "peak", "end", "duration_s", "score",
        "zone", "rule", "line", "direction", "sentence", "sentence_id", "recording", "start_s",
        "peak_s", "end_s",
        "clip_start_s", "clip_end_s",
        "peak_motion_percent", "active_s", "review", "time_zone",
    ]

    static func json(of event: EventRecord) -> [String: JSONLine.Value] {
        let clock = ClockText(timeZoneName: event.feedTimeZone)
        func wall(_ moment: EventMoment) -> JSONLine.Value {
            moment.wall.map { .text(clock.iso8601($0)) } ?? .null
        }
        return [
            "id": .integer(Int(event.id.rawValue)), "uuid": .text(event.uuid),
            "feed": .text(event.feedName), "kind": .text(event.kind.rawValue),
            "severity": .text(event.severity.rawValue), "start": wall(event.start),
            "peak": wall(event.peak), "end": wall(event.end),
            "duration_s": .number(event.duration.seconds), "score": .integer(event.score),
            "zone": event.zone.map { .text($0) } ?? .null,
            "rule": event.facts.map { .text($0.rule) } ?? .null,
            "line": event.facts?.line.map { .text($0) } ?? .null,
            "direction": event.facts?.direction.map { .text($0) } ?? .null,
            "sentence": .text(event.sentence(.english)),
            "sentence_id": .text(event.sentence(.indonesian)),
            "recording": .text(event.start.path),
            "start_s": .number(event.start.media.seconds),
            "peak_s": .number(event.peak.media.seconds), "end_s": .number(event.end.media.seconds),
            "clip_start_s": .number(event.clipStart.seconds),
            "clip_end_s": .number(event.clipEnd.seconds),
            "peak_motion_percent": .number(Double(event.peakPPM) / 10_000),
            "active_s": .number(event.active.seconds), "review": .text(event.reviewState.rawValue),
            "time_zone": .text(event.feedTimeZone),
        ]
    }
}

extension EventRecord {
    /// What happened, in one sentence.
    func sentence(_ language: IncidentLanguage) -> String {
        EventSentence(event: self, language: language).sentence
    }
}

extension JSONLine.Value {
    /// The value as a CSV field.
    var plainText: String {
        switch self {
        case .null: ""
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number): JSONLine.decimal(number)
        case .flag(let flag): flag ? "true" : "false"
        case .list, .object: JSONLine.text(of: self)
        }
    }
}
