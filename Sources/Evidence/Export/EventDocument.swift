import EventStore
import Footage
import Playback

/// `events.json`: all that is stored of the events. docs/evidence.md describes every key.
struct EventDocument: Encodable {
    var format = "pantau-events"
    var formatVersion = 1
    var events: [Event]

    struct Event: Encodable {
        var id: Int64
        var uuid: String
        var camera: String
        var site: String?
        var timeZone: String
        var kind: String
        var severity: String
        var score: Int
        var zone: String?
        /// What a rule found; absent of other events.
        var rule: String?
        var line: String?
        var direction: String?
        /// Why it was raised, in each language.
        var sentenceEn: String
        var sentenceId: String
        var change: Change?
        var start: Moment
        var peak: Moment
        var end: Moment
        var durationUs: Int64
        var activeUs: Int64
        var peakMotionPpm: Int
        var reviewState: String
        var reviews: [Review]
        var parts: [Part]
        var suppressedPixels: [String: Int64]
    }

    struct Moment: Encodable {
        var recording: Int64
        var mediaUs: Int64
        var us: Int64?
        /// With the offset of the camera's zone.
        var local: String?
    }

    /// A thing that came or went: which moments the two pictures show, and its place.
    struct Change: Encodable {
        var recording: Int64
        var beforeMediaUs: Int64
        var afterMediaUs: Int64
        var place: Place?
    }

    struct Place: Encodable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
    }

    struct Review: Encodable {
        var us: Int64
        var state: String
        var reviewer: String?
        var note: String?
    }

    struct Part: Encodable {
        var recording: Int64
        var startMediaUs: Int64
        var endMediaUs: Int64
        var eventStartMediaUs: Int64
        var eventEndMediaUs: Int64
        var seconds: [Second]
        var boxes: [Moving]
    }

    struct Second: Encodable {
        var second: Int
        var motionPpm: Int
        var suppressedPixels: [String: Int64]
    }

    struct Moving: Encodable {
        var mediaUs: Int64
        /// Left, top, width and height in 0…1 of the displayed picture, and the track's number.
        var boxes: [Box]
    }

    struct Box: Encodable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
        var track: Int
    }
}

extension EventDocument.Event {
    init(_ dossier: EventDossier) {
        let event = dossier.event
        let clock = LocalClock(timeZoneName: event.feedTimeZone, language: .english)
        func moment(_ moment: EventMoment) -> EventDocument.Moment {
            EventDocument.Moment(
                recording: moment.recording.rawValue, mediaUs: moment.media.microseconds,
                us: moment.wall?.microsecondsUTC, local: moment.wall.map(clock.iso8601))
        }
        self.init(
            id: event.id.rawValue, uuid: event.uuid, camera: event.feedName,
            site: dossier.feed?.site, timeZone: event.feedTimeZone, kind: event.kind.rawValue,
            severity: event.severity.rawValue, score: event.score, zone: event.zone,
            rule: event.facts?.rule, line: event.facts?.line, direction: event.facts?.direction,
            sentenceEn: dossier.sentence(.english), sentenceId: dossier.sentence(.indonesian),
            change: dossier.change.map(EventDocument.Change.init), start: moment(event.start),
            peak: moment(event.peak), end: moment(event.end),
            durationUs: event.duration.microseconds, activeUs: event.active.microseconds,
            peakMotionPpm: event.peakPPM, reviewState: event.reviewState.rawValue,
            reviews: dossier.reviews.map {
                EventDocument.Review(
                    us: $0.time.microsecondsUTC, state: $0.state.rawValue, reviewer: $0.reviewer,
                    note: $0.note)
            },
            parts: dossier.parts.map { EventDocument.Part($0.part, of: dossier) },
            suppressedPixels: dossier.suppressed.byName)
    }
}

extension EventDocument.Change {
    init(_ moments: ChangeMoments) {
        self.init(
            recording: moments.recording.rawValue, beforeMediaUs: moments.before.microseconds,
            afterMediaUs: moments.after.microseconds,
            place: moments.region.map {
                EventDocument.Place(x: $0.x, y: $0.y, width: $0.width, height: $0.height)
            })
    }
}

extension EventDocument.Part {
    init(_ part: EventPart, of dossier: EventDossier) {
        let seconds = dossier.plots.first { $0.recording == part.recording }?.seconds ?? []
        let moments = dossier.boxes.first { $0.recording == part.recording }?.moments ?? []
        self.init(
            recording: part.recording.rawValue, startMediaUs: part.range.start.microseconds,
            endMediaUs: part.range.end.microseconds,
            eventStartMediaUs: part.eventRange.start.microseconds,
            eventEndMediaUs: part.eventRange.end.microseconds,
            seconds: seconds.map {
                EventDocument.Second(
                    second: $0.second, motionPpm: $0.motionPPM,
                    suppressedPixels: $0.suppressed.byName)
            },
            boxes: moments.map { moment in
                EventDocument.Moving(
                    mediaUs: moment.time.microseconds,
                    boxes: moment.boxes.map {
                        EventDocument.Box(
                            x: $0.region.x, y: $0.region.y, width: $0.region.width,
                            height: $0.region.height, track: $0.track)
                    })
            })
    }
}

extension SuppressorCounts {
    fileprivate var byName: [String: Int64] {
        Dictionary(
            nonZero.map { ($0.suppressor.rawValue, $0.pixels) }, uniquingKeysWith: { $0 + $1 })
    }
}
