import EventScoring

/// A whole configuration while it is read.
struct RootDraft {
    var defaults = FeedDraft()
    var feeds: [Placed<(name: String, draft: FeedDraft)>] = []
    var schedules = NamedItems<ScheduleDraft>()
    var holidays: [Holiday] = []
    var clips: ClipDraft?
    var alerts: AlertDraft?
    var statedKeys = StatedKeys()
}

enum RootSection {
    /// - Parameter defaultRules: what stands under `defaults`, `rules`.
    static func section(defaultRules: [ConfigurationNode.Entry] = []) -> Section<RootDraft> {
        Section(
            name: "configuration", summary: "Everything that is stated for a control room.",
            keys: [
                Key(
                    "defaults", .section("feed"), standard: "none",
                    "What holds for every feed that does not say otherwise.",
                    example: "{time_zone: Asia/Makassar}", synonyms: ["default", "global"]
                ) { value, root in
                    FeedSection.section().read(value.node, into: &root.defaults, value.context)
                },
                Key(
                    "feeds", .named("feed", .section("feed")), standard: "none",
                    "What differs for single feeds (cameras), by their names.",
                    example: "{jetty: {site: Pelabuhan}}",
                    synonyms: ["feed", "cameras", "camera", "kamera"]
                ) { value, root in
                    root.feeds = value.feeds(defaultRules: defaultRules)
                },
                Key(
                    "clips", .section("clips"), standard: "none are kept",
                    "Clips of what feeds that are watched live showed of events.",
                    example: "{folder: /var/lib/pantau/clips, keep: 30d}",
                    synonyms: ["clip", "recordings", "rekaman"]
                ) { value, root in
                    var clips = ClipDraft()
                    ClipSection.section.read(value.node, into: &clips, value.context)
                    root.clips = clips
                },
                Key(
                    "schedules", .named("schedule", scheduleForm), standard: "none",
                    "When rules count, each schedule under a name of your own.",
                    example: "{closed: 18:00–06:00}", synonyms: ["schedule", "jadwal"]
                ) { value, root in
                    if let schedules = value.schedules() { root.schedules = schedules }
                },
                Key(
                    "holidays",
                    .either([
                        .list(.either([.date, .section("holiday")])), .named("holiday", .date),
                    ]), standard: "none",
                    "Dates on which hours of weekdays do not count, only those of holidays.",
                    example: "[08-17, 2026-03-20]", synonyms: ["holiday", "libur", "hari_libur"]
                ) { value, root in
                    if let holidays = value.holidays() { root.holidays = holidays }
                },
                Key(
                    "alerts", .section("alerts"), standard: "nobody is told",
                    "Who is told of events of feeds that are watched live.",
                    example: "{destinations: {room: {mqtt: {host: broker.lan}}}}",
                    synonyms: ["alert", "notifications", "mqtt", "webhook", "peringatan"]
                ) { value, root in
                    var alerts = AlertDraft()
                    AlertSection.section.read(value.node, into: &alerts, value.context)
                    root.alerts = alerts
                },
            ])
    }

    private static let scheduleForm = ValueForm.either([
        .hours, .section("schedule"), .list(.either([.hours, .section("window")])),
    ])
}

extension KeyValue {
    /// Feeds by name.
    fileprivate func feeds(
        defaultRules: [ConfigurationNode.Entry]
    ) -> [Placed<(name: String, draft: FeedDraft)>] {
        let section = FeedSection.section(defaultRules: defaultRules)
        let items: NamedItems<FeedDraft>? = named("feed", mayBeOff: false) { _, value in
            var draft = FeedDraft()
            section.read(value.node, into: &draft, value.context)
            return draft
        }
        return (items?.items ?? []).compactMap { item in
            guard let name = item.name, let draft = item.value else { return nil }
            return Placed(value: (name, draft), position: item.position)
        }
    }
}
