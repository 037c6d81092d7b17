import Footage
import Foundation

/// Counts what a scan has done, from all of its workers.
final class ScanMeter: @unchecked Sendable {
    // Guarded by `lock`.
    private let lock = NSLock()
    private var progress = ScanProgress()
    private var summary = ScanSummary()
    private var bytesDone: Int64 = 0
    private var bytesPassed: Int64 = 0
    private var bytesSurveyed: Int64 = 0

    /// What looking at the key frames is of the work on a recording, about.
    private static let surveyShare = 0.05

    private let bytesTotal: Int64
    private let clock = ContinuousClock()
    private let started: ContinuousClock.Instant
    private let startedCPUSeconds = ScanMeter.processCPUSeconds()

    init(filesTotal: Int, bytesTotal: Int64) {
        progress.filesTotal = filesTotal
        self.bytesTotal = bytesTotal
        started = clock.now
    }

    var elapsedSeconds: Double { (clock.now - started).seconds }

    func frame() { locked { progress.frames += 1 } }

    /// A stretch was analysed and stored.
    func stretch(analysed: MediaTime, bytes: Int64) {
        locked {
            progress.analysed = progress.analysed + analysed
            bytesDone += bytes
        }
    }

    /// The key frames of so much were looked at.
    func surveyed(bytes: Int64) { locked { bytesSurveyed += bytes } }

    /// Bytes that need no work: the recording was skipped or refused.
    func passed(bytes: Int64) {
        locked {
            bytesDone += bytes
            bytesPassed += bytes
        }
    }

    func ended(_ outcome: RecordingOutcome) {
        locked {
            if outcome.status != .pending { progress.filesDone += 1 }
            summary.outcomes[outcome.status, default: 0] += 1
            summary.duration = summary.duration + outcome.duration
            summary.frames += outcome.frames
            summary.events += outcome.events
            summary.analysed = summary.analysed + outcome.analysed
            if !outcome.isComplete { summary.isComplete = false }
        }
    }

    var current: ScanProgress {
        locked {
            var snapshot = progress
            snapshot.elapsedSeconds = elapsedSeconds
            func fraction(_ bytes: Int64) -> Double {
                bytesTotal > 0 ? min(1, Double(bytes) / Double(bytesTotal)) : 1
            }
            let share = Self.surveyShare
            snapshot.fractionDone =
                fraction(bytesDone) * (1 - share) + fraction(max(bytesDone, bytesSurveyed)) * share
            snapshot.fractionPassed = fraction(bytesPassed)
            return snapshot
        }
    }

    func finish(failure: String?, wasInterrupted: Bool) -> ScanSummary {
        locked {
            summary.analysedNow = progress.analysed
            summary.wallSeconds = elapsedSeconds
            summary.cpuSeconds = Self.processCPUSeconds() - startedCPUSeconds
            summary.failure = failure
            summary.wasInterrupted = wasInterrupted
            if failure != nil || wasInterrupted { summary.isComplete = false }
            return summary
        }
    }

    private func locked<Result>(_ body: () -> Result) -> Result {
        lock.lock()
        defer { lock.unlock() }
        return body()
    }

    /// User and system time of this process, all threads.
    private static func processCPUSeconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        func seconds(_ time: timeval) -> Double {
            Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000
        }
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }
}

extension Duration {
    var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}
