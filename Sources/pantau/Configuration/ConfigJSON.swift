import ConfigurationFile
import EventScoring
import Footage

/// What `pantau config check --json` prints.
enum ConfigJSON {
    static func lines(_ read: ReadConfiguration, file: String) -> [String] {
        read.problems.map(problem) + [summary(read, file: file)]
    }

    private static func problem(_ problem: ConfigurationProblem) -> String {
        JSONLine.text([
            "file": .text(problem.file),
            "line": problem.position.map { .integer($0.line) } ?? .null,
            "column": problem.position.map { .integer($0.column) } ?? .null,
            "severity": .text(problem.severity.rawValue), "code": .text(problem.code.rawValue),
            "key": .text(problem.key), "what": .text(problem.what),
            "meant": problem.meant.map { .text($0) } ?? .null,
        ])
    }

    private static func summary(_ read: ReadConfiguration, file: String) -> String {
        let configuration = read.configuration
        return JSONLine.text([
            "summary": .object([
                "file": .text(file), "sound": .flag(configuration != nil),
                "errors": .integer(read.errors.count), "warnings": .integer(read.warnings.count),
                "feeds": .list(
                    (configuration?.feedNames ?? []).map { name in
                        feed(name, configuration?.feed(named: name) ?? FeedConfiguration())
                    }),
                "schedules": .list(
                    (configuration?.schedules ?? []).map { schedule in
                        .object([
                            "name": .text(schedule.name),
                            "words": .text(ScheduleWords.text(of: schedule)),
                        ])
                    }),
            ])
        ])
    }

    private static func feed(_ name: String, _ feed: FeedConfiguration) -> JSONLine.Value {
        .object([
            "feed": .text(name), "site": feed.site.map { .text($0) } ?? .null,
            "time_zone": feed.timeZone.map { .text($0.identifier) } ?? .null,
            "zones": .list((feed.rules?.zones ?? []).map { .text($0.name) }),
            "lines": .list((feed.rules?.lines ?? []).map { .text($0.name) }),
            "masks": .integer(feed.masks.count),
            "privacy_masks": .integer(feed.privacyMasks.count),
            "rules": .list(
                (feed.rules?.rules ?? []).map { rule in
                    .object([
                        "name": .text(rule.name), "type": .text(rule.type),
                        "zones": .list(rule.zones.map { .text($0) }),
                        "lines": .list(rule.lines.map { .text($0) }),
                        "schedule": rule.schedule.map { .text($0) } ?? .null,
                    ])
                }),
        ])
    }
}
