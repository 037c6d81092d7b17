import Footage

/// One thing over time, in analysis pixels.
struct Track {
    let id: Int
    /// The number of the thing that it is, or is a part of: the lowest of its parts' numbers.
    var thing: Int
    let firstSeen: MediaTime
    let birthX: Double
    let birthY: Double
    var lastSeen: MediaTime
    var lastActive: MediaTime
    var ghostSince: MediaTime?
    /// What was last seen of it alone.
    var box: MaskComponent
    /// Where it was in the frame that showed it last, with all its parts.
    var seenBox: BoxEdges
    var centreX: Double
    var centreY: Double
    var place: TrackedPlace
    var appearance: AppearanceEstimate
    var history = TrackHistory()
    var pathLength = 0.0
    var largestPixels: Int
    var observations = 1
    /// Observations in which something in it moved at that moment.
    var activeObservations: Int
    var frames = 1
    /// Frames since it was last seen.
    var framesUnseen = 0
    var isConfirmed = false
    /// Whether it was first seen where a confirmed thing had just been: a part of it, or something
    /// it has put down.
    var cameOffThing = false
    /// Has moved as things do, whether or not anything speaks against it.
    var isPlausible = false
    /// Whether an observation of the present frame has been assigned.
    var isMatched = true
    /// Whether it was last seen together with others that touch it.
    var isInGroup = false
    /// When it became part of the background, having come to rest.
    var restsSince: MediaTime?

    private let parameters: AnalysisParameters

    init(
        id: Int, observation: Observation, at time: MediaTime, picture: FrameSize,
        parameters: AnalysisParameters
    ) {
        self.id = id
        thing = id
        self.parameters = parameters
        box = observation.component
        seenBox = BoxEdges(box)
        place = TrackedPlace(seenBox, picture: picture, parameters: parameters.tracking)
        appearance = AppearanceEstimate(observation.appearance)
        firstSeen = time
        lastSeen = time
        lastActive = time
        activeObservations = observation.isActive ? 1 : 0
        (birthX, birthY) = (box.centreX, box.centreY)
        (centreX, centreY) = (birthX, birthY)
        largestPixels = box.pixels
        ghostSince = observation.looksLikeGhost ? time : nil
        history.add(x: centreX, y: centreY, pixels: box.pixels, at: time)
    }

    func isLost(at time: MediaTime) -> Bool {
        if let restsSince {
            return (time - restsSince).seconds > parameters.tracking.restingSeconds
        }
        let unseen = unseenSeconds(at: time)
        let lostSeconds = parameters.objects.lostSeconds
        // At low frame rates the last frame alone may be further back than that.
        if isMatched { return unseen > 4 * lostSeconds }
        if !isConfirmed { return unseen > 0.3 * lostSeconds }
        return unseen > parameters.tracking.hiddenSeconds || place.isOutside
    }

    func unseenSeconds(at time: MediaTime) -> Double { (time - lastSeen).seconds }

    /// Whether it was missing in several frames, and for longer than a mask flickers.
    func wasOutOfSight(at time: MediaTime) -> Bool {
        framesUnseen > 2 && unseenSeconds(at: time) > 0.3
    }

    /// Pixels per second.
    var velocityX: Double { place.x.velocity }
    /// Pixels per second.
    var velocityY: Double { place.y.velocity }

    /// Distance from where it was first seen.
    var travel: Double {
        let (x, y) = (centreX - birthX, centreY - birthY)
        return (x * x + y * y).squareRoot()
    }

    /// Takes an observation that is of this thing alone.
    ///
    /// - Parameters:
    ///   - edges: of the observation and of the parts that have come off it.
    ///   - elapsedSeconds: since the frame before.
    mutating func take(
        _ observation: Observation, edges: BoxEdges, elapsedSeconds: Double, at time: MediaTime
    ) {
        let averaging = max(parameters.tracking.averagingSeconds, 0.001)
        // A share of the time that is the same for any number of frames; the first few count more.
        let share = elapsedSeconds / (elapsedSeconds + averaging)
        let weight = max(share, 1 / Double(observations + 1))
        let path = pathLength
        box = observation.component
        move(toX: box.centreX, y: box.centreY)
        if observation.isBackgroundYoung {
            // A ghost that comes or goes takes one edge along: the thing has not moved.
            let (x, y) = edges.commonMove(since: seenBox)
            pathLength = path + (x * x + y * y).squareRoot()
        }
        seenBox = edges
        isInGroup = false
        place.take(edges, weight: weight)
        appearance.follow(observation.appearance, weight: weight)
        history.add(x: centreX, y: centreY, pixels: box.pixels, at: time)
        largestPixels = max(largestPixels, box.pixels)
        restsSince = nil
        note(observation, at: time)
        ghostSince = observation.looksLikeGhost ? ghostSince ?? time : nil
    }

    /// Takes its part in an observation of several things that touch.
    ///
    /// - Parameter isSeen: whether the observation shows that it is there.
    mutating func share(
        _ observation: Observation, edges: BoxEdges, isSeen: Bool, at time: MediaTime
    ) {
        seenBox = edges
        isInGroup = true
        move(toX: edges.centreX, y: edges.centreY)
        ghostSince = nil
        isMatched = true
        guard isSeen else { return }
        note(observation, at: time)
    }

    private mutating func note(_ observation: Observation, at time: MediaTime) {
        lastSeen = time
        framesUnseen = 0
        observations += 1
        isMatched = true
        if observation.isActive {
            lastActive = time
            activeObservations += 1
        }
    }

    private mutating func move(toX x: Double, y: Double) {
        let (moveX, moveY) = (x - centreX, y - centreY)
        pathLength += (moveX * moveX + moveY * moveY).squareRoot()
        (centreX, centreY) = (x, y)
    }
}
