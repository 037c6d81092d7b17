import ArgumentParser
import EventScoring
import EventStore
import Footage
import Foundation
import Playback

struct EventShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show one event, and save its pictures.")

    @Argument(help: "The event's number, from pantau events.")
    var id: Int64

    @OptionGroup var database: DatabaseOption

    @Option(help: ArgumentHelp("Save the picture of the peak here, as JPEG.", valueName: "file"))
    var thumbnail: String?

    @Option(
        help: ArgumentHelp(
            "Of a thing that was left or removed: save the picture before that here, as JPEG.",
            valueName: "file"))
    var before: String?

    @Option(help: ArgumentHelp("The same for the picture after that.", valueName: "file"))
    var after: String?

    @Flag(help: "Print JSON, with the boxes over time.")
    var json = false

    func run() throws {
        let store = try database.open(.readOnly)
        do {
            guard let event = try store.event(EventID(rawValue: id)) else {
                throw CommandFailure(
                    message: "\(database.db) has no event \(id); list them with pantau events")
            }
            let boxes = try store.boxes(of: event.id)
            let objects = try EventObjects(of: boxes, in: store)
            let change = try EventChange(of: event, in: store)
            StandardOutput.line(
                json
                    ? Self.object(event, boxes: boxes, objects: objects, change: change)
                    : Self.text(event, boxes: boxes, objects: objects, change: change))
            if let thumbnail { try save(store.thumbnail(of: event.id), to: thumbnail) }
            if let before { try save(change, .before, to: before) }
            if let after { try save(change, .after, to: after) }
        } catch let error as EventStoreError {
            throw CommandFailure(message: error.description)
        } catch let error as PlaybackError {
            throw CommandFailure(message: error.description)
        }
    }

    private func save(_ jpeg: [UInt8]?, to path: String) throws {
        guard let jpeg else {
            throw CommandFailure(message: "event \(id) has no picture; its peak could not be read")
        }
        try write(jpeg, "picture", to: path)
    }

    private func save(_ change: EventChange?, _ side: ChangeSide, to path: String) throws {
        guard let change else {
            throw CommandFailure(
                message: "event \(id) is not of a thing left or removed; it has no picture "
                    + "\(side.rawValue) that. Leave out --\(side.rawValue)", status: 2)
        }
        try write(try change.jpeg(side), side.rawValue, to: path)
    }

    private func write(_ jpeg: [UInt8], _ name: String, to path: String) throws {
        do {
            try Data(jpeg).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw CommandFailure(
                message: "\(path): cannot be written; check the folder, its permissions and space")
        }
        guard !json else { return }
        let label = name.padding(toLength: 11, withPad: " ", startingAt: 0)
        StandardOutput.line("\(label)\(path) (\(ProgressLine.grouped(jpeg.count)) bytes)")
    }

    private static func text(
        _ event: EventRecord, boxes: [EventBoxes], objects: EventObjects, change: EventChange?
    ) -> String {
        let clock = ClockText(timeZoneName: event.feedTimeZone)
        func moment(_ moment: EventMoment) -> String {
            let media = "\(moment.media) in \((moment.path as NSString).lastPathComponent)"
            return moment.wall.map { "\(clock.table($0)), \(media)" } ?? "\(media), clock unknown"
        }
        let why = IncidentLanguage.allCases.map(event.sentence).map { sentence in
            "why        \(sentence)\n"
        }
        let rule = event.facts.map { "rule       \($0.rule)\n" } ?? ""
        let zone = event.zone.map { "zone       \($0)\n" } ?? ""
        return """
            event      \(event.id.rawValue)  \(event.uuid)
            feed       \(event.feedName)
            kind       \(event.kind.rawValue), severity \(event.severity.rawValue)
            \(rule)\(zone)\(why.joined())\
            start      \(moment(event.start))
            peak       \(moment(event.peak))
            end        \(moment(event.end))
            \(change?.text ?? "")\
            length     \(String(format: "%.1f s", event.duration.seconds)), \
            \(String(format: "%.1f s", event.active.seconds)) of it in motion
            score      \(event.score) of 100
            motion     \(String(format: "%.2f", Double(event.peakPPM) / 10_000)) % of the picture at the peak
            boxes      at \(boxes.reduce(0) { $0 + $1.moments.count }) moments
            \(objects.text)
            review     \(event.reviewState.rawValue)
            """
    }

    private static func object(
        _ event: EventRecord, boxes: [EventBoxes], objects: EventObjects, change: EventChange?
    ) -> String {
        var members = EventColumns.json(of: event)
        members["objects"] = objects.json
        members["change"] = change?.json ?? .null
        members["boxes"] = .list(
            boxes.flatMap { part in
                part.moments.map { moment in
                    .object([
                        "recording": .text(part.path), "time_s": .number(moment.time.seconds),
                        "boxes": .list(
                            moment.boxes.map { box in
                                .object([
                                    "x": .number(box.region.x), "y": .number(box.region.y),
                                    "width": .number(box.region.width),
                                    "height": .number(box.region.height),
                                    "track": .integer(box.track),
                                ])
                            }),
                    ])
                }
            })
        return JSONLine.text(members)
    }
}
