import Evaluation
import Footage
import Foundation
import MotionAnalysis
import Synchronization

/// Prints what was measured: a table for people, or a line of JSON per sequence.
final class EvalReport: Sendable {
    private struct State {
        var outcomes: [Int: Result<EvalOutcome, EvaluationError>] = [:]
        var printed = 0
        var problems = 0
    }

    private let state = Mutex(State())
    private let isJSON: Bool

    init(isJSON: Bool) { self.isJSON = isJSON }

    var hasProblems: Bool { state.withLock { $0.problems > 0 } }

    func problem(_ error: EvaluationError) {
        state.withLock { $0.problems += 1 }
        StandardError.line("pantau: \(error)")
    }

    /// Lines of JSON appear as soon as all before them are there.
    func add(_ outcome: Result<EvalOutcome, EvaluationError>, at index: Int) {
        if case .failure(let error) = outcome { problem(error) }
        state.withLock { state in
            state.outcomes[index] = outcome
            guard isJSON else { return }
            while let next = state.outcomes[state.printed] {
                state.printed += 1
                if case .success(let outcome) = next {
                    StandardOutput.line(JSONLine.text(EvalJSON.object(outcome)))
                }
            }
        }
    }

    /// Prints the table, if that is what is wanted.
    func flush() {
        guard !isJSON else { return }
        let text = EvalTable.text(successes)
        if !text.isEmpty { StandardOutput.line(text) }
    }

    /// The last line of JSON.
    func summary() {
        guard isJSON else { return }
        let problems = state.withLock { $0.problems }
        for category in EvalSummary.categories(successes) {
            StandardOutput.line(JSONLine.text(EvalJSON.object(category)))
        }
        let summary = EvalSummary(successes, name: "all")
        var object = EvalJSON.measures(summary)
        object["problems"] = .integer(problems)
        StandardOutput.line(JSONLine.text(["summary": .object(object)]))
    }

    private var successes: [EvalOutcome] {
        state.withLock { state in
            state.outcomes.sorted { $0.key < $1.key }.compactMap { try? $0.value.get() }
        }
    }
}
