import FeedPipeline
import Footage
import Foundation

/// How the end of a recording, and of a scan, reads.
enum OutcomeText {
    /// `analysed  jetty.mp4: 0:10:00, 3 events`, with what is wrong at the end.
    static func line(_ outcome: RecordingOutcome) -> String {
        let status = outcome.status.rawValue
        let padding = String(repeating: " ", count: max(0, 10 - status.count))
        if outcome.status == .refused {
            return status + padding + (outcome.message ?? outcome.path)
        }
        var text =
            "\(status)\(padding)\(outcome.path): \(ProgressLine.clock(outcome.duration.seconds))"
        text += ", \(ProgressLine.count(outcome.events, "event"))"
        if outcome.status == .partial {
            text += ", \(ProgressLine.clock(outcome.analysed.seconds)) of it analysed"
        }
        if let message = outcome.message { text += "; \(message)" }
        for finding in outcome.findings { text += "\n          \(finding)" }
        return text
    }

    static func json(_ outcome: RecordingOutcome) -> String {
        JSONLine.text([
            "recording": .text(outcome.path), "feed": .text(outcome.feed),
            "status": .text(outcome.status.rawValue),
            "duration_s": .number(outcome.duration.seconds),
            "analysed_s": .number(outcome.analysed.seconds), "frames": .integer(outcome.frames),
            "events": .integer(outcome.events), "error": outcome.message.map { .text($0) } ?? .null,
            "clock": .text(outcome.clock.rawValue),
            "findings": .list(outcome.findings.map { .text($0) }),
        ])
    }

    static func lines(_ summary: ScanSummary, database: String) -> String {
        let files = OutcomeStatus.allCases.compactMap { status in
            summary.outcomes[status].map {
                "\($0) \(status == .pending ? "not begun" : status.rawValue)"
            }
        }
        let work =
            summary.analysedNow == .zero
            ? "Nothing more was analysed."
            : ProgressLine.clock(summary.analysedNow.seconds) + " analysed now, in "
                + String(
                    format: "%.1f s: %.0f× real time, %.1f s of CPU.", summary.wallSeconds,
                    summary.timesRealTime, summary.cpuSeconds)
        return """
            \(summary.wasInterrupted ? "Stopped" : "Done"): \(files.joined(separator: ", ")). \
            \(ProgressLine.count(summary.events, "event")) in \
            \(ProgressLine.clock(summary.duration.seconds)) of footage.
            \(work)
            See them: pantau events --db \(shellWord(database))
            """
    }

    /// As it can be pasted into a shell.
    private static func shellWord(_ text: String) -> String {
        let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || "/._-+:@%".contains($0) }
        return isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
    }

    static func json(_ summary: ScanSummary) -> String {
        var counts: [String: JSONLine.Value] = [:]
        for status in OutcomeStatus.allCases {
            counts[status.rawValue] = .integer(summary.outcomes[status] ?? 0)
        }
        return JSONLine.text([
            "summary": .object([
                "recordings": .object(counts), "duration_s": .number(summary.duration.seconds),
                "analysed_s": .number(summary.analysed.seconds),
                "analysed_now_s": .number(summary.analysedNow.seconds),
                "frames": .integer(summary.frames), "events": .integer(summary.events),
                "wall_s": .number(summary.wallSeconds), "cpu_s": .number(summary.cpuSeconds),
                "x_realtime": .number(summary.timesRealTime),
                "complete": .flag(summary.isComplete),
                "error": summary.failure.map { .text($0) } ?? .null,
            ])
        ])
    }
}
