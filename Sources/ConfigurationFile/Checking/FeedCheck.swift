import EventScoring
import Footage

/// Whether the rules of one feed can hold.
struct FeedCheck {
    /// `nil`: feeds that are not named.
    let name: String?
    /// With the defaults resolved.
    let draft: FeedDraft
    let schedules: NamedItems<ScheduleDraft>
    let issues: FeedIssues

    func run() {
        // Motion where nothing may be shown is nobody's business either.
        let masks = [draft.masks, draft.privacyMasks].flatMap { $0?.present ?? [] }
        let area = WatchedShare(watched: draft.watched, masks: masks.map(\.value))
        let isKnown = [draft.watch, draft.masks, draft.privacyMasks, draft.zones].allSatisfy {
            $0?.isIncomplete != true
        }
        let isBlind = isKnown && area.ofPicture == 0
        if isBlind, let position = masks.first?.position {
            add(
                .warning, .odd, position,
                "masks cover all that is watched of {feeds}: no motion will be found")
        }
        var reaches: [String: WatchedShare.Reach] = [:]
        for rule in draft.rules?.present ?? [] {
            checkNames(rule.value)
            checkSize(rule.value)
            guard isKnown else { continue }
            if isBlind {
                add(
                    .error, .unreachable, rule.position,
                    title(rule.value) + "nothing of {feeds} is watched",
                    "make the masks smaller, or set the rule off for this feed")
            } else {
                checkReach(rule.value, area, &reaches)
            }
        }
        checkLines()
        checkDoubledRules()
    }

    private func add(
        _ severity: ConfigurationProblem.Severity, _ code: ConfigurationProblem.Code,
        _ position: SourcePosition, _ what: String, _ meant: String? = nil
    ) {
        issues.add(severity, code, at: position, feed: name, what: what, meant: meant)
    }

    private func checkNames(_ rule: RuleDraft) {
        let zones = draft.zones?.names ?? []
        let lines = draft.lines?.names ?? []
        for zone in rule.zones where !zones.contains(zone.value) {
            tellUnknown(zone, of: rule, what: "zone", known: zones)
        }
        for line in rule.lines where !lines.contains(line.value) {
            tellUnknown(line, of: rule, what: "line", known: lines)
        }
        if let schedule = rule.schedule, !schedules.names.contains(schedule.value) {
            add(
                .error, .unknownName, schedule.position,
                "rule \(Quoted.text(rule.definition.name)) names schedule "
                    + "\(Quoted.text(schedule.value)), which is not defined",
                NearestName.hint(
                    schedules.names.sorted(), to: schedule.value,
                    none: "define it under schedules"))
        }
    }

    private func tellUnknown(
        _ name: Placed<String>, of rule: RuleDraft, what: String, known: Set<String>
    ) {
        let others: [(String, Set<String>)] = [
            ("zone", draft.zones?.names ?? []), ("line", draft.lines?.names ?? []),
            ("mask", draft.masks?.names ?? []),
            ("privacy mask", draft.privacyMasks?.names ?? []),
        ]
        let other = others.first { $0.0 != what && $0.1.contains(name.value) }?.0
        let meant =
            other.map { "\(Quoted.text(name.value)) is a \($0); the rule needs a \(what)" }
            ?? NearestName.hint(
                known.sorted(), to: name.value,
                none: "define it under \(what)s, or set the rule off for this feed")
        add(
            .error, .unknownName, name.position,
            "rule \(Quoted.text(rule.definition.name)) names \(what) \(Quoted.text(name.value)), "
                + "which {feeds} {does} not define", meant)
    }

    private func checkSize(_ rule: RuleDraft) {
        guard let position = rule.sizePosition else { return }
        let size = rule.definition.size
        let subject = title(rule)
        func percent(_ share: Double) -> String {
            "\(ValueForm.plain((share * 100_000).rounded() / 1000))%"
        }
        if size.smallest > size.largest {
            add(
                .error, .unreachable, position,
                subject + "no thing is larger than \(percent(size.smallest)) and smaller than "
                    + percent(size.largest), "are they swapped?")
        } else if size.largest < WatchedShare.leastObject {
            add(
                .error, .unreachable, position,
                subject + "its largest thing, \(percent(size.largest)) of the picture, is too "
                    + "small to be seen", "0.01% is about 5 × 5 points of a 640 × 360 picture")
        } else if size.smallest >= 1 {
            add(
                .error, .unreachable, position,
                subject + "nothing but the whole picture is as large as its smallest thing",
                "a person far away is about 0.1%, a car nearby about 5%")
        }
    }

    private func title(_ rule: RuleDraft) -> String {
        "rule \(Quoted.text(rule.definition.name)) can never hold: "
    }

    /// - Parameter reaches: of zones, by name, so that each is measured once.
    private func checkReach(
        _ rule: RuleDraft, _ area: WatchedShare, _ reaches: inout [String: WatchedShare.Reach]
    ) {
        for zone in draft.namedZones {
            guard let reference = rule.zones.first(where: { $0.value == zone.zone.name }) else {
                continue
            }
            let reach = reaches[zone.zone.name] ?? area.reach(zone.zone.polygon)
            reaches[zone.zone.name] = reach
            let quoted = Quoted.text(zone.zone.name)
            switch reach {
            case .none(let reason):
                add(
                    .error, .unreachable, reference.position,
                    title(rule) + "zone \(quoted) of {feeds} \(reason.text)", reason.remedy)
            case .part(let share) where share < 0.05:
                add(
                    .warning, .odd, reference.position,
                    "only \(Int((share * 100).rounded(.up)))% of zone \(quoted) of {feeds} is "
                        + "watched", "make the masks smaller, or move the zone")
            case .part: break
            }
        }
        for item in draft.lines?.present ?? [] {
            guard let reference = rule.lines.first(where: { $0.value == item.name }),
                case .none(let reason) = area.reach(item.value.points)
            else { continue }
            add(
                .error, .unreachable, reference.position,
                title(rule) + "line \(Quoted.text(item.name ?? "")) of {feeds} \(reason.text)",
                reason.remedy)
        }
    }

    /// Nothing but rules uses lines.
    private func checkLines() {
        let used = Set((draft.rules?.present ?? []).flatMap { $0.value.lines.map(\.value) })
        guard draft.rules?.isIncomplete != true else { return }
        for line in draft.lines?.present ?? [] {
            guard let name = line.name, !used.contains(name) else { continue }
            add(
                .warning, .unused, line.position,
                "no rule of {feeds} uses line \(Quoted.text(name))",
                "add a rule such as {type: line_crossing, lines: \(name)}")
        }
    }

    /// Rules that differ in nothing but their names give every event twice.
    private func checkDoubledRules() {
        var first: [RuleDefinition: String] = [:]
        for rule in draft.rules?.present ?? [] {
            var nameless = rule.value.definition
            nameless.name = ""
            if let other = first[nameless] {
                add(
                    .warning, .odd, rule.position,
                    "rule \(Quoted.text(rule.value.definition.name)) of {feeds} says the same as "
                        + "\(Quoted.text(other))", "each of their events is told twice")
            } else {
                first[nameless] = rule.value.definition.name
            }
        }
    }
}
