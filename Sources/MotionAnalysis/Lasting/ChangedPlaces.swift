import Footage

/// Puts steps of single places together into changes of the scene.
struct ChangedPlaces {
    /// Something that has come or gone, in places.
    struct Change {
        var manner: LastingChange.Manner
        var time: MediaTime
        var lastBefore: MediaTime
        var left: Int
        var top: Int
        /// Exclusive.
        var right: Int
        /// Exclusive.
        var bottom: Int
        var count: Int
        /// Middle of its places.
        var x: Double
        var y: Double
    }

    let history: PlaceHistory
    let range: MediaRange

    /// Smallest and largest share of the picture that a change has.
    private static let leastShare = 0.0003
    private static let largestShare = 0.3
    private static let leastPlaces = 14
    /// Steps side by side at most this far apart in time are of one change: who sets a thing down
    /// covers parts of it for a while.
    private static let largestDelay = MediaTime(seconds: 8)
    /// What is undone sooner has not lasted.
    private static let leastLength = MediaTime(seconds: 8)
    /// How far apart places of one change may lie.
    private static let reach = 2
    /// Share of places with neighbours on all sides from which it is no mere edge.
    private static let leastSolidShare = 0.25

    var changes: [Change] {
        let steps = lastingSteps.filter { range.contains(history.times[Int($0.first)]) }
        let places = Double(history.size.pixelCount)
        guard steps.count >= Self.leastPlaces,
            // So much at once is the light, or the camera.
            Double(steps.count) <= Self.largestShare * places
        else { return [] }
        let least = max(Self.leastPlaces, Int(Self.leastShare * places))
        var found: [Change] = []
        for group in groups(of: steps) where group.count >= least {
            let patch = ChangePatch(group, of: history)
            guard !patch.isLight, patch.isDifferent else { continue }
            if let change = change(group, patch) { found.append(change) }
        }
        return found.sorted { ($0.time, $0.left, $0.top) < ($1.time, $1.left, $1.top) }
    }

    /// Steps from what lasted to what lasted: of a vehicle that stops for a moment neither the coming
    /// nor the going is one.
    private var lastingSteps: [PlaceHistory.Step] {
        var latest: [Int32: Int] = [:]
        var isBrief = [Bool](repeating: false, count: history.steps.count)
        for (index, step) in history.steps.enumerated() {
            if let before = latest[step.place],
                history.times[Int(step.first)] - history.times[Int(history.steps[before].first)]
                    < Self.leastLength
            {
                isBrief[before] = true
                isBrief[index] = true
            }
            latest[step.place] = index
        }
        return history.steps.indices.filter { !isBrief[$0] }.map { history.steps[$0] }
    }

    /// Steps that lie side by side in place and time.
    private func groups(of steps: [PlaceHistory.Step]) -> [[PlaceHistory.Step]] {
        var atPlace: [Int32: [Int]] = [:]
        for (index, step) in steps.enumerated() { atPlace[step.place, default: []].append(index) }
        var isTaken = [Bool](repeating: false, count: steps.count)
        var groups: [[PlaceHistory.Step]] = []
        for first in steps.indices where !isTaken[first] {
            isTaken[first] = true
            var group = [first]
            var next = 0
            while next < group.count {
                let step = steps[group[next]]
                next += 1
                visitNear(Int(step.place)) { place in
                    for other in atPlace[Int32(place)] ?? []
                    where !isTaken[other] && isNear(steps[other], step) {
                        isTaken[other] = true
                        group.append(other)
                    }
                }
            }
            groups.append(group.map { steps[$0] })
        }
        return groups
    }

    private func visitNear(_ place: Int, _ body: (Int) -> Void) {
        let (width, height) = (history.size.width, history.size.height)
        let (x, y) = (place % width, place / width)
        for row in max(0, y - Self.reach)...min(height - 1, y + Self.reach) {
            for column in max(0, x - Self.reach)...min(width - 1, x + Self.reach) {
                body(row * width + column)
            }
        }
    }

    private func isNear(_ one: PlaceHistory.Step, _ other: PlaceHistory.Step) -> Bool {
        let (first, second) = (history.times[Int(one.first)], history.times[Int(other.first)])
        return first - second <= Self.largestDelay && second - first <= Self.largestDelay
    }

    private func change(_ steps: [PlaceHistory.Step], _ patch: ChangePatch) -> Change? {
        let (width, height) = (history.size.width, history.size.height)
        var (left, top, right, bottom) = (width, height, 0, 0)
        var (sumX, sumY) = (0, 0)
        for step in steps {
            let (x, y) = (Int(step.place) % width, Int(step.place) / width)
            (left, top) = (min(left, x), min(top, y))
            (right, bottom) = (max(right, x + 1), max(bottom, y + 1))
            sumX += x
            sumY += y
        }
        guard patch.solidShare >= Self.leastSolidShare, let manner = patch.manner else {
            return nil
        }
        let held = steps.map { history.times[Int($0.last)] - history.times[Int($0.since)] }.sorted()
        // What was only there for a moment, as somebody at the first picture, was no thing.
        guard manner == .came || held[held.count / 2].seconds >= PlaceHistory.holdSeconds else {
            return nil
        }
        let firsts = steps.map { history.times[Int($0.first)] }.sorted()
        let lasts = steps.map { history.times[Int($0.last)] }.sorted()
        // Some of the places were covered by who did it, before and after: what is to be known is
        // when those that were not first showed what came, and last showed what went.
        let time = firsts[firsts.count / 10]
        return Change(
            manner: manner, time: time, lastBefore: min(lasts[lasts.count * 9 / 10], time),
            left: left, top: top, right: right, bottom: bottom, count: steps.count,
            x: Double(sumX) / Double(steps.count), y: Double(sumY) / Double(steps.count))
    }
}
