import EventScoring
import Footage

/// Who is told of events of live feeds.
enum AlertSection {
    static let waits = MediaTime(seconds: 60)...MediaTime(seconds: 366 * 86_400)
    static let counts = 10...1_000_000
    private static let intervals = MediaTime.zero...MediaTime(seconds: 86_400)

    static var section: Section<AlertDraft> {
        Section(
            name: "alerts", summary: "Who is told of events of feeds that are watched live.",
            keys: [
                Key(
                    "destinations", .named("destination", .section("destination")),
                    standard: "none", "Who is told, each under a name of your own.",
                    example: "{room: {mqtt: {host: broker.lan}}}",
                    synonyms: ["destination", "targets", "notify", "tujuan"]
                ) { value, alerts in
                    if let items = value.destinations() { alerts.destinations = items }
                },
                Key(
                    "review", .text, standard: "messages have no link",
                    "Where people open the review: messages link to events there.",
                    example: "https://pantau.example.go.id",
                    synonyms: ["review_address", "base_address", "base_url", "link"]
                ) { value, alerts in
                    if let address = value.webAddress() { alerts.reviewAddress = address }
                },
                Key(
                    "longest_wait", .duration(waits), standard: "7d",
                    "What could not be delivered for so long is dropped.", example: "7d",
                    synonyms: ["keep", "max_age", "expire"]
                ) { value, alerts in
                    if let time = value.duration(waits) { alerts.longestWait = time }
                },
                Key(
                    "most_waiting", .count(counts), standard: "10000",
                    "Of more messages to one destination the least telling are dropped.",
                    example: "10000", synonyms: ["limit", "max_queue", "queue"]
                ) { value, alerts in
                    if let count = value.count(counts) { alerts.mostWaiting = count }
                },
                Key(
                    "key_frames", .flag, standard: "off",
                    "Whether events are told that only key frames gave so far.", example: "on",
                    synonyms: ["provisional"]
                ) { value, alerts in
                    if let flag = value.flag() { alerts.tellsKeyFrames = flag }
                },
            ])
    }

    static var destination: Section<DestinationDraft> {
        Section(
            name: "destination", summary: "Somebody who is told of events.", keys: ways + filters)
    }

    private static var ways: [Key<DestinationDraft>] {
        [
            Key(
                "mqtt", .section("mqtt"), "A broker at which messages are published.",
                example: "{host: broker.lan}", synonyms: ["broker"]
            ) { value, destination in
                var draft = MQTTDraft()
                AlertWaySections.mqtt.read(value.node, into: &draft, value.context)
                destination.mqtt = draft
            },
            Key(
                "webhook", .section("webhook"), "An address to which messages are posted.",
                example: "{url: https://example.go.id/alerts, secret: \"${ALERT_SECRET}\"}",
                synonyms: ["http", "post", "hook"]
            ) { value, destination in
                var draft = WebhookDraft()
                AlertWaySections.webhook.read(value.node, into: &draft, value.context)
                destination.webhook = draft
            },
            Key(
                "picture", .either([.off, .choice(["pixelated", "clear"])]), standard: "off",
                "Whether a picture is sent. What moves is pixelated, unless it says clear; "
                    + "privacy masks are always painted over.", example: "pixelated",
                synonyms: ["snapshot", "thumbnail", "image", "gambar"]
            ) { value, destination in
                if value.node.flag == false {
                    destination.picture = nil
                } else if let word = value.choice(["off", "pixelated", "clear"]) {
                    destination.picture = word == "off" ? nil : word
                }
            },
            Key(
                "updates", .either([.off, .duration(intervals)]), standard: "10s",
                "The shortest time between two messages about an event that goes on; off: its "
                    + "beginning and its end only.", example: "30s",
                synonyms: ["update", "update_interval", "interval"]
            ) { value, destination in
                if value.node.flag == false {
                    destination.updates = AlertDestinationConfiguration.Updates.none
                } else if let time = value.duration(intervals) {
                    destination.updates = .every(time)
                }
            },
        ]
    }

    private static var filters: [Key<DestinationDraft>] {
        let kinds = EventKind.allCases.map(\.rawValue)
        let severities = Severity.allCases.reversed().map(\.rawValue)
        return [
            Key(
                "feeds", .either([.reference("feed"), .list(.reference("feed"))]),
                standard: "all", "Of which feeds it is told.", example: "[jetty, gate]",
                synonyms: ["feed", "cameras", "camera", "kamera"]
            ) { value, destination in
                if let names = value.references() { destination.feeds = names }
            },
            Key(
                "kinds", .either([.choice(kinds), .list(.choice(kinds))]), standard: "all",
                "Of which kinds of events it is told.", example: "[intrusion, covered]",
                synonyms: ["kind", "types", "type"]
            ) { value, destination in
                let nodes = value.node.list ?? [value.node]
                let found = nodes.compactMap { value.with($0, .choice(kinds)).choice(kinds) }
                destination.kinds = Set(found.compactMap(EventKind.init(rawValue:)))
            },
            Key(
                "severity", .choice(severities), standard: "detection",
                "The least severity of which it is told.", example: "alert",
                synonyms: ["least_severity", "min_severity", "level"]
            ) { value, destination in
                if let word = value.choice(severities) {
                    destination.severity = Severity(rawValue: word)
                }
            },
            Key(
                "schedule", .reference("schedule"), standard: "always",
                "Name of the schedule during which an event has to begin.", example: "closed",
                synonyms: ["when", "hours", "jadwal"]
            ) { value, destination in
                if let text = value.text() {
                    destination.schedule = Placed(value: text, position: value.node.position)
                }
            },
        ]
    }
}

extension KeyValue {
    fileprivate func destinations() -> NamedItems<DestinationDraft>? {
        named("destination", mayBeOff: false) { name, value in
            let errors = problems.errorCount
            var draft = DestinationDraft()
            AlertSection.destination.read(value.node, into: &draft, context)
            guard problems.errorCount == errors else { return nil }
            if (draft.mqtt == nil) == (draft.webhook == nil) {
                problems.error(
                    draft.mqtt == nil ? .missingKey : .odd, at: value.node.position,
                    "destination \(Quoted.text(name)) has "
                        + (draft.mqtt == nil
                            ? "neither 'mqtt' nor 'webhook'" : "both 'mqtt' and 'webhook'"),
                    meant: draft.mqtt == nil
                        ? "such as {mqtt: {host: broker.lan}}" : "make two destinations of it")
                return nil
            }
            return draft
        }
    }
}
