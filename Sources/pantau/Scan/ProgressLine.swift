import FeedPipeline
import Footage
import Foundation

/// One line about a running scan, redrawn in place on a terminal.
///
/// `2/4 files · 38 % · 96× real time · 1,440 frames/s · 0:03:10 left · 17 events`
enum ProgressLine {
    static func text(_ progress: ScanProgress) -> String {
        var parts = [
            "\(progress.filesDone)/\(progress.filesTotal) files",
            "\(Int(progress.fractionDone * 100)) %",
            String(format: "%.0f× real time", progress.timesRealTime),
            "\(grouped(Int(progress.framesPerSecond))) frames/s",
        ]
        if let left = progress.secondsLeft { parts.append("\(clock(left)) left") }
        parts.append(count(progress.events, "event"))
        return parts.joined(separator: " · ")
    }

    /// `1 event`, `2 events`, `12,345 events`.
    static func count(_ number: Int, _ noun: String) -> String {
        "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
    }

    /// Thousands apart, so that a long number is read at a glance.
    static func grouped(_ number: Int) -> String {
        var digits = String(abs(number))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        return (number < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
    }

    /// `H:MM:SS`.
    static func clock(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        return String(format: "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
    }
}
