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
        /// Looks like the place that something has left, for the first time.
        case suspectedGhost
        /// That for long enough.
        case ghost
        /// Has not changed for so long that it is background.
        case absorbed
    }

    private let parameters: AnalysisParameters
    private let pictureArea: Double
    private let diagonal: Double
    private(set) var tracks: [Track] = []
    private var pairs: [Pair] = []
    private var nextID = 1

    private struct Pair {
        var track: Int
        var observation: Int
        var score: Double
    }

    init(size: FrameSize, parameters: AnalysisParameters) {
        self.parameters = parameters
        pictureArea = Double(size.pixelCount)
        let (width, height) = (Double(size.width), Double(size.height))
        diagonal = (width * width + height * height).squareRoot()
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
        for pair in pairs where observations[pair.observation].track < 0 {
            let isTaken = tracks[pair.track].isMatched
            // A part of a thing that is already found belongs to it if it lies within its box.
            if isTaken, pair.score < 1.5 { continue }
            observations[pair.observation].track = pair.track
            observations[pair.observation].isFragment = isTaken
            if !isTaken {
                tracks[pair.track].take(observations[pair.observation], at: time)
            }
        }
        for index in observations.indices where observations[index].track < 0 {
            observations[index].track = tracks.count
            tracks.append(Track(id: nextID, observation: observations[index], at: time))
            nextID += 1
        }
        for index in tracks.indices {
            tracks[index].isConfirmed = isConfirmed(tracks[index], at: time)
        }
    }

    func verdict(on observation: Observation, at time: MediaTime) -> Verdict {
        let track = tracks[observation.track]
        if observation.looksLikeGhost {
            let since = track.ghostSince ?? time
            let isOld = (time - since).seconds >= parameters.ghostSeconds
            return isOld ? .ghost : .suspectedGhost
        }
        let rest = (time - track.lastActive).seconds
        if rest >= parameters.absorptionSeconds { return .absorbed }
        if track.isConfirmed { return rest < parameters.stillSeconds ? .moving : .still }
        let age = (time - track.firstSeen).seconds
        return age < 4 * parameters.confirmationSeconds ? .young : .ripple
    }

    private func isConfirmed(_ track: Track, at time: MediaTime) -> Bool {
        guard !track.isConfirmed else { return true }
        guard track.isMatched, track.observations >= 2 else { return false }
        let age = (time - track.firstSeen).seconds
        guard age >= parameters.confirmationSeconds - 0.001 else { return false }
        guard track.observations * 3 >= track.frames * 2 else { return false }
        let scale = NoiseFloor.scale(parameters.sensitivity)
        let isLarge =
            Double(track.largestPixels) >= parameters.largeBlobShare * scale * pictureArea
        let needed = max(parameters.leastTravelShare * scale * diagonal, 2)
        let goesSomewhere = track.travel >= needed && track.travel * 4 >= track.pathLength
        return isLarge || goesSomewhere
    }

    /// Scores: 1…2 by the share of the smaller box that overlaps, 0…1 by nearness.
    private mutating func collectPairs(_ observations: [Observation], at time: MediaTime) {
        pairs.removeAll(keepingCapacity: true)
        for (t, track) in tracks.enumerated() {
            let (moveX, moveY) = track.predicted(at: time)
            let sides = track.box.right - track.box.left + track.box.bottom - track.box.top
            for (o, observation) in observations.enumerated() {
                let box = observation.component
                let across =
                    min(Double(track.box.right) + moveX, Double(box.right))
                    - max(Double(track.box.left) + moveX, Double(box.left))
                let down =
                    min(Double(track.box.bottom) + moveY, Double(box.bottom))
                    - max(Double(track.box.top) + moveY, Double(box.top))
                if across > 0, down > 0 {
                    let smaller = min(track.box.boxArea, box.boxArea)
                    pairs.append(
                        Pair(track: t, observation: o, score: 1 + across * down / smaller))
                    continue
                }
                let (x, y) = (
                    box.centreX - track.centreX - moveX, box.centreY - track.centreY - moveY
                )
                let distance = (x * x + y * y).squareRoot()
                let gate = Double(sides) / 2 + 0.02 * diagonal
                let ratio = Double(box.pixels) / Double(max(1, track.box.pixels))
                if distance < gate, ratio > 0.25, ratio < 4 {
                    pairs.append(Pair(track: t, observation: o, score: 1 - distance / gate))
                }
            }
        }
        // Confirmed tracks first among equals, then the older, then reading order.
        pairs.sort { one, other in
            if one.score != other.score { return one.score > other.score }
            if one.track != other.track { return one.track < other.track }
            return one.observation < other.observation
        }
    }
}

extension MaskComponent {
    var boxArea: Double { Double((right - left) * (bottom - top)) }
}
