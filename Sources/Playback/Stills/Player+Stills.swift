public import EventStore
public import Footage
public import VideoDecoding

/// One picture of a recording, as it may be shown.
public struct Picture: Sendable {
    /// Upright, square pixels.
    public let jpeg: [UInt8]
    public let recording: RecordingID
    /// Time of the frame that it shows: at or before the time that was asked for.
    public let time: MediaTime
    public let size: FrameSize
}

/// The picture of an event's peak, as it may be shown.
public struct Thumbnail: Sendable {
    public let jpeg: [UInt8]
    /// The same for the same picture; without quotes.
    public let entityTag: String
}

extension Player {
    /// The frame that a recording shows at a time, as JPEG.
    ///
    /// - Parameters:
    ///   - maximumWidth: pixels; `nil` keeps the recording's.
    ///   - paint: may paint on it, after privacy was applied.
    /// - Throws: `.outOfRange` before the first frame and after the end, `.unreadable` where
    ///   nothing can be decoded.
    public func picture(
        of recording: RecordingID, at time: MediaTime, maximumWidth: Int? = 1280,
        privacy: PrivacyView, paint: ((inout FramePainter) -> Void)? = nil,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(PlaybackError) -> Picture {
        let wanted = MediaRange(start: time, end: time + MediaTime(microseconds: 1))
        let shown = try self.shown(try record(of: recording), wanted)
        let record = shown.record
        let cover = try self.paint(privacy, record, wanted).counted(from: shown.offset)
        let time = time - shown.offset
        return try seekers.with(record, shouldStop: shouldStop) {
            (seeker) throws(PlaybackError) in
            guard time >= .zero, time < seeker.duration else {
                throw .outOfRange(
                    recording: recording,
                    reason: "\(record.identity.path): shows nothing at \(time); it is "
                        + "\(seeker.duration) long.")
            }
            return try reading(recording) {
                guard let frame = try seeker.frame(at: time) else {
                    throw PlaybackError.unreadable(
                        recording: recording,
                        reason: "\(record.identity.path): cannot be decoded at \(time). Choose "
                            + "another moment.")
                }
                let still = try StillPicture.jpeg(
                    frame, info: seeker.info, maximumWidth: maximumWidth,
                    paint: cover.isClear && paint == nil
                        ? nil
                        : { painter in
                            cover.paint(painter)
                            var painter = painter
                            paint?(&painter)
                        })
                return Picture(
                    jpeg: still.jpeg, recording: recording, time: frame.time + shown.offset,
                    size: still.size)
            }
        }
    }

    /// What a feed showed at a moment of its wall clock.
    public func picture(
        of feed: FeedID, at time: WallTime, maximumWidth: Int? = 1280, privacy: PrivacyView
    ) throws(PlaybackError) -> Picture {
        let place = try fromStore { () throws(EventStoreError) in
            try store.locate(feed, at: time)
        }
        guard let recording = place.recording, let media = place.media else {
            throw .noPicture(
                feed: feed, reason: "The feed has no recording of that moment. Choose another.")
        }
        return try picture(
            of: recording, at: media, maximumWidth: maximumWidth, privacy: privacy)
    }

    /// The newest picture of a feed that can still be shown.
    public func newestPicture(
        of feed: FeedID, maximumWidth: Int? = 1280, privacy: PrivacyView
    ) throws(PlaybackError) -> Picture {
        let recordings = try fromStore { () throws(EventStoreError) in
            try store.recordings(of: feed)
        }.filter { $0.facts != nil }
        // Those of unknown clock come first: the newest is the last.
        var trouble: PlaybackError?
        for record in recordings.reversed().prefix(8) {
            do throws(PlaybackError) {
                return try lastPicture(of: record, maximumWidth, privacy)
            } catch {
                trouble = trouble ?? error
            }
        }
        throw trouble
            ?? .noPicture(feed: feed, reason: "The feed has no recording yet. Scan one first.")
    }

    private func lastPicture(
        of record: RecordingRecord, _ maximumWidth: Int?, _ privacy: PrivacyView
    ) throws(PlaybackError) -> Picture {
        let duration = record.facts?.duration ?? .zero
        // The very end may be damaged: a recording is often cut off there.
        var trouble: PlaybackError?
        for back in [MediaTime(microseconds: 1), MediaTime(seconds: 2), MediaTime(seconds: 20)] {
            do throws(PlaybackError) {
                return try picture(
                    of: record.id, at: max(.zero, duration - back), maximumWidth: maximumWidth,
                    privacy: privacy)
            } catch {
                guard case .unreadable = error.trouble else { throw error }
                trouble = error
            }
        }
        throw trouble ?? .noPicture(feed: record.feed, reason: "Nothing can be decoded.")
    }

    /// The picture of an event, as it may be shown; `nil` when it has none.
    ///
    /// Works without the recording's file.
    public func thumbnail(
        of event: EventID, privacy: PrivacyView
    ) throws(PlaybackError) -> Thumbnail? {
        let record = try record(of: event)
        let recording = try self.record(of: record.peak.recording)
        let stored = try fromStore { () throws(EventStoreError) in
            try store.thumbnail(of: event)
        }
        guard let stored else { return nil }
        let time = record.peak.media
        let paint = try paint(
            privacy, recording, MediaRange(start: time, end: time + MediaTime(microseconds: 1)))
        var digest = KeyDigest()
        digest.add(paint.digest)
        digest.add(Int64(stored.count))
        for byte in stored.suffix(64) { digest.add(Int64(byte)) }
        let tag = "\(record.uuid)-\(time.microseconds)-\(digest.hexadecimal)"
        guard !paint.isClear else { return Thumbnail(jpeg: stored, entityTag: tag) }
        return try reading(recording.id) {
            let painted = try StillPicture.jpeg(
                painting: stored, time: time, paint: { paint.paint($0) })
            return Thumbnail(jpeg: painted.jpeg, entityTag: tag)
        }
    }
}
