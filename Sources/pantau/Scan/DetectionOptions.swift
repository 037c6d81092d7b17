import ArgumentParser
import ConfigurationFile
import EventScoring
import Footage

/// What counts as an event.
struct DetectionOptions: ParsableArguments {
    @Option(help: "How little counts as motion, 0 to 1 (default: 0.5).")
    var sensitivity: Double?

    @Option(
        help: "Motion that lasts less in all is no event (default: 0.5s).",
        transform: TimeArguments.duration)
    var minEvent: MediaTime?

    @Option(
        help: "Quiet time that ends an event (default: 3s).", transform: TimeArguments.duration)
    var eventGap: MediaTime?

    @Option(
        help: "Time shown before an event begins (default: 2s).",
        transform: TimeArguments.duration)
    var preRoll: MediaTime?

    @Option(
        help: "Time shown after an event ends (default: 2s).", transform: TimeArguments.duration)
    var postRoll: MediaTime?

    @Option(help: "Count motion only inside this polygon; may be repeated.")
    var zone: [PolygonArgument] = []

    @Option(help: "Ignore motion inside this polygon; may be repeated.")
    var mask: [PolygonArgument] = []

    /// What was said on the command line goes before what the configuration says.
    func over(_ configuration: FeedConfiguration) -> FeedConfiguration {
        var merged = configuration
        merged.sensitivity = sensitivity ?? merged.sensitivity
        merged.minimumEventLength = minEvent ?? merged.minimumEventLength
        merged.eventGap = eventGap ?? merged.eventGap
        merged.preRoll = preRoll ?? merged.preRoll
        merged.postRoll = postRoll ?? merged.postRoll
        if !zone.isEmpty { merged.watched = zone.map(\.polygon) }
        if !mask.isEmpty { merged.masks = mask.map { NamedPolygon(polygon: $0.polygon) } }
        return merged
    }

    func validate() throws {
        if let sensitivity, !(0...1).contains(sensitivity) {
            throw ValidationError("--sensitivity takes a number from 0 (least) to 1 (most)")
        }
    }
}
