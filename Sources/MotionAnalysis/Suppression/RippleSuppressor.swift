import Footage

/// Water and leaves: they move at places where something always moves, and go nowhere.
///
/// What never turned out to be a thing makes the places restless where it was. There a small thing
/// counts only when it has gone far, a large one as everywhere.
struct RippleSuppressor {
    private let parameters: AnalysisParameters
    private let diagonal: Double
    private let largePixels: Double
    private(set) var unrest: UnrestMap
    private var lastFade: MediaTime?
    /// What was first seen until then must go far to count, for nothing is known of its place.
    private var coldUntil: MediaTime?
    /// What each thing has added, so that it does not speak against itself.
    private var pending: [Int: Pending] = [:]

    private struct Pending {
        var boxes: [(box: BoxEdges, seconds: Double)] = []
        var lastTime: MediaTime
        var pixels = 0.0
        var travel = 0.0
    }

    init(size: FrameSize, parameters: AnalysisParameters) {
        self.parameters = parameters
        unrest = UnrestMap(size: size)
        let (width, height) = (Double(size.width), Double(size.height))
        diagonal = (width * width + height * height).squareRoot()
        largePixels = parameters.objects.largeBlobShare * Double(size.pixelCount)
    }

    /// Begins anew, at places where the samples of the scene differ.
    ///
    /// - Parameter isCold: whether the background is a single frame, in which leaves and waves stand
    ///   still.
    mutating func restart(spread: Plane, isCold: Bool, at time: MediaTime) {
        coldUntil =
            isCold ? time + MediaTime(seconds: parameters.suppression.coldSeconds) : nil
        unrest.clear()
        pending.removeAll()
        unrest.seed(
            from: spread, leastShare: Self.leastSpread, seconds: 2 * parameters.suppression.unrestSeconds)
    }

    /// Share of a block's pixels in which samples differ beyond noise.
    private static let leastSpread = 0.1

    /// Learns where things move that turn out to be none.
    mutating func observe(_ observations: [Observation], of tracks: [Track], at time: MediaTime) {
        let elapsed = lastFade.map { max((time - $0).seconds, 0) } ?? 0
        lastFade = time
        unrest.fade(
            seconds: elapsed, memorySeconds: parameters.suppression.unrestMemorySeconds)
        for observation in observations {
            let track = tracks[observation.track]
            guard !track.isConfirmed else {
                unrest.remove(BoxEdges(observation.component), seconds: 2 * min(elapsed, 0.5))
                continue
            }
            var entry = pending[track.id] ?? Pending(lastTime: time)
            let seconds = min(max((time - entry.lastTime).seconds, 0.04), 0.5)
            entry.lastTime = time
            entry.travel = max(entry.travel, track.travel)
            entry.pixels = max(entry.pixels, Double(observation.component.pixels))
            entry.boxes.append((BoxEdges(observation.component), seconds))
            pending[track.id] = entry
        }
        settle(tracks, at: time)
    }

    /// Adds what is gone without having been confirmed, or has been there for too long.
    private mutating func settle(_ tracks: [Track], at time: MediaTime) {
        let suppression = parameters.suppression
        var known: [Int: Track] = [:]
        for track in tracks { known[track.id] = track }
        for id in pending.keys.sorted() {
            guard let entry = pending[id] else { continue }
            if let track = known[id] {
                if track.isConfirmed {
                    // Things do come this way.
                    for (box, seconds) in entry.boxes { unrest.remove(box, seconds: 2 * seconds) }
                    pending[id] = nil
                    continue
                }
                guard (time - track.firstSeen).seconds > parameters.youngSeconds else { continue }
            }
            // What went on its way and was lost says nothing of the place.
            if entry.travel < suppression.restlessTravelShare * diagonal {
                for (box, seconds) in entry.boxes {
                    unrest.add(box, seconds: seconds, pixels: entry.pixels)
                }
            }
            pending[id] = known[id] == nil ? nil : Pending(lastTime: time)
        }
    }

    func objection(to suspect: Suspect) -> Suppressor? {
        guard !parameters.disabled.contains(.ripple) else { return nil }
        let box = BoxEdges(suspect.track.box)
        let suppression = parameters.suppression
        let isCold = coldUntil.map { suspect.track.firstSeen <= $0 } ?? false
        guard isCold || unrest.seconds(in: box) >= suppression.unrestSeconds else { return nil }
        let usual = unrest.pixels(in: box)
        // Where nothing was seen yet, only the samples speak.
        let exempt =
            usual > 0 ? min(suppression.restlessSizeRatio * usual, largePixels) : largePixels
        let isLarger = !isCold && suspect.track.history.meanPixels >= exempt
        let share =
            isLarger ? parameters.objects.leastTravelShare : suppression.restlessTravelShare
        let track = suspect.track
        let goesFar =
            track.travel >= max(share * diagonal, isLarger ? 0 : suspect.evidence.side)
            && track.travel * 2 >= track.pathLength
        return goesFar ? nil : .ripple
    }
}
