import Footage

/// Puts key frames with evidence together into segments of motion.
struct KeyFrameRuns {
    struct Run {
        var motion: MotionSegment
        /// The key group whose picture shows the most.
        var peakGroup: Int
    }

    private let gap: MediaTime
    private let orientation: Orientation
    private(set) var segments: [Run] = []

    /// `gap`: quiet time that ends a segment.
    init(gap: MediaTime, orientation: Orientation) {
        self.gap = gap
        self.orientation = orientation
    }

    /// Adds the part of a look's time that lies within `range`, in order.
    mutating func add(_ evidence: BlockEvidence, of look: KeyFrameLook, in range: MediaRange) {
        let span = look.span.clamped(to: range)
        guard span.duration > .zero else { return }
        // A look from beyond the stretch has its picture there.
        let peakTime = min(
            max(look.time, span.start), MediaTime(microseconds: span.end.microseconds - 1))
        let length = span.duration.microseconds
        let moment = TimedBoxes(
            time: peakTime,
            boxes: evidence.regions.prefix(16).map {
                TimedBoxes.Box(region: orientation.displayed($0), track: 0)
            })
        guard let last = segments.last, span.start - last.motion.range.end < gap else {
            segments.append(
                Run(
                    motion: MotionSegment(
                        range: span, activeMicroseconds: length, peakTime: peakTime,
                        peakPPM: evidence.motionPPM,
                        motionIntegral: Int64(evidence.motionPPM) * length, boxes: [moment]),
                    peakGroup: look.group))
            return
        }
        var run = last
        run.motion.range.end = span.end
        run.motion.activeMicroseconds += length
        run.motion.motionIntegral += Int64(evidence.motionPPM) * length
        run.motion.boxes.append(moment)
        if evidence.motionPPM > run.motion.peakPPM {
            run.motion.peakPPM = evidence.motionPPM
            run.motion.peakTime = peakTime
            run.peakGroup = look.group
        }
        segments[segments.count - 1] = run
    }
}

extension ActivityGrid {
    /// The cells that blocks with evidence lie in, of the stored picture.
    init(_ evidence: BlockEvidence, columns: Int, rows: Int) {
        self.init()
        for block in evidence.blocks {
            let row = (2 * (block / columns) + 1) * Self.rows / (2 * rows)
            let column = (2 * (block % columns) + 1) * Self.columns / (2 * columns)
            cells[row * Self.columns + column] = 255
        }
    }
}
