import Footage

/// Follows things from frame to frame, deterministically.
struct BlobTracker {
    private let parameters: AnalysisParameters
    private let diagonal: Double
    var tracks: [Track] = []
    private var pairs: [Pair] = []
    private var nextID = 1

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
        let (width, height) = (Double(size.width), Double(size.height))
        diagonal = (width * width + height * height).squareRoot()
    }

    mutating func forgetAll() { tracks.removeAll(keepingCapacity: true) }

    /// Assigns every observation to a track, new ones where none fits.
    mutating func link(_ observations: inout [Observation], at time: MediaTime) {
        let lostSeconds = parameters.objects.lostSeconds
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
