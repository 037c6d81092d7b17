import Footage

/// Says which of the things that are followed are in motion, and what the others are.
struct MotionJudge {
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
    /// What was first seen until then must go somewhere to count, however large it is.
    private var lightUnsteadyUntil: MediaTime?

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

    /// Confirms the tracks that have shown to be motion.
    ///
    /// - Returns: the numbers of those that this frame has confirmed.
    func confirm(_ tracks: inout [Track], at time: MediaTime) -> [Int] {
        var confirmed: [Int] = []
        for index in tracks.indices where !tracks[index].isConfirmed {
            guard isConfirmed(tracks[index], at: time) else { continue }
            tracks[index].isConfirmed = true
            confirmed.append(tracks[index].id)
        }
        return confirmed
    }

    func verdict(
        on observation: Observation, of track: Track, at time: MediaTime
    ) -> Verdict {
        if observation.looksLikeLight { return .light }
        if observation.looksLikeGhost {
            let since = track.ghostSince ?? time
            let isOld = (time - since).seconds >= parameters.objects.ghostSeconds
            return isOld ? .ghost : .suspectedGhost
        }
        let rest = (time - track.lastActive).seconds
        if rest >= parameters.objects.absorptionSeconds { return .absorbed }
        if track.isConfirmed { return rest < parameters.objects.stillSeconds ? .moving : .still }
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
            Double(track.largestPixels) >= parameters.objects.largeBlobShare * scale * pictureArea
        let needed = max(parameters.objects.leastTravelShare * scale * diagonal, 2)
        let goesSomewhere = track.travel >= needed && track.travel * 4 >= track.pathLength
        if age >= parameters.objects.confirmationSeconds - 0.001 {
            let isInUnsteadyLight = lightUnsteadyUntil.map { track.firstSeen <= $0 } ?? false
            return goesSomewhere || (isLarge && !isInUnsteadyLight)
        }
        // What has gone far straight ahead needs no longer look.
        return track.observations >= 3 && track.travel >= 2 * needed
            && track.travel * 5 >= track.pathLength * 4
    }
}
