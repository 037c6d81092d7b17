import ArgumentParser
import EventScoring
import Footage

/// What counts as an event.
struct DetectionOptions: ParsableArguments {
    @Option(help: "How little counts as motion, 0 to 1.")
    var sensitivity = 0.5

    @Option(
        help: "Motion that lasts less in all is no event (default: 0.5s).",
        transform: TimeArguments.duration)
    var minEvent = ScoringParameters().minimumEventLength

    @Option(
        help: "Quiet time that ends an event (default: 3s).", transform: TimeArguments.duration)
    var eventGap = ScoringParameters().eventGap

    @Option(
        help: "Time shown before an event begins (default: 2s).",
        transform: TimeArguments.duration)
    var preRoll = ScoringParameters().preRoll

    @Option(
        help: "Time shown after an event ends (default: 2s).", transform: TimeArguments.duration)
    var postRoll = ScoringParameters().postRoll

    var scoring: ScoringParameters {
        ScoringParameters(
            minimumEventLength: minEvent, eventGap: eventGap, preRoll: preRoll, postRoll: postRoll)
    }

    func validate() throws {
        if !(0...1).contains(sensitivity) {
            throw ValidationError("--sensitivity takes a number from 0 (least) to 1 (most)")
        }
    }
}
