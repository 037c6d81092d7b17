import Evaluation
import Foundation

/// What was measured, for people: a table each of masks, events and tracks.
enum EvalTable {
    static func text(_ outcomes: [EvalOutcome]) -> String {
        [pixels(outcomes), events(outcomes), incidents(outcomes), tracks(outcomes)].compactMap {
            $0
        }
        .joined(separator: "\n\n")
    }

    private static func pixels(_ outcomes: [EvalOutcome]) -> String? {
        var table = TextTable(columns: [
            ("MASKS", .left), ("FRAMES", .right), ("SCORED", .right), ("PRECISION", .right),
            ("RECALL", .right), ("F", .right), ("PWC %", .right), ("WRONG PIXELS", .right),
            ("MS/FRAME", .right),
        ])
        var count = 0
        for case .pixels(let name, _, let result) in outcomes {
            count += 1
            table.add([
                name, String(result.frames), String(result.scoredFrames),
                share(result.score.precision), share(result.score.recall),
                share(result.score.fMeasure),
                share(result.score.percentageOfWrongClassifications),
                ProgressLine.grouped(result.score.wrongPixels),
                share(result.millisecondsPerFrame),
            ])
        }
        guard count > 0 else { return nil }
        let masks = outcomes.filter { if case .pixels = $0 { true } else { false } }
        for category in EvalSummary.categories(masks) { table.add(row(category)) }
        if count > 1 { table.add(row(EvalSummary(masks, name: "mean"))) }
        return table.text
    }

    private static func row(_ summary: EvalSummary) -> [String] {
        [
            summary.name, "", "", share(summary.precision), share(summary.recall),
            share(summary.fMeasure), share(summary.percentageOfWrongClassifications),
            summary.wrongPixels.map(ProgressLine.grouped) ?? "",
            share(summary.millisecondsPerFrame),
        ]
    }

    private static func events(_ outcomes: [EvalOutcome]) -> String? {
        var table = TextTable(columns: [
            ("EVENTS", .left), ("TRUE", .right), ("FOUND", .right), ("MISSED", .right),
            ("FALSE", .right), ("PRECISION", .right), ("RECALL", .right), ("F1 I-LIDS", .right),
            ("FALSE/H", .right), ("DELAY S", .right),
        ])
        var count = 0
        var total = EventScore()
        for case .events(let name, _, let result) in outcomes {
            count += 1
            total = total + result.score
            table.add(row(name, result.score))
        }
        guard count > 0 else { return nil }
        if count > 1 { table.add(row("all", total)) }
        return table.text
    }

    /// A line for each kind that happens or was found.
    private static func incidents(_ outcomes: [EvalOutcome]) -> String? {
        var table = TextTable(columns: [
            ("INCIDENTS", .left), ("TRUE", .right), ("FOUND", .right), ("MISSED", .right),
            ("FALSE", .right), ("PRECISION", .right), ("RECALL", .right), ("F1 I-LIDS", .right),
            ("FALSE/H", .right), ("DELAY S", .right),
        ])
        let scores = EvalSummary(outcomes, name: "all").incidents
            .filter { $0.value.trueEvents > 0 || $0.value.falseEvents > 0 }
        for (kind, score) in scores.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            table.add(row(kind.rawValue, score))
        }
        return scores.isEmpty ? nil : table.text
    }

    private static func row(_ name: String, _ score: EventScore) -> [String] {
        [
            name, String(score.trueEvents), String(score.foundEvents),
            String(score.missedEvents), String(score.falseEvents), share(score.precision),
            share(score.recall), share(score.iLIDS), share(score.falseAlarmsPerHour),
            share(score.delay(quantile: 0.5)),
        ]
    }

    private static func tracks(_ outcomes: [EvalOutcome]) -> String? {
        var table = TextTable(columns: [
            ("TRACKS", .left), ("BOXES", .right), ("MISSED", .right), ("FALSE", .right),
            ("MOTA", .right), ("MOTP", .right), ("IDF1", .right), ("SWITCHES", .right),
            ("FRAGMENTS", .right),
        ])
        var count = 0
        var total = TrackingScore()
        for case .events(let name, _, let result) in outcomes {
            guard let score = result.tracking else { continue }
            count += 1
            total = total + score
            table.add(row(name, score))
        }
        guard count > 0 else { return nil }
        if count > 1 { table.add(row("all", total)) }
        return table.text
    }

    private static func row(_ name: String, _ score: TrackingScore) -> [String] {
        [
            name, String(score.truthBoxes), String(score.misses), String(score.falseBoxes),
            share(score.accuracy), share(score.precision), share(score.identityF),
            String(score.identitySwitches), String(score.fragments),
        ]
    }

    private static func share(_ value: Double?) -> String {
        value.map { String(format: "%.3f", $0) } ?? "–"
    }
}
