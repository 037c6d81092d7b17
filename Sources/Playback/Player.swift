public import EventStore
public import Footage
public import VideoDecoding

/// What of recordings may be shown: clips, previews and pictures, each with privacy applied.
///
/// Every call blocks on the disk and on decoding. Any thread.
public final class Player: Sendable {
    let store: EventStore
    let cache: ClipCache
    let seekers = SeekerPool()

    /// - Parameters:
    ///   - cacheFolder: where clips are kept that can be made again; made if missing.
    ///   - cacheBytes: size up to which they are kept.
    public init(store: EventStore, cacheFolder: String, cacheBytes: Int64 = 4 << 30) {
        self.store = store
        cache = ClipCache(folder: cacheFolder, limitBytes: cacheBytes)
    }

    /// Where the clips of a database are kept: beside it.
    public static func defaultCacheFolder(forDatabase path: String) -> String { path + ".cache" }

    /// Opens a recording, for whoever copies packets of it.
    public func seeker(
        for recording: RecordingID, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(PlaybackError) -> RecordingSeeker {
        let record = try self.record(of: recording)
        let file = try RecordingFile(record)
        do throws(VideoDecodingError) {
            return try RecordingSeeker(
                source: file.source,
                timestampsAreContinuous: record.facts.map { $0.timestampsRebuilt == nil } ?? false,
                shouldStop: shouldStop)
        } catch {
            throw PlaybackError(error, recording: recording)
        }
    }

    // MARK: Shared

    func record(of recording: RecordingID) throws(PlaybackError) -> RecordingRecord {
        guard
            let record = try fromStore({ () throws(EventStoreError) in
                try store.recording(recording)
            })
        else {
            throw .unknownRecording(recording)
        }
        return record
    }

    func record(of event: EventID) throws(PlaybackError) -> EventRecord {
        guard
            let record = try fromStore({ () throws(EventStoreError) in
                try store.event(event)
            })
        else {
            throw .unknownEvent(event)
        }
        return record
    }

    func paint(
        _ view: PrivacyView, _ recording: RecordingRecord, _ range: MediaRange
    ) throws(PlaybackError) -> PrivacyPaint {
        try fromStore { () throws(EventStoreError) in
            try PrivacyPaint(view, store: store, recording: recording, range: range)
        }
    }

    func fromStore<Value>(
        _ body: () throws(EventStoreError) -> Value
    ) throws(PlaybackError) -> Value {
        do throws(EventStoreError) { return try body() } catch { throw .store(error) }
    }

    /// Turns the errors of reading and writing videos into ours.
    func reading<Value>(
        _ recording: RecordingID?, _ body: () throws -> Value
    ) throws(PlaybackError) -> Value {
        do {
            return try body()
        } catch let error as VideoDecodingError {
            throw PlaybackError(error, recording: recording)
        } catch let error as PlaybackError {
            throw error
        } catch {
            throw .unreadable(recording: recording, reason: "\(error)")
        }
    }
}
