import Evaluation
import Footage
import MotionAnalysis

/// The objects that `pantau eval --json` prints. Keys are a contract.
enum EvalJSON {
    static func object(_ outcome: EvalOutcome) -> [String: JSONLine.Value] {
        switch outcome {
        case .pixels(let name, let category, let result):
            var object = measures(result)
            object["sequence"] = .text(name)
            object["category"] = category.map { .text($0) } ?? .null
            return object
        case .events(let name, let category, let result):
            var object = measures(result.score)
            object["sequence"] = .text(name)
            object["category"] = category.map { .text($0) } ?? .null
            object["frames"] = .integer(result.frames)
            object["ms_per_frame"] = .number(result.millisecondsPerFrame)
            object["suppressed_pixels"] = suppressed(result.suppressed)
            object["tracking"] = result.tracking.map { .object(measures($0)) } ?? .null
            object["by_kind"] = kinds(result.incidents)
            return object
        }
    }

    static func object(_ category: EvalSummary) -> [String: JSONLine.Value] {
        var object = measures(category)
        object["category"] = .text(category.name)
        return object
    }

    static func measures(_ summary: EvalSummary) -> [String: JSONLine.Value] {
        var object: [String: JSONLine.Value] = [
            "sequences": .integer(summary.sequences),
            "precision": number(summary.precision), "recall": number(summary.recall),
            "f_measure": number(summary.fMeasure),
            "pwc": number(summary.percentageOfWrongClassifications),
            "ms_per_frame": number(summary.millisecondsPerFrame),
        ]
        if let wrong = summary.wrongPixels { object["wrong_pixels"] = .integer(wrong) }
        if let events = summary.events { object["events"] = .object(measures(events)) }
        if !summary.incidents.isEmpty { object["by_kind"] = kinds(summary.incidents) }
        if let tracking = summary.tracking { object["tracking"] = .object(measures(tracking)) }
        return object
    }

    private static func measures(_ result: PixelEvaluation.Result) -> [String: JSONLine.Value] {
        let score = result.score
        var stages: [String: JSONLine.Value] = [:]
        for (step, milliseconds) in result.stepMilliseconds {
            stages[step.rawValue] = .number(milliseconds)
        }
        return [
            "precision": number(score.precision), "recall": number(score.recall),
            "specificity": number(score.specificity), "f_measure": number(score.fMeasure),
            "false_positive_rate": number(score.falsePositiveRate),
            "false_negative_rate": number(score.falseNegativeRate),
            "pwc": number(score.percentageOfWrongClassifications),
            "true_positives": .integer(score.truePositives),
            "false_positives": .integer(score.falsePositives),
            "false_negatives": .integer(score.falseNegatives),
            "true_negatives": .integer(score.trueNegatives),
            "shadow_positives": .integer(score.shadowPositives),
            "wrong_pixels": .integer(score.wrongPixels),
            "frames": .integer(result.frames), "scored_frames": .integer(result.scoredFrames),
            "lost_frames": .integer(result.lostFrames),
            "ms_per_frame": .number(result.millisecondsPerFrame), "stages_ms": .object(stages),
            "suppressed_pixels": suppressed(result.suppressed),
        ]
    }

    private static func measures(_ score: EventScore) -> [String: JSONLine.Value] {
        [
            "true_events": .integer(score.trueEvents), "found_events": .integer(score.foundEvents),
            "missed_events": .integer(score.missedEvents),
            "false_events": .integer(score.falseEvents),
            "precision": number(score.precision), "recall": number(score.recall),
            "f_measure": number(score.fMeasure), "ilids_f1": number(score.iLIDS),
            "false_per_hour": number(score.falseAlarmsPerHour),
            "delay_median_s": number(score.delay(quantile: 0.5)),
            "delay_p95_s": number(score.delay(quantile: 0.95)),
            "delay_first_s": number(score.delays.first),
            "delay_last_s": number(score.delays.last),
        ]
    }

    private static func kinds(_ scores: [EventKind: EventScore]) -> JSONLine.Value {
        .object(
            Dictionary(
                uniqueKeysWithValues: scores.map { ($0.key.rawValue, .object(measures($0.value))) }
            ))
    }

    private static func measures(_ score: TrackingScore) -> [String: JSONLine.Value] {
        [
            "mota": number(score.accuracy), "motp": number(score.precision),
            "idf1": number(score.identityF), "identity_switches": .integer(score.identitySwitches),
            "fragments": .integer(score.fragments), "true_boxes": .integer(score.truthBoxes),
            "found_boxes": .integer(score.foundBoxes), "missed_boxes": .integer(score.misses),
            "false_boxes": .integer(score.falseBoxes),
        ]
    }

    private static func suppressed(_ counts: SuppressorCounts) -> JSONLine.Value {
        var object: [String: JSONLine.Value] = [:]
        for (suppressor, pixels) in counts.nonZero {
            object[suppressor.rawValue] = .integer(Int(pixels))
        }
        return .object(object)
    }

    private static func number(_ value: Double?) -> JSONLine.Value {
        value.map { .number($0) } ?? .null
    }
}
