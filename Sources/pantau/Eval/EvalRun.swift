import Evaluation
import FeedPipeline
import Foundation
import Synchronization

/// Measures sequences, some at a time.
struct EvalRun {
    let settings: RecordingSettings
    let manner: RecordingAnalysis.Manner
    let framesPerSecond: Double
    let maskFolder: String?
    let workers: Int

    func measure(_ inputs: [EvaluationInput], report: EvalReport) {
        let next = Mutex(0)
        let progress = EvalProgress(total: inputs.count)
        DispatchQueue.concurrentPerform(iterations: min(workers, max(1, inputs.count))) { _ in
            while true {
                let index = next.withLock { index in
                    defer { index += 1 }
                    return index
                }
                guard index < inputs.count else { return }
                let outcome = measure(inputs[index], progress: progress)
                progress.finish(inputs[index].name)
                if case .success(.pixels(let name, _, let result)) = outcome,
                    result.lostFrames > 0
                {
                    report.problem(.framesLost(path: name, count: result.lostFrames))
                }
                report.add(outcome, at: index)
            }
        }
        progress.clear()
        report.flush()
    }

    private func measure(
        _ input: EvaluationInput, progress: EvalProgress
    ) -> Result<EvalOutcome, EvaluationError> {
        do {
            switch input {
            case .pixels(let folder, let name, let category):
                let evaluation = PixelEvaluation(
                    settings: settings, manner: manner, framesPerSecond: framesPerSecond,
                    maskFolder: maskFolder)
                let result = try evaluation.run(folder: folder, name: name, category: category) {
                    progress.show(name, share: $0)
                }
                return .success(.pixels(name: name, category: category, result))
            case .events(let video, let truth, let name, let category):
                let evaluation = EventEvaluation(settings: settings, manner: manner)
                let result = try evaluation.run(video: video, truth: truth)
                return .success(.events(name: name, category: category, result))
            }
        } catch {
            return .failure(error)
        }
    }
}

/// What came out for one input.
enum EvalOutcome {
    case pixels(name: String, category: String?, PixelEvaluation.Result)
    case events(name: String, category: String?, EventEvaluation.Result)
}

/// One line about what is going on, redrawn in place on a terminal.
final class EvalProgress: Sendable {
    private struct State {
        var shares: [String: Double] = [:]
        var done = 0
        var last = DispatchTime(uptimeNanoseconds: 0)
    }

    private let state = Mutex(State())
    private let total: Int
    private let isTerminal = isatty(STDERR_FILENO) != 0
    private let begin = DispatchTime.now()

    init(total: Int) { self.total = total }

    func show(_ name: String, share: Double) {
        guard isTerminal else { return }
        state.withLock { state in
            state.shares[name] = share
            let now = DispatchTime.now()
            guard now.uptimeNanoseconds - state.last.uptimeNanoseconds > 250_000_000 else { return }
            state.last = now
            let fraction =
                (Double(state.done) + state.shares.values.reduce(0, +)) / Double(max(1, total))
            let elapsed = Double(now.uptimeNanoseconds - begin.uptimeNanoseconds) / 1e9
            let left = fraction > 0.02 ? elapsed / fraction - elapsed : nil
            let parts = [
                "\(state.done)/\(total) sequences", "\(Int(fraction * 100)) %",
                left.map { "\(ProgressLine.clock($0)) left" }, state.shares.keys.min(),
            ]
            StandardError.write("\r\u{1B}[K" + parts.compactMap { $0 }.joined(separator: " · "))
        }
    }

    func finish(_ name: String) {
        state.withLock { state in
            state.shares[name] = nil
            state.done += 1
        }
    }

    func clear() { if isTerminal { StandardError.write("\r\u{1B}[K") } }
}
