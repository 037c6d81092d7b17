/// Names that stand for two things, or that nobody can tell apart.
struct NameCheck {
    let feed: String
    let draft: FeedDraft
    let issues: FeedIssues

    func run() {
        // The database keeps zones and masks of a feed under one name.
        var kinds: [String: String] = [:]
        for (kind, items) in [
            ("zone", draft.zones), ("mask", draft.masks), ("privacy mask", draft.privacyMasks),
        ] {
            for item in items?.present ?? [] {
                guard let name = item.name else { continue }
                if let other = kinds[name] {
                    issues.add(
                        .error, .doubledName, at: item.position, feed: feed,
                        what: "\(Quoted.text(name)) already names a \(other) of {feeds}",
                        meant: "choose another name for the \(kind)")
                }
                kinds[name] = kind
            }
        }
        for line in draft.lines?.present ?? [] {
            guard let name = line.name, kinds[name] == "zone" else { continue }
            issues.add(
                .warning, .doubledName, at: line.position, feed: feed,
                what: "\(Quoted.text(name)) names a zone and a line of {feeds}",
                meant: "events would not tell them apart")
        }
        tellSimilar(draft.zones, of: "zone")
        tellSimilar(draft.lines, of: "line")
        tellSimilar(draft.rules, of: "rule")
    }

    private func tellSimilar<Value>(_ items: NamedItems<Value>?, of what: String) {
        let names = (items?.present ?? []).compactMap { item in
            item.name.map { ($0, item.position) }
        }
        for (name, other, position) in Self.similar(names) {
            issues.add(
                .warning, .doubledName, at: position, feed: feed,
                what: "\(what)s \(Quoted.text(other)) and \(Quoted.text(name)) of {feeds} differ "
                    + "in nothing that one hears", meant: "are they the same?")
        }
    }

    static func tellSimilar(
        _ names: [(String, SourcePosition)], of what: String, problems: ProblemList
    ) {
        for (name, other, position) in similar(names) {
            problems.warning(
                .doubledName, at: position,
                "\(what)s \(Quoted.text(other)) and \(Quoted.text(name)) differ in nothing that "
                    + "one hears", meant: "are they the same?")
        }
    }

    /// Names that are equal but for case, spaces, `-` and `_`.
    private static func similar(
        _ names: [(String, SourcePosition)]
    ) -> [(name: String, other: String, position: SourcePosition)] {
        var first: [String: String] = [:]
        return names.compactMap { name, position in
            let heard = name.lowercased().filter { !" _-".contains($0) }
            guard let other = first[heard] else {
                first[heard] = name
                return nil
            }
            return other == name ? nil : (name, other, position)
        }
    }
}
