/// Gathers what is wrong with the same line for several feeds, as the defaults can be, so that it
/// is told once.
final class FeedIssues {
    private struct Subject: Hashable {
        var severity: ConfigurationProblem.Severity
        var code: ConfigurationProblem.Code
        var position: SourcePosition
        var what: String
    }

    private let problems: ProblemList
    private var order: [Subject] = []
    private var feeds: [Subject: [String]] = [:]
    private var meant: [Subject: String] = [:]

    init(problems: ProblemList) { self.problems = problems }

    /// - Parameters:
    ///   - feed: `nil`: feeds that are not named.
    ///   - what: with `{feeds}` where their names belong, and `{does}` for "does" or "do".
    ///   - meant: of the first feed.
    func add(
        _ severity: ConfigurationProblem.Severity, _ code: ConfigurationProblem.Code,
        at position: SourcePosition, feed: String?, what: String, meant hint: String? = nil
    ) {
        let subject = Subject(severity: severity, code: code, position: position, what: what)
        if feeds[subject] == nil {
            order.append(subject)
            meant[subject] = hint
        }
        feeds[subject, default: []].append(feed ?? "")
    }

    func tell() {
        for subject in order {
            let names = feeds[subject] ?? []
            let what = subject.what.replacing("{feeds}", with: Self.feeds(names))
                .replacing("{does}", with: names.count == 1 && names != [""] ? "does" : "do")
            switch subject.severity {
            case .error:
                problems.error(
                    subject.code, at: subject.position, what, meant: meant[subject])
            case .warning:
                problems.warning(
                    subject.code, at: subject.position, what, meant: meant[subject])
            }
        }
    }

    /// `feed 'jetty'`, `feeds 'jetty' and 'gate'`, `feeds 'a', 'b', 'c' and 40 more`.
    static func feeds(_ names: [String]) -> String {
        if names == [""] { return "all feeds" }
        let quoted = names.map(Quoted.text)
        guard quoted.count > 1 else { return "feed \(quoted.first ?? "")" }
        if quoted.count <= 4 { return "feeds \(Quoted.list(quoted, last: "and"))" }
        return "feeds \(quoted.prefix(3).joined(separator: ", ")) and \(quoted.count - 3) more"
    }
}
