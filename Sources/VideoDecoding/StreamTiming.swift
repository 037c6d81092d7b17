import CFFmpeg
import Footage

/// How the frames of a stream get their times.
struct StreamTiming: Hashable, Sendable {
    enum Mode: Hashable, Sendable {
        /// Each packet states when its frame is shown.
        case presentation
        /// Only decoding times are known: the n-th frame shown gets the n-th of them.
        case decoding
        /// No times at all: the n-th frame shown is n intervals late.
        case constantRate
    }

    var mode: Mode
    /// Seconds per tick.
    var tickNumerator: Int32
    var tickDenominator: Int32
    /// Nominal time between frames, at least 1.
    var intervalTicks: Int64
    /// Time of the first presented frame.
    var zeroTicks: Int64
    /// The most frames that the decoder holds back to put them in order of presentation.
    var reorderDepth: Int

    /// A gap longer than this is a broken clock, not a pause in the recording.
    static let longestGapSeconds: Int64 = 6 * 3600
    /// Rate assumed where a stream gives none.
    static let fallbackFramesPerSecond = 25.0

    var longestGapTicks: Int64 {
        max(1, Self.longestGapSeconds * Int64(tickDenominator) / Int64(max(1, tickNumerator)))
    }

    /// Rounded to the nearest microsecond, and held within ±36,000 years so that sums and
    /// differences of damaged times stay in range.
    func mediaTime(ticks: Int64) -> MediaTime {
        let limit: Int64 = 1 << 60
        let microseconds = av_rescale_q(
            ticks - zeroTicks, AVRational(num: tickNumerator, den: tickDenominator),
            AVRational(num: 1, den: 1_000_000))
        // The library returns the smallest number for what does not fit.
        let overflow = microseconds == .min && ticks > zeroTicks
        return MediaTime(microseconds: overflow ? limit : min(max(microseconds, -limit), limit))
    }
}
