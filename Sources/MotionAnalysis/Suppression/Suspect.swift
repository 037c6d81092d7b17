import Footage

/// A thing that is being judged, with all that is known of it.
struct Suspect {
    let track: Track
    let evidence: TrackEvidence
    let time: MediaTime
    let picture: FrameSize

    var ageSeconds: Double { (time - track.firstSeen).seconds }

    /// Way per second, in its own sizes.
    var sizesPerSecond: Double {
        guard ageSeconds > 0 else { return 0 }
        return track.pathLength / ageSeconds / max(evidence.side, 4)
    }

    /// Mean pixels as a share of the picture.
    var sizeShare: Double { track.history.meanPixels / Double(max(1, picture.pixelCount)) }
}
