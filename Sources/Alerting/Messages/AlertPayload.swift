import EventScoring
import EventStore
import Footage
import Foundation

/// What is sent of an event, the same on every way: one JSON object. Field by field in
/// `docs/alerts.md`, where names have underscores. What does not apply is left out.
struct AlertPayload: Encodable {
    struct Sentences: Encodable {
        var en: String
        var id: String
    }

    struct Box: Encodable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double
    }

    struct Other: Encodable {
        var event: Int64
        var eventUuid: String
    }

    var type: String
    var id: String
    var sequence: Int64
    var queued: String
    var event: Int64
    var eventUuid: String
    var feed: String
    var feedUuid: String
    var site: String?
    var timeZone: String
    var kind: String
    var severity: String
    var score: Int
    var zone: String?
    var rule: String?
    var start: String?
    var startUs: Int64?
    var peak: String?
    var peakUs: Int64?
    var end: String?
    var endUs: Int64?
    var goesOn: Bool
    var sentence: Sentences
    var boxes: [Box]
    var link: String?
    var hasPicture: Bool
    /// JPEG in base64.
    var picture: String?
    var mergedInto: Other?
    var withdrawn: Bool?
    var test: Bool?

    init(_ entry: OutboxEntry, reviewAddress: String?, picture: [UInt8]? = nil) {
        let facts = entry.facts
        type = entry.type.rawValue
        id = entry.uuid
        sequence = entry.sequence
        queued = AlertTime.iso(entry.queued)
        event = facts.event
        eventUuid = facts.uuid
        feed = facts.feed.name
        feedUuid = facts.feed.uuid
        site = facts.feed.site
        timeZone = facts.feed.timeZone
        kind = facts.kind.rawValue
        severity = facts.severity.rawValue
        score = facts.score
        zone = facts.zone
        rule = facts.incident?.rule
        start = facts.start.map(AlertTime.iso)
        startUs = facts.start?.microsecondsUTC
        peak = facts.peak.map(AlertTime.iso)
        peakUs = facts.peak?.microsecondsUTC
        end = facts.end.map(AlertTime.iso)
        endUs = facts.end?.microsecondsUTC
        goesOn = entry.type != .end
        sentence = Sentences(
            en: AlertSentence.text(of: facts, in: .english),
            id: AlertSentence.text(of: facts, in: .indonesian))
        boxes = facts.boxes.map { Box(x: $0.x, y: $0.y, width: $0.width, height: $0.height) }
        link = reviewAddress.map { "\($0)/events/\(facts.event)" }
        hasPicture = facts.hasPicture
        self.picture = picture.map { Data($0).base64EncodedString() }
        switch facts.closing {
        case .merged(let id, let uuid): mergedInto = Other(event: id, eventUuid: uuid)
        case .withdrawn: withdrawn = true
        case nil: break
        }
        if entry.sequence == 0 {
            test = true
            sentence = Sentences(
                en: "A test: this is how pantau tells of events",
                id: "Uji coba: begini cara pantau memberi tahu peristiwa")
        }
    }

    /// UTF-8, one line, keys sorted.
    var json: [UInt8] {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map { [UInt8]($0) } ?? [UInt8]("{}".utf8)
    }
}
