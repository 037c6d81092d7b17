import FeedPipeline
import Footage
import Foundation

/// What a scan tells while it runs and at its end: on a terminal, as lines, or as JSON.
final class ScanReport: @unchecked Sendable {
    enum Format { case lines, json, quiet }

    private let format: Format
    private let isTerminal = isatty(STDERR_FILENO) == 1
    // Guarded by `lock`.
    private let lock = NSLock()
    private var progressWidth = 0
    private var problems = 0

    init(format: Format) { self.format = format }

    func problem(_ problem: DiscoveryProblem) {
        lock.withLock { problems += 1 }
        if format == .json {
            write(
                JSONLine.text([
                    "recording": .text(problem.path), "feed": .null, "status": .text("refused"),
                    "duration_s": .number(0), "analysed_s": .number(0), "frames": .integer(0),
                    "events": .integer(0), "error": .text(problem.description),
                    "clock": .text(ClockSource.unknown.rawValue), "findings": .list([]),
                ]))
        } else {
            note("refused   \(problem)")
        }
    }

    func ignored(_ byExtension: [String: Int]) {
        guard format == .lines, !byExtension.isEmpty else { return }
        let total = byExtension.values.reduce(0, +)
        let list = byExtension.sorted { $0.key < $1.key }.map { name, count in
            "\(count) \(name.isEmpty ? "without extension" : ".\(name)")"
        }
        note(
            "\(ProgressLine.count(total, "file")) in the folders not taken for video: "
                + list.joined(separator: ", "))
    }

    func ended(_ outcome: RecordingOutcome) {
        switch format {
        case .json: write(OutcomeText.json(outcome))
        // What was not begun is counted at the end; thousands of lines would hide the others.
        case .lines where outcome.status == .pending: break
        case .lines: write(OutcomeText.line(outcome))
        case .quiet: if !outcome.isComplete { note(OutcomeText.line(outcome)) }
        }
    }

    func summary(_ summary: ScanSummary, database: String) {
        clearProgress()
        // What could not even be found is refused too.
        var summary = summary
        let problems = lock.withLock { self.problems }
        if problems > 0 {
            summary.outcomes[.refused, default: 0] += problems
            summary.isComplete = false
        }
        if let failure = summary.failure { StandardError.line("pantau: \(failure)") }
        switch format {
        case .json: write(OutcomeText.json(summary))
        case .lines: write(OutcomeText.lines(summary, database: database))
        case .quiet: break
        }
    }

    /// Redraws the progress while `body` runs: on a terminal in place, else a line each minute.
    func whileShowingProgress<Result>(of scan: Scan, _ body: () -> Result) -> Result {
        guard format != .quiet else { return body() }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        let interval = isTerminal ? 0.25 : 60.0
        timer.schedule(deadline: .now() + interval, repeating: interval)
        timer.setEventHandler { [self] in showProgress(ProgressLine.text(scan.progress)) }
        timer.resume()
        defer {
            timer.cancel()
            clearProgress()
        }
        return body()
    }

    private func showProgress(_ text: String) {
        lock.lock()
        defer { lock.unlock() }
        if isTerminal {
            // A line that wraps could not be drawn over.
            let text = text.prefix(max(1, terminalColumns - 1))
            let padding = String(repeating: " ", count: max(0, progressWidth - text.count))
            StandardError.write("\r\(text)\(padding)")
            progressWidth = text.count
        } else {
            StandardError.line(text)
        }
    }

    private func clearProgress() {
        lock.lock()
        defer { lock.unlock() }
        clearProgressLine()
    }

    private func clearProgressLine() {
        guard progressWidth > 0 else { return }
        let blank = String(repeating: " ", count: progressWidth)
        StandardError.write("\r\(blank)\r")
        progressWidth = 0
    }

    private var terminalColumns: Int {
        var size = winsize()
        let isKnown = ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
        return isKnown ? Int(size.ws_col) : 80
    }

    private func write(_ line: String) {
        lock.lock()
        defer { lock.unlock() }
        clearProgressLine()
        StandardOutput.line(line)
    }

    private func note(_ line: String) {
        lock.lock()
        defer { lock.unlock() }
        clearProgressLine()
        StandardError.line(line)
    }
}
