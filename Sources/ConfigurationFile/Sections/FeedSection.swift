import EventScoring
import Footage

/// What may be stated of one feed, or of all of them under `defaults`.
enum FeedSection {
    /// - Parameter defaultRules: the rules of the defaults, which a feed's rule of the same name
    ///   may go on from.
    static func section(defaultRules: [ConfigurationNode.Entry] = []) -> Section<FeedDraft> {
        Section(
            name: "feed", summary: "One camera, or the defaults of all of them.",
            keys: place + live + motion + shapes + [rules(defaultRules), retention, health])
    }

    /// Keys whose names are added to those of the defaults.
    static let mergedKeys: Set<String> = [
        "zones", "lines", "masks", "privacy_masks", "rules", "health",
    ]

    private static let scoring = ScoringParameters()

    private static var place: [Key<FeedDraft>] {
        [
            .text(
                "site", \.site, "Where the camera is, as people call the place.",
                example: "Pelabuhan Samarinda Ilir", synonyms: ["location", "place", "lokasi"]),
            Key(
                "time_zone", .timeZone,
                standard: "the one stored for the feed, or this machine's for a new feed",
                "In which zone the clocks of file names, schedules and reports go.",
                example: "Asia/Makassar", synonyms: ["timezone", "tz", "zone_time", "zona_waktu"]
            ) { value, feed in
                if let zone = value.timeZone() { feed.timeZone = zone }
            },
        ]
    }

    private static let priorities = 1...9

    private static var live: [Key<FeedDraft>] {
        [
            Key(
                "source", SourceSection.form, standard: "it is not watched live",
                "Where its pictures come from while it is watched live: the camera's smaller "
                    + "stream, where it has two.", example: "rtsp://10.0.0.21/stream2",
                synonyms: ["url", "stream", "rtsp", "input", "sub", "substream"]
            ) { value, feed in
                if let source = value.source() { feed.source = source }
            },
            Key(
                "clip_source", SourceSection.form, standard: "source",
                "What clips are taken from: the camera's larger stream.",
                example: "rtsp://10.0.0.21/stream1",
                synonyms: ["main", "main_stream", "record", "clip_stream"]
            ) { value, feed in
                if let source = value.source() { feed.clipSource = source }
            },
            Key(
                "priority", .count(priorities), standard: "5",
                "Where the machine cannot keep up with all feeds, those with higher numbers give "
                    + "way first.", example: "1"
            ) { value, feed in
                if let priority = value.count(priorities) { feed.priority = priority }
            },
        ]
    }

    private static var motion: [Key<FeedDraft>] {
        [
            .number(
                "sensitivity", \.sensitivity, 0...1, standard: "0.5",
                "How little counts as motion: 0 is least sensitive, 1 most.", example: "0.5"),
            .duration(
                "minimum_event_length", \.minimumEventLength, upTo: 3600,
                standard: DurationText.short(scoring.minimumEventLength),
                "Motion that lasts less in all is no event.", example: "0.5s",
                synonyms: ["min_event", "min_event_length"]),
            .duration(
                "event_gap", \.eventGap, upTo: 3600, standard: DurationText.short(scoring.eventGap),
                "Quiet time that ends an event.", example: "3s", synonyms: ["gap"]),
            .duration(
                "pre_roll", \.preRoll, upTo: 600, standard: DurationText.short(scoring.preRoll),
                "How much is shown before an event begins.", example: "2s",
                synonyms: ["before", "pre_capture"]),
            .duration(
                "post_roll", \.postRoll, upTo: 600, standard: DurationText.short(scoring.postRoll),
                "How much is shown after an event ends.", example: "2s",
                synonyms: ["after", "post_capture"]),
            Key(
                "model", .path, standard: "built in",
                "File of the parameters of the analysis; a relative path begins where the "
                    + "configuration lies.", example: "models/standard.json"
            ) { value, feed in
                if let path = value.path() { feed.model = path }
            },
        ]
    }

    private static var shapes: [Key<FeedDraft>] {
        [
            Key(
                "watch", .list(.polygon), standard: "the whole picture",
                "Motion counts only inside these polygons.",
                example: "[[[0.1, 0.4], [0.9, 0.4], [0.9, 1.0], [0.1, 1.0]]]",
                synonyms: ["watched", "include", "roi"]
            ) { value, feed in
                if value.node.mapping != nil {
                    value.refuseType("zones have names; what is watched has none")
                } else if let items = value.polygons("polygon") {
                    feed.watch = items
                }
            },
            .polygons(
                "zones", of: "zone", \.zones, standard: "none",
                "Named parts of the picture that rules are bound to. In a list, polygons without "
                    + "a name are the same as under watch.",
                example: "{jetty: [[0.1, 0.4], [0.9, 0.4], [0.9, 1.0]]}", synonyms: ["zone"]),
            Key(
                "lines", .named("line", .either([.line, .section("line"), .off])),
                standard: "none", "Named lines that rules are bound to.",
                example: "{gate: [[0.2, 0.5], [0.8, 0.5]]}", synonyms: ["line"]
            ) { value, feed in
                if let lines = value.lines() { feed.lines = lines }
            },
            .polygons(
                "masks", of: "mask", \.masks, standard: "none",
                "Motion inside these polygons is ignored.",
                example: "{clock: [[0.0, 0.0], [0.4, 0.0], [0.4, 0.08], [0.0, 0.08]]}",
                synonyms: ["mask", "exclude", "ignore"]),
            .polygons(
                "privacy_masks", of: "privacy mask", \.privacyMasks, standard: "none",
                "These polygons are painted over before anything is shown to anybody; motion there is "
                    + "ignored.",
                example: "{windows: [[0.6, 0.0], [0.8, 0.0], [0.8, 0.2]]}",
                synonyms: ["privacy", "privacy_mask"]),
        ]
    }

    private static func rules(_ defaults: [ConfigurationNode.Entry]) -> Key<FeedDraft> {
        Key(
            "rules", .named("rule", .either([.section("rule"), .off])), standard: "none",
            "What counts as an incident, each rule under a name of your own.",
            example: "{after_hours: {type: intrusion, zones: jetty, schedule: closed}}",
            synonyms: ["rule", "incidents"]
        ) { value, feed in
            if let rules = value.rules(over: defaults) { feed.rules = rules }
        }
    }

    private static var retention: Key<FeedDraft> {
        Key(
            "retention", .either([.duration(Retention.range), .choice(["forever"])]),
            standard: "forever",
            "How long events, their pictures and activity are kept. Recordings are not touched.",
            example: "30d", synonyms: ["keep", "retain", "retain_days"]
        ) { value, feed in
            if value.node.text?.lowercased() == "forever" {
                feed.retention = .forever
            } else if let time = value.duration(Retention.range) {
                feed.retention = .kept(time)
            }
        }
    }

    private static var health: Key<FeedDraft> {
        Key(
            "health", .section("health"), standard: "see camera health",
            "Which troubles with the camera itself are told, and after how long.",
            example: "{defocused: off, covered: 20s}", synonyms: ["camera_health", "tamper"]
        ) { value, feed in
            HealthSection.section.read(value.node, into: &feed.health, value.context)
        }
    }
}

extension KeyValue {
    /// Lines by name, as their points or with what lies on both sides.
    func lines() -> NamedItems<Line>? {
        named("line") { name, value in
            var form = LineForm()
            if value.node.mapping != nil {
                ShapeSections.line.read(value.node, into: &form, context)
            } else {
                form.points = value.line()
            }
            return form.points.map {
                Line(name: name, points: $0, left: form.left, right: form.right)
            }
        }
    }
}
