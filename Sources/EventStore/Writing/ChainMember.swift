import Footage
import GRDB

/// A recording's place on its timeline: the feed's wall clock, or its own media time.
struct RecordingPlace {
    let recording: RecordingID
    let feed: FeedID
    /// Wall clock of media time zero; `nil` if unknown.
    let startMicroseconds: Int64?

    /// What has to be added to media time to get timeline time.
    var origin: Int64 { startMicroseconds ?? 0 }
}

/// A segment, or an event that stands for all of its segments, as a link of a chain.
struct ChainMember {
    enum Source: Hashable {
        /// The event that has it so far, if any.
        case segment(Int64, event: Int64?)
        case event(Int64)
    }

    /// A moment of one recording.
    struct Moment {
        let recording: RecordingID
        let mediaMicroseconds: Int64
    }

    private(set) var source: Source
    /// Its identity is the caller's to set.
    var timeline: TimelineSegment
    let start: Moment
    let peak: Moment
    let end: Moment
    /// `nil` for an event whose peak was in a recording that is gone.
    let peakSegment: Int64?

    /// The event that has it so far.
    var event: Int64? {
        switch source {
        case .segment(_, let event): event
        case .event(let event): event
        }
    }

    /// The segment, as one that the event has.
    func inEvent(_ event: Int64) -> ChainMember {
        guard case .segment(let id, _) = source else { return self }
        var member = self
        member.source = .segment(id, event: event)
        return member
    }

    init(segment: Int64, motion: MotionSegment, place: RecordingPlace) {
        source = .segment(segment, event: nil)
        timeline = TimelineSegment(id: segment, motion, originMicroseconds: place.origin)
        start = Moment(
            recording: place.recording, mediaMicroseconds: motion.range.start.microseconds)
        peak = Moment(
            recording: place.recording, mediaMicroseconds: motion.peakTime.microseconds)
        end = Moment(recording: place.recording, mediaMicroseconds: motion.range.end.microseconds)
        peakSegment = segment
    }

    /// From a row of `segment`.
    init(segment row: Row) {
        let recording: RecordingID = row["recording_id"]
        let (startMedia, peakMedia, endMedia): (Int64, Int64, Int64) = (
            row["start_media_us"], row["peak_media_us"], row["end_media_us"]
        )
        let origin = (row["start_us"] as Int64?).map { $0 - startMedia } ?? 0
        let id: Int64 = row["id"]
        source = .segment(id, event: row["event_id"])
        timeline = TimelineSegment(
            id: id, startMicroseconds: origin + startMedia, endMicroseconds: origin + endMedia,
            peakMicroseconds: origin + peakMedia, peakPPM: row["peak_ppm"],
            activeMicroseconds: row["active_us"], motionIntegral: row["motion_integral"])
        start = Moment(recording: recording, mediaMicroseconds: startMedia)
        peak = Moment(recording: recording, mediaMicroseconds: peakMedia)
        end = Moment(recording: recording, mediaMicroseconds: endMedia)
        peakSegment = id
    }

    /// From a row of `event`.
    init(event row: Row) {
        source = .event(row["id"])
        start = Moment(
            recording: row["start_recording_id"], mediaMicroseconds: row["start_media_us"])
        peak = Moment(
            recording: row["peak_recording_id"], mediaMicroseconds: row["peak_media_us"])
        end = Moment(recording: row["end_recording_id"], mediaMicroseconds: row["end_media_us"])
        peakSegment = row["peak_segment_id"]
        timeline = TimelineSegment(
            id: 0, startMicroseconds: row["start_us"] ?? start.mediaMicroseconds,
            endMicroseconds: row["end_us"] ?? end.mediaMicroseconds,
            peakMicroseconds: row["peak_us"] ?? peak.mediaMicroseconds, peakPPM: row["peak_ppm"],
            activeMicroseconds: row["active_us"], motionIntegral: row["motion_integral"])
    }
}
