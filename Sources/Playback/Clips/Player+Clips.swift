public import EventStore
public import Footage
public import VideoDecoding

extension Player {
    /// The longest clip of copied packets, and of encoded pictures, which take long to make.
    static let longestCopy = MediaTime(seconds: 600)
    static let longestTranscode = MediaTime(seconds: 60)
    /// Pixels; wider recordings are made smaller when they are encoded anew.
    static let viewingWidth = 1280

    /// How a range of a recording is to be played: cut to what one clip holds, from the key frame
    /// at or before its start where packets are copied.
    ///
    /// - Parameter transcode: encode anew even if a browser should play it as it is.
    public func plan(
        _ recording: RecordingID, range: MediaRange, privacy: PrivacyView,
        transcode: Bool = false, shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(PlaybackError) -> ClipPlan {
        let shown = try self.shown(try record(of: recording), range)
        let (record, range) = (shown.record, shown.inFile(range))
        guard let facts = record.facts else {
            throw .notIndexed(path: record.identity.path, recording: recording)
        }
        guard range.end > range.start, range.end > .zero, range.start < facts.duration else {
            throw .outOfRange(
                recording: recording,
                reason: "\(record.identity.path): shows nothing from \(range.start) to "
                    + "\(range.end); it is \(facts.duration) long.")
        }
        _ = try RecordingFile(record)
        let reason = try reasonToTranscode(record, facts, privacy, isWanted: transcode)
        let longest = reason == nil ? Self.longestCopy : Self.longestTranscode
        var start = max(.zero, range.start)
        let end = min(range.end, facts.duration, start + longest)
        if reason == nil {
            let wanted = start
            start = try seekers.with(record, shouldStop: shouldStop) {
                (seeker) throws(PlaybackError) in
                try reading(recording) { try seeker.keyFrameTime(atOrBefore: wanted) } ?? wanted
            }
        }
        return ClipPlan(
            recording: recording,
            range: shown.inRecording(MediaRange(start: start, end: end)),
            method: reason == nil ? .copy : .transcode, reason: reason, codec: facts.codec,
            next: end < min(range.end, facts.duration) ? end + shown.offset : nil)
    }

    private func reasonToTranscode(
        _ record: RecordingRecord, _ facts: RecordingFacts, _ privacy: PrivacyView,
        isWanted: Bool
    ) throws(PlaybackError) -> String? {
        if privacy == .pixelated { return "People are pixelated for you." }
        let masks = try fromStore { () throws(EventStoreError) in
            try store.privacyMasks(of: record.feed)
        }
        if !masks.isEmpty { return "The feed has privacy masks, which are painted over." }
        if let reason = BrowserPlayability.reasonToTranscode(
            codec: facts.codec, pixelFormat: facts.pixelFormat)
        {
            return reason
        }
        if facts.container == "image sequence" { return "Single pictures are made into a video." }
        if let rebuilt = facts.timestampsRebuilt {
            return "The recording's time stamps cannot be used as they are: \(rebuilt)."
        }
        return isWanted ? "It was asked for." : nil
    }

    /// The clip of a plan, made if it is not there. Who asks for one that is being made waits.
    ///
    /// Privacy is looked up anew: a mask that was drawn since the plan is painted.
    public func clip(
        _ plan: ClipPlan, privacy: PrivacyView,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(PlaybackError) -> CachedFile {
        let shown = try self.shown(try record(of: plan.recording), plan.range)
        let (record, range) = (shown.record, shown.inFile(plan.range))
        let file = try RecordingFile(record)
        let paint = try paint(privacy, record, plan.range).counted(from: shown.offset)
        let method = paint.isClear ? plan.method : .transcode
        let span =
            "\(range.start.microseconds)-\(range.end.microseconds)-\(method.rawValue)"
        let name = CacheName.text("clip", record, file, span, paint)
        return try cache.file(named: name, shouldStop: shouldStop) {
            (path) throws(PlaybackError) in
            try seekers.with(record, shouldStop: shouldStop) { (seeker) throws(PlaybackError) in
                try reading(record.id) {
                    switch method {
                    case .copy:
                        _ = try ClipCutter.cut(
                            seeker, range: range, to: path, container: .mp4,
                            withAudio: true, progress: { _ in !shouldStop() })
                    case .transcode:
                        _ = try ClipTranscoder.transcode(
                            seeker, range: range, to: path,
                            settings: TranscodeSettings(maximumWidth: Self.viewingWidth),
                            paint: paint.isClear ? nil : { paint.paint($0) },
                            progress: { _ in !shouldStop() })
                    }
                }
            }
        }
    }

    /// Encodes a range at full resolution to a file of the caller's, privacy applied.
    ///
    /// - Parameter progress: gets the share done, 0…1; returns whether to go on.
    public func transcode(
        _ recording: RecordingID, range: MediaRange, to path: String,
        privacy: PrivacyView = .masksOnly, quality: ClipQuality = .evidence,
        progress: (Double) -> Bool = { _ in true }
    ) throws(PlaybackError) -> TranscodedClip {
        let shown = try self.shown(try record(of: recording), range)
        let record = shown.record
        let paint = try paint(privacy, record, range).counted(from: shown.offset)
        let range = shown.inFile(range)
        let isNeverStopped: @Sendable () -> Bool = { false }
        return try seekers.with(record, shouldStop: isNeverStopped) {
            (seeker) throws(PlaybackError) in
            try reading(recording) {
                try ClipTranscoder.transcode(
                    seeker, range: range, to: path,
                    settings: TranscodeSettings(quality: quality),
                    paint: paint.isClear ? nil : { paint.paint($0) }, progress: progress)
            }
        }
    }
}

/// Names of cached files: different for everything that changes what they show.
enum CacheName {
    static func text(
        _ kind: String, _ record: RecordingRecord, _ file: RecordingFile, _ what: String,
        _ paint: PrivacyPaint
    ) -> String {
        var digest = KeyDigest()
        digest.add(record.identity.path)
        digest.add(file.version)
        digest.add(paint.digest)
        return "\(kind)-\(record.uuid)-\(what)-\(digest.hexadecimal).mp4"
    }
}
