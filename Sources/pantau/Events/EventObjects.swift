import EventScoring
import EventStore
import Foundation

/// What an event's objects did, as `pantau events show` tells it.
struct EventObjects {
    private struct Entry {
        var recording: String
        var path: ObjectPath
    }

    private let entries: [Entry]

    init(of boxes: [EventBoxes], in store: EventStore) throws(EventStoreError) {
        var entries: [Entry] = []
        for part in boxes {
            guard let facts = try store.recording(part.recording)?.facts else { continue }
            let builder = ObjectPathBuilder(displayed: facts.displayedSize)
            entries += builder.paths(from: part.moments).map {
                Entry(recording: part.path, path: $0)
            }
        }
        self.entries = entries
    }

    /// A line for each object.
    var text: String {
        guard !entries.isEmpty else { return "objects    none with a known path" }
        return entries.enumerated().map { index, entry in
            let path = entry.path
            let name = index == 0 ? "objects    " : "           "
            return name + "\(path.start)–\(path.end): "
                + String(
                    format: "%.2f widths far, %.2f on its way, %.3f widths/s (at most %.3f), ",
                    path.displacement, path.length, path.meanSpeed, path.topSpeed)
                + String(format: "%.2f %% of the picture", path.sizeShare * 100)
        }.joined(separator: "\n")
    }

    var json: JSONLine.Value {
        .list(
            entries.map { entry in
                let path = entry.path
                return .object([
                    "recording": .text(entry.recording), "track": .integer(path.track),
                    "from_s": .number(path.start.seconds), "until_s": .number(path.end.seconds),
                    "length_widths": .number(path.length),
                    "displacement_widths": .number(path.displacement),
                    "mean_widths_per_s": .number(path.meanSpeed),
                    "top_widths_per_s": .number(path.topSpeed),
                    "size_share": .number(path.sizeShare),
                    "points": .list(
                        path.points.map { point in
                            .object([
                                "time_s": .number(point.time.seconds),
                                "x": .number(point.place.x), "y": .number(point.place.y),
                            ])
                        }),
                ])
            })
    }
}
