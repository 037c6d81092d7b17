import Footage

/// Water and leaves: they move at places where something always moves, and go nowhere.
///
/// What never turned out to be a thing makes the places restless where it was. There a small thing
/// counts only when it has gone far, a large one as everywhere.
struct RippleSuppressor {
    private let parameters: AnalysisParameters
    private let diagonal: Double
    private(set) var unrest: UnrestMap
    private var lastFade: MediaTime?
    /// What each thing has added, so that it does not speak against itself.
    private var pending: [Int: Pending] = [:]

    private struct Pending {
        var boxes: [(box: BoxEdges, seconds: Double)] = []
        var lastTime: MediaTime
        var pixels = 0.0
    }

    init(size: FrameSize, parameters: AnalysisParameters) {
        self.parameters = parameters
        unrest = UnrestMap(size: size)
        let (width, height) = (Double(size.width), Double(size.height))
        diagonal = (width * width + height * height).squareRoot()
    }

    /// Begins anew, at places where the samples of the scene differ.
    mutating func restart(spread: Plane) {
        unrest.clear()
        pending.removeAll()
        unrest.seed(
            from: spread, least: Self.leastSpread, seconds: 2 * parameters.suppression.unrestSeconds)
    }

    /// Mean levels of a block by which samples differ beyond noise.
    private static let leastSpread = 3

    /// Learns where things move that turn out to be none.
    mutating func observe(_ observations: [Observation], of tracks: [Track], at time: MediaTime) {
        let elapsed = lastFade.map { max((time - $0).seconds, 0) } ?? 0
        lastFade = time
        unrest.fade(
            seconds: elapsed, memorySeconds: parameters.suppression.unrestMemorySeconds)
        for observation in observations {
            let track = tracks[observation.track]
            guard !track.isConfirmed else { continue }
            var entry = pending[track.id] ?? Pending(lastTime: time)
            let seconds = min(max((time - entry.lastTime).seconds, 0.04), 0.5)
            entry.lastTime = time
            entry.pixels = max(entry.pixels, Double(observation.component.pixels))
            entry.boxes.append((BoxEdges(observation.component), seconds))
            pending[track.id] = entry
        }
        settle(tracks, at: time)
    }

    /// Adds what is gone without having been confirmed, or has been there for too long.
    private mutating func settle(_ tracks: [Track], at time: MediaTime) {
        var known: [Int: Track] = [:]
        for track in tracks { known[track.id] = track }
        for id in pending.keys.sorted() {
            guard let entry = pending[id] else { continue }
            if let track = known[id] {
                if track.isConfirmed {
                    pending[id] = nil
                    continue
                }
                guard (time - track.firstSeen).seconds > parameters.youngSeconds else { continue }
            }
            for (box, seconds) in entry.boxes {
                unrest.add(box, seconds: seconds, pixels: entry.pixels)
            }
            pending[id] = known[id] == nil ? nil : Pending(lastTime: time)
        }
    }

    func objection(to suspect: Suspect) -> Suppressor? {
        let suppression = parameters.suppression
        guard !parameters.disabled.contains(.ripple) else { return nil }
        let box = BoxEdges(suspect.track.box)
        guard unrest.seconds(in: box) >= suppression.unrestSeconds else { return nil }
        let usual = unrest.pixels(in: box)
        let mean = suspect.track.history.meanPixels
        if usual > 0, mean >= suppression.restlessSizeRatio * usual { return nil }
        let needed = max(
            suppression.restlessTravelShare * diagonal, suspect.evidence.longestSide)
        let track = suspect.track
        let goesFar = track.travel >= needed && track.travel * 2 >= track.pathLength
        return goesFar ? nil : .ripple
    }
}
