public import Footage

/// Where each thing of a recording really is, some times a second.
public struct TrackingTruth: Sendable, Hashable {
    /// One thing, under one number for good.
    public struct Thing: Sendable, Hashable {
        public struct Box: Sendable, Hashable {
            public var time: MediaTime
            public var region: Region

            public init(time: MediaTime, region: Region) {
                self.time = time
                self.region = region
            }
        }

        public var id: Int
        /// When it must be found; at other times it rests, and may be found or not.
        public var moving: [MediaRange]
        /// In order of time.
        public var boxes: [Box]

        public init(id: Int, moving: [MediaRange], boxes: [Box]) {
            self.id = id
            self.moving = moving
            self.boxes = boxes.sorted { $0.time < $1.time }
        }
    }

    /// What was found in one frame.
    public struct Frame: Sendable, Hashable {
        public var time: MediaTime
        public var found: [TrackingMoment.Thing]

        public init(time: MediaTime, found: [TrackingMoment.Thing]) {
            self.time = time
            self.found = found
        }
    }

    /// Time between moments where no thing has boxes to tell it.
    private static let usualInterval = MediaTime(microseconds: 200_000)
    private static let leastInterval = MediaTime(microseconds: 5000)

    public var things: [Thing]

    public init(things: [Thing]) { self.things = things }

    /// The truth beside what was found: at every time of a true box, and as often where there is
    /// none, so that what is found there counts as false.
    ///
    /// - Parameters:
    ///   - frames: in order of time.
    ///   - duration: of the recording.
    func moments(_ frames: [Frame], duration: MediaTime) -> [TrackingMoment] {
        let interval = interval
        let times = times(every: interval, duration: duration)
        var truth: [MediaTime: [TrackingMoment.Thing]] = [:]
        var optional: [MediaTime: [TrackingMoment.Thing]] = [:]
        for thing in things {
            for box in thing.boxes {
                let shown = TrackingMoment.Thing(id: thing.id, region: box.region)
                if thing.moving.contains(where: { $0.contains(box.time) }) {
                    truth[box.time, default: []].append(shown)
                } else {
                    optional[box.time, default: []].append(shown)
                }
            }
        }
        var nearest = 0
        return times.map { time in
            func distance(_ index: Int) -> Int64 { abs((frames[index].time - time).microseconds) }
            while nearest + 1 < frames.count, distance(nearest + 1) <= distance(nearest) {
                nearest += 1
            }
            // Where frames are missing, nothing was found.
            let isSeen = nearest < frames.count && 2 * distance(nearest) <= interval.microseconds
            return TrackingMoment(
                truth: truth[time] ?? [], optional: optional[time] ?? [],
                found: isSeen ? frames[nearest].found : [])
        }
    }

    /// Shortest time between two boxes of a thing, as far as pictures follow that fast.
    private var interval: MediaTime {
        things.flatMap { thing in
            zip(thing.boxes, thing.boxes.dropFirst()).map { $1.time - $0.time }
        }.filter { $0 >= Self.leastInterval }.min() ?? Self.usualInterval
    }

    /// Times of the boxes; longer gaps between them are filled.
    private func times(every interval: MediaTime, duration: MediaTime) -> [MediaTime] {
        let known = Set(things.flatMap { $0.boxes.map(\.time) }).sorted()
        var times: [MediaTime] = []
        // Frames of true boxes come at multiples of the interval, as a rule.
        var next = MediaTime(
            microseconds: (known.first ?? .zero).microseconds % interval.microseconds)
        func fill(until stop: MediaTime) {
            while 2 * (stop - next).microseconds > interval.microseconds {
                times.append(next)
                next = next + interval
            }
        }
        for time in known {
            fill(until: time)
            times.append(time)
            next = time + interval
        }
        fill(until: duration)
        return times
    }
}
