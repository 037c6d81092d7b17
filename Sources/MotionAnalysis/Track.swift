import Footage

/// What is seen of one thing in one frame.
struct Observation {
    var component: MaskComponent
    /// Share of its pixels that changed within the last third of a second, 0…1.
    var activeShare: Double
    var activePixels: Int
    /// Its contour is an edge of the background, not of the frame.
    var looksLikeGhost: Bool
    /// The difference has no edge at its contour: light, not a thing.
    var looksLikeLight: Bool
    /// Whether anything in it is moving at this moment.
    var isActive: Bool { activePixels >= max(4, component.pixels / 100) }
    /// Index of its track.
    var track = -1
    /// Not the track's own component but a part that has come off it.
    var isFragment = false
}

/// One thing over time, in analysis pixels.
struct Track {
    let id: Int
    let firstSeen: MediaTime
    let birthX: Double
    let birthY: Double
    var lastSeen: MediaTime
    var lastActive: MediaTime
    var ghostSince: MediaTime?
    var box: MaskComponent
    var centreX: Double
    var centreY: Double
    /// Pixels per second.
    var velocityX = 0.0
    var velocityY = 0.0
    var pathLength = 0.0
    var largestPixels: Int
    var observations = 1
    /// Observations in which something in it moved at that moment.
    var activeObservations: Int
    var frames = 1
    var isConfirmed = false
    /// Whether an observation of the present frame has been assigned.
    var isMatched = true

    init(id: Int, observation: Observation, at time: MediaTime) {
        self.id = id
        box = observation.component
        firstSeen = time
        lastSeen = time
        lastActive = time
        activeObservations = observation.isActive ? 1 : 0
        (birthX, birthY) = (box.centreX, box.centreY)
        (centreX, centreY) = (birthX, birthY)
        largestPixels = box.pixels
        ghostSince = observation.looksLikeGhost ? time : nil
    }

    func isLost(at time: MediaTime, after lostSeconds: Double) -> Bool {
        let unseen = (time - lastSeen).seconds
        // At low frame rates the last frame alone may be further back than that.
        if isMatched { return unseen > 4 * lostSeconds }
        return unseen > (isConfirmed ? lostSeconds : 0.3 * lostSeconds)
    }

    /// Distance from where it was first seen.
    var travel: Double {
        let (x, y) = (centreX - birthX, centreY - birthY)
        return (x * x + y * y).squareRoot()
    }

    func predicted(at time: MediaTime) -> (x: Double, y: Double) {
        let seconds = min((time - lastSeen).seconds, 1)
        return (velocityX * seconds, velocityY * seconds)
    }

    mutating func take(_ observation: Observation, at time: MediaTime) {
        let seconds = max((time - lastSeen).seconds, 0.001)
        box = observation.component
        let (moveX, moveY) = (box.centreX - centreX, box.centreY - centreY)
        // Follows a steady mover within some three observations.
        velocityX += (moveX / seconds - velocityX) * 0.35
        velocityY += (moveY / seconds - velocityY) * 0.35
        pathLength += (moveX * moveX + moveY * moveY).squareRoot()
        (centreX, centreY) = (box.centreX, box.centreY)
        largestPixels = max(largestPixels, box.pixels)
        lastSeen = time
        observations += 1
        isMatched = true
        if observation.isActive {
            lastActive = time
            activeObservations += 1
        }
        if observation.looksLikeGhost {
            ghostSince = ghostSince ?? time
        } else {
            ghostSince = nil
        }
    }
}
