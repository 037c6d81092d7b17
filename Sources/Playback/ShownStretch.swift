import EventStore
import Footage

/// Where the pictures of a stretch of a recording are to be read: in its own file, or, where it was
/// watched live and has none, in a clip.
struct ShownStretch {
    /// The recording, or the clip as if it were one: its path and length are the clip's, its
    /// number and feed those of the recording.
    let record: RecordingRecord
    /// Media time of the recording at which the file begins; zero for its own file.
    let offset: MediaTime

    /// A range of the recording, counted from the beginning of the file.
    func inFile(_ range: MediaRange) -> MediaRange {
        MediaRange(start: range.start - offset, end: range.end - offset)
    }

    /// The other way round.
    func inRecording(_ range: MediaRange) -> MediaRange {
        MediaRange(start: range.start + offset, end: range.end + offset)
    }
}

extension Player {
    /// - Parameter range: of the recording; the clip that shows most of it is taken.
    /// - Throws: `.gone` where it was watched live and no clip shows it.
    func shown(
        _ record: RecordingRecord, _ range: MediaRange
    ) throws(PlaybackError) -> ShownStretch {
        guard let facts = record.facts, facts.clockSource == .arrival, let start = facts.start
        else { return ShownStretch(record: record, offset: .zero) }
        let clips = try fromStore { () throws(EventStoreError) in
            try store.clips(
                of: record.feed, from: start + range.start,
                until: start + max(range.end, range.start + MediaTime(microseconds: 1)))
        }
        func common(_ clip: ClipRecord) -> Int64 {
            min(clip.end, start + range.end).microsecondsUTC
                - max(clip.start, start + range.start).microsecondsUTC
        }
        guard let clip = clips.max(by: { common($0) < common($1) }) else {
            throw .gone(path: record.identity.path, recording: record.id)
        }
        var shown = record
        shown.identity.path = clip.path
        shown.identity.sizeBytes = clip.bytes
        shown.facts?.container = "mov,mp4,m4a,3gp,3g2,mj2"
        shown.facts?.start = clip.start
        let length = MediaTime(
            microseconds: clip.end.microsecondsUTC - clip.start.microsecondsUTC)
        shown.facts?.duration = length
        return ShownStretch(
            record: shown,
            offset: MediaTime(
                microseconds: clip.start.microsecondsUTC - start.microsecondsUTC))
    }
}
