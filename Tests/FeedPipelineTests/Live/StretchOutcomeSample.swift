import EventStore
import Footage

enum StretchOutcomeSample {
    /// A stretch of a feed's time from 100 s to 110 s, in which something moves.
    static var moving: StretchOutcome {
        let range = MediaRange(start: MediaTime(seconds: 105), end: MediaTime(seconds: 108))
        let motion = MotionSegment(
            range: range, activeMicroseconds: 3_000_000, peakTime: MediaTime(seconds: 106),
            peakPPM: 1000, motionIntegral: 3_000_000_000,
            boxes: [
                TimedBoxes(
                    time: range.start,
                    boxes: [
                        .init(region: Region(x: 0.1, y: 0.1, width: 0.1, height: 0.1), track: 1)
                    ])
            ])
        var outcome = StretchOutcome(
            ordinal: 7, frames: 100, segments: [.init(motion: motion, thumbnail: [0xFF, 0xD8])],
            activity: [ActivityRecord(second: 105, motionPPM: 1000)],
            suppressed: SuppressorCounts(),
            coverage: [
                CoverageSpan(
                    range: MediaRange(
                        start: MediaTime(seconds: 100), end: MediaTime(seconds: 110)),
                    state: .analysed)
            ])
        outcome.changes = [
            LastingChange(
                manner: .came, time: MediaTime(seconds: 107), lastBefore: MediaTime(seconds: 97),
                region: Region(x: 0.1, y: 0.1, width: 0.1, height: 0.1), sharePPM: 1000)
        ]
        return outcome
    }
}
