import EventStore
import EventWords
import Footage
import Foundation
import Playback

/// Everything that the store knows of one event, read before anything is written.
struct EventDossier {
    var event: EventRecord
    var feed: FeedRecord?
    var parts: [Part]
    var boxes: [EventBoxes]
    var plots: [EventPlot]
    var suppressed: SuppressorCounts
    var reviews: [ReviewRecord]
    /// What must not be seen of the camera's picture.
    var privacyMasks: [Polygon]
    /// Of a thing that was left or removed: which two pictures show it.
    var change: ChangeMoments?

    /// One recording that shows a piece of the event.
    struct Part {
        var part: EventPart
        var recording: RecordingRecord
        /// Of the whole recording.
        var coverage: [CoverageSpan]
    }

    init(_ id: EventID, in store: EventStore, player: Player) throws(EvidenceError) {
        do throws(EventStoreError) {
            guard let event = try store.event(id) else {
                throw .unknownEvent(path: store.path, id: id.rawValue)
            }
            self.event = event
            feed = try store.feed(event.feed)
            parts = []
            for part in try store.parts(of: id) {
                guard let recording = try store.recording(part.recording) else {
                    throw .unknownRecording(path: store.path, id: part.recording.rawValue)
                }
                parts.append(
                    Part(
                        part: part, recording: recording,
                        coverage: try store.coverage(of: part.recording)))
            }
            boxes = try store.boxes(of: id)
            plots = try store.plot(of: id)
            suppressed = try store.suppressed(of: id)
            reviews = try store.reviews(of: id)
            privacyMasks = try store.privacyMasks(of: event.feed)
        } catch {
            if case .unknownEvent(let path, let id) = error {
                throw .unknownEvent(database: path, event: EventID(rawValue: id))
            }
            throw .store(error)
        }
        do throws(PlaybackError) {
            change = try player.changeMoments(of: event)
        } catch {
            guard case .store(let trouble) = error else {
                throw .unknownEvent(database: store.path, event: id)
            }
            throw .store(trouble)
        }
    }

    /// Which pictures are taken of it.
    var stillNames: [PageContext.Still.Name] {
        PageContext.Still.Name.allCases.filter { $0.side == nil || change != nil }
    }

    /// Why it was raised, in one sentence.
    func sentence(_ language: EvidenceLanguage) -> String {
        EventSentence(event: event, suppressed: suppressed, language: language.ofSentences).sentence
    }

    func recording(_ id: RecordingID) -> RecordingRecord? {
        parts.first { $0.recording.id == id }?.recording
    }

    /// Where the moving things were, nearest to a moment and at most a second from it.
    func boxes(near moment: EventMoment) -> [TimedBoxes.Box] {
        let moments = boxes.first { $0.recording == moment.recording }?.moments ?? []
        func distance(_ candidate: TimedBoxes) -> Int64 {
            abs((candidate.time - moment.media).microseconds)
        }
        guard let nearest = moments.min(by: { distance($0) < distance($1) }),
            distance(nearest) <= 1_000_000
        else { return [] }
        return nearest.boxes
    }
}

extension CoverageSpan {
    /// The spans of a recording that touch a range, cut to it.
    static func clipped(_ spans: [CoverageSpan], to range: MediaRange) -> [CoverageSpan] {
        spans.compactMap { span in
            let start = max(span.range.start, range.start)
            let end = min(span.range.end, range.end)
            guard start < end else { return nil }
            return CoverageSpan(
                range: MediaRange(start: start, end: end), state: span.state, reason: span.reason)
        }
    }
}
