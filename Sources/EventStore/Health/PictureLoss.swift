import Footage

/// Where a recording has no picture although it goes on: its time jumps, or, watched live, nothing that
/// came could be decoded.
///
/// Only between pictures: what cannot be decoded at the beginning may lack a key frame that was not
/// recorded, and at the end the file may have been cut off. Between recordings nothing is lost: who
/// knows whether anybody meant to record. What is watched live has no end that was not meant.
enum PictureLoss {
    /// A few pictures amid what cannot be decoded do not make the signal come back.
    private static let longestBlip = MediaTime(seconds: 2)

    /// - Parameters:
    ///   - spans: of a whole recording, by start.
    ///   - isLive: whether it was watched live, so that what is missing at its end counts.
    static func losses(in spans: [CoverageSpan], isLive: Bool = false) -> [MediaRange] {
        var losses: [MediaRange] = []
        var hasPictures = false
        var open: MediaRange?
        for span in spans where span.range.duration > .zero {
            switch span.state {
            case .undecodable where !isLive:
                // A damaged file says nothing of the camera; nor do pictures amid the damage.
                continue
            case .absent, .undecodable:
                guard hasPictures else { continue }
                open = MediaRange(start: open?.start ?? span.range.start, end: span.range.end)
            case .analysed:
                hasPictures = true
                if let loss = open, span.range.duration > longestBlip {
                    losses.append(loss)
                    open = nil
                }
            default:
                // Nobody looked here: whether pictures came is not known.
                hasPictures = false
                open = nil
            }
        }
        if isLive, let open { losses.append(open) }
        return losses
    }
}
