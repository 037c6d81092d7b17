import Capacity
import Footage
import Foundation
import Synchronization

/// Prints what was measured: tables for people, or a line of JSON per recording.
final class BenchReport: Sendable {
    private struct State {
        var streams: [StreamMeasurement] = []
        var problems = 0
        var mix: LiveCapacity?
        var subject = ""
    }

    private let state = Mutex(State())
    private let isJSON: Bool
    private let machine: Machine
    private let headroom: Double
    private let price: Double?
    private let isTerminal = isatty(STDERR_FILENO) != 0

    init(isJSON: Bool, machine: Machine, headroom: Double, price: Double?) {
        self.isJSON = isJSON
        self.machine = machine
        self.headroom = headroom
        self.price = price
    }

    var hasProblems: Bool { state.withLock { $0.problems > 0 } }

    /// Of several kinds of cameras together.
    var mix: LiveCapacity? {
        get { state.withLock { $0.mix } }
        set { state.withLock { $0.mix = newValue } }
    }

    func begins(_ subject: String) {
        state.withLock { $0.subject = subject }
        progress("\(subject): stages")
    }

    func trial(cameras: Int) {
        progress("\(state.withLock { $0.subject }): \(ProgressLine.count(cameras, "camera")), live")
    }

    func add(_ stream: StreamMeasurement) {
        state.withLock { $0.streams.append(stream) }
        if isJSON {
            StandardOutput.line(JSONLine.text(BenchJSON.object(stream, price: price)))
        }
    }

    func problem(path: String, _ message: String) {
        clear()
        state.withLock { $0.problems += 1 }
        StandardError.line("pantau: \(message)")
        if isJSON, !path.isEmpty {
            StandardOutput.line(
                JSONLine.text([
                    "stream": .text(path), "status": .text("refused"), "error": .text(message),
                ]))
        }
    }

    func finish() {
        clear()
        let (streams, mix, problems) = state.withLock { ($0.streams, $0.mix, $0.problems) }
        if isJSON {
            let summary = BenchJSON.summary(
                machine: machine, streams: streams.count, problems: problems, mix: mix,
                headroom: headroom, price: price)
            StandardOutput.line(JSONLine.text(["summary": summary]))
        } else if !streams.isEmpty {
            StandardOutput.line(
                BenchTable.text(
                    streams, mix: mix, machine: machine, headroom: headroom, price: price))
        }
    }

    private func progress(_ text: String) {
        if isTerminal { StandardError.write("\r\u{1B}[K\(text)") }
    }

    private func clear() { if isTerminal { StandardError.write("\r\u{1B}[K") } }
}
