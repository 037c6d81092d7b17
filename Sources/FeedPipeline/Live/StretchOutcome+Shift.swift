import EventStore
import Footage

extension StretchOutcome {
    /// The same, of a recording that began at another moment of the feed's time.
    ///
    /// - Parameter start: whole seconds: activity is counted by them.
    func counted(from start: MediaTime, ordinal: Int) -> StretchOutcome {
        var moved = self
        moved.ordinal = ordinal
        for index in moved.segments.indices {
            moved.segments[index].motion = moved.segments[index].motion.counted(from: start)
        }
        for index in moved.changes.indices {
            moved.changes[index] = moved.changes[index].counted(from: start)
        }
        for index in moved.health.indices {
            moved.health[index].time = moved.health[index].time - start
            moved.health[index].end = moved.health[index].end - start
        }
        let seconds = Int(start.microseconds / 1_000_000)
        for index in moved.activity.indices { moved.activity[index].second -= seconds }
        for index in moved.coverage.indices {
            moved.coverage[index].range = moved.coverage[index].range.counted(from: start)
        }
        return moved
    }
}

extension MediaRange {
    func counted(from origin: MediaTime) -> MediaRange {
        MediaRange(start: start - origin, end: end - origin)
    }
}

extension LastingChange {
    func counted(from origin: MediaTime) -> LastingChange {
        var moved = self
        moved.time = time - origin
        moved.lastBefore = lastBefore - origin
        return moved
    }
}

extension MotionSegment {
    fileprivate func counted(from origin: MediaTime) -> MotionSegment {
        var moved = self
        moved.range = range.counted(from: origin)
        moved.peakTime = peakTime - origin
        for index in moved.boxes.indices {
            moved.boxes[index].time = boxes[index].time - origin
        }
        return moved
    }
}
