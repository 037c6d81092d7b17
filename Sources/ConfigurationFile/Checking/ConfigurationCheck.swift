import EventScoring

/// Judges what only the whole of a configuration tells: names that are defined nowhere, rules that
/// can never hold, schedules without hours.
struct ConfigurationCheck {
    let root: RootDraft
    let problems: ProblemList

    func run() {
        let issues = FeedIssues(problems: problems)
        // The defaults by themselves are the feeds that are not named; what is wrong with them is
        // told where it reaches a feed.
        for feed in root.feeds {
            let draft = feed.value.draft.over(root.defaults)
            let check = FeedCheck(
                name: feed.value.name, draft: draft, schedules: root.schedules, issues: issues)
            check.run()
            NameCheck(feed: feed.value.name, draft: draft, issues: issues).run()
            tellTakenAway(feed.value.draft, of: feed.value.name, issues)
        }
        if root.feeds.isEmpty {
            FeedCheck(
                name: nil, draft: root.defaults, schedules: root.schedules, issues: issues
            ).run()
        }
        issues.tell()
        AlertCheck(root: root, problems: problems).run()
        ScheduleCheck(root: root, problems: problems).run()
        tellClocks()
        NameCheck.tellSimilar(
            root.feeds.map { ($0.value.name, $0.position) }, of: "feed", problems: problems)
        NameCheck.tellSimilar(
            root.schedules.present.map { ($0.name ?? "", $0.position) }, of: "schedule",
            problems: problems)
    }

    /// `off` for a name that the defaults do not have.
    private func tellTakenAway(_ draft: FeedDraft, of feed: String, _ issues: FeedIssues) {
        func tell<Value>(
            _ own: NamedItems<Value>?, _ base: NamedItems<Value>?, _ what: String
        ) {
            for item in own?.items ?? [] where item.value == nil {
                guard let name = item.name, base?.names.contains(name) != true else { continue }
                issues.add(
                    .warning, .odd, at: item.position, feed: feed,
                    what: "\(what) \(Quoted.text(name)) of {feeds} is off, but the defaults have "
                        + "none of that name",
                    meant: NearestName.among(Array(base?.names ?? []).sorted(), to: name)
                        .map { "did you mean '\($0)'?" })
            }
        }
        tell(draft.zones, root.defaults.zones, "zone")
        tell(draft.lines, root.defaults.lines, "line")
        tell(draft.masks, root.defaults.masks, "mask")
        tell(draft.privacyMasks, root.defaults.privacyMasks, "privacy mask")
        tell(draft.rules, root.defaults.rules, "rule")
    }

    /// Schedules go by some clock.
    private func tellClocks() {
        // A zone that was refused is stated all the same.
        guard root.defaults.timeZone == nil, problems.errorCount == 0 else { return }
        let without = root.feeds.filter { feed in
            let rules = feed.value.draft.over(root.defaults).rules?.present ?? []
            return feed.value.draft.timeZone == nil && rules.contains { $0.value.schedule != nil }
        }
        guard let first = without.first else { return }
        problems.warning(
            .odd, at: first.position,
            "schedules of \(FeedIssues.feeds(without.map(\.value.name))) go by this machine's "
                + "time zone, or by the one stored",
            meant: "state time_zone, best under defaults")
    }
}
