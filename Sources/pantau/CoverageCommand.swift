import ArgumentParser
import EventStore
import Footage
import Foundation

struct CoverageCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage",
        abstract: "Say for every second of every recording whether it was looked at.",
        discussion: """
            analysed: every frame was. key_frames_only: key frames were, by --mode \
            fast or a scan that has not come to the others. \
            undecodable: there is data, but it cannot be decoded. pending: not looked at yet. \
            absent: nothing was recorded.
            """)

    @OptionGroup var database: DatabaseOption

    @Option(help: "Recordings of this feed only.")
    var feed: String?

    @Flag(help: "Print one JSON object per recording, and one per gap or overlap of them.")
    var json = false

    func run() throws {
        let store = try database.open(.readOnly)
        do {
            let feeds = try store.feeds()
            let chosen = feeds.filter { feed == nil || $0.name == feed }
            if let feed, chosen.isEmpty {
                let known = feeds.map(\.name).joined(separator: ", ")
                throw CommandFailure(
                    message: "\(database.db) has no feed \(feed); it has: \(known)", status: 2)
            }
            if chosen.isEmpty, !json {
                StandardOutput.line("No recordings. Scan some first: pantau scan FOLDER")
            }
            for record in chosen { try show(record, in: store) }
        } catch let error as EventStoreError {
            throw CommandFailure(message: error.description)
        }
    }

    private func show(_ feed: FeedRecord, in store: EventStore) throws {
        let clock = ClockText(timeZoneName: feed.timeZone)
        if !json { StandardOutput.line("feed \(feed.name)") }
        for recording in try store.recordings(of: feed.id) {
            let spans = try store.coverage(of: recording.id)
            if json {
                StandardOutput.line(object(recording, spans: spans, clock: clock))
            } else {
                StandardOutput.line(text(recording, spans: spans, clock: clock))
            }
        }
        for gap in try store.coverage(of: feed.id) where gap.recording == nil {
            show(gap.state.rawValue, "nothing recorded", from: gap.start, to: gap.end)
        }
        for overlap in try store.overlaps(of: feed.id) {
            show("overlap", "recorded twice", from: overlap.start, to: overlap.end)
        }
        func show(_ state: String, _ meaning: String, from start: WallTime, to end: WallTime) {
            StandardOutput.line(
                json
                    ? JSONLine.text([
                        "feed": .text(feed.name), "state": .text(state),
                        "start": .text(clock.iso8601(start)), "end": .text(clock.iso8601(end)),
                    ]) : "  \(clock.table(start)) – \(clock.table(end)): \(meaning)")
        }
    }

    private func text(
        _ recording: RecordingRecord, spans: [CoverageSpan], clock: ClockText
    ) -> String {
        let start = recording.facts?.start.map(clock.table) ?? "clock unknown"
        var text = "  \(recording.identity.path) (\(start)): \(recording.status.rawValue)"
        if spans.isEmpty, let error = recording.error { text += ", \(error)" }
        for span in spans {
            text += "\n    \(span.range.start) – \(span.range.end)  \(span.state.rawValue)"
            if let reason = span.reason { text += ": \(reason)" }
        }
        return text
    }

    private func object(
        _ recording: RecordingRecord, spans: [CoverageSpan], clock: ClockText
    ) -> String {
        JSONLine.text([
            "recording": .text(recording.identity.path), "feed": .text(recording.feedName),
            "status": .text(recording.status.rawValue),
            "start": recording.facts?.start.map { .text(clock.iso8601($0)) } ?? .null,
            "clock": .text(recording.facts?.clockSource.rawValue ?? ClockSource.unknown.rawValue),
            "duration_s": .number(recording.facts?.duration.seconds ?? 0),
            "error": recording.error.map { .text($0) } ?? .null,
            "coverage": .list(
                spans.map { span in
                    .object([
                        "start_s": .number(span.range.start.seconds),
                        "end_s": .number(span.range.end.seconds),
                        "state": .text(span.state.rawValue),
                        "reason": span.reason.map { .text($0) } ?? .null,
                    ])
                }),
        ])
    }
}
