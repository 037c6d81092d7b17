public import EventStore
public import Footage
public import VideoDecoding

/// One of the two pictures of a thing that came or went. Raw values are names in the API and of
/// files.
public enum ChangeSide: String, Sendable, CaseIterable {
    case before, after
}

/// Which two pictures show best that a thing came or went.
public struct ChangeMoments: Sendable, Hashable {
    public var recording: RecordingID
    /// A little before anything came near, and when what lasts had lasted for a while.
    public var before: MediaTime
    public var after: MediaTime
    /// The thing's place; `nil` where it is no longer stored.
    public var region: Region?

    public func time(_ side: ChangeSide) -> MediaTime {
        switch side {
        case .before: before
        case .after: after
        }
    }
}

extension Player {
    /// Whoever brings or takes a thing is near it at the last moment that shows the state before.
    private static let lead = MediaTime(seconds: 2)
    /// How long after the change the scene has settled, unless the rule's own time is shorter.
    private static let settling = MediaTime(seconds: 10)

    /// The two moments to compare of a thing that was left or removed; `nil` for other events.
    public func changeMoments(
        of event: EventRecord
    ) throws(PlaybackError) -> ChangeMoments? {
        let change = try fromStore { () throws(EventStoreError) in
            try store.objectChange(of: event)
        }
        guard let change else { return nil }
        let held = event.facts?.thresholdSeconds.map(MediaTime.init(seconds:))
        let after = change.firstAfter + min(held ?? Self.settling, Self.settling)
        // The end of a recording is not the time of its last picture.
        let last = try record(of: change.recording).facts.map {
            max(change.firstAfter, $0.duration - MediaTime(seconds: 0.5))
        }
        return ChangeMoments(
            recording: change.recording, before: max(.zero, change.lastBefore - Self.lead),
            after: min(after, last ?? after), region: change.region)
    }

    /// The picture of one side of the change, as it may be shown.
    ///
    /// - Parameter paint: may paint on it, after privacy was applied.
    /// - Throws: `.gone` where the recording's file is no longer there.
    public func picture(
        of moments: ChangeMoments, _ side: ChangeSide, maximumWidth: Int? = 1280,
        privacy: PrivacyView, paint: ((inout FramePainter) -> Void)? = nil,
        shouldStop: @escaping @Sendable () -> Bool = { false }
    ) throws(PlaybackError) -> Picture {
        try picture(
            of: moments.recording, at: moments.time(side), maximumWidth: maximumWidth,
            privacy: privacy, paint: paint, shouldStop: shouldStop)
    }
}
