import Footage

/// Follows things from frame to frame, deterministically, and says which of them are in motion.
struct BlobLinker {
    /// What is thought of a thing at present.
    enum Verdict {
        /// Seen for too short a time to tell.
        case young
        /// Moves on the spot: water, leaves, a clock.
        case ripple
        case moving
        /// Confirmed, but nothing has changed in it for a while.
        case still
        /// A change of light in a part of the picture.
        case light
        /// Looks like the place that something has left, for the first time.
        case suspectedGhost
        /// That for long enough.
        case ghost
        /// Has not changed for so long that it is background.
        case absorbed

        var becomesBackground: Bool {
            switch self {
            case .light, .ghost, .absorbed: true
            case .young, .ripple, .moving, .still, .suspectedGhost: false
            }
        }
    }

    private let parameters: AnalysisParameters
    private let pictureArea: Double
    private let diagonal: Double
    private(set) var tracks: [Track] = []
    /// Tracks that the last frame confirmed.
    private(set) var justConfirmed: [Int] = []
    private var pairs: [Pair] = []
    private var nextID = 1
    /// What was first seen until then must go somewhere to count, however large it is.
    private var lightUnsteadyUntil: MediaTime?

    private struct Pair {
        var track: Int
        var observation: Int
        /// 1…2 by the share of the larger box that is common, 0…1 by nearness.
        var score: Double
        /// Share of the component's box that lies within the track's.
        var inside: Double
    }

    init(size: FrameSize, parameters: AnalysisParameters) {
        self.parameters = parameters
        pictureArea = Double(size.pixelCount)
        let (width, height) = (Double(size.width), Double(size.height))
        diagonal = (width * width + height * height).squareRoot()
    }

    /// The light is changing: what it leaves behind (a lamp, a reflection, a patch that was white)
    /// may be large and flicker, but stays where it is.
    mutating func distrustSize(until time: MediaTime) {
        lightUnsteadyUntil = max(lightUnsteadyUntil ?? time, time)
    }

    mutating func forgetAll() { tracks.removeAll(keepingCapacity: true) }

    /// Assigns every observation to a track, new ones where none fits.
    mutating func link(_ observations: inout [Observation], at time: MediaTime) {
        let lostSeconds = parameters.lostSeconds
        tracks.removeAll { $0.isLost(at: time, after: lostSeconds) }
        for index in tracks.indices {
            tracks[index].isMatched = false
            tracks[index].frames += 1
        }
        collectPairs(observations, at: time)
        for pair in pairs
        where observations[pair.observation].track < 0 && !tracks[pair.track].isMatched {
            observations[pair.observation].track = pair.track
            tracks[pair.track].take(observations[pair.observation], at: time)
        }
        // A part within the box of a thing that is already found belongs to it.
        for pair in pairs where pair.inside >= 0.5 && observations[pair.observation].track < 0 {
            observations[pair.observation].track = pair.track
            observations[pair.observation].isFragment = true
        }
        for index in observations.indices where observations[index].track < 0 {
            observations[index].track = tracks.count
            tracks.append(Track(id: nextID, observation: observations[index], at: time))
            nextID += 1
        }
        justConfirmed.removeAll(keepingCapacity: true)
        for index in tracks.indices where !tracks[index].isConfirmed {
            guard isConfirmed(tracks[index], at: time) else { continue }
            tracks[index].isConfirmed = true
            justConfirmed.append(tracks[index].id)
        }
    }

    func verdict(on observation: Observation, at time: MediaTime) -> Verdict {
        let track = tracks[observation.track]
        if observation.looksLikeLight { return .light }
        if observation.looksLikeGhost {
            let since = track.ghostSince ?? time
            let isOld = (time - since).seconds >= parameters.ghostSeconds
            return isOld ? .ghost : .suspectedGhost
        }
        let rest = (time - track.lastActive).seconds
        if rest >= parameters.absorptionSeconds { return .absorbed }
        if track.isConfirmed { return rest < parameters.stillSeconds ? .moving : .still }
        let age = (time - track.firstSeen).seconds
        return age < parameters.youngSeconds ? .young : .ripple
    }

    private func isConfirmed(_ track: Track, at time: MediaTime) -> Bool {
        guard track.isMatched, track.observations >= 2 else { return false }
        // What appears at once and then stays as it is has not come: a lamp was switched.
        guard track.activeObservations >= 2 else { return false }
        let age = (time - track.firstSeen).seconds
        guard track.observations * 3 >= track.frames * 2 else { return false }
        let scale = NoiseFloor.scale(parameters.sensitivity)
        let isLarge =
            Double(track.largestPixels) >= parameters.largeBlobShare * scale * pictureArea
        let needed = max(parameters.leastTravelShare * scale * diagonal, 2)
        let goesSomewhere = track.travel >= needed && track.travel * 4 >= track.pathLength
        if age >= parameters.confirmationSeconds - 0.001 {
            let isInUnsteadyLight = lightUnsteadyUntil.map { track.firstSeen <= $0 } ?? false
            return goesSomewhere || (isLarge && !isInUnsteadyLight)
        }
        // What has gone far straight ahead needs no longer look.
        return track.observations >= 3 && track.travel >= 2 * needed
            && track.travel * 5 >= track.pathLength * 4
    }

    private mutating func collectPairs(_ observations: [Observation], at time: MediaTime) {
        pairs.removeAll(keepingCapacity: true)
        for (t, track) in tracks.enumerated() {
            for (o, observation) in observations.enumerated() {
                if var pair = pair(track, observation.component, at: time) {
                    (pair.track, pair.observation) = (t, o)
                    pairs.append(pair)
                }
            }
        }
        // Among equals the older track, then reading order.
        pairs.sort { one, other in
            if one.score != other.score { return one.score > other.score }
            if one.track != other.track { return one.track < other.track }
            return one.observation < other.observation
        }
    }

    /// How well a component continues a track, or `nil` if it does not.
    private func pair(_ track: Track, _ box: MaskComponent, at time: MediaTime) -> Pair? {
        let (moveX, moveY) = track.predicted(at: time)
        let across =
            min(Double(track.box.right) + moveX, Double(box.right))
            - max(Double(track.box.left) + moveX, Double(box.left))
        let down =
            min(Double(track.box.bottom) + moveY, Double(box.bottom))
            - max(Double(track.box.top) + moveY, Double(box.top))
        if across > 0, down > 0 {
            // Of two that overlap, the one of like size: a speck in the middle is not the thing.
            let shared = across * down / max(track.box.boxArea, box.boxArea)
            return Pair(
                track: 0, observation: 0, score: 1 + shared, inside: across * down / box.boxArea)
        }
        let (x, y) = (box.centreX - track.centreX - moveX, box.centreY - track.centreY - moveY)
        let distance = (x * x + y * y).squareRoot()
        let sides = track.box.right - track.box.left + track.box.bottom - track.box.top
        let gate = Double(sides) / 2 + 0.02 * diagonal
        let ratio = Double(box.pixels) / Double(max(1, track.box.pixels))
        guard distance < gate, ratio > 0.25, ratio < 4 else { return nil }
        return Pair(track: 0, observation: 0, score: 1 - distance / gate, inside: 0)
    }
}

extension MaskComponent {
    var boxArea: Double { Double((right - left) * (bottom - top)) }
}
