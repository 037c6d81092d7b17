import Footage

/// Decides when a new light has come to stay, and the background is brought to it.
///
/// Until then each frame is brought to the light of the background, so that a flickering exposure
/// does not wear the background out by rounding.
struct LastingLight {
    private var held: LightFit?
    private var since: MediaTime?

    /// Beyond this gain too little would be left of the shades.
    private static let largestHeldGain = 2.0
    private static let lasting = MediaTime(seconds: 1)

    enum Verdict {
        /// The frame is in the light of the background.
        case none
        /// The frame is to be brought to the light of the background.
        case passing
        /// The background is to be brought to the light of the frame.
        case lasting
    }

    /// - Parameter isClipping: whether much of the picture is white in this light. The background is
    ///   then left in its own, in which the same places have shades and colours to come back to.
    mutating func judge(_ fit: LightFit, isClipping: Bool, at time: MediaTime) -> Verdict {
        guard !fit.isNegligible else {
            held = nil
            return .none
        }
        if let held, let since, held.isNear(fit) {
            guard time - since >= Self.lasting, !isClipping || fit.gain > Self.largestHeldGain
            else { return .passing }
            self.held = nil
            return .lasting
        }
        held = fit
        since = time
        return .passing
    }
}

extension LightFit {
    /// Whether two fits differ by no more than noise makes them differ.
    fileprivate func isNear(_ other: LightFit) -> Bool {
        let middle = 128 * (gain - other.gain) + offset - other.offset
        return abs(gain - other.gain) < 0.04 && abs(middle) < 4
    }
}
