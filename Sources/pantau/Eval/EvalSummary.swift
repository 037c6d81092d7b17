import Evaluation
import Footage

/// Means over sequences, each counting alike, as CDnet takes them.
struct EvalSummary {
    let name: String
    var sequences = 0
    var precision: Double?
    var recall: Double?
    var fMeasure: Double?
    var percentageOfWrongClassifications: Double?
    var millisecondsPerFrame: Double?
    /// Sum over sequences with a single mask.
    var wrongPixels: Int?
    /// Sums over recordings with events.
    var events: EventScore?
    /// Sums over recordings whose truth says what is where.
    var tracking: TrackingScore?
    /// Sums of each kind of incident for which there was a rule.
    var incidents: [EventKind: EventScore] = [:]

    init(_ outcomes: [EvalOutcome], name: String) {
        self.name = name
        sequences = outcomes.count
        var pixels: [PixelEvaluation.Result] = []
        for outcome in outcomes {
            switch outcome {
            case .pixels(_, _, let result): pixels.append(result)
            case .events(_, _, let result):
                events = (events ?? EventScore()) + result.score
                for (kind, score) in result.incidents {
                    incidents[kind] = (incidents[kind] ?? EventScore()) + score
                }
                if let score = result.tracking {
                    tracking = (tracking ?? TrackingScore()) + score
                }
            }
        }
        precision = Self.mean(pixels.map(\.score.precision))
        recall = Self.mean(pixels.map(\.score.recall))
        fMeasure = Self.mean(pixels.map(\.score.fMeasure))
        percentageOfWrongClassifications = Self.mean(
            pixels.map(\.score.percentageOfWrongClassifications))
        millisecondsPerFrame = Self.mean(pixels.map(\.millisecondsPerFrame))
        let single = pixels.filter(\.hasSingleMask)
        if !single.isEmpty { wrongPixels = single.reduce(0) { $0 + $1.score.wrongPixels } }
    }

    /// One per category, in the order in which they appear.
    static func categories(_ outcomes: [EvalOutcome]) -> [EvalSummary] {
        var order: [String] = []
        var members: [String: [EvalOutcome]] = [:]
        for outcome in outcomes {
            let category =
                switch outcome {
                case .pixels(_, let category, _), .events(_, let category, _): category
                }
            guard let category else { continue }
            if members[category] == nil { order.append(category) }
            members[category, default: []].append(outcome)
        }
        return order.map { EvalSummary(members[$0] ?? [], name: $0) }
    }

    private static func mean(_ values: [Double?]) -> Double? {
        let known = values.compactMap { $0 }
        return known.isEmpty ? nil : known.reduce(0, +) / Double(known.count)
    }
}
