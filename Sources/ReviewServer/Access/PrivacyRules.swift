import EventStore
import Footage
import Playback

extension Call {
    /// How an event's pictures are shown to whoever asks.
    func privacy(of event: EventRecord) throws -> PrivacyView {
        guard person?.seesPixelated ?? true else { return .masksOnly }
        return try store.activeUnmask(of: event.id) == nil ? .pixelated : .masksOnly
    }

    /// How a stretch of a recording is shown to whoever asks: clear to a viewer only where all of
    /// it belongs to an event that an operator unmasked.
    func privacy(of recording: RecordingRecord, in range: MediaRange) throws -> PrivacyView {
        guard person?.seesPixelated ?? true else { return .masksOnly }
        guard let duration = recording.facts?.duration else { return .pixelated }
        let inside = MediaRange(
            start: max(.zero, range.start), end: min(range.end, duration))
        guard inside.start < inside.end else { return .pixelated }
        let near = try store.timeline(
            of: recording.id, range: inside, buckets: 1, eventLimit: Self.eventsLookedAt)
        for event in near.events where try store.activeUnmask(of: event.id) != nil {
            for part in try store.parts(of: event.id) where part.recording == recording.id {
                // A copied clip begins at the key frame before it.
                let plan = try player.plan(recording.id, range: part.range, privacy: .masksOnly)
                let start = min(plan.range.start, part.range.start)
                if start <= inside.start, inside.end <= part.range.end { return .masksOnly }
            }
        }
        return .pixelated
    }

    /// More events than this at one moment of one camera are not looked through.
    private static let eventsLookedAt = 50
}
