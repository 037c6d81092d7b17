import Footage

/// Follows things from frame to frame, deterministically.
///
/// Where every thing should be is predicted, observations are assigned so that place, size and
/// appearance fit best over all, and what is left over is explained: a thing that is missing where
/// another was found touches it or is behind it, and an observation within a thing that was found is
/// a part that has come off.
struct BlobTracker {
    let parameters: AnalysisParameters
    private let size: FrameSize
    private let cost: LinkCost
    var tracks: [Track] = []
    /// Box of each track's observations in this frame, parts included.
    private var edges: [BoxEdges?] = []
    private var nextID = 1
    private var lastTime: MediaTime?

    init(size: FrameSize, parameters: AnalysisParameters) {
        self.size = size
        self.parameters = parameters
        cost = LinkCost(parameters: parameters.tracking)
    }

    mutating func forgetAll() { tracks.removeAll(keepingCapacity: true) }

    /// Assigns every observation to a track, new ones where none fits.
    mutating func link(_ observations: inout [Observation], at time: MediaTime) {
        let elapsed = lastTime.map { max((time - $0).seconds, 0) } ?? 0
        lastTime = time
        tracks.removeAll { $0.isLost(at: time) }
        for index in tracks.indices {
            tracks[index].isMatched = false
            tracks[index].frames += 1
            tracks[index].framesUnseen += 1
            tracks[index].place.advance(seconds: elapsed)
        }
        let boxesBefore = tracks.map { $0.isConfirmed ? $0.seenBox : nil }
        assign(&observations, at: time)
        joinGroups(&observations, at: time)
        releaseFeet(&observations)
        attachFragments(&observations)
        update(observations, elapsedSeconds: elapsed, at: time)
        for index in observations.indices where observations[index].track < 0 {
            observations[index].track = tracks.count
            var track = Track(
                id: nextID, observation: observations[index], at: time, picture: size,
                parameters: parameters)
            let box = track.seenBox
            track.cameOffThing = boxesBefore.contains { before in
                before.map { box.share(inside: $0) >= 0.8 } ?? false
            }
            tracks.append(track)
            nextID += 1
        }
        joinParts(at: time)
    }

    /// Notes that a thing has come to rest and is becoming background.
    mutating func rest(_ index: Int, at time: MediaTime) {
        tracks[index].place.stop()
        tracks[index].restsSince = time
    }

    private mutating func assign(_ observations: inout [Observation], at time: MediaTime) {
        let columns = OptimalAssignment.columns(
            rows: tracks.count, columns: observations.count, aloneCost: cost.parameters.aloneCost
        ) { cost(tracks[$0], observations[$1], at: time) }
        edges = Array(repeating: nil, count: tracks.count)
        for (track, column) in columns.enumerated() {
            guard let column else { continue }
            observations[column].track = track
            edges[track] = BoxEdges(observations[column].component)
        }
    }

    /// A confirmed thing that should be where another one was found touches it.
    private mutating func joinGroups(_ observations: inout [Observation], at time: MediaTime) {
        for track in tracks.indices where edges[track] == nil {
            guard tracks[track].isConfirmed, tracks[track].restsSince == nil else { continue }
            let expected = tracks[track].place.box
            var best: (share: Double, observation: Int)?
            for (index, observation) in observations.enumerated() where observation.track >= 0 {
                let found = tracks[observation.track]
                guard found.isConfirmed, found.thing != tracks[track].thing else { continue }
                let share = expected.share(inside: BoxEdges(observation.component))
                if share >= 0.5, share > best?.share ?? 0 { best = (share, index) }
            }
            guard let best else { continue }
            let found = observations[best.observation].track
            if tracks[track].isInGroup || haveCome(together: tracks[found], tracks[track], at: time)
            {
                observations[best.observation].companions.append(track)
            } else {
                makeOne(tracks[found].thing, tracks[track].thing)
            }
        }
    }

    /// A foot that was seen before the person above it was known for one is no thing of its own: it
    /// stands still, and would never be found to be motion.
    private mutating func releaseFeet(_ observations: inout [Observation]) {
        for index in observations.indices where observations[index].track >= 0 {
            let own = observations[index].track
            guard !tracks[own].isPlausible, observations[index].companions.isEmpty,
                let part = edges[own]
            else { continue }
            let isFoot = edges.enumerated().contains { track, found in
                guard let found, tracks[track].isPlausible else { return false }
                return tracks[track].restsSince == nil && hangsBeneath(found, part)
            }
            guard isFoot else { continue }
            edges[own] = nil
            observations[index].track = -1
        }
    }

    /// A part within the place of a thing that was found, or beneath it like a foot, belongs to it.
    private mutating func attachFragments(_ observations: inout [Observation]) {
        for index in observations.indices where observations[index].track < 0 {
            let part = BoxEdges(observations[index].component)
            var best: (share: Double, track: Int)?
            for (track, found) in edges.enumerated() {
                guard let found, tracks[track].restsSince == nil else { continue }
                let expected = tracks[track].place.box
                let share = part.share(inside: expected)
                let whole = found.union(part)
                // The thing looks more like itself with the part than without.
                let isMissing =
                    share > 0.1 && expected.overlap(whole) > expected.overlap(found) + 0.02
                let isFoot = tracks[track].isPlausible && hangsBeneath(found, part)
                // What stands beneath has no share in the place: any place that has one is nearer.
                let rank = isFoot ? max(share, 0.01) : share
                guard share >= 0.5 || isMissing || isFoot, rank > best?.share ?? 0 else { continue }
                best = (rank, track)
            }
            guard let best, let found = edges[best.track] else { continue }
            observations[index].track = best.track
            observations[index].isFragment = true
            edges[best.track] = found.union(part)
        }
    }

    private mutating func update(
        _ observations: [Observation], elapsedSeconds: Double, at time: MediaTime
    ) {
        for observation in observations where observation.track >= 0 && !observation.isFragment {
            guard let box = edges[observation.track] else { continue }
            if observation.companions.isEmpty {
                tracks[observation.track].take(
                    observation, edges: box, elapsedSeconds: elapsedSeconds, at: time)
            } else {
                update(group: [observation.track] + observation.companions, observation, box, time)
            }
        }
    }
}
