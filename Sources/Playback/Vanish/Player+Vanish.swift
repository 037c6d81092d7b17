public import EventStore
public import Footage

/// A search over recordings of a database.
public struct VanishRequest: Sendable {
    /// All recordings of this feed whose clock is known; `nil`: only the one with the reference.
    public var feed: FeedID?
    /// Which recording shows the object, and when.
    public var recording: RecordingID
    public var media: MediaTime
    public var target: VanishTarget
    /// Where the search ends; by default at the end of what is searched.
    public var until: (recording: RecordingID, media: MediaTime)?
    public var untilWall: WallTime?

    public init(
        feed: FeedID?, recording: RecordingID, media: MediaTime, target: VanishTarget,
        until: (recording: RecordingID, media: MediaTime)? = nil, untilWall: WallTime? = nil
    ) {
        self.feed = feed
        self.recording = recording
        self.media = media
        self.target = target
        self.until = until
        self.untilWall = untilWall
    }
}

extension Player {
    /// Finds when an object vanished from its place. Read the pictures of the answer by
    /// `picture(of:at:)`, which applies privacy.
    ///
    /// - Parameter microseconds: a clock that only goes forward, for how long it took.
    /// - Throws: `.nothingToCompare` and `.outOfRange` for the request, `.gone` and `.unreadable`
    ///   for the recording with the reference; others that cannot be read are named in the answer.
    public func vanish(
        _ request: VanishRequest, microseconds: () -> Int64,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(PlaybackError) -> VanishAnswer {
        let reference = try record(of: request.recording)
        var records = [reference]
        if let feed = request.feed, reference.facts?.start != nil {
            guard reference.feed == feed else {
                throw .nothingToCompare(
                    reason: "The recording is not one of the feed that is searched.")
            }
            records = try fromStore { () throws(EventStoreError) in
                try store.recordings(of: feed)
            }.filter { $0.facts?.start != nil }
        }
        var segments: [VanishSegment] = []
        var ids: [RecordingID] = []
        var missing: [VanishTrouble] = []
        for record in records {
            guard let facts = record.facts else { continue }
            do throws(PlaybackError) {
                segments.append(
                    VanishSegment(
                        recording: record.id, source: try RecordingFile(record).source,
                        timestampsAreContinuous: facts.timestampsRebuilt == nil,
                        start: facts.start, duration: facts.duration))
                ids.append(record.id)
            } catch {
                if record.id == reference.id { throw error }
                missing.append(
                    VanishTrouble(
                        recording: record.id, path: record.identity.path,
                        reason: error.description))
            }
        }
        guard let first = ids.firstIndex(of: reference.id) else {
            throw .notIndexed(path: reference.identity.path, recording: reference.id)
        }
        var until: (segment: Int, media: MediaTime)?
        if let end = request.until {
            guard let place = ids.firstIndex(of: end.recording) else {
                throw .nothingToCompare(
                    reason: "The end lies in a recording that is not searched; name another.")
            }
            until = (place, end.media)
        }
        var answer = try VanishSearch.run(
            VanishQuestion(
                segments: segments, reference: (first, request.media), target: request.target,
                until: until, untilWall: request.untilWall),
            microseconds: microseconds, shouldStop: shouldStop)
        answer.unreadable = missing + answer.unreadable
        return answer
    }
}
