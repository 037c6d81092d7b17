import Footage

/// Says which of the things that are followed are in motion, and what the others are.
struct MotionJudge {
    /// What is thought of a thing at present.
    enum Verdict: Equatable {
        /// Seen for too short a time to tell.
        case young
        /// No thing, and what it is instead.
        case discarded(Suppressor)
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
            case .young, .discarded, .moving, .still, .suspectedGhost: false
            }
        }
    }

    private let parameters: AnalysisParameters
    private let size: FrameSize
    private let pictureArea: Double
    private let diagonal: Double
    private let light: LightSuppressor
    private let insects: InsectSuppressor
    private let rain: RainSuppressor
    private let text: TextSuppressor
    private(set) var ripple: RippleSuppressor
    /// What was first seen until then must go somewhere to count, however large it is.
    private var unsteadyUntil: MediaTime?
    /// What was first seen until then may be left of a patch of light.
    private var patchyUntil: MediaTime?
    private(set) var evidence: [Int: TrackEvidence] = [:]
    /// Why a track is no thing, at present.
    private(set) var objections: [Int: Suppressor] = [:]
    /// When something was last moving that had been confirmed.
    private var lastActive: MediaTime?

    init(size: FrameSize, parameters: AnalysisParameters) {
        self.size = size
        self.parameters = parameters
        pictureArea = Double(size.pixelCount)
        let (width, height) = (Double(size.width), Double(size.height))
        diagonal = (width * width + height * height).squareRoot()
        light = LightSuppressor(parameters: parameters)
        insects = InsectSuppressor(parameters: parameters)
        rain = RainSuppressor(parameters: parameters)
        text = TextSuppressor(parameters: parameters)
        ripple = RippleSuppressor(size: size, parameters: parameters)
    }

    /// The light is changing: what it leaves behind (a lamp, a reflection, a patch that was white)
    /// may be large and flicker, but stays where it is.
    mutating func distrustSize(until time: MediaTime) {
        unsteadyUntil = max(unsteadyUntil ?? time, time)
    }

    /// Light or shadow has been taken from the mask: what is left of it may look like a thing.
    mutating func note(patches pixels: Int, beside tracks: [Track], at time: MediaTime) {
        // Parts of a thing that look like what is behind them are no light.
        let things = tracks.reduce(0) { $0 + ($1.isConfirmed && $1.isMatched ? $1.box.pixels : 0) }
        guard pixels > things,
            Double(pixels) >= parameters.suppression.patchyShare * pictureArea
        else { return }
        patchyUntil = time + MediaTime(seconds: parameters.suppression.evidenceSeconds)
    }

    /// The background was made anew.
    ///
    /// - Parameters:
    ///   - spread: by what its samples differ.
    ///   - isFirst: whether nothing is known of the places yet.
    ///   - isCold: whether it is a single frame.
    mutating func restart(spread: Plane, isFirst: Bool, isCold: Bool, at time: MediaTime) {
        evidence.removeAll(keepingCapacity: true)
        objections.removeAll(keepingCapacity: true)
        lastActive = nil
        if isFirst { ripple.restart(spread: spread, isCold: isCold, at: time) }
    }

    /// Gathers what the frame says of the things that are followed.
    mutating func observe(_ observations: [Observation], of tracks: [Track], at time: MediaTime) {
        for observation in observations
        where !observation.isFragment && observation.companions.isEmpty {
            let id = tracks[observation.track].id
            evidence[id, default: TrackEvidence(at: time)].add(
                observation, at: time, memorySeconds: parameters.suppression.evidenceSeconds)
        }
        let known = Set(tracks.map(\.id))
        for id in evidence.keys where !known.contains(id) { evidence[id] = nil }
        objections.removeAll(keepingCapacity: true)
        for track in tracks { objections[track.id] = objection(to: track, at: time) }
        ripple.observe(observations, of: tracks, at: time)
    }

    /// Confirms the tracks that have shown to be motion.
    ///
    /// - Returns: the numbers of those that this frame has confirmed.
    mutating func confirm(_ tracks: inout [Track], at time: MediaTime) -> [Int] {
        var confirmed: [Int] = []
        for index in tracks.indices where !tracks[index].isConfirmed {
            let track = tracks[index]
            guard movesLikeThing(track, at: time) || wasLeft(track, at: time) else { continue }
            tracks[index].isPlausible = true
            guard objections[tracks[index].id] == nil else { continue }
            tracks[index].isConfirmed = true
            confirmed.append(tracks[index].id)
        }
        for track in tracks where track.isConfirmed {
            lastActive = max(lastActive ?? track.lastActive, track.lastActive)
        }
        return confirmed
    }

    /// Whether a confirmed thing has been at rest, and with it all else, for long enough to be part
    /// of the scene if it was so before, elsewhere: who moved it has gone.
    func mayStay(_ track: Track, at time: MediaTime) -> Bool {
        guard track.isConfirmed, let lastActive else { return false }
        return (time - lastActive).seconds >= parameters.objects.movedSeconds
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
        let age = (time - track.firstSeen).seconds
        if let reason = objections[track.id] {
            return canYetBeThing(track, age: age, despite: reason, at: time)
                ? .young : .discarded(reason)
        }
        if track.isConfirmed { return rest < parameters.objects.stillSeconds ? .moving : .still }
        return age < parameters.youngSeconds ? .young : .discarded(.ripple)
    }

    /// Whether a thing is kept in the mask although it is not reported: one that moves at a
    /// restless place may be a thing that always moves there, and one that is faint among patches
    /// of light may yet show clearer edges.
    private func canYetBeThing(
        _ track: Track, age: Double, despite reason: Suppressor, at time: MediaTime
    ) -> Bool {
        switch reason {
        case .ripple, .insect: age < parameters.youngSeconds || track.isPlausible
        case .shadow, .lightChange:
            age < parameters.youngSeconds && !isClearlyLight(track, at: time)
        default: false
        }
    }

    /// Whether it would be taken for light anywhere.
    private func isClearlyLight(_ track: Track, at time: MediaTime) -> Bool {
        suspect(track, at: time).map { light.objection(to: $0, isPatchy: false) != nil } ?? false
    }

    private func suspect(_ track: Track, at time: MediaTime) -> Suspect? {
        evidence[track.id].map {
            Suspect(track: track, evidence: $0, time: time, picture: size)
        }
    }

    /// What speaks against a track being a thing; nothing does once it was found to be one.
    private func objection(to track: Track, at time: MediaTime) -> Suppressor? {
        guard !track.isConfirmed, track.observations >= 2, let suspect = suspect(track, at: time)
        else { return nil }
        return light.objection(to: suspect, isPatchy: isPatchy(track))
            ?? text.objection(to: suspect) ?? rain.objection(to: suspect)
            ?? insects.objection(to: suspect) ?? ripple.objection(to: suspect)
    }

    /// Whether it was first seen while light moved over the scene.
    private func isPatchy(_ track: Track) -> Bool {
        patchyUntil.map { track.firstSeen <= $0 } ?? false
    }

    /// Whether it is something that a thing has put down: it came off a thing and stands where it
    /// was first seen, with edges of its own.
    private func wasLeft(_ track: Track, at time: MediaTime) -> Bool {
        guard track.cameOffThing, track.isMatched, track.ghostSince == nil,
            (time - track.firstSeen).seconds >= parameters.objects.leftSeconds,
            track.observations * 3 >= track.frames * 2,
            track.activeObservations * 3 <= track.observations,
            let evidence = evidence[track.id], let added = evidence.addedEdge,
            added >= 2 * parameters.suppression.leastAddedEdge
        else { return false }
        return track.travel <= 0.25 * evidence.side
    }

    private func movesLikeThing(_ track: Track, at time: MediaTime) -> Bool {
        guard track.isMatched, track.observations >= 2 else { return false }
        // What appears at once and then stays as it is has not come: a lamp was switched.
        guard track.activeObservations >= 2 else { return false }
        let age = (time - track.firstSeen).seconds
        guard track.observations * 3 >= track.frames * 2 else { return false }
        let scale = NoiseFloor.scale(parameters.sensitivity)
        let isLarge =
            Double(track.largestPixels) >= parameters.objects.largeBlobShare * scale * pictureArea
        // The middle of a large patch moves when a part of it is lit again.
        let side = evidence[track.id]?.side ?? 0
        let ofOwnSize = isPatchy(track) ? side / 2 : 0
        let needed = max(parameters.objects.leastTravelShare * scale * diagonal, 2, ofOwnSize)
        let goesSomewhere = track.travel >= needed && track.travel * 4 >= track.pathLength
        if age >= parameters.objects.confirmationSeconds - 0.001 {
            let isInUnsteadyTime = unsteadyUntil.map { track.firstSeen <= $0 } ?? false
            return goesSomewhere || (isLarge && !isInUnsteadyTime)
        }
        // What has gone far straight ahead needs no longer look.
        return track.observations >= 3 && track.travel >= 2 * needed
            && track.travel * 5 >= track.pathLength * 4
    }
}
