public import Footage

/// Chains segments of motion into events.
///
/// A chain is a maximal set of segments in which each follows another after less than the event
/// gap. Sums, maxima and minima make up the event, so the order of the segments does not matter,
/// and a chain may be handed in again as one segment, to be joined with new ones.
public enum EventBuilder {
    /// The events of segments of one timeline, by start. Chains whose active time is less than
    /// the minimum event length give none.
    public static func events(
        from segments: [TimelineSegment], parameters: ScoringParameters
    ) -> [EventDraft] {
        chains(of: segments, gapMicroseconds: parameters.eventGap.microseconds)
            .filter { $0.activeMicroseconds >= parameters.minimumEventLength.microseconds }
            .map { chain in
                var event = chain.event
                event.preRollMicroseconds = parameters.preRoll.microseconds
                event.postRollMicroseconds = parameters.postRoll.microseconds
                return event
            }
    }

    static func chains(of segments: [TimelineSegment], gapMicroseconds: Int64) -> [MotionChain] {
        var chains: [MotionChain] = []
        for segment in segments.sorted(by: precedes) {
            if let last = chains.last,
                segment.startMicroseconds - last.endMicroseconds < gapMicroseconds
            {
                chains[chains.count - 1].append(segment)
            } else {
                chains.append(MotionChain(segment))
            }
        }
        return chains
    }

    /// By start; the rest only so that equal sets of segments always come in the same order.
    private static func precedes(_ left: TimelineSegment, _ right: TimelineSegment) -> Bool {
        (
            left.startMicroseconds, left.endMicroseconds, left.peakMicroseconds,
            left.motionIntegral,
            left.activeMicroseconds, left.id
        )
            < (
                right.startMicroseconds, right.endMicroseconds, right.peakMicroseconds,
                right.motionIntegral, right.activeMicroseconds, right.id
            )
    }
}

/// Segments that follow each other closely, and their sums.
struct MotionChain {
    private(set) var segments: [Int64]
    private(set) var startMicroseconds: Int64
    private(set) var endMicroseconds: Int64
    private(set) var activeMicroseconds: Int64
    private var motionIntegral: Int64
    /// The most motion, the earliest among equals.
    private var peak: TimelineSegment

    init(_ first: TimelineSegment) {
        segments = [first.id]
        startMicroseconds = first.startMicroseconds
        endMicroseconds = first.endMicroseconds
        activeMicroseconds = first.activeMicroseconds
        motionIntegral = first.motionIntegral
        peak = first
    }

    mutating func append(_ next: TimelineSegment) {
        segments.append(next.id)
        endMicroseconds = max(endMicroseconds, next.endMicroseconds)
        activeMicroseconds += next.activeMicroseconds
        let (sum, isTooLarge) = motionIntegral.addingReportingOverflow(next.motionIntegral)
        motionIntegral = isTooLarge ? .max : sum
        if next.peakPPM > peak.peakPPM
            || (next.peakPPM == peak.peakPPM && next.peakMicroseconds < peak.peakMicroseconds)
        {
            peak = next
        }
    }

    var event: EventDraft {
        EventDraft(
            kind: .motion, severity: .motion, startMicroseconds: startMicroseconds,
            peakMicroseconds: peak.peakMicroseconds, endMicroseconds: endMicroseconds,
            score: EventScore.score(motionIntegral: motionIntegral),
            activeMicroseconds: activeMicroseconds, peakPPM: peak.peakPPM,
            motionIntegral: motionIntegral, peakSegment: peak.id, segments: segments)
    }
}
