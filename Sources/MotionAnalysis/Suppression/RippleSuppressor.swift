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

    private struct Place {
        let box: BoxEdges
        let seconds: Double
        let velocity: (x: Double, y: Double)
        let addedEdge: Double?
    }

    private struct Pending {
        var places: [Place] = []
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
            from: spread, leastShare: Self.leastSpread,
            seconds: 2 * parameters.suppression.unrestSeconds,
            pixels: largePixels / 2 / parameters.suppression.restlessSizeRatio)
    }

    private static let settledSeconds = 6.0
    /// So many times as large, and as far, as is needed of what goes steadily.
    private static let clearSize = 1.25
    /// How many times as far something must go that is smaller than what is usual.
    private static let largestDoubt = 1.5
    /// Share of a block's pixels in which samples differ beyond noise.
    private static let leastSpread = 0.03

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
            entry.places.append(
                Place(
                    box: BoxEdges(observation.component), seconds: seconds,
                    velocity: (track.velocityX, track.velocityY),
                    addedEdge: observation.addedEdgeShare))
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
                    for place in entry.places {
                        unrest.remove(place.box, seconds: 2 * place.seconds)
                    }
                    pending[id] = nil
                    continue
                }
                guard (time - track.firstSeen).seconds > parameters.youngSeconds else { continue }
            }
            // While it may yet be found to be a thing, its own size does not make it usual.
            let isSettled =
                known[id].map { (time - $0.firstSeen).seconds > Self.settledSeconds } ?? true
            // What went on its way and was lost says nothing of the place.
            if entry.travel < suppression.restlessTravelShare * diagonal {
                for place in entry.places {
                    unrest.add(
                        place.box, seconds: place.seconds,
                        pixels: isSettled ? entry.pixels : 0)
                }
            }
            for place in entry.places where isSettled {
                unrest.add(
                    place.box, seconds: place.seconds, velocity: place.velocity,
                    addedEdge: place.addedEdge)
            }
            pending[id] = known[id] == nil ? nil : Pending(lastTime: time)
        }
    }

    func objection(to suspect: Suspect) -> Suppressor? {
        guard !parameters.disabled.contains(.ripple) else { return nil }
        let box = BoxEdges(suspect.track.box)
        let suppression = parameters.suppression
        let isCold = coldUntil.map { suspect.track.firstSeen <= $0 } ?? false
        guard isCold || isRestless(box) else { return nil }
        let track = suspect.track
        let way = suspect.evidence.travel(in: suspect.picture)
        // A part that is left of something larger has not gone where it is now.
        let isWhole = track.box.pixels * 3 >= track.largestPixels
        let isShort = !isCold && standsOut(suspect, in: box)
        let needed = neededTravel(of: suspect, in: box, isCold: isCold)
        let isEarly = isCold && suspect.track.history.meanPixels >= unrest.pixels(in: box)
        let carried = isShort ? 0 : carriedTravel(of: suspect, in: box)
        if isWhole, isShort || isEarly || suspect.ageSeconds >= suppression.doubtSeconds - 0.001,
            way - carried >= needed, track.travel * 2 >= track.pathLength
        {
            return nil
        }
        if isShort, hasSetOut(suspect, needed: 2 * needed) { return nil }
        return isOnItsWay(suspect, isWhole: isWhole, way: way - carried, in: box) ? nil : .ripple
    }

    /// How far what drifts there would have come on the suspect's way in the same time, pixels.
    private func carriedTravel(of suspect: Suspect, in box: BoxEdges) -> Double {
        let drift = unrest.drift(in: box).velocity
        let way = suspect.evidence.displacement
        let length = (way.x * way.x + way.y * way.y).squareRoot()
        guard length > 0 else { return 0 }
        return max(0, (drift.x * way.x + drift.y * way.y) / length * suspect.ageSeconds)
    }

    /// Mean pixels of a thing, more if it stands out by its edges from what is usual there.
    private func prominence(of suspect: Suspect, in box: BoxEdges) -> Double {
        let mean = suspect.track.history.meanPixels
        guard let own = suspect.evidence.addedEdge, let usual = unrest.drift(in: box).addedEdge
        else { return mean }
        return mean * min(max(own / max(usual, 2 * parameters.suppression.leastAddedEdge), 1), 2)
    }

    /// Whether something that began as part of something else, or came in bit by bit, has lately
    /// gone straight ahead.
    private func hasSetOut(_ suspect: Suspect, needed: Double) -> Bool {
        let history = suspect.track.history
        return suspect.ageSeconds >= TrackHistory.windowSeconds
            && history.displacement(at: suspect.time) >= needed
            && history.straightness(at: suspect.time) >= 0.75
    }

    /// Whether something that has long been followed goes on steadily, however little of it is seen
    /// among the waves.
    private func isOnItsWay(
        _ suspect: Suspect, isWhole: Bool, way: Double, in box: BoxEdges
    ) -> Bool {
        let suppression = parameters.suppression
        let far = suppression.restlessTravelShare * diagonal
        let history = suspect.track.history
        let size = prominence(of: suspect, in: box) / max(unrest.pixels(in: box), 1)
        guard suspect.ageSeconds >= 3 * suppression.doubtSeconds, way >= far, size >= 1 else {
            return false
        }
        // What is seen now in one part and now in another does not look as steady.
        let isClear = isWhole && size >= Self.clearSize && way >= far * Self.clearSize
        return history.displacement(at: suspect.time) >= far / 2
            && history.straightness(at: suspect.time) >= (isClear ? 0.5 : 0.75)
    }

    /// Whether something moves in a box that goes nowhere, or a little did and does all around.
    private func isRestless(_ box: BoxEdges) -> Bool {
        let (seconds, least) = (unrest.seconds(in: box), parameters.suppression.unrestSeconds)
        return seconds >= least
            || 2 * seconds >= least && unrest.seconds(in: UnrestMap.surroundings(of: box)) >= least
    }

    /// Pixels of what is usual in a box. What little was seen there does not tell how large it may
    /// be: then what is around counts too.
    private func usualPixels(in box: BoxEdges) -> Double {
        let usual = unrest.pixels(in: box)
        guard unrest.drift(in: box).seconds < Self.settledSeconds else { return usual }
        return max(usual, unrest.pixels(in: UnrestMap.surroundings(of: box)))
    }

    /// Whether it is much larger than what is usual there.
    private func standsOut(_ suspect: Suspect, in box: BoxEdges) -> Bool {
        let usual = usualPixels(in: box)
        // Where nothing was seen yet, only the samples speak.
        let least = usual > 0 ? parameters.suppression.restlessSizeRatio * usual : largePixels
        return prominence(of: suspect, in: box) >= least
    }

    /// How far a thing must go to count, pixels: at the most restless places twice as far.
    private func neededTravel(of suspect: Suspect, in box: BoxEdges, isCold: Bool) -> Double {
        let suppression = parameters.suppression
        let far = suppression.restlessTravelShare * diagonal
        let size = prominence(of: suspect, in: box)
        // What is no larger than the waves around is seldom more than one of them.
        let doubt = min(max(usualPixels(in: box) / max(size, 1), 1), Self.largestDoubt)
        guard !isCold else { return max(far, suspect.evidence.side) * doubt }
        if standsOut(suspect, in: box) {
            // A long, flat glint need but change at one end for its middle to go that far.
            let (width, height) = (box.right - box.left, box.bottom - box.top)
            let flatness = suspect.evidence.longestSide / 2 - min(width, height)
            return max(parameters.objects.leastTravelShare * diagonal, flatness)
        }
        if size >= largePixels { return far / 2 }
        let degree = min(unrest.seconds(in: box) / (16 * suppression.unrestSeconds), 1)
        return max(far * (1 + degree), suspect.evidence.side) * doubt
    }
}
